"""Every secret of the database, when the server's key is another one: sealed anew, or counted."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from condat.core.errors import SettingsError
from condat.workspace.accounts.factors import rewritten, secrets_of
from condat.workspace.server.sealed import SealedField, resealed, unseal


@transaction.atomic
def reseal() -> int:
    """Seal every secret with the key of today; return how many rows hold one.

    Raises
    ------
    SettingsError
        When one was sealed with a key that is not known any more; nothing is changed then.
    """
    count = 0
    for model, names in _sealed():
        for row in model._default_manager.all():
            row.save(update_fields=names)
            count += 1
    for factor in Authenticator.objects.all():
        factor.data = rewritten(factor.data, resealed)
        factor.save(update_fields=["data"])
        count += 1
    return count


def closed() -> int:
    """Count the secrets that no key of ours opens."""
    lying = [value for model, names in _sealed() for value in _as_they_lie(model, names)]
    lying += [value for one in Authenticator.objects.all() for value in secrets_of(one.data)]
    return sum(map(_shut, lying))


def _sealed() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, SealedField)]
        if names:
            yield model, names


def _as_they_lie(model: type[models.Model], names: list[str]) -> Iterator[str]:
    for name in names:
        text = Cast(name, models.TextField())
        yield from model._default_manager.annotate(lying=text).values_list("lying", flat=True)


def _shut(sealed: str) -> bool:
    try:
        unseal(sealed)
    except SettingsError:
        return True
    return False
