"""What the team's decisions mean for a plan: what is kept and what stays out.

An accepted or changed row stands until it has gone out; its keyword and person then rest for a
cycle. A dismissal stands until it is undone or the evidence has changed: until the least that the
keyword's opportunity can be now is more than it was thought to be then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from condat.distribute.candidates.keywords import Keyword
from condat.distribute.candidates.partners import FREE
from condat.distribute.decisions import Decision, Proposal
from condat.distribute.material import Material


@dataclass(frozen=True)
class Standing:
    """The decisions that a plan respects."""

    ahead: tuple[Decision, ...]  # rows that are still to go out
    recent: tuple[Decision, ...]  # rows that went out in the last cycle
    dismissed: tuple[Decision, ...]
    returned: tuple[Decision, ...]  # dismissed, but the evidence has changed since

    @property
    def kept(self) -> list[Proposal]:
        """What keeps its place."""
        return [decision.proposal for decision in self.ahead]

    @property
    def resting(self) -> list[Proposal]:
        """What keeps its place, or has just gone out."""
        return [decision.proposal for decision in (*self.ahead, *self.recent)]


def standing(material: Material, known: Sequence[Keyword]) -> Standing:
    """Sort the team's decisions by what they mean now."""
    decisions = material.decisions.standing(material.as_of)
    cycle = timedelta(days=material.means.cycle_days)
    accepted = [d for d in decisions if d.verdict != "dismissed"]
    refused = [d for d in decisions if d.verdict == "dismissed"]
    changed = [d for d in refused if _changed(d, known)]
    return Standing(
        ahead=tuple(d for d in accepted if d.proposal.moment > material.as_of),
        recent=tuple(
            d for d in accepted if material.as_of - cycle < d.proposal.moment <= material.as_of
        ),
        dismissed=tuple(d for d in refused if d not in changed),
        returned=tuple(changed),
    )


def same(keyword: Keyword, proposal: Proposal) -> bool:
    """Say whether a proposal is about a keyword."""
    return proposal.keyword in (keyword.term, keyword.label)


def _changed(decision: Decision, known: Iterable[Keyword]) -> bool:
    if decision.opportunity is None or decision.scope == "person":
        return False
    now = [keyword.surely for keyword in known if same(keyword, decision.proposal)]
    return max(now, default=0.0) > decision.opportunity


def partner(proposal: Proposal) -> str:
    """Return who a proposal is with; nothing where nobody."""
    return proposal.person_uri or proposal.person or ""


def asked(proposal: Proposal) -> str:
    """Return who a proposal asks to take part; nothing where nobody."""
    return "" if proposal.role in FREE else partner(proposal)
