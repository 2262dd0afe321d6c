"""A story as it is written: who is in the team, and who did what on which day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.usecases.desk import read_toml
from condat.workspace.teams.roles import Role


class Told(BaseModel):
    """A part of a story; a word that is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(Told):
    """Somebody of the team; ``key`` is what the story calls them, ``on`` the day they joined."""

    key: str
    name: str
    email: str
    role: Role
    on: int


class Step(Told):
    """One thing that somebody did, as they would have done it on a page.

    Attributes
    ----------
    by : str
        The key of the member.
    on : int, optional
        Days from the day that the sample stops at; none: the day on which the story is told.
    to : str
        The address, below that of the team. ``<name>`` stands for what an earlier step gave,
        ``*`` for what is found on the page ``seen``: of several the newest.
    seen : str
        The page that shows the address.
    guest : bool
        Whether somebody without an account does it, who was sent the address.
    gives : str
        What the story calls what this makes.
    with_ : dict
        What is typed: by name of the field.
    """

    by: str
    on: int | None = None
    to: str
    seen: str = ""
    guest: bool = False
    gives: str = ""
    with_: dict[str, Any] = Field({}, alias="with")


class Chapter(Told):
    """One file of a story."""

    member: tuple[Member, ...] = ()
    step: tuple[Step, ...] = ()


class Story(Told):
    """A whole story: its chapters in the order of their names."""

    members: tuple[Member, ...]
    steps: tuple[Step, ...]


def read(folder: Path) -> Story:
    """Read the chapters of a story.

    Raises
    ------
    NotFoundError
        When the folder holds none.
    """
    chapters = [read_toml(path, Chapter) for path in sorted(folder.glob("*.toml"))]
    if not chapters:
        raise NotFoundError(mark("No story is in {folder}."), folder=str(folder))
    return Story(
        members=tuple(one for chapter in chapters for one in chapter.member),
        steps=tuple(one for chapter in chapters for one in chapter.step),
    )
