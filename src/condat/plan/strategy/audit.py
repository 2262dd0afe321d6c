"""What we published against the strategy's criteria: keep, improve, merge or drop, with reasons.

Each post is read on what a content lead would ask: does it speak of a message or a pain, does
it answer what the audience asks, is it said twice, is it old, how did it do, is it written in the
audience's words. What is not known counts neither for nor against. Of what asks for improvement,
the few come first that would bring most; the others can wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.titles import called
from condat.language.vectors import apart, vectors
from condat.plan.codes import Flags, Ints, Reals, look_up, plain, real
from condat.plan.strategy.copies import once
from condat.plan.strategy.duplicates import duplicates
from condat.plan.strategy.gains import Gains, first, gains
from condat.plan.strategy.spoken import Spoken, spoken, told
from condat.plan.strategy.strategy import Strategy
from condat.plan.tables import AUDIT
from condat.plan.words.alone import alone
from condat.plan.words.answers import answered

Record = dict[str, Any]
NEAR = 0.3  # cosine: unrelated sentences are near 0.1, translations near 0.8
OLD = 730  # days without a change
THIN = 120  # words; or half of what is usual in the same place, where posts are shorter
LONG = 30.0  # words a sentence
HEARD = 1 / 2  # of what a post is about: its subject is the audience's too
MANY = 20  # posts of ours from which on no more is asked of one than half of them reach
CAN_WAIT = {"audit.old", "audit.long_sentences"}
SHOWN = 3
WEIGHTS = {"message": 0.3, "questions": 0.25, "performance": 0.2, "words": 0.15, "fresh": 0.1}


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


def audit(
    posts: pa.Table, tables: Mapping[str, pa.Table], strategy: Strategy, *, as_of: datetime
) -> pa.Table:
    """Judge our own posts.

    Parameters
    ----------
    posts : pyarrow.Table
        Ours: ``uri``, ``source``, ``title``, ``text``, ``published``, ``updated``.
    tables : mapping
        ``readings``, ``post_terms``, ``questions``, ``keywords``, ``performance``; ``jargon``: the
        words (``term``) that the audience does not use.
    strategy : Strategy
        Its messages, pains and promise; an empty one leaves that criterion open.
    as_of : datetime

    Returns
    -------
    pyarrow.Table
        Of the schema ``AUDIT``, in the order of the work: what to merge, to improve (what brings
        most first), to drop (the worst first), to keep.
    """
    posts = posts.sort_by("uri")
    posts, elsewhere = once(posts, _results(posts, tables["performance"])[0])
    if not posts.num_rows:
        return AUDIT.empty_table()
    marks = _marks(posts, tables, strategy, as_of)
    parts = _parts(marks)
    score = _score(parts)
    uris, titles = posts["uri"].to_pylist(), _titles(posts)
    verdicts = _verdicts(marks)
    rows = [
        {
            "post_uri": uri,
            "title": titles[i],
            "verdict": verdicts[i],
            "merge_with": uris[marks.twin[i]] if marks.twin[i] >= 0 else None,
            "score": None if np.isnan(score[i]) else round(float(score[i]), 4),
            "gain": float(marks.gains.value[i]),
            "reasons": reasons(marks, i, verdicts[i], titles) + _also(elsewhere.get(uri)),
        }
        for i, uri in enumerate(uris)
    ]
    rows.sort(key=lambda row: (ORDER[row["verdict"]], _worth(row), row["post_uri"]))
    return pa.Table.from_pylist(rows, schema=AUDIT)


def _verdicts(marks: Marks) -> list[str]:
    """Decide on each post; what asks for improvement waits where others would bring more."""
    found = [verdict(marks, i) for i in range(len(marks.days))]
    asking = np.array([one == "improve" for one in found], np.bool_)
    now = first(marks.gains.value, asking)
    return [LATER if a and not n else one for one, a, n in zip(found, asking, now, strict=True)]


def _worth(row: Record) -> float:
    """Return what posts of one verdict are sorted by: the work that is worth most comes first."""
    if row["verdict"] == "improve":
        return -float(row["gain"])
    score: float = row["score"] or 0.0
    return score if row["verdict"] == "drop" else -score


ORDER = {"merge": 0, "improve": 1, "drop": 2, "keep": 3}
LATER = "keep"  # what could be better, where improving others brings more


def _marks(
    posts: pa.Table, tables: Mapping[str, pa.Table], strategy: Strategy, as_of: datetime
) -> Marks:
    uses = tables["post_terms"]
    mine = plain(uses.filter(pc.is_in(uses["post_uri"], value_set=_flat(posts["uri"]))))
    post = look_up(mine["post_uri"], posts["uri"])
    said = [text for text in (*strategy.messages, *strategy.pains, strategy.promise) if text]
    near, nearest = _messages(posts, said)
    answered, asked = _questions(posts, mine, post, tables)
    ratio, low, high = _results(posts, tables["performance"])
    read = look_up(posts["uri"], tables["readings"]["post_uri"])
    words = np.append(real(tables["readings"]["words"]), 0.0)[read].astype(np.int64)
    telling, days = told(mine, post, words), _days(posts, as_of)
    theirs, jargon = _wording(telling, mine, post, tables, posts.num_rows)
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


def _results(posts: pa.Table, counted: pa.Table) -> list[Reals]:
    """Return the result of each post over our usual one, and its interval; NaN: not known."""
    counted = counted.filter(pc.equal(counted["measure"], "engagement"))
    at = look_up(posts["uri"], counted["post_uri"])
    names = ("ratio", "ratio_low", "ratio_high")
    return [np.append(real(counted[name]), np.nan)[at] for name in names]


def _also(places: list[str] | None) -> list[Record]:
    """Say where else a text stands."""
    return [{"code": "audit.elsewhere", "values": [", ".join(places)]}] if places else []


def _thin(words: Ints, place: Ints) -> Flags:
    """Say which posts are short, for a text and for the place where they stand."""
    usual = np.array([np.median(words[place == p]) for p in range(place.max() + 1)])
    flags: Flags = words < np.minimum(THIN, usual / 2)[place]
    return flags


def _flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _titles(posts: pa.Table) -> list[str]:
    """Return each post's title; the opening of its text where it has none."""
    rows = posts.select(["title", "text"]).to_pylist()
    return [called(row["title"], row["text"]) for row in rows]


