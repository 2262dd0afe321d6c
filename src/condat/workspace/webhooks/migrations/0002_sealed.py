"""Secrets that lay open are sealed."""

from collections.abc import Callable
from typing import Any

from django.db import migrations, models

import condat.workspace.server.sealed
from condat.workspace.server.sealed import seal, unseal

FIELDS = ("secret", "former")


def each(change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    def rewrite(apps: Any, _: Any) -> None:
        for one in apps.get_model("webhooks", "Endpoint").objects.all():
            for name in FIELDS:
                setattr(one, name, change(getattr(one, name)))
            one.save(update_fields=FIELDS)

    return rewrite


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_initial")]
    operations = [
        migrations.AlterField("endpoint", "secret", models.TextField()),
        migrations.AlterField("endpoint", "former", models.TextField(blank=True)),
        migrations.RunPython(each(seal), each(unseal)),
        migrations.AlterField("endpoint", "secret", condat.workspace.server.sealed.SealedField()),
        migrations.AlterField("endpoint", "former", condat.workspace.server.sealed.SealedField(blank=True)),
    ]
