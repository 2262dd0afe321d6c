"""Second factors that lay open are sealed."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

from condat.workspace.accounts.factors import rewritten
from condat.workspace.server.sealed import seal, unseal


def each(change: Callable[[str], str]) -> Callable[[Any, Any], None]:
    def rewrite(apps: Any, _: Any) -> None:
        for one in apps.get_model("mfa", "Authenticator").objects.all():
            one.data = rewritten(one.data, change)
            one.save(update_fields=["data"])

    return rewrite


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunPython(each(seal), each(unseal))]
