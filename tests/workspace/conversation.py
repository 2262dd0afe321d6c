"""A small conversation with a plan: what pages of words and people show, in a folder of its own."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from condat.usecases.desk import Desk
from condat.usecases.init import init
from condat.usecases.listen.importing import import_files
from condat.usecases.plan import planning
from condat.usecases.show import browsing

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
SAYINGS = (
    ("Sourdough starter", "My sourdough starter is hungry. How do you feed a sourdough starter?"),
    ("Rye flour", "Rye flour makes a dense crumb. Which rye flour do you buy at the mill?"),
    ("Baking stone", "A baking stone keeps the heat. Is a baking stone better than a pan?"),
    ("Proofing basket", "The proofing basket sticks. Do you flour the proofing basket first?"),
)
PEOPLE = ("Ana", "Ben", "Chloe", "Dora", "Emil", "Fay")
POSTS = 72


def write(path: Path) -> Path:
    """Write the posts: six people, four subjects, answers between them, likes."""
    lines = []
    for number in range(POSTS):
        title, text = SAYINGS[number % 4]
        who = PEOPLE[(number * 5 + number // 6) % 6]
        answered = f"https://bread.example/{number - 5}" if number % 3 == 2 and number > 5 else None
        lines.append(
            {
                "url": f"https://bread.example/{number}",
                "title": f"{title} {number}",
                "text": f"{text} Note {number}, by {who}.",
                "published": (START + timedelta(days=2 * number)).isoformat(),
                "author": who,
                "in_reply_to": answered,
                "likes": (number * 7) % 23,
            }
        )
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def plan(folder: Path) -> Path:
    """Open a workspace folder on the conversation, and plan a cycle."""
    init(folder, brand="Moulin", language="en")
    settings = folder / "condat.toml"
    moment = (START + timedelta(days=160)).isoformat()
    settings.write_text(f'as_of = "{moment}"\n' + settings.read_text("utf-8"), "utf-8")
    desk = Desk.open(folder)
    import_files(desk, [write(folder / "posts.jsonl")], layout="", side="audience")
    planning.make(desk)
    browsing.browsed(desk)
    return folder
