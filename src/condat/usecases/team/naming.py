"""What a team is called, its language and its time zone, changed in ``condat.toml``."""

from __future__ import annotations

from zoneinfo import available_timezones

import tomlkit

from condat.core.errors import InputError
from condat.core.settings import FILE
from condat.core.words import LANGUAGES, mark
from condat.usecases.desk import Desk
from condat.usecases.editing import editing


def set_team(desk: Desk, *, name: str, language: str, time_zone: str) -> dict[str, list[str]]:
    """Change what the team is called and how it is written to; say what changed, from what to what.

    Raises
    ------
    InputError
        When there is no name, no such language, or no such time zone.
    """
    if not name.strip():
        raise InputError(mark("A team has a name."), field="name")
    if language not in LANGUAGES:
        raise InputError(mark("{name} is not a language of ours."), name=language, field="language")
    if time_zone not in available_timezones():
        raise InputError(mark("{name} is not a time zone."), name=time_zone, field="time_zone")
    now = desk.settings
    before = {"name": now.name, "language": now.language, "time_zone": now.plan.time_zone}
    after = {"name": name.strip(), "language": language, "time_zone": time_zone}
    changed = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    with editing(desk.root / FILE) as document:
        for key in changed.keys() - {"time_zone"}:
            document[key] = after[key]
        if "time_zone" in changed:
            document.setdefault("plan", tomlkit.table())["time_zone"] = time_zone
    return changed
