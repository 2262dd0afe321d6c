"""What people write of a piece, checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from condat.core.places import place_name, place_of
from condat.core.words import Words, mark
from condat.workspace.create.pieces.kinds import KINDS
from condat.workspace.create.pieces.models import Piece
from condat.workspace.pages.forms import Spoken, offer
from condat.workspace.teams.models import Membership, Team

LOCAL = "%Y-%m-%dT%H:%M"
TEXTS = ("title", "keyword", "message", "persona", "place", "url")


class PublishForm(Spoken):
    """Where a piece can be read."""

    url = forms.URLField(
        label=mark("Address where it can be read"), max_length=500, assume_scheme="https"
    )


class Details(forms.Form):
    """What a piece is, for whom, who is in charge, where and when (in the team's time)."""

    title = forms.CharField(max_length=300)
    kind = forms.ChoiceField()
    keyword = forms.CharField(max_length=200, required=False)
    message = forms.CharField(
        max_length=500, required=False, widget=forms.TextInput(attrs={"list": "messages"})
    )
    persona = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "personas"})
    )
    place = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"list": "places"})
    )
    owner = forms.ChoiceField(required=False)
    due = forms.DateTimeField(
        required=False,
        input_formats=[LOCAL],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
    )
    url = forms.URLField(max_length=500, required=False, assume_scheme="https")

    def __init__(
        self,
        *given: Any,
        team: Team,
        words: Words,
        zone: ZoneInfo,
        places: Sequence[str],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.zone, self.places = zone, places
        self.members: dict[str, Membership] = {
            str(one.user_id): one for one in team.memberships.select_related("user")
        }
        nobody = ("", words("Nobody yet"))
        owners = [(key, str(one.user)) for key, one in self.members.items()]
        offer(self, "owner", [nobody, *owners])
        offer(self, "kind", [(kind, words(label)) for kind, label in KINDS.items()])

    def clean_owner(self) -> object:
        """Return the member, or nobody."""
        chosen = self.members.get(self.cleaned_data["owner"])
        return chosen.user if chosen else None

    def clean_place(self) -> str:
        """Return the place as the plan names it."""
        return place_of(self.cleaned_data["place"], self.places)

    def clean_due(self) -> datetime | None:
        """Read the moment in the team's time zone."""
        due: datetime | None = self.cleaned_data["due"]
        return due.replace(tzinfo=self.zone) if due else None


def written(piece: Piece, zone: ZoneInfo) -> dict[str, Any]:
    """Return what the form shows of a piece."""
    told: dict[str, Any] = {name: getattr(piece, name) for name in (*TEXTS, "kind")}
    due = piece.due.astimezone(zone).strftime(LOCAL) if piece.due else ""
    place = place_name(piece.place)
    return told | {"owner": str(piece.owner_id or ""), "due": due, "place": place}
