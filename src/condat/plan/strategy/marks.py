"""What is found of each of our posts, before it is judged: one criterion after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.language.vectors import apart, vectors
from condat.plan.codes import Flags, Ints, Reals, among, look_up, plain, real
from condat.plan.strategy.duplicates import duplicates
from condat.plan.strategy.gains import Gains, gains
from condat.plan.strategy.spoken import Spoken, spoken, told
from condat.plan.strategy.strategy import Strategy
from condat.plan.words.alone import alone
from condat.plan.words.answers import answered

NEAR = 0.3  # cosine: unrelated sentences are near 0.1, translations near 0.8
THIN = 120  # words; or half of what is usual in the same place, where posts are shorter
HEARD = 1 / 2  # of what a post is about: its subject is the audience's too
SPARSE, ENOUGH = 20, 8  # words of a post for each term it should share with others; no more terms
MANY = 20  # posts of ours from which on no more is asked of one than half of them reach
SHOWN = 3


@dataclass(frozen=True)
class Marks:
    """What was found of each of our posts, in the order of their URIs; NaN: not known."""

    near: Reals  # cosine with the nearest message or pain
    nearest: list[str]
    spoken: Spoken  # of the words of messages and pains
    answered: Ints  # questions of the audience
    asked: list[list[str]]
    ratio: Reals
    low: Reals
    high: Reals
    days: Reals  # since it was written or changed
    words: Ints
    thin: Flags
    sentence: Reals  # words a sentence
    theirs: Reals  # share of what it is about that the audience writes of
    heard: float  # from which share on its subject is the audience's
    jargon: list[list[str]]
    twin: Ints  # the better post that says the same; -1: none
    gains: Gains  # what improving it would bring


def found(
    posts: pa.Table, tables: Mapping[str, pa.Table], strategy: Strategy, as_of: datetime
) -> Marks:
    """Find the marks of our posts; otherwise as ``audit.audit``."""
    uses = tables["post_terms"]
    mine = plain(uses.filter(among(uses["post_uri"], posts["uri"])))
    post = look_up(mine["post_uri"], posts["uri"])
    said = [text for text in (*strategy.messages, *strategy.pains, strategy.promise) if text]
    near, nearest = _messages(posts, said)
    answered, asked = _questions(posts, mine, post, tables)
    ratio, low, high = results(posts, tables["performance"])
    read = look_up(posts["uri"], tables["readings"]["post_uri"])
    words = np.append(real(tables["readings"]["words"]), 0.0)[read].astype(np.int64)
    telling, days = told(mine, post, words), _days(posts, as_of)
    theirs, jargon = _wording(telling, mine, post, tables, words)
    worded = spoken(mine, post, words, said)
    place = posts["source"].combine_chunks().dictionary_encode().indices.to_numpy()
    twin = duplicates(mine["term"], post, np.nan_to_num(ratio, nan=1.0), days)
    return Marks(
        near=near,
        nearest=nearest,
        spoken=worded,
        answered=answered,
        asked=asked,
        ratio=ratio,
        low=low,
        high=high,
        days=days,
        words=words,
        thin=_thin(words, place),
        sentence=words / np.maximum(_sentences(posts), 1),
        theirs=theirs,
        heard=_heard(theirs),
        jargon=jargon,
        twin=np.where(place[twin] == place, twin, -1),
        gains=gains(
            mine,
            post,
            telling,
            tables["keywords"],
            ratio=ratio,
            days=days,
            carries=(near >= NEAR) | (worded.value >= 1.0),
        ),
    )


def results(posts: pa.Table, counted: pa.Table) -> list[Reals]:
    """Return the result of each post over our usual one, and its interval; NaN: not known."""
    counted = counted.filter(pc.equal(counted["measure"], "engagement"))
    at = look_up(posts["uri"], counted["post_uri"])
    names = ("ratio", "ratio_low", "ratio_high")
    return [np.append(real(counted[name]), np.nan)[at] for name in names]


def _thin(words: Ints, place: Ints) -> Flags:
    """Say which posts are short, for a text and for the place where they stand."""
    usual = np.array([np.median(words[place == p]) for p in range(place.max() + 1)])
    flags: Flags = words < np.minimum(THIN, usual / 2)[place]
    return flags


def _messages(posts: pa.Table, said: list[str]) -> tuple[Reals, list[str]]:
    """Return how near a post's title, opening or first sentence is to a message, pain or promise.

    What all our posts have in common (our name in every title) is taken off both: it is near to
    every message that holds it.
    """
    if not said:
        return np.full(posts.num_rows, np.nan), [""] * posts.num_rows
    titles = pc.fill_null(posts["title"], "")
    openings = pc.utf8_slice_codeunits(pc.fill_null(posts["text"], ""), 0, 300)
    first = pc.replace_substring_regex(openings, r"(?s)([.!?…])\s.*", r"\1")
    asked, parts = vectors(said), (titles, openings, first)
    cosine = np.max([apart(vectors(part.to_pylist()), asked) for part in parts], axis=0)
    best = cosine.argmax(axis=1)
    return cosine.max(axis=1).astype(np.float64).round(4), [said[i] for i in best]


def _questions(
    posts: pa.Table, mine: pa.Table, post: Ints, tables: Mapping[str, pa.Table]
) -> tuple[Ints, list[list[str]]]:
    """Count the audience's questions that a post holds most of the terms of, two at least.

    Of those that can be read alone: the others do not say what is asked.
    """
    asked = tables["questions"]
    asked = asked.filter(pc.invert(among(asked["post_uri"], posts["uri"])))
    said = list(zip(*(asked[name].to_pylist() for name in ("text", "language")), strict=True))
    read = {one: alone(*one) for one in set(said)}
    texts = pa.array([read[one] for one in said], pa.string())
    asked = pa.table({"text": texts, "terms": asked["terms"]})
    asked = asked.filter(pc.not_equal(asked["text"], ""))
    return answered(asked, mine["term"], post, posts.num_rows, SHOWN)


def _days(posts: pa.Table, as_of: datetime) -> Reals:
    changed = pc.coalesce(posts["updated"], posts["published"])
    seconds = pc.divide(pc.subtract(pa.scalar(as_of), changed).cast(pa.int64()), 1_000_000)
    return real(seconds) / 86_400


def _sentences(posts: pa.Table) -> Ints:
    ends = pc.count_substring_regex(pc.fill_null(posts["text"], ""), r"[.!?…:]+(?:\s|$)|\n\s*\n")
    return np.asarray(ends.to_numpy(), np.int64)


def _wording(
    told: Reals, mine: pa.Table, post: Ints, tables: Mapping[str, pa.Table], words: Ints
) -> tuple[Reals, list[list[str]]]:
    """Return the share of what a post is about that the audience writes of, and its jargon.

    ``told`` is how much each row of the post's terms tells of it. Where a text of ``words`` words
    has hardly a term in common with any other, the rest of it is about something else.
    """
    count = len(words)
    keywords, odd = tables["keywords"], tables["jargon"]["term"]
    used = keywords.filter(pc.greater(keywords["audience"], 0))["term"]
    shared = look_up(mine["term"], pc.unique(used)) >= 0
    total = np.bincount(post, told, count)
    share = np.bincount(post[shared], told[shared], count) / np.maximum(total, 1e-9)
    hits = np.flatnonzero(look_up(mine["term"], odd) >= 0)
    jargon: list[dict[str, str]] = [{} for _ in range(count)]
    for row, use in zip(post[hits].tolist(), mine.take(hits).to_pylist(), strict=True):
        jargon[row].setdefault(use["term"], use["form"] or use["term"])
    written = [[words[term] for term in sorted(words)[:SHOWN]] for words in jargon]
    known = np.minimum(np.bincount(post, minlength=count) / np.clip(words / SPARSE, 1, ENOUGH), 1.0)
    return np.where(total > 0, share * known, np.nan), written


def _heard(theirs: Reals) -> float:
    """Return the share from which on a post is of the audience's subject.

    Where our posts are many and hardly any reaches half, the middle one of ours is the standard.

    Examples
    --------
    >>> _heard(np.full(9, 0.2)), _heard(np.full(90, 0.2)), _heard(np.full(90, 0.8))
    (0.5, 0.2, 0.5)
    """
    known = theirs[~np.isnan(theirs)]
    return min(HEARD, float(np.median(known))) if len(known) >= MANY else HEARD
