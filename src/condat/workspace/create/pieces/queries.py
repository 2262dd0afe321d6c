"""What pages ask of the pieces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from condat.workspace.create.pieces.kinds import STATUSES, Status
from condat.workspace.create.pieces.models import Piece
from condat.workspace.teams.models import Team


def dated(team: Team) -> QuerySet[Piece]:
    """Return a team's pieces that have a moment, in its order: what the calendar shows."""
    return team.pieces.filter(due__isnull=False).select_related("owner").order_by("due", "pk")


def by_row(team: Team) -> dict[str, Piece]:
    """Return the pieces that rows of the plan became, by row."""
    return {piece.row: piece for piece in team.pieces.exclude(row="")}


def find(team: Team, number: int) -> Piece:
    """Return a piece of a team, or answer that there is none."""
    return get_object_or_404(Piece.objects.select_related("owner", "team"), pk=number, team=team)


@dataclass(frozen=True)
class Wanted:
    """Which pieces somebody wants to see; empty: all."""

    kind: str = ""
    person: str = ""
    owner: str = ""
    before: datetime | None = None

    def among(self, pieces: QuerySet[Piece]) -> QuerySet[Piece]:
        """Leave the pieces that are wanted."""
        asked = Q()
        if self.kind:
            asked &= Q(kind=self.kind)
        if self.person:
            asked &= Q(parts__name=self.person)
        if self.owner:
            asked &= Q(owner__email=self.owner)
        if self.before:
            asked &= Q(due__lt=self.before)
        return pieces.filter(asked).distinct()


def listed(team: Team, wanted: Wanted) -> list[Piece]:
    """Return the pieces that are wanted, those with a moment first, in its order."""
    found = wanted.among(team.pieces.select_related("owner").prefetch_related("parts"))
    return sorted(found, key=lambda piece: (piece.due is None, piece.due or piece.made_at))


def board(pieces: list[Piece]) -> Mapping[str, list[Piece]]:
    """Sort pieces into the columns of the board."""
    return {status: [p for p in pieces if p.status == status] for status in STATUSES}


def people_of(team: Team) -> list[str]:
    """Return who takes part in some piece."""
    names = team.pieces.exclude(parts=None).values_list("parts__name", flat=True)
    return sorted(set(names))


def under_way(pieces: list[Piece]) -> int:
    """Count what is not published yet."""
    return sum(piece.status != Status.PUBLISHED for piece in pieces)
