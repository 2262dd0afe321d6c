"""A story is told through the doors of the workspace: once, under its days, and no mail leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from condat.usecases.init import init
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.models import Piece
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Membership, Team
from condat.workspace.telling.models import Telling

MEMBERS = """
[[member]]
key = "lou"
name = "Lou"
email = "lou@moulin.example"
role = "editor"
on = -9

[[member]]
key = "sam"
name = "Sam"
email = "sam@moulin.example"
role = "viewer"
on = -9
"""
STEPS = """
[[step]]
by = "lou"
on = -5
to = "pieces/new/"
gives = "bread"
with = { title = "Bread", kind = "article", owner = "<lou>", due = "<+3 18:00>" }

[[step]]
by = "lou"
on = -4
to = "pieces/<bread>/text/save/"
with = { base = "0", text = "It is hungry, not dead." }

[[step]]
by = "lou"
to = "pieces/<bread>/letters/send/"
with = { version = "1", asks = "text", name = "Ana", email = "ana@a.example", language = "fr" }

[[step]]
by = "lou"
guest = true
seen = "pieces/<bread>/letters/"
to = "/letters/*/decide/"
with = { decision = "approve", name = "Ana", comment = "" }

[[step]]
by = "lou"
on = -1
to = "plan/<row no such word>/accepted/"
"""


@pytest.fixture
def mill(db: None, tmp_path: Path) -> Team:
    """A fictional team that stops at a Monday in November."""
    folder = tmp_path / "moulin"
    init(folder, brand="Moulin", language="fr")
    path = folder / "condat.toml"
    stops = "fictional = true\nas_of = 2026-11-02T08:00:00+01:00\n"
    path.write_text(stops + path.read_text("utf-8"), "utf-8")
    team = Team.objects.create(slug="moulin", name="Moulin", folder=str(folder))
    owner = User.objects.create_user("claire@example.org")
    Membership.objects.create(team=team, user=owner, role="owner")
    return team


def told(team: Team, folder: Path, *chapters: str, **more: Any) -> None:
    folder.mkdir(exist_ok=True)
    for number, chapter in enumerate(chapters):
        (folder / f"{number}.toml").write_text(chapter, "utf-8")
    call_command("tell", team.root, folder, **more)


def test_each_step_is_on_record_under_who_did_it_and_its_day(mill: Team, tmp_path: Path) -> None:
    told(mill, tmp_path / "story", MEMBERS, STEPS)
    piece = Piece.objects.get()
    assert (str(piece.owner), piece.due and piece.due.date()) == ("Lou", date(2026, 11, 5))
    added = mill.decisions.get(what="piece added")
    assert (added.name, added.at.date()) == ("Lou", date(2026, 10, 28))
    assert mill.decisions.get(what="approved by link").name == "Ana"
    joined = mill.decisions.filter(what="joined")
    assert {one.at.date() for one in joined} == {date(2026, 10, 24)}


def test_told_twice_it_is_told_once(mill: Team, tmp_path: Path) -> None:
    told(mill, tmp_path / "story", MEMBERS, STEPS)
    before = list(Decision.objects.values())
    told(mill, tmp_path / "story", MEMBERS, STEPS)
    assert list(Decision.objects.values()) == before
    assert mill.memberships.count() == 3


def test_no_mail_leaves(mill: Team, tmp_path: Path) -> None:
    told(mill, tmp_path / "story", MEMBERS, STEPS)
    assert not mail.outbox


def test_a_story_that_broke_off_goes_on(mill: Team, tmp_path: Path) -> None:
    beyond = '[[step]]\nby = "sam"\nto = "pieces/new/"\nwith = { title = "Rye", kind = "article" }'
    with pytest.raises(CommandError, match=r"step 6: .*403"):  # a viewer may not
        told(mill, tmp_path / "story", MEMBERS, STEPS, beyond)
    assert Telling.objects.get().done == 5
    told(mill, tmp_path / "story", MEMBERS, STEPS, beyond.replace('"sam"', '"lou"'))
    assert sorted(Piece.objects.values_list("title", flat=True)) == ["Bread", "Rye"]


def test_a_page_that_refuses_says_why(mill: Team, tmp_path: Path) -> None:
    wrong = '[[step]]\nby = "lou"\nto = "pieces/new/"\nwith = { title = "Rye", kind = "song" }'
    with pytest.raises(CommandError, match=r"step 1: .*422 .*song"):
        told(mill, tmp_path / "story", MEMBERS, wrong)


def test_a_row_that_the_plan_lacks_is_left_out_and_said(
    mill: Team, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(mill, tmp_path / "story", MEMBERS, STEPS)
    said = capsys.readouterr().out
    assert "Moulin has done 5 things more" in said
    assert "Left out: step 5: row no such word" in said


def test_nobody_makes_up_what_real_people_decided(team: Team, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not fictional"):
        told(team, tmp_path / "story", MEMBERS)


def test_the_folder_has_to_be_a_team(mill: Team, tmp_path: Path) -> None:
    folder = mill.root
    mill.delete()
    with pytest.raises(CommandError, match="open_team first"):
        call_command("tell", folder, tmp_path)
