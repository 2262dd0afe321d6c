"""What an erasure will take, counted before anybody confirms it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from condat.core.titles import called
from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.usecases.keep import disclosing
from condat.usecases.keep.forgetting import Person
from condat.workspace.create.partnerships.erased import kept
from condat.workspace.create.partnerships.models import Mail
from condat.workspace.create.pieces.models import Interview, Letter, Quote
from condat.workspace.teams.models import Team

HEARD = {
    "authors": mark("Their accounts"),
    "contacts": mark("How they are reached"),
    "posts": mark("Posts they wrote"),
    "engagements": mark("Reactions of theirs"),
    "counts on their posts": mark("Counts on their posts"),
    "engagements on their posts": mark("Reactions of others to their posts"),
    "mentions": mark("Posts of others that name them (the name goes, the post stays)"),
    "people": mark("Ranks and scores"),
    "shortlist": mark("Places on the shortlist"),
    "plan": mark("Rows of the plan with them"),
}
OURS = {
    "partnerships": mark("Partnerships"),
    "mails": mark("Mails to them"),
    "cues": mark("Comments of theirs that we took up"),
    "interviews": mark("Interviews"),
    "quotes": mark("Quotes in our texts"),
    "letters": mark("Links sent to them"),
    "matches": mark("Posts that ours inspired"),
    "objections": mark("Objections"),
    "record": mark("Lines of the record that name them (the name goes, the line stays)"),
}


def foreseen(desk: Desk, team: Team, person: Person) -> list[tuple[str, int]]:
    """Count what will go, by what it is; what there is none of is left out."""
    held = disclosing.disclose(desk, person)
    rows = _rows(team, person)
    told = [(label, len(held.get(name, ()))) for name, label in HEARD.items()]
    told += [(label, rows[name].count()) for name, label in OURS.items()]
    return [(label, count) for label, count in told if count]


def posts(desk: Desk, person: Person, most: int = 5) -> list[str]:
    """Return what some posts of theirs are called, so that nobody erases somebody else."""
    rows = disclosing.disclose(desk, person).get("posts", [])
    return [called(row["title"], row["text"], str(row["uri"])) for row in rows[-most:]]


def stays(team: Team, person: Person) -> int:
    """Count the partnerships whose accounts have to be kept with the name on them."""
    return sum(kept(one) for one in team.partnerships.filter(person_uri__in=person.uris))


def _rows(team: Team, person: Person) -> dict[str, QuerySet[Any]]:
    theirs = team.partnerships.filter(person_uri__in=person.uris)
    names = {*person.names, *theirs.exclude(email="").values_list("email", flat=True)}
    return {
        "partnerships": theirs,
        "mails": Mail.objects.filter(partnership__in=theirs),
        "cues": team.cues.filter(author_uri__in=person.uris),
        "interviews": Interview.objects.filter(piece__team=team, person__in=names),
        "quotes": Quote.objects.filter(piece__team=team, person__in=names),
        "letters": Letter.objects.filter(Q(name__in=names) | Q(email__in=names), piece__team=team),
        "matches": team.matches.filter(author_uri__in=person.uris),
        "objections": team.objections.filter(person_uri__in=person.uris),
        "record": team.decisions.filter(_naming(names, person.uris)),
    }


def _naming(names: Collection[str], uris: Collection[str]) -> Q:
    told = Q(detail__person_uri__in=list(uris)) | Q(subject__in=[*names, *uris])
    for name in names:
        told |= Q(subject__icontains=name) | Q(why__icontains=name) | Q(name=name)
    return told
