"""What a post drew and what is usual, in the unit in which its source lets it be counted."""

from __future__ import annotations

from condat.core.words import Words, mark

SELDOM = 0.5  # of a reaction or a link a post: below, it is said how many posts draw one

SMALL = mark(
    "Where hardly anything is usual, one more can be chance: the ratio is kept nearer to 1 than a "
    "plain division would give."
)


def drew(observed: float, measure: str | None, words: Words) -> str:
    """Say what a post drew: reactions, or links where its source counts no engagement.

    Examples
    --------
    >>> drew(1.0, "links", Words("en")), drew(7.0, "engagement", Words("en"))
    ('1 link', '7 reactions')
    """
    count = round(observed)
    if measure == "links":
        return words.plural("{count} link", "{count} links", count)
    if measure == "engagement":
        return words.plural("{count} reaction", "{count} reactions", count)
    return words.number(count)  # the works of a person do not say


def usual(expected: float, words: Words) -> str:
    """Say what is usual; a small part of a reaction or a link as one in so many posts.

    Examples
    --------
    >>> [usual(expected, Words("en")) for expected in (44.71, 0.083, 0.0)]
    ['44.7', 'one in 12 posts', '0']
    """
    if not expected:
        return words.number(0)  # where nothing was drawn at all
    if expected >= SELDOM:
        return words.rough(expected)
    return words("one in {count} posts", count=round(1 / expected))
