"""The API asked at random from its own description: it never breaks and keeps its word."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from condat.usecases.desk import Desk
from condat.usecases.listen.importing import import_files
from condat.workspace.accounts.models import User
from condat.workspace.api import tokens
from condat.workspace.api.urls import api
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import MAY, Role
from condat.workspace.wsgi import application

EXAMPLES = 8
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    unsupported_method,
]
OPERATIONS = [
    (method.upper(), path)
    for path, operations in api.get_openapi_schema()["paths"].items()
    for method in operations
]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def secret(team: Team, owner: User, tmp_path: Path) -> str:
    """A token of an owner, in a team that has heard something."""
    file = tmp_path / "posts.csv"
    file.write_text("url,title,text,published\nhttps://a.example/1,Levain,Actif,2026-01-02\n")
    import_files(Desk.open(team.root), [file])
    mine = Membership.objects.get(user=owner)
    return tokens.make(membership=mine, name="x", acts=MAY[Role.OWNER], days=1)[1]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_it_never_breaks_and_keeps_its_word(
    method: str, path: str, mode: GenerationMode, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (throttle,) = api.throttle
    monkeypatch.setattr(throttle, "num_requests", 10**9)
    cache.clear()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operation = schema[path][method]
    if mode == GenerationMode.NEGATIVE and not wrongable(operation):
        return

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        if "team" in (case.path_parameters or {}):
            case.path_parameters["team"] = "moulin"
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=CHECKS)

    ask()


def wrongable(operation: schemathesis.APIOperation) -> bool:
    """Whether an operation takes something besides its team that can be wrong."""
    taken = [p for p in operation.iter_parameters() if p.name != "team"]
    return bool(taken or operation.body)
