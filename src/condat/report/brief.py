"""A brief laid out for its writer: what to say, in whose words, what to answer, what to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from condat.core.words import Words, mark
from condat.create.texts.briefs import Brief
from condat.create.texts.examples import Span
from condat.create.texts.terms import Word
from condat.report.facts import Record, shown
from condat.report.page import Block, Card, Cards, Grid, Note, Page, Post, Row, Section
from condat.report.reasons import say
from condat.report.titles import piece

TITLES = {
    "angle": mark("What to say"),
    "words": mark("In whose words"),
    "questions": mark("What to answer"),
    "sources": mark("What to read first"),
    "examples": mark("What did better than usual"),
    "form": mark("Form and length"),
    "people": mark("With whom"),
    "proof": mark("What would prove it"),
    "stop": mark("When to stop"),
}
WHY = {
    "ambiguous": mark("ambiguous: others mean something else by it"),
    "jargon": mark("jargon: the audience does not use it, or does not know it"),
}


@dataclass(frozen=True)
class Told:
    """A brief, the posts that are still there, and the reader's language."""

    brief: Brief
    posts: Mapping[str, Record]
    words: Words

    def evidence(self, uris: Sequence[str], *terms: str) -> tuple[Post, ...]:
        """Return posts as evidence; those that were erased are gone here too."""
        known = (self.posts[uri] for uri in uris if uri in self.posts)
        return tuple(shown(post, self.words, terms) for post in known)

    def say(self, reasons: Sequence[Mapping[str, Any]]) -> str:
        """Say reasons one after another."""
        return " ".join(say(reason, self.words) for reason in reasons)


def sections(told: Told, notes: Mapping[str, str]) -> tuple[Section, ...]:
    """Lay the brief out, section by section.

    Parameters
    ----------
    told : Told
    notes : mapping
        What the team wrote by hand, by section; it stands first.
    """
    parts = {
        "angle": _angle(told),
        "words": _words(told),
        "questions": asking(told),
        "sources": _sources(told),
        "examples": _examples(told),
        "form": _form(told),
        "people": _people(told),
        "proof": _proof(told),
        "stop": _stop(told),
    }
    return tuple(
        Section(key, "create", told.words(title), "", (*_note(notes.get(key, "")), *parts[key]))
        for key, title in TITLES.items()
    )


def page(told: Told, notes: Mapping[str, str], *, title: str, brand: str, computed: str) -> Page:
    """Lay the brief out as a page to print."""
    labels = told.words("Evidence"), told.words("Contents")
    return Page(told.words.language, brand, title, computed, (), sections(told, notes), *labels)


def _note(text: str) -> tuple[Note, ...]:
    return (Note(text),) if text else ()


def _unknown(text: str) -> tuple[Block, ...]:
    return (Note(text, "unknown"),)


def _angle(told: Told) -> tuple[Block, ...]:
    brief, words = told.brief, told.words
    lines = [words("Keyword: {keyword}", keyword=words.quote(brief.keyword))]
    lines += [words("A title in the audience’s words: {title}", title=brief.idea)] * bool(
        brief.idea
    )
    if brief.message:
        lines.append(words("To remember: {message}", message=brief.message))
    if brief.persona:
        lines.append(words("For: {persona}", persona=brief.persona))
    missing = (
        () if brief.message else _unknown(words("No message is chosen yet: see the strategy."))
    )
    return (*(Note(line) for line in lines), *missing)


def _words(told: Told) -> tuple[Block, ...]:
    words, brief = told.words, told.brief
    rows = tuple(_use(told, word) for word in brief.use)
    rows += tuple(_avoid(told, word) for word in brief.avoid)
    headers = (words("Word"), words("What to do"), words("Why"))
    return (Grid(headers, rows),)


def _use(told: Told, word: Word) -> Row:
    doubt = WHY.get(word.verdict)
    why = told.words(doubt) if doubt else told.words("the audience’s own word")
    do = told.words("Explain it") if doubt else told.words("Use it")
    return Row((word.text, do, why), told.evidence(word.posts, word.text))


def _avoid(told: Told, word: Word) -> Row:
    words = told.words
    why = words(WHY[word.verdict]) if word.verdict in WHY else words("the plan warns of it")
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
        return _unknown(words("Nobody has asked anything about it yet, in what was collected."))
    return (Cards(cards),)


def _times(words: Words, count: int) -> str:
    return words.plural("asked in {count} post", "asked in {count} posts", count)


def _sources(told: Told) -> tuple[Block, ...]:
    posts = told.evidence(told.brief.sources, told.brief.keyword)
    if not posts:
        return _unknown(told.words("No post on it is in the corpus yet."))
    headers = (told.words("Post"), told.words("Author"), told.words("Day"))
    return (Grid(headers, tuple(Row((p.title, p.author, p.date), (p,)) for p in posts)),)


def _examples(told: Told) -> tuple[Block, ...]:
    words = told.words
    rows = []
    for one in told.brief.examples:
        for post in told.evidence([one.post], told.brief.keyword):
            between = words(
                "{low} to {high}", low=words.number(one.low, 2), high=words.number(one.high, 2)
            )
            result = words(
                "{observed}, usually {expected}",
                observed=words.number(one.observed),
                expected=words.number(one.expected),
            )
            times = f"× {words.number(one.ratio, 2)}"
            rows.append(Row((post.title, post.author, result, times, between), (post,)))
    if not rows:
        return _unknown(words("No post on it clearly did better than its author’s usual."))
    headers = (
        words("Post"),
        words("Author"),
        words("Result"),
        words("Ratio"),
        words("90% interval"),
    )
    return (Grid(headers, tuple(rows), numbers=(3, 4)),)


def _form(told: Told) -> tuple[Block, ...]:
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


def _people(told: Told) -> tuple[Block, ...]:
    words, brief = told.words, told.brief
    if not brief.person:
        return _unknown(words("Nobody from outside was proposed for it."))
    posts = tuple(
        Post(post.title, post.author, post.date, post.url, one.text, post.language)
        for one in brief.passages
        for post in told.evidence([one.post])
    )
    return (Cards((Card(brief.person, told.say(brief.why), (), posts),)),)


def _proof(told: Told) -> tuple[Block, ...]:
    words, brief = told.words, told.brief
    lines = [told.say(brief.know)] if brief.know else []
    if brief.effect:
        effect, low, high = (words.number(value, 2) for value in brief.effect)
        lines.append(
            words(
                "Expected: {effect} times what is usual there (90% sure: between {low} and {high} "
                "times).",
                effect=effect,
                low=low,
                high=high,
            )
        )
    if not lines:
        return _unknown(words("Nothing says yet by what we will know: write it here."))
    return (*(Note(line) for line in lines), *(Note(told.say([r]), "unknown") for r in brief.needs))


def _stop(told: Told) -> tuple[Block, ...]:
    if not told.brief.stop:
        return _unknown(told.words("No stop rule yet: write when you would give it up."))
    return tuple(Note(told.say([reason])) for reason in told.brief.stop)
