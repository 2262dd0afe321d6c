"""The lines of the how-to page do what it says, against a server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django.live_server_helper import LiveServer

from condat.usecases.desk import Desk
from condat.usecases.listen.importing import import_files
from condat.usecases.search import indexing
from condat.workspace.accounts.models import User
from condat.workspace.api import tokens
from condat.workspace.create.pieces.models import Piece
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import MAY, Role

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-api.md"
# The page speaks of piece 1 and partnership 1.
NUMBERED = pytest.mark.django_db(transaction=True, reset_sequences=True)
pytestmark = [pytest.mark.server, NUMBERED]


def test_every_line_is_answered(
    live_server: LiveServer, team: Team, owner: User, tmp_path: Path
) -> None:
    cache.clear()
    assert shutil.which("curl"), "apt-get install curl"
    file = tmp_path / "posts.csv"
    file.write_text("url,title,text,published\nhttps://a.example/1,x,Levain chef,2026-01-02\n")
    import_files(Desk.open(team.root), [file])
    indexing.bring(Desk.open(team.root))
    mine = Membership.objects.get(user=owner)
    _, secret = tokens.make(membership=mine, name="x", acts=MAY[Role.OWNER], days=1)
    told = {"CONDAT": f"{live_server.url}/api/v1", "TEAM": team.slug, "TOKEN": secret}
    blocks = re.findall(r"```bash\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > 8
    for line in lines:
        done = subprocess.run(
            ["bash", "-c", line], env=os.environ | told, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        if "/posts" in line:
            assert len(json.loads(done.stdout)["items"]) == 1
    assert Piece.objects.get().status == "draft"
