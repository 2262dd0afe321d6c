"""The verdict on one post of ours, and what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from condat.plan.codes import Reals
from condat.plan.strategy.gains import first
from condat.plan.strategy.marks import NEAR, Marks

Record = dict[str, Any]
OLD = 730  # days without a change
LONG = 30.0  # words a sentence
CAN_WAIT = {"audit.old", "audit.long_sentences"}
WEIGHTS = {"message": 0.3, "questions": 0.25, "performance": 0.2, "words": 0.15, "fresh": 0.1}
LATER = "keep"  # what could be better, where improving others brings more


def verdicts(marks: Marks) -> list[str]:
    """Decide on each post; what asks for improvement waits where others would bring more."""
    found = [verdict(marks, i) for i in range(len(marks.days))]
    asking = np.array([one == "improve" for one in found], np.bool_)
    now = first(marks.gains.value, asking)
    return [LATER if a and not n else one for one, a, n in zip(found, asking, now, strict=True)]


def parts(marks: Marks) -> dict[str, Reals]:
    """Return each criterion from 0 to 1; NaN where it is not known."""
    near = np.maximum(marks.near / NEAR, marks.spoken.value)
    return {
        "message": np.clip(near / 2, 0.0, 1.0),
        "questions": np.minimum(marks.answered / 3.0, 1.0),
        "performance": np.clip(marks.ratio / 2.0, 0.0, 1.0),
        "words": marks.theirs,
        "fresh": np.clip(1.0 - marks.days / (2 * OLD), 0.0, 1.0),
    }


def score(parts: Mapping[str, Reals]) -> Reals:
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


def reasons(marks: Marks, i: int, judged: str, twin: str) -> list[Record]:
    """Say what speaks for one post and its verdict, then what is to be repaired."""
    told = [
        (judged == "improve" and bool(marks.gains.word[i]), "audit.wanted", _wanted(marks, i)),
        (marks.twin[i] >= 0, "audit.same_as", [twin]),
        *_carried(marks, i),
        (marks.answered[i] > 0, "audit.answers", [str(marks.answered[i]), *marks.asked[i][:1]]),
        (judged == "drop" and not marks.answered[i], "audit.answers_nothing", []),
        (judged != "drop" and bool(np.isnan(marks.near[i])), "audit.no_messages", []),
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
