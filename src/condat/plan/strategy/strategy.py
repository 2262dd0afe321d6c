"""The strategy: what the team wants, in a file that people read, approved field by field.

Nothing is worth starting with influencers while the team has not written down whom it speaks to,
what good content is for them and which messages it wants carried. An approval holds for the value
that was approved: a field that is edited afterwards loses it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from condat.core.ids import digest
from condat.core.words import mark

FILE = "strategy.toml"
FIELDS = ("objective", "audience", "promise", "pains", "messages", "good_content", "outcome")
MESSAGES = (3, 5)

Text = Annotated[str, StringConstraints(strip_whitespace=True)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoodContent(_Part):
    """What good content is for this audience, with one that is and one that is not."""

    criteria: tuple[Text, ...] = ()
    example: Text = ""
    counter_example: Text = ""


class Approval(_Part):
    """Who approved which value, and when."""

    by: str
    at: AwareDatetime
    value: str


class Strategy(_Part):
    """What the team wants; unwritten fields are empty.

    Examples
    --------
    >>> from datetime import datetime
    >>> plan = Strategy(objective="200 more bakers a month")
    >>> plan.approved("objective")
    False
    >>> at = datetime.fromisoformat("2026-11-22T09:00:00+00:00")
    >>> approval = Approval(by="Claire", at=at, value=plan.fingerprint("objective"))
    >>> plan.model_copy(update={"approvals": {"objective": approval}}).approved("objective")
    True
    """

    objective: Text = ""
    audience: Text = ""
    promise: Text = ""
    pains: tuple[Text, ...] = ()
    messages: tuple[Text, ...] = ()
    outcome: Text = ""
    good_content: GoodContent = GoodContent()
    approvals: Mapping[str, Approval] = {}

    def fingerprint(self, field: str) -> str:
        """Hash the value of a field."""
        return digest(json.dumps(self.model_dump(mode="json")[field], ensure_ascii=False))

    def approved(self, field: str) -> bool:
        """Say whether the value that stands in a field now is the one that was approved."""
        approval = self.approvals.get(field)
        return approval is not None and approval.value == self.fingerprint(field)


class Gap(_Part):
    """What is missing or wrong in a field, and what to do about it."""

    field: str
    what: str
    hint: str


EMPTY = mark("is empty")
_ASKED = {
    "objective": mark("Say what should be different at the end, by how much and when."),
    "audience": mark("Describe whom you speak to, as you would to a new colleague."),
    "promise": mark("Say what they get from you that they get from nobody else."),
    "pains": mark("Write at least one trouble of theirs, in their words."),
    "outcome": mark("Name the result that counts and where it is counted."),
    "good_content.criteria": mark(
        "Write what you would tell a new writer: at least one criterion."
    ),
    "good_content.example": mark("Give the title or the address of a piece that is good."),
    "good_content.counter_example": mark("Give the title or the address of a piece that is not."),
}


def gaps(strategy: Strategy) -> tuple[Gap, ...]:
    """List what is missing or wrong, in the order of the file.

    Examples
    --------
    >>> [gap.field for gap in gaps(Strategy(messages=("Bread is easy", "Flour matters")))][:4]
    ['objective', 'audience', 'promise', 'pains']
    >>> next(g.what for g in gaps(Strategy(messages=("A", "B"))) if g.field == "messages")
    'needs three to five messages'
    """
    values = strategy.model_dump()
    values |= {f"good_content.{name}": value for name, value in values["good_content"].items()}
    empty = [Gap(field=f, what=EMPTY, hint=hint) for f, hint in _ASKED.items() if _void(values[f])]
    found = [*empty, *_message_gaps(strategy.messages)]
    return tuple(sorted(found, key=lambda gap: FIELDS.index(gap.field.split(".")[0])))


def _message_gaps(messages: tuple[str, ...]) -> list[Gap]:
    few, many = MESSAGES
    if not few <= len(messages) <= many:
        hint = mark("Keep the three to five sentences that people should remember.")
        return [Gap(field="messages", what=mark("needs three to five messages"), hint=hint)]
    if not all(messages):
        what, hint = mark("has an empty message"), mark("Write or remove it.")
        return [Gap(field="messages", what=what, hint=hint)]
    if len({message.casefold() for message in messages}) < len(messages):
        what, hint = mark("says the same twice"), mark("Keep one of the two.")
        return [Gap(field="messages", what=what, hint=hint)]
    return []


def _void(value: Any) -> bool:
    return not value or (isinstance(value, tuple) and not any(value))


def unapproved(strategy: Strategy) -> tuple[str, ...]:
    """List the fields whose present value nobody has approved."""
    return tuple(field for field in FIELDS if not strategy.approved(field))