def _messages(posts: pa.Table, said: list[str]) -> tuple[Reals, list[str]]:
    """Return how near each post's title or opening is to a message, a pain or the promise.

    What all our posts have in common (our name in every title) is taken off both: it is near to
    every message that holds it.
    """
    if not said:
        return np.full(posts.num_rows, np.nan), [""] * posts.num_rows
    titles = pc.fill_null(posts["title"], "")
    openings = pc.utf8_slice_codeunits(pc.fill_null(posts["text"], ""), 0, 300)
    asked = vectors(said)
    cosine = np.maximum(*(apart(vectors(p.to_pylist()), asked) for p in (titles, openings)))
    best = cosine.argmax(axis=1)
    return cosine.max(axis=1).astype(np.float64).round(4), [said[i] for i in best]


def _questions(
    posts: pa.Table, mine: pa.Table, post: Ints, tables: Mapping[str, pa.Table]
) -> tuple[Ints, list[list[str]]]:
    """Count the audience's questions that a post holds most of the terms of, two at least.

    Of those that can be read alone: the others do not say what is asked.
    """
    asked = tables["questions"]
    asked = asked.filter(pc.invert(pc.is_in(asked["post_uri"], value_set=_flat(posts["uri"]))))
    said = [alone(row["text"], row["language"]) for row in asked.to_pylist()]
    asked = pa.table({"text": pa.array(said, pa.string()), "terms": asked["terms"]})
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
    told: Reals, mine: pa.Table, post: Ints, tables: Mapping[str, pa.Table], count: int
) -> tuple[Reals, list[list[str]]]:
    """Return the share of what a post is about that the audience writes of, and its jargon.

    ``told`` is how much each row of the post's terms tells of it.
    """
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
    return np.where(total > 0, share, np.nan), written


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


def _parts(marks: Marks) -> dict[str, Reals]:
    """Return each criterion from 0 to 1; NaN where it is not known."""
    near = np.maximum(marks.near / NEAR, marks.spoken.value)
    return {
        "message": np.clip(near / 2, 0.0, 1.0),
        "questions": np.minimum(marks.answered / 3.0, 1.0),
        "performance": np.clip(marks.ratio / 2.0, 0.0, 1.0),
        "words": marks.theirs,
        "fresh": np.clip(1.0 - marks.days / (2 * OLD), 0.0, 1.0),
    }


