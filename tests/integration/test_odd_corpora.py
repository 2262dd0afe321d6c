"""Corpora as small and as odd as a first import can be: every command answers or says why not."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from condat.cli.main import register
from condat.core.errors import CondatError

SAID = {
    "fr": "le pain au levain se fait avec de la farine et du temps, pourquoi la croûte ?",
    "en": "the sourdough bread needs flour, water and time: how do you bake it?",
    "de": "das Brot braucht Mehl, Wasser und Zeit, wie backt man mit Sauerteig?",
    "es": "el pan con masa madre necesita harina, agua y tiempo",
    "zh": "面包 需要 面粉 和 时间",
    "none": "🍞 12 € 3.5 2024 https://ex.org/x <b> &amp; </i \u200b",
}
DATES = ("2026-01-03", "2026-03-02T10:00:00Z", None, "2031-01-01", "1970-01-01")
WHO = ("Anne", ["Anne", "Bob"], None, "", "Ω")
COMMANDS = (
    "audit",
    "keywords",
    "topics",
    "people",
    "check pain 面包",
    "plan",
    "report --language de",
    "doctor",
)


def said(rng: random.Random) -> str:
    words = SAID[rng.choice(list(SAID))].split()
    return " ".join(rng.choice(words) for _ in range(rng.choice((0, 1, 3, 12, 60))))


def post(rng: random.Random, side: str, number: int) -> dict[str, Any]:
    told = {"title": said(rng)[:80]} if rng.random() < 0.7 else {}
    return told | {
        "url": f"https://{side}.example/{number}",
        "content": rng.choice((said(rng), said(rng) + " " + "x" * 3000, "", None)),
        "author": rng.choice(WHO),
        "date": rng.choice(DATES),
        "likes": rng.choice((0, 3, 10**9, None)),
    }


def condat(workspace: Path, *words: str) -> int:
    result = CliRunner().invoke(register(), [*words, "-w", str(workspace)])
    if result.exception and not isinstance(result.exception, SystemExit | CondatError):
        raise result.exception
    return result.exit_code


def made(folder: Path, posts: dict[str, list[dict[str, Any]]]) -> Path:
    workspace = folder / "ws"
    CliRunner().invoke(register(), ["init", str(workspace), "--brand", "Essai", "--language", "fr"])
    for side, rows in posts.items():
        path = folder / f"{side[:4]}.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        assert condat(workspace, "import", str(path), "--as", side) == 0
    return workspace


def test_four_posts_in_two_languages_and_one_word_in_common_make_a_plan(tmp_path: Path) -> None:
    said = [
        ("Premier article", "<p>Nous avons écrit sur la farine et le levain.</p>"),
        ("", "Un second texte sans titre, écrit à la main."),
        ("Kaputt", ""),
        ("Tercero en español", "Este texto está en español y habla de pan y harina."),
    ]
    rows = [
        {"url": f"https://a.example/{number}", "title": title, "content": text, "author": "Anne"}
        | {"date": "2026-01-03"}
        for number, (title, text) in enumerate(said)
    ]
    workspace = made(tmp_path, {"audience": rows})
    assert condat(workspace, "keywords") == condat(workspace, "plan") == 0


def test_words_of_long_ago_stand_beside_those_of_today(tmp_path: Path) -> None:
    rows = [
        {"url": f"https://a.example/{number}", "title": f"Bread {number}", "content": SAID["en"]}
        | {"author": f"Anne {number % 7}", "date": f"2026-03-{number + 1:02}"}
        for number in range(20)
    ]
    rows += [
        {"url": f"https://b.example/{number}", "title": "Hearth", "date": f"1988-01-0{number + 1}"}
        | {"content": "A hearth keeps the heat of the house.", "author": f"Bob {number}"}
        for number in range(3)
    ]
    assert condat(made(tmp_path, {"audience": rows}), "keywords", "--limit", "900") == 0


@pytest.mark.parametrize("seed", range(4))
def test_every_command_answers_whatever_was_imported(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)  # noqa: S311 - odd, not secret
    sides = {"audience": (5, 30, 60), "ours": (0, 1, 12), "competitor:Rival": (0, 2, 12)}
    counts = {side: rng.choice(sizes) for side, sizes in sides.items()}
    workspace = made(
        tmp_path,
        {
            side: [post(rng, side[:4], number) for number in range(count)]
            for side, count in counts.items()
            if count
        },
    )
    for command in COMMANDS:
        condat(workspace, *command.split())
