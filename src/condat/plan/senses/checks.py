"""The verdict on one term: plain, ambiguous, jargon, or not known yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from condat.plan.senses.jargon import People, Rate
from condat.plan.senses.mixture import by_unit, same_mixture
from condat.plan.senses.sensed import AUDIENCE, OURS, RESULTS, Sensed
from condat.plan.senses.told import wilson
from condat.plan.senses.yardstick import FEWEST_USES, FEWEST_WORDS
from condat.plan.tables import CHECKS

OURS_AT_LEAST = 3  # of our posts, for a word to be ours
FEWEST_POSTS = 5  # of the audience (or search results) before a share of senses is counted
CHANCE = 0.1  # sides as far apart by chance more often mean the same by a term
SEEN = {20: 0.32, 40: 0.41, 80: 0.48}  # of pseudowords, told apart (benchmarks/senses.py)

Mixture: TypeAlias = tuple[np.ndarray[tuple[int], np.dtype[np.float64]], int]
OTHER_SENSE = 0.2  # of their uses, at least, in another sense than ours: ambiguous
TIMES_AS_OFTEN = 4.0  # we use it at least so much more often than they do: jargon
EVERYDAY = 2 / 3  # of ``specificity``: the ten thousand commonest words are nobody's jargon
RARE = 0.95  # of ``specificity``: a word that not everybody knows


@dataclass(frozen=True)
class Use:
    """What is known of the use of a term, beside its senses."""

    rate: Rate | None = None
    people: People | None = None
    asked: int = 0
    special: float = 1.0  # from an everyday word of the language (0) to a rare one (1)
    unexplained: bool = False  # an acronym, and we do not say what it stands for
    plainer: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    asking: list[str] = field(default_factory=list)
    using: list[str] = field(default_factory=list)

    @property
    def jargon(self) -> bool:
        """Whether the audience does not use the term, or does not know it."""
        theirs = self.people is not None and self.people.many
        often = self.rate is not None and self.rate.low >= TIMES_AS_OFTEN and not theirs
        few = self.people is not None and self.people.few and not self.rarer
        ours = often and self.special >= EVERYDAY
        unknown = few and self.special >= RARE and self.asked > 0
        return ours or unknown or (few and self.unexplained)

    @property
    def rarer(self) -> bool:
        """Whether we use the term no more often than the audience: then it is theirs first."""
        return self.rate is not None and self.rate.ratio <= 1


def check(found: Sensed, use: Use, *, seed: int, label: str = "") -> pa.Table:
    """Say whether the audience reads a term as we write it.

    ``ambiguous``: at least ``OTHER_SENSE`` of the audience's posts, or of the search results, use
    it in another sense than ours (than the commonest, where we do not use it), the lower bound of
    the share counted, and chance does not explain how far their mixture is from ours.
    ``jargon``: three of our posts use it at least, it is no everyday word, and in the languages
    that both write we use it at least ``TIMES_AS_OFTEN`` as often as the audience, the lower bound
    of the rate counted, while not even one in ten of their people use it; or few of the audience's
    people use it, we more often than they do, and it is rare and they ask what it means, or it is
    an acronym that we do not explain.
    ``unknown``: neither, with too few uses to tell one sense from two.

    Parameters
    ----------
    found : Sensed
    use : Use
    seed : int
    label : str
        How the term is written; empty: as it is called.

    Returns
    -------
    pa.Table
        One row of ``tables.CHECKS``.
    """
    main, shares = our_sense(found), {g: _mixture(found, g) for g in (AUDIENCE, RESULTS)}
    ours, p_value = _mixture(found, OURS)[1], same_mixture(found, seed=seed)
    split = _split(shares, main, found.count, p_value)
    jargon = ours >= OURS_AT_LEAST and use.jargon
    verdict = _verdict(bool(split), jargon, _known(found, shares[RESULTS][1]))
    row = {
        "term": found.term,
        "label": label or found.term,
        "verdict": verdict,
        "senses": found.count or None,
        "our_sense": main if ours else None,
        "share_ours": float(shares[AUDIENCE][0][main]) if ours and shares[AUDIENCE][1] else None,
        "p_value": p_value,
        "plainer": use.plainer if jargon else [],
        "evidence": use.evidence if jargon else [],
        "asking": use.asking,
        "using": use.using,
        "reasons": [
            *[_reason("other_sense", group, f"{s:.2f}", posts) for group, s, posts in split],
            *_of_use(use, jargon=jargon),
            *_of_too_little(verdict, found, ours),
        ],
    }
    return pa.Table.from_pylist([row], CHECKS)


def _split(
    shares: dict[str, Mixture], main: int, senses: int, p_value: float | None
) -> list[tuple[str, float, int]]:
    """Return the groups of texts that use another sense than ours: its share, and their posts."""
    found = []
    for group, (mixture, posts) in shares.items():
        if not posts or not senses:
            continue
        other = 1 - float(mixture[main])
        chance = group == AUDIENCE and p_value is not None and p_value > CHANCE
        if posts >= FEWEST_POSTS and wilson(other, posts)[0] >= OTHER_SENSE and not chance:
            found.append((group, other, posts))
    return found


def _known(found: Sensed, results: int) -> bool:
    """Say whether there is enough to tell one sense from two."""
    return found.judged >= FEWEST_USES or results >= FEWEST_POSTS


def our_sense(found: Sensed) -> int:
    """Return the sense that most of our posts use; the commonest where we do not use the term."""
    shares, posts = _mixture(found, OURS)
    return int(np.argmax(shares)) if posts else 0


def _verdict(split: bool, jargon: bool, known: bool) -> str:  # noqa: FBT001 - three facts in a row
    if split:
        return "ambiguous"
    if jargon:
        return "jargon"
    return "plain" if known else "unknown"


def _mixture(found: Sensed, group: str) -> Mixture:
    mask = found.group(group)
    if not mask.any():
        return np.zeros(max(found.count, 1)), 0
    table = by_unit(found, mask, found.post)
    return table.mean(0), len(table)


def _reason(code: str, *values: object) -> dict[str, object]:
    return {"code": code, "values": [str(value) for value in values]}


def _of_use(use: Use, *, jargon: bool) -> list[dict[str, object]]:
    reasons = []
    if use.rate is not None:
        rate = use.rate
        reasons.append(_reason("rate", f"{rate.ratio:.1f}", f"{rate.low:.1f}", f"{rate.high:.1f}"))
    if use.people is not None:
        reasons.append(_reason("people_who_use", use.people.users, use.people.of))
    if use.asked:
        reasons.append(_reason("asks_what", use.asked))
    if jargon and use.unexplained:
        reasons.append(_reason("unexplained"))
    if jargon and not use.plainer:
        reasons.append(_reason("no_plainer"))
    return reasons


def _of_too_little(verdict: str, found: Sensed, ours: int) -> list[dict[str, object]]:
    held = Counter(found.uses["language"].to_pylist()).most_common(1)
    uses = held[0][1] if held else 0  # in one language
    reasons = []
    if verdict == "unknown" and uses < FEWEST_USES:
        reasons.append(_reason("too_few_uses", uses, FEWEST_USES))
    elif verdict == "unknown":
        reasons.append(_reason("too_few_ordinary", uses, FEWEST_WORDS))
    elif found.judged and verdict != "ambiguous":
        reasons.append(_reason("senses_seen", f"{seen(found.judged):.2f}", found.judged))
    return reasons if ours else [*reasons, _reason("not_ours")]


def seen(uses: int) -> float:
    """Return how often two merged words were told apart at so many uses, where it was measured.

    Examples
    --------
    >>> seen(64) == SEEN[40]
    True
    """
    return SEEN[max(size for size in SEEN if size <= uses)]
