"""What pages ask of the comments that were taken up, and the answers prepared for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from condat.core.words import LANGUAGES, Words
from condat.create.texts.subjects import subject_of
from condat.workspace.create.cues.models import Cue
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.pages.found import found
from condat.workspace.teams.access import Visit
from condat.workspace.teams.models import Team

SHOWN = 160  # characters of their comment in our answer


@dataclass(frozen=True)
class Waiting:
    """A comment that waits, and what to answer; nothing before its piece is published."""

    cue: Cue
    answer: str


def waiting(team: Team, language: str, piece: str = "") -> list[Waiting]:
    """Return the comments without an answer: those whose piece is out first."""
    cues = among(team, piece).filter(outcome="")
    told = [Waiting(one, prepared(one, language)) for one in cues]
    return sorted(told, key=lambda one: (not one.answer, one.cue.at))


def closed(team: Team, piece: str = "") -> QuerySet[Cue]:
    """Return the comments that were answered or left, the last first."""
    return among(team, piece).exclude(outcome="").order_by("-closed_at")


def among(team: Team, piece: str) -> QuerySet[Cue]:
    """Return the comments of a team, those of one piece where one is asked for."""
    cues = team.cues.select_related("piece", "partnership")
    return cues.filter(piece_id=int(piece)) if piece.isdecimal() else cues


def prepared(cue: Cue, language: str) -> str:
    """Write an answer in the language of the comment, with the link of the piece."""
    piece = cue.piece
    if piece is None or piece.status != Status.PUBLISHED:
        return ""
    words = Words(cue.language if cue.language in LANGUAGES else language)
    first = cue.author.split()[0]
    link = {"title": words.quote(piece.title), "link": piece.url}
    if cue.partnership and piece.parts.filter(name=cue.partnership.name).exists():
        return words(
            "Hello {first_name}, thank you for the conversation that your comment began. Here is "
            "what came of it, with your own words: {title}, {link}",
            first_name=first,
            **link,
        )
    passage = cue.passage if len(cue.passage) <= SHOWN else f"{cue.passage[:SHOWN].rstrip()}…"
    return words(
        "Hello {first_name}, you wrote: {passage} You had a point, so we looked into it. Here is "
        "what came of it: {title}, {link} What did we miss?",
        first_name=first,
        passage=words.quote(passage),
        **link,
    )


def subject(visit: Visit, partnership: Partnership) -> str:
    """Return the known keyword that the comments of a partner are about; nothing when none is."""
    here = found(visit.desk, visit.words)
    text = "\n".join(f"{one.title}\n{one.passage}" for one in partnership.cues.all())
    return subject_of(text, here.table("keywords")) if here else ""
