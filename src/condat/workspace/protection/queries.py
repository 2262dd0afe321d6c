"""What a team has written of data protection."""

from __future__ import annotations

from condat.core.words import LANGUAGES
from condat.workspace.protection.models import Balance, Notice
from condat.workspace.teams.models import Team


def objecting(team: Team) -> frozenset[str]:
    """Return the addresses of the people who object: no list or plan of a team names them."""
    known = team.objections.exclude(person_uri="")
    return frozenset(known.values_list("person_uri", flat=True))


def notices(team: Team) -> dict[str, Notice]:
    """Return the text that is public, by language."""
    found = {}
    for language in LANGUAGES:
        last = team.notices.filter(language=language).first()
        if last and last.text:
            found[language] = last
    return found


def balance(team: Team) -> Balance | None:
    """Return the balancing record as it was last written."""
    return team.balances.first()
