"""Erase a person from everything a team has: its corpus, its pages' rows, in whatever text.

Partnerships see to themselves: accounts have to keep some of them with the name on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction

from condat.usecases import forgetting
from condat.usecases.desk import Desk
from condat.workspace.create.inspired import erased as matches
from condat.workspace.create.partnerships import erased as partnerships
from condat.workspace.create.pieces import erased as pieces
from condat.workspace.protection.models import Objection
from condat.workspace.sealed import SealedField
from condat.workspace.teams.models import Team

OURS = "condat.workspace."
THEMSELVES = "partnerships"
FREE = (models.CharField, models.TextField, models.JSONField)
Redact = Callable[[str], str]


def forget(desk: Desk, who: str) -> None:
    """Erase somebody; a run killed in between is finished by the next.

    Raises
    ------
    NotFoundError, InputError
        When nobody, or more than one person, is called so.
    """
    teams = [team for team in Team.objects.all() if team.root.resolve() == desk.root]
    try:
        person = forgetting.find(desk, who)
        _rows_of(desk, teams, person)
        forgetting.forget(desk, person)
    finally:
        for team in teams:
            redact_rows(team, desk.corpus.redact)


@transaction.atomic
def _rows_of(desk: Desk, teams: list[Team], person: forgetting.Person) -> None:
    """Take out what is theirs altogether."""
    partnerships.erase(desk, uris=person.uris, names=person.names)
    for team in teams:
        matches.erase(team, uris=person.uris, names=person.names)
        pieces.erase(team, names=person.names)
    Objection.objects.filter(team__in=teams, person_uri__in=person.uris).delete()


@transaction.atomic
def redact_rows(team: Team, redact: Redact) -> int:
    """Put gaps in the texts of every row that belongs to a team; return how many changed."""
    changed = 0
    for model, path in _of_team():
        fields = [one for one in model._meta.concrete_fields if _free(one)]
        for row in model._default_manager.filter(**{path: team}) if fields else ():
            told = {one.attname: getattr(row, one.attname) for one in fields}
            without = {name: _without(value, redact) for name, value in told.items()}
            if without != told:
                model._default_manager.filter(pk=row.pk).update(**without)
                changed += 1
    return changed


def _free(field: models.Field[Any, Any]) -> bool:
    plain = isinstance(field, FREE) and not isinstance(field, SealedField)
    return plain and not field.choices and not field.primary_key


def _of_team() -> Iterator[tuple[type[models.Model], str]]:
    """Give each kind of row that belongs to a team, with the way from it to the team."""
    for model in apps.get_models():
        config = model._meta.app_config
        if config is None or not config.name.startswith(OURS) or config.label == THEMSELVES:
            continue
        if path := _way(model, 3):
            yield model, path


def _way(model: type[models.Model], steps: int) -> str:
    parents = [one for one in model._meta.concrete_fields if one.is_relation]
    for one in parents:
        if one.related_model is Team:
            return one.name
    for one in parents if steps else ():
        parent = one.related_model
        if parent is None or parent is model or not parent.__module__.startswith(OURS):
            continue
        if rest := _way(parent, steps - 1):
            return f"{one.name}__{rest}"
    return ""


def _without(value: Any, redact: Redact) -> Any:
    if isinstance(value, str):
        return redact(value) if value else value
    if isinstance(value, list):
        return [_without(one, redact) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, redact) for key, one in value.items()}
    return value
