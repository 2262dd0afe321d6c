"""What to read first, what did better, with whom, what would prove it, when to stop."""

from __future__ import annotations

from condat.core.titles import rest
from condat.core.words import Words
from condat.create.texts.examples import Example
from condat.report.brief.told import Told, unknown
from condat.report.drawn import drew, usual
from condat.report.page import Block, Card, Cards, Grid, Note, Post, Row


def sources(told: Told) -> tuple[Block, ...]:
    """Lay out what to read first."""
    posts = told.evidence(told.brief.sources, told.brief.keyword)
    if not posts:
        return unknown(told.words("No post on it is in the corpus yet."))
    headers = (told.words("Post"), told.words("Author"), told.words("Day"))
    return (Grid(headers, tuple(Row((p.title, p.author, p.date), (p,)) for p in posts)),)


def examples(told: Told) -> tuple[Block, ...]:
    """Lay out the posts that did better than their authors' usual."""
    words = told.words
    rows = tuple(
        _example(one, post, words)
        for one in told.brief.examples
        for post in told.evidence([one.post], told.brief.keyword)
    )
    if not rows:
        return unknown(words("No post on it clearly did better than its author’s usual."))
    headers = (
        words("Post"),
        words("Author"),
        words("Result"),
        words("Ratio"),
        words("90% interval"),
    )
    return (Grid(headers, rows, numbers=(3, 4)),)


def _example(one: Example, post: Post, words: Words) -> Row:
    result = words(
        "{observed}, usually {expected}",
        observed=drew(one.observed, one.measure, words),
        expected=usual(one.expected, words),
    )
    low, high = words.decimal(one.low), words.decimal(one.high)
    between = words("{low} to {high}", low=low, high=high)
    cells = (post.title, post.author, result, f"× {words.decimal(one.ratio)}", between)
    return Row(cells, (post,))


def people(told: Told) -> tuple[Block, ...]:
    """Lay out with whom to make it, and what they wrote on it."""
    words, brief = told.words, told.brief
    if not brief.person:
        return unknown(words("Nobody from outside was proposed for it."))
    posts = tuple(
        Post(
            post.title, post.author, post.date, post.url, rest(post.title, one.text), post.language
        )
        for one in brief.passages
        for post in told.evidence([one.post])
    )
    return (Cards((Card(brief.person, told.say(brief.why), (), posts),)),)


def proof(told: Told) -> tuple[Block, ...]:
    """Lay out what would prove it, and what it takes to know."""
    words, brief = told.words, told.brief
    lines = [told.say(brief.know)] if brief.know else []
    if brief.effect:
        effect, low, high = (words.decimal(value) for value in brief.effect)
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
        return unknown(words("Nothing says yet by what we will know: write it here."))
    return (*(Note(line) for line in lines), *(Note(told.say([r]), "unknown") for r in brief.needs))


def stop(told: Told) -> tuple[Block, ...]:
    """Lay out when to give it up."""
    if not told.brief.stop:
        return unknown(told.words("No stop rule yet: write when you would give it up."))
    return tuple(Note(told.say([reason])) for reason in told.brief.stop)
