"""What is asked for a new token."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from condat.core.words import Words, mark
from condat.workspace.pages.forms import Spoken, offer
from condat.workspace.teams.roles import Act

DOES = {
    Act.READ: mark("Read"),
    Act.COMMENT: mark("Comment"),
    Act.LISTEN: mark("Listen, import, check, export"),
    Act.DECIDE: mark("Decide and plan"),
    Act.PARTNER: mark("Work on partnerships"),
    Act.MANAGE: mark("Manage the team"),
}
DAYS = {"30": mark("30 days"), "90": mark("90 days"), "365": mark("A year")}


class TokenForm(Spoken):
    """What for, for which acts, for how long."""

    name = forms.CharField(
        label=mark("What is it for?"),
        help_text=mark("This is how you will recognise it, for instance “Monday dashboard”."),
        max_length=120,
    )
    acts = forms.MultipleChoiceField(
        label=mark("What may it do?"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.ChoiceField(label=mark("How long?"), choices=list(DAYS.items()), initial="90")

    def __init__(self, words: Words, acts: Iterable[Act], data: object = None) -> None:
        super().__init__(words, data, initial={"acts": [Act.READ]})
        offer(self, "acts", [(act.value, words(DOES[act])) for act in Act if act in set(acts)])
