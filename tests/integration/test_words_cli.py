"""The command line in the reader's language: errors, rejects, help, usage, through its door."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from condat.usecases.init import init

CONDAT = Path(sys.executable).with_name("condat")
BAD = "url,title,text,published,author\nhttps://a.example/1,Bonjour,Un texte,hier,Ana\n"
NBSP = "\u00a0"


def condat(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a user of a terminal in no language, but for what the environment says."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "CONDAT_"))}
    told = kept | {"NO_COLOR": "1", "COLUMNS": "200", "LANG": "C.UTF-8"} | environment
    return subprocess.run(
        [CONDAT, *words], capture_output=True, text=True, check=False, cwd=folder, env=told
    )


@pytest.fixture(scope="module", params=["fr", "en", "de"])
def team(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    init(folder, brand="Moulin", language=request.param)
    (folder / "posts.csv").write_text(BAD, "utf-8")
    return folder


FRENCH = (
    "posts.csv, ligne 2, champ «_published_»_: n’est pas une date_: «_hier_» (lignes rejetées_: 1)"
)
SAID = {
    "fr": (
        FRENCH.replace("_", NBSP),
        "Écrivez les dates sous la forme 2026-11-22",
    ),
    "en": (
        'posts.csv, line 2, field "published": is not a date: "hier" (rejected rows: 1)',
        "Write dates as 2026-11-22",
    ),
    "de": (
        "posts.csv, Zeile 2, Feld „published“: ist kein Datum: „hier“ (abgelehnte Zeilen: 1)",
        "Schreiben Sie Daten als 2026-11-22",
    ),
}


def test_a_team_reads_a_reject_and_what_to_do_in_its_language(team: Path) -> None:
    what, todo = SAID[team.name[:2]]
    done = condat("import", "posts.csv", folder=team)
    assert done.returncode == 3
    assert what in done.stderr
    assert todo in done.stderr


def test_readers_of_one_corpus_each_have_the_reject_in_their_language(tmp_path: Path) -> None:
    init(tmp_path, brand="Moulin", language="fr")
    (tmp_path / "posts.csv").write_text(BAD, "utf-8")
    for language, (what, _) in SAID.items():
        done = condat("import", "posts.csv", "--json", folder=tmp_path, CONDAT_LANGUAGE=language)
        (reject,) = json.loads(done.stdout)["files"][0]["rejects"]
        assert (reject["reason"], reject["values"]) == ("date", ["hier"])
        assert reject["message"] in what
        told = json.loads(done.stderr)
        assert (told["code"], told["message"]) == ("rejected-rows", what)


def test_an_error_comes_with_its_hint_in_the_workspaces_language(tmp_path: Path) -> None:
    init(tmp_path, brand="Moulin", language="fr")
    done = condat("strategy", "set", "mesages", "Un", folder=tmp_path)
    assert done.returncode == 3
    assert "n’est pas un champ de la stratégie." in done.stderr
    assert f"Vouliez-vous dire messages{NBSP}?" in done.stderr


def test_a_wrong_setting_is_named_in_the_language_of_its_workspace(tmp_path: Path) -> None:
    init(tmp_path, brand="Moulin", language="fr")
    settings = tmp_path / "condat.toml"
    settings.write_text(settings.read_text("utf-8").replace("rows = 12", 'rows = "douze"'), "utf-8")
    done = condat("topics", folder=tmp_path)
    assert done.returncode == 2
    assert f"plan.rows{NBSP}: n’est pas un nombre entier." in done.stderr
    init(tmp_path / "other", brand="Moulin", language="fr")
    done = condat("topics", folder=tmp_path / "other", CONDAT_PLAN__ROWS="douze")
    assert f"environnement{NBSP}: CONDAT_PLAN__ROWS{NBSP}: n’est pas un nombre" in done.stderr
    assert "condat.toml" not in done.stderr


HELP = {
    "fr_FR.UTF-8": ("Utilisation", "Montrer ce qui entrerait, sans rien modifier."),
    "en_GB.UTF-8": ("Usage", "Show what would go in; change nothing."),
    "de_DE.UTF-8": ("Aufruf", "Zeigen, was aufgenommen würde, ohne etwas zu ändern."),
}


@pytest.mark.parametrize("locale", HELP)
def test_help_is_in_the_language_of_whoever_types(locale: str, tmp_path: Path) -> None:
    told = condat("import", "--help", folder=tmp_path, LANG=locale).stdout
    assert all(sentence in told for sentence in HELP[locale])


def test_help_follows_the_workspace_where_the_terminal_has_no_language(tmp_path: Path) -> None:
    assert "Show the topics" in condat("topics", "-h", folder=tmp_path).stdout
    init(tmp_path, brand="Moulin", language="de")
    assert "Die Themen zeigen" in condat("topics", "-h", folder=tmp_path).stdout
    asked = condat("topics", "-h", folder=tmp_path, CONDAT_LANGUAGE="fr", LANG="de_DE.UTF-8")
    assert "Montrer les sujets" in asked.stdout


def test_errors_of_usage_are_said_too(tmp_path: Path) -> None:
    done = condat("keywords", "--limit", "x", folder=tmp_path, LANG="fr_FR.UTF-8")
    assert done.returncode == 2
    assert f"--limit{NBSP}: n’est pas un nombre entier." in done.stderr
    done = condat("topics", "--jsn", folder=tmp_path, LANG="de_DE.UTF-8")
    assert "Die Option --jsn gibt es nicht. Meinten Sie --json?" in done.stderr
    done = condat("keyword", folder=tmp_path, LANG="de_DE.UTF-8")
    assert "Meinten Sie 'keywords'?" in done.stderr
    assert "Did you mean 'keywords'?" in condat("keyword", folder=tmp_path, LANG="C").stderr
    assert "There is no" not in done.stderr