def _score(parts: Mapping[str, Reals]) -> Reals:
    """Weigh the criteria that are known."""
    values = np.stack([parts[name] for name in WEIGHTS])
    weights = np.array(list(WEIGHTS.values()))[:, None] * ~np.isnan(values)
    total: Reals = np.nansum(values * weights, axis=0) / np.maximum(weights.sum(axis=0), 1e-9)
    return total


def verdict(marks: Marks, i: int) -> str:
    """Decide on one post.

    *Merge* when a better post of ours says the same. *Drop* when it is off every message, answers
    nothing, is old, did not do better than usual, and the audience speaks of something else. *Keep*
    when it carries a message, answers something or did better than usual, and what is to be
    repaired can wait: age or long sentences, not both. *Improve* otherwise.
    """
    if marks.twin[i] >= 0:
        return "merge"
    liked = marks.low[i] > 1.0
    carries = _carries(marks, i) or marks.answered[i] > 0
    heard = marks.theirs[i] >= marks.heard
    if not np.isnan(marks.near[i]) and not (carries or liked or heard) and marks.days[i] > OLD:
        return "drop"
    wrong = [str(repair["code"]) for repair in repairs(marks, i)]
    waits = len(wrong) < 2 and set(wrong) <= CAN_WAIT
    return "keep" if (carries or liked) and waits else "improve"


def _carries(marks: Marks, i: int) -> bool:
    return bool(marks.near[i] >= NEAR or marks.spoken.value[i] >= 1.0)


def repairs(marks: Marks, i: int) -> list[Record]:
    """List what is to be repaired in one post."""
    found = [
        (bool(marks.thin[i]), "audit.thin", [str(marks.words[i])]),
        (marks.sentence[i] > LONG, "audit.long_sentences", [f"{marks.sentence[i]:.0f}"]),
        (marks.days[i] > OLD, "audit.old", [f"{marks.days[i] // 365.25:.0f}"]),
        (marks.high[i] < 1.0, "audit.under", [f"{marks.ratio[i]:.2f}"]),
        (bool(marks.jargon[i]), "audit.jargon", [", ".join(marks.jargon[i])]),
        (marks.near[i] < NEAR and not _carries(marks, i), "audit.off_message", []),
    ]
    return [{"code": code, "values": values} for wrong, code, values in found if wrong]


def reasons(marks: Marks, i: int, judged: str, titles: list[str]) -> list[Record]:
    """Say what speaks for one post and its verdict, then what is to be repaired."""
    told = [
        (judged == "improve" and bool(marks.gains.word[i]), "audit.wanted", _wanted(marks, i)),
        (marks.twin[i] >= 0, "audit.same_as", [titles[marks.twin[i]]]),
        *_carried(marks, i),
        (marks.answered[i] > 0, "audit.answers", [str(marks.answered[i]), *marks.asked[i][:1]]),
        (judged == "drop" and not marks.answered[i], "audit.answers_nothing", []),
        (marks.theirs[i] < marks.heard, "audit.unheard", [f"{marks.theirs[i]:.2f}"]),
        (marks.low[i] > 1.0, "audit.over", [f"{marks.ratio[i]:.2f}"]),
        (judged == LATER and verdict(marks, i) == "improve", "audit.later", []),
    ]
    said = [{"code": code, "values": values} for true, code, values in told if true]
    return said + repairs(marks, i)


def _wanted(marks: Marks, i: int) -> list[str]:
    return [marks.gains.word[i], str(marks.gains.people[i])]


def _carried(marks: Marks, i: int) -> list[tuple[bool, str, list[str]]]:
    """Say which message a post carries: by the words of it, or by what it means."""
    spoken, near = bool(marks.spoken.value[i] >= 1.0), bool(marks.near[i] >= NEAR)
    words = [", ".join(marks.spoken.words[i]), marks.spoken.message[i]]
    meant = [marks.nearest[i], f"{marks.near[i]:.2f}"]
    return [
        (spoken, "audit.speaks_of", words),
        (near and not spoken, "audit.on_message", meant),
    ]
