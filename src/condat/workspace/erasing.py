"""How the rows of a team say no more than its list of suppression lets them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction

from condat.workspace.server.sealed import SealedField
from condat.workspace.teams.models import Team

OURS = "condat.workspace."
FREE = (models.CharField, models.TextField, models.JSONField)
Redact = Callable[[str], str]
Gone = Callable[[str], bool]  # says whether a name or an address is that of somebody erased
Rows = models.QuerySet[Any]


@transaction.atomic
def redact_rows(team: Team, redact: Redact, spared: Callable[[Rows], Rows]) -> int:
    """Put gaps in the texts of every row that belongs to a team; return how many changed.

    ``spared`` leaves out the rows that have to stay as they are.
    """
    changed = 0
    for model, path in _of_team():
        names = [one.attname for one in model._meta.concrete_fields if _free(one)]
        rows = spared(model._default_manager.filter(**{path: team}))
        for row in rows.values("pk", *names):
            told = {name: row[name] for name in names}
            without = {name: _without(value, redact) for name, value in told.items()}
            if without != told:
                _write(model, row["pk"], told, without)
                changed += 1
    return changed


def way_to(model: type[models.Model], target: type[models.Model], steps: int = 3) -> str:
    """Return the way from a row to the one of another kind that it belongs to; "" without one.

    Examples
    --------
    >>> from condat.workspace.webhooks.models import Delivery
    >>> way_to(Delivery, Team)
    'endpoint__team'
    """
    parents = [one for one in model._meta.concrete_fields if one.is_relation]
    for one in parents:
        if one.related_model is target:
            return one.name
    for one in parents if steps else ():
        parent = one.related_model
        if parent is None or parent is model or not parent.__module__.startswith(OURS):
            continue
        if rest := way_to(parent, target, steps - 1):
            return f"{one.name}__{rest}"
    return ""


def _of_team() -> Iterator[tuple[type[models.Model], str]]:
    """Give each kind of row that belongs to a team, with the way from it to the team."""
    for model in apps.get_models():
        config = model._meta.app_config
        if config and config.name.startswith(OURS) and (path := way_to(model, Team)):
            yield model, path


def _free(field: models.Field[Any, Any]) -> bool:
    plain = isinstance(field, FREE) and not isinstance(field, SealedField)
    return plain and not field.choices and not field.primary_key


def _write(
    model: type[models.Model], pk: object, told: dict[str, Any], without: dict[str, Any]
) -> None:
    """Write what changed; what has to be unlike in every row gets the row's number beside it."""
    alone = _unlike(model)
    changes = {name: value for name, value in without.items() if value != told[name]}
    for name in alone & changes.keys():
        changes[name] = _with_number(changes[name], pk)
    model._default_manager.filter(pk=pk).update(**changes)


def _with_number(value: Any, pk: object) -> Any:
    return value | {"number": str(pk)} if isinstance(value, dict) else f"{value} {pk}"


def _unlike(model: type[models.Model]) -> set[str]:
    unique = (one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))
    groups: list[Collection[str]] = [one.fields for one in unique]
    groups += [[one.name] for one in model._meta.concrete_fields if one.unique]
    return {name for group in groups for name in group}


def _without(value: Any, redact: Redact) -> Any:
    if isinstance(value, str):
        return redact(value) if value else value
    if isinstance(value, list):
        return [_without(one, redact) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, redact) for key, one in value.items()}
    return value
