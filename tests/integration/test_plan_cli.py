"""From real posts to a plan, decisions and the same plan again, through the command line."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from condat.cli import main
from condat.core.errors import CondatError

PAIN = "answers_pain"


def condat(*words: str) -> int:
    try:
        return main.register()(list(words), standalone_mode=False) or 0
    except CondatError as error:
        return main.fail(error)


@pytest.fixture(scope="module")
def folder(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(reported, tmp_path_factory.mktemp("plan") / "community"))
    edited = ("outcome", "Teams that tell us what broke")
    assert condat("strategy", "set", *edited, "-w", str(root)) == 0  # not approved since
    return root


def planned(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict:
    capsys.readouterr()
    assert condat("plan", "--json", "-w", str(folder), *more) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.slow
def test_a_plan_is_made_decided_on_and_made_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = planned(folder, capsys)
    assert first["draft"] is True
    assert 5 <= len(first["rows"]) <= 12
    assert first["gap"] <= 1e-3
    pains = tomllib.loads((folder / "strategy.toml").read_text("utf-8"))["pains"]
    answered = [r["values"] for row in first["rows"] for r in row["reasons"] if r["code"] == PAIN]
    assert answered
    assert all(pain in pains for (pain,) in answered)
    assert planned(folder, capsys, "--at", "1")["rows"] == first["rows"]
    kept, gone = first["rows"][0], first["rows"][1]
    capsys.readouterr()
    accepting = ("accept", kept["row"], "--by", "Claire", "--json")
    assert condat("plan", "-w", str(folder), *accepting) == 0
    decided = json.loads(capsys.readouterr().out)
    assert (decided["row"], decided["verdict"]) == (kept["row"], "accepted")
    assert condat("plan", "-w", str(folder), "dismiss", gone["row"], "--by", "A", "--why", " ") == 3
    why = ("--by", "Claire", "--why", "Did it in May")
    assert condat("plan", "-w", str(folder), "dismiss", gone["row"], *why) == 0
    after = planned(folder, capsys)["rows"]
    same = next(row for row in after if row["row"] == kept["row"])
    assert (same["decision"], same["moment"]) == ("accepted", kept["moment"])
    assert gone["row"] not in {row["row"] for row in after}
    assert "Did it in May" in (folder / "decisions.toml").read_text("utf-8")


@pytest.mark.slow
def test_a_word_checked_later_changes_nothing_of_a_plan_made_before(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = planned(folder, capsys)["rows"]
    before = first[0]["use"][0] if "use" in first[0] else "state"
    assert condat("check", before, "zzz", "-w", str(folder)) == 0
    assert planned(folder, capsys, "--at", "1")["rows"] == first


@pytest.mark.slow
def test_every_word_of_the_team_is_kept_and_can_be_taken_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(r for r in planned(folder, capsys)["rows"] if r["decision"] == "proposed")
    message = "Performance starts with rendering less, and you can measure it."
    changes = {
        "moment": "2021-06-24T15:30",
        "place": "newsletter",
        "form": "interview",
        "title": "What we measured",
        "message": message,
        "persona": "Front-end teams that have to upgrade",
        "person": "zoontek",
        "cost": "120",
        "words-to-use": "measure; profiler",
        "words-to-avoid": "fast",
        "questions": "What did you measure?; With what?",
    }
    why = ("--by", "Claire", "--why", "We have the figures", "-w", str(folder))
    given = [word for name, value in changes.items() for word in (f"--{name}", value)]
    assert condat("plan", "change", row["row"], *given, *why) == 0
    after = planned(folder, capsys)
    same = next(r for r in after["rows"] if r["row"] == row["row"])
    assert same["moment"].startswith("2021-06-24T13:30")
    assert (same["title"], same["form"], same["role"]) == (
        "What we measured",
        "interview",
        "interviewed",
    )
    assert same["person_uri"] is not None
    assert same["words_to_use"] == ["measure", "profiler"]
    assert same["questions"] == ["What did you measure?", "With what?"]
    (conflict,) = (one for one in after["conflicts"] if one["limit"] == "budget")
    assert conflict["rows"] == [row["row"]]
    assert condat("plan", "-w", str(folder)) == 0
    told = capsys.readouterr().out
    assert "Interview on “What we measured”, with zoontek" in told
    assert "Decided rows cost €120, the budget is €0" in told
    assert "Changed by Claire" in told
    assert condat("plan", "undo", row["row"], "--by", "Claire", "-w", str(folder)) == 0
    assert not planned(folder, capsys)["conflicts"]
    assert condat("plan", "undo", row["row"], "--by", "Claire", "-w", str(folder)) == 3
    wrong = {
        "form": "opera",
        "role": "boss",
        "persona": "Nobody",
        "cost": "-1",
        "moment": "2001-01-01",
    }
    for name, value in wrong.items():
        assert condat("plan", "change", row["row"], f"--{name}", value, *why) == 3
    assert condat("plan", "dismiss", row["row"], "--scope", "keyword", *why) == 0
    capsys.readouterr()
    assert condat("plan", "-w", str(folder)) == 0
    told = capsys.readouterr().out
    assert f"All on “{row['keyword']}”: dismissed by Claire" in told
    assert row["keyword"] not in {r["keyword"] for r in planned(folder, capsys)["rows"]}


@pytest.mark.slow
def test_a_plan_and_an_audit_read_like_sentences(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert condat("plan", "-w", str(folder)) == 0
    told = capsys.readouterr().out
    assert "DRAFT: the strategy is not approved." in told
    assert "No other choice within your means is worth more." in told
    assert condat("audit", "-w", str(folder)) == 0
    assert "published pieces:" in capsys.readouterr().out


@pytest.mark.slow
def test_the_audit_names_first_the_few_that_improving_serves_most(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert condat("audit", "--json", "-w", str(folder)) == 0
    rows = json.loads(capsys.readouterr().out)
    improved = [row for row in rows if row["verdict"] == "improve"]
    waiting = [row for row in rows if {"audit.later"} <= {r["code"] for r in row["reasons"]}]
    assert 0 < len(improved) <= max(10, round(len(rows) / 10))
    assert {row["verdict"] for row in waiting} == {"keep"}
    gains = [row["gain"] for row in improved]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) >= max(row["gain"] for row in waiting)
    assert improved[0]["reasons"][0]["code"] == "audit.wanted"


def test_a_plan_of_a_version_that_never_had_one_says_which_have(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert condat("plan", "-w", str(folder), "accept", "zzz", "--by", "Claire") == 4
    assert condat("plan", "-w", str(folder), "--at", "99") == 4
    assert capsys.readouterr().err
