"""The lessons that count for the plans to come, in ``lessons.toml``."""

from __future__ import annotations

import tomlkit

from condat.distribute.decisions import plain
from condat.distribute.lessons import FILE, Lesson, Lessons
from condat.usecases.desk import Desk, read_toml
from condat.usecases.editing import editing


def lessons_of(desk: Desk) -> tuple[Lesson, ...]:
    """Read the lessons that count; none where there is no file."""
    path = desk.root / FILE
    return read_toml(path, Lessons).lesson if path.exists() else ()


def heed(desk: Desk, lesson: Lesson) -> None:
    """Let a lesson count from the next plan on; the same one, accepted again, counts once."""
    _write(desk, [one for one in lessons_of(desk) if one.id != lesson.id] + [lesson])


def disregard(desk: Desk, lesson_id: str) -> None:
    """Let a lesson count no more."""
    if any(one.id == lesson_id for one in lessons_of(desk)):
        _write(desk, [one for one in lessons_of(desk) if one.id != lesson_id])


def _write(desk: Desk, lessons: list[Lesson]) -> None:
    with editing(desk.root / FILE) as document:
        tables = tomlkit.aot()
        for lesson in lessons:
            entry = tomlkit.table()
            entry.update(plain(lesson))
            tables.append(entry)
        document["lesson"] = tables
