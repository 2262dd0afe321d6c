"""Bring what a team has into line with who was erased: whoever erased them, and wherever.

The corpus's list of suppression is the truth. Its rows, and the mails that were kept as files, are
brought into line with it when it has changed: after an erasure in the browser, at the command line
while the server runs or rests, and after a backup was restored. A copy of the list is kept in the
home, so that a backup older than an erasure comes back without who was erased since.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection, transaction

from condat.core.errors import CondatError, NotFoundError
from condat.corpus.suppression import GAP, Suppression, dump
from condat.usecases.desk import Desk, write_whole
from condat.usecases.keep import forgetting
from condat.workspace.create.cues import erased as cues
from condat.workspace.create.inspired import erased as matches
from condat.workspace.create.partnerships import erased as partnerships
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.pieces import erased as pieces
from condat.workspace.erasing import Redact, Rows, redact_rows, way_to
from condat.workspace.jobs import letters
from condat.workspace.record.once import forget_naming
from condat.workspace.teams.models import Team

log = structlog.get_logger()
LISTS = "suppression"
SETTLE = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": "VACUUM (FULL)"}


def forget(desk: Desk, who: str) -> None:
    """Erase somebody; a run killed in between is finished by the next, or by the scheduler.

    Raises
    ------
    NotFoundError, InputError
        When nobody, or more than one person, is called so.
    """
    forgetting.resume(desk)
    try:
        forgetting.forget(desk, forgetting.find(desk, who))
    except NotFoundError:
        if not desk.corpus.suppressed().names(who):  # erased, and killed before it could say so
            raise
    finally:
        for team in Team.objects.all():
            if team.root.resolve() == desk.root:
                align(team)


def align_all() -> None:
    """Bring every team into line; a folder that cannot be opened does not stop the others."""
    for team in Team.objects.all():
        try:
            align(team)
        except CondatError as error:
            log.warning("a team's rows cannot be aligned", team=team.slug, error=str(error))


def align(team: Team) -> bool:
    """Bring a team's rows into line with its list; say whether the list had changed."""
    desk = Desk.open(team.root)
    forgetting.resume(desk)
    listed = desk.corpus.suppressed()
    _copy(team, listed)
    if team.aligned == listed.erased:
        return False
    if listed:
        _rows(team, listed)
        letters.redact(Path(settings.EMAIL_FILE_PATH), listed)
    Team.objects.filter(pk=team.pk).update(aligned=listed.erased)
    _settle()
    return True


def known(slug: str) -> bytes | None:
    """Return the list that the home keeps for a team; None when it keeps none."""
    path = _list(slug)
    return path.read_bytes() if path.exists() else None


@transaction.atomic
def _rows(team: Team, listed: Suppression) -> None:
    """Take out what is theirs altogether, then their name wherever else it stands.

    The addresses that only we knew go with it: the corpus never held them.
    """
    known_to_us = partnerships.emails(team, listed.names) | pieces.emails(team, listed.names)
    partnerships.erase(team, listed.names)
    cues.erase(team, listed.names)
    matches.erase(team, listed.names)
    pieces.erase(team, listed.names)
    for one in team.objections.all():
        if listed.names(one.person_uri) or listed.names(one.name):
            one.delete()
    spared = partnerships.kept_by_law(team, listed.names)
    redact = _redact(listed, known_to_us)
    redact_rows(team, redact, lambda rows: _but(rows, spared))
    forget_naming(redact)


def _redact(listed: Suppression, texts: Collection[str]) -> Redact:
    """Put gaps in the place of who is on the list, and of some texts more."""
    found = re.compile("|".join(map(re.escape, sorted(texts))) or r"(?!)", re.IGNORECASE)
    return lambda text: listed.redact(found.sub(GAP, text))


def _but(rows: Rows, spared: list[int]) -> Rows:
    """Leave out the rows of partnerships that the accounts have to keep."""
    way = "pk" if rows.model is Partnership else way_to(rows.model, Partnership)
    return rows.exclude(**{f"{way}__in": spared}) if way and spared else rows


def _copy(team: Team, listed: Suppression) -> None:
    said = dump(listed)
    if known(team.slug) != said:
        write_whole(_list(team.slug), said.decode())


def _list(slug: str) -> Path:
    return Path(settings.HOME, LISTS, f"{slug}.json")


def _settle() -> None:
    """Let the database's files forget what its rows no longer say: journal, dead rows."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(SETTLE[connection.vendor])
