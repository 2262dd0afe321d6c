"""The strategy through its door: written, approved by name, edited, approved again."""

import json
from pathlib import Path

import pytest

from condat.cli import main
from condat.core.errors import CondatError, InputError
from condat.usecases.desk import Desk
from condat.usecases.team import strategy as usecase

FIELDS = {
    "objective": ["200 inscriptions à l'atelier avant mars"],
    "audience": ["Des gens qui ont raté leur premier pain"],
    "promise": ["Un pain qui lève dès le premier dimanche"],
    "outcome": ["Inscriptions à l'atelier, dans Matomo"],
    "pains": ["La pâte ne lève pas", "Pas le temps en semaine"],
    "messages": ["Le levain se rate et se rattrape", "La farine fait le goût", "Un four suffit"],
    "good_content.criteria": ["Répond à une question posée", "Montre la photo ratée"],
    "good_content.example": ["https://moulin.example/levain-rate"],
    "good_content.counter_example": ["Notre histoire depuis 1902"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONDAT_WORKSPACE", str(tmp_path / "moulin"))
    assert condat("init", str(tmp_path / "moulin"), "--brand", "Moulin") == 0
    return tmp_path / "moulin"


def condat(*words: str) -> int:
    command = main.register()
    try:
        return command(list(words), standalone_mode=False) or 0
    except CondatError as error:
        return main.fail(error)


def write_all() -> None:
    for field, values in FIELDS.items():
        assert condat("strategy", "set", field, *values) == 0


def test_the_template_asks_for_everything_in_the_order_of_the_file(folder: Path) -> None:
    gate = usecase.gate_of(Desk.open(folder))
    asked = [gap.field for gap in gate.missing]
    assert asked[:5] == ["objective", "audience", "promise", "pains", "messages"]
    assert asked[-1] == "outcome"
    assert gate.draft


def test_written_and_approved_field_by_field_opens_the_gate(folder: Path) -> None:
    write_all()
    assert condat("strategy", "approve", "objective", "--by", "Claire") == 0
    assert "objective" not in usecase.gate_of(Desk.open(folder)).waiting
    assert usecase.gate_of(Desk.open(folder)).draft
    assert condat("strategy", "approve", "all", "--by", "Claire") == 0
    assert usecase.gate_of(Desk.open(folder)).approved


def test_an_edited_field_loses_its_approval_and_only_that_one(folder: Path) -> None:
    write_all()
    condat("strategy", "approve", "all", "--by", "Claire")
    path = folder / "strategy.toml"
    path.write_text(path.read_text("utf-8").replace("avant mars", "avant avril"), "utf-8")
    assert usecase.gate_of(Desk.open(folder)).waiting == ("objective",)


def test_comments_of_the_file_are_kept(folder: Path) -> None:
    write_all()
    condat("strategy", "approve", "all", "--by", "Claire")
    text = (folder / "strategy.toml").read_text("utf-8")
    assert "trois à cinq choses à retenir." in text
    assert "# … et d’un contenu qui ne l’est pas" in text


def test_a_field_missing_from_a_hand_written_file_is_added_where_toml_means_it(
    folder: Path,
) -> None:
    (folder / "strategy.toml").write_text('[good_content]\nexample = "A"\n', "utf-8")
    condat("strategy", "set", "promise", "Bread that rises")
    read = usecase.strategy_of(Desk.open(folder))
    assert (read.promise, read.good_content.example) == ("Bread that rises", "A")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('messages = ["one", "two"]', 'field "messages": needs three to five messages'),
        ('messages = ["a", "b", "A"]', 'field "messages": says the same twice'),
        ('messages = ["a", "b", " "]', 'field "messages": has an empty message'),
        ('pains = [""]', 'field "pains": is empty'),
    ],
)
def test_approving_what_is_not_finished_says_file_field_and_what_to_do(
    folder: Path, text: str, said: str
) -> None:
    (folder / "strategy.toml").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        usecase.approve(Desk.open(folder), field=text.split()[0], by="Claire")
    assert str(caught.value).startswith(f"strategy.toml, {said}")
    assert caught.value.hint


def test_wrong_words_are_met_with_the_right_ones(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert condat("strategy", "set", "mesages", "x") == 3
    assert "Did you mean messages?" in capsys.readouterr().err
    (folder / "strategy.toml").write_text("promise = [oops", "utf-8")
    assert condat("strategy", "show") == 3
    assert "strategy.toml: is not TOML" in capsys.readouterr().err


def test_check_says_what_waits_and_ends_with_the_gates_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_all()
    capsys.readouterr()
    assert condat("strategy", "check", "--json") == 6
    told = json.loads(capsys.readouterr().out)
    assert told["draft"] is True
    assert len(told["todo"]) == 7


def test_an_owner_overrides_with_a_reason_that_is_kept(folder: Path) -> None:
    assert condat("strategy", "override", "--by", "Claire", "--why", " ") == 3
    assert condat("strategy", "override", "--by", "Claire", "--why", "Salon lundi") == 0
    gate = usecase.gate_of(Desk.open(folder))
    assert not gate.draft
    assert not gate.approved
    assert (gate.override.by, gate.override.why) == ("Claire", "Salon lundi")


def test_a_persona_of_twelve_is_refused(folder: Path) -> None:
    (folder / "personas.toml").write_text('[[personas]]\nname = "Nous"\nsize = 12', "utf-8")
    with pytest.raises(InputError, match="at least 50 people, not 12"):
        usecase.personas_of(Desk.open(folder))
