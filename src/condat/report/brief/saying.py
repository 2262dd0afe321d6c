"""What to say, in whose words, what to answer, in what form."""

from __future__ import annotations

from condat.core.words import Words, mark
from condat.create.texts.examples import Span
from condat.create.texts.terms import Word
from condat.report.brief.told import Told, unknown
from condat.report.page import Block, Card, Cards, Grid, Note, Row
from condat.report.titles import piece

_WHY = {
    "ambiguous": mark("ambiguous: others mean something else by it"),
    "jargon": mark("jargon: the audience does not use it, or does not know it"),
}


def angle(told: Told) -> tuple[Block, ...]:
    """Lay out what to say, to whom."""
    brief, words = told.brief, told.words
    lines = [words("Keyword: {keyword}", keyword=words.quote(brief.keyword))]
    lines += [words("A title in the audience’s words: {title}", title=brief.idea)] * bool(
        brief.idea
    )
    if brief.message:
        lines.append(words("To remember: {message}", message=brief.message))
    if brief.persona:
        lines.append(words("For: {persona}", persona=brief.persona))
    missing = () if brief.message else unknown(words("No message is chosen yet: see the strategy."))
    return (*(Note(line) for line in lines), *missing)


def vocabulary(told: Told) -> tuple[Block, ...]:
    """Lay out which words to use, which to avoid, and why."""
    words, brief = told.words, told.brief
    rows = tuple(_use(told, word) for word in brief.use)
    rows += tuple(_avoid(told, word) for word in brief.avoid)
    headers = (words("Word"), words("What to do"), words("Why"))
    return (Grid(headers, rows),)


def _use(told: Told, word: Word) -> Row:
    doubt = _WHY.get(word.verdict)
    why = told.words(doubt) if doubt else told.words("the audience’s own word")
    do = told.words("Explain it") if doubt else told.words("Use it")
    return Row((word.text, do, why), told.evidence(word.posts, word.text))


def _avoid(told: Told, word: Word) -> Row:
    words = told.words
    why = words(_WHY[word.verdict]) if word.verdict in _WHY else words("the plan warns of it")
    do = (
        words("Avoid it; rather {plainer}", plainer=words.listed(map(words.quote, word.plainer)))
        if word.plainer
        else words("Avoid it, or explain it")
    )
    said = " ".join([why + ".", told.say(word.reasons)]).strip()
    return Row((word.text, do, said), told.evidence(word.posts, word.text))


def asking(told: Told) -> tuple[Block, ...]:
    """Lay out what people ask, each question with who asks it."""
    words = told.words
    asked = [
        (one, told.evidence(one.posts, *one.text.split(" ")[:4])) for one in told.brief.questions
    ]
    cards = tuple(
        Card(one.text, _times(words, len(posts)), (), posts) for one, posts in asked if posts
    )
    if not cards:
        return unknown(words("Nobody has asked anything about it yet, in what was collected."))
    return (Cards(cards),)


def _times(words: Words, count: int) -> str:
    return words.plural("asked in {count} post", "asked in {count} posts", count)


def form(told: Told) -> tuple[Block, ...]:
    """Lay out the form, its length and its ease of reading."""
    words, brief = told.words, told.brief
    row = {"form": brief.form, "title": brief.keyword, "person": None, "role": ""}
    named = (Note(piece(row, words)),) if brief.form else ()
    return (*named, _length(words, brief.length), *_ease(words, brief.ease))


def _length(words: Words, length: Span | None) -> Note:
    if length is None:
        told = words("Length: cannot know yet. It takes 8 posts there that did better than usual.")
        return Note(told, "unknown")
    return Note(
        words(
            "Length: {low} to {high} words (the middle half of the {posts} posts "
            "there that did better than usual).",
            low=int(length.low),
            high=int(length.high),
            posts=length.posts,
        )
    )


def _ease(words: Words, ease: Span | None) -> tuple[Note, ...]:
    if ease is None:
        return ()
    told = words(
        "Ease of reading: {low} to {high} out of 100 (the middle half of {posts} such posts).",
        low=words.number(ease.low, 0),
        high=words.number(ease.high, 0),
        posts=ease.posts,
    )
    return (Note(told),)
