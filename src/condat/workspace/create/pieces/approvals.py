"""What became of the links that people were sent, and whether their word covers the text."""

from __future__ import annotations

from dataclasses import dataclass

from condat.create.texts.rendering import find as find_passage
from condat.workspace.create.pieces.letters import digest
from condat.workspace.create.pieces.models import Answer, Letter, Piece, Version
from condat.workspace.create.pieces.models.letter import Asks


@dataclass(frozen=True)
class Standing:
    """A letter, what came of it, and whether that still covers the text."""

    letter: Letter
    answer: Answer | None
    covers: bool

    @property
    def state(self) -> str:
        """Where it stands: approved, corrected, changes, withdrawn, ended, open."""
        if self.answer and not self.answer.approved:
            return "corrected" if self.answer.wording else "changes"
        if self.answer:
            return "approved"
        if self.letter.withdrawn_at:
            return "withdrawn"
        return "open" if self.letter.open else "ended"


def standings(piece: Piece, newest: Version) -> list[Standing]:
    """Return what was asked of people, and whether their word covers the newest version."""
    asked = piece.letters.exclude(asks=Asks.WRITE).select_related("answer", "version", "by")
    answers = ((one, getattr(one, "answer", None)) for one in asked)
    return [Standing(one, answer, covers(one, answer, newest)) for one, answer in answers]


def covers(letter: Letter, answer: Answer | None, newest: Version) -> bool:
    """Say whether what somebody was shown, or stands by, is what stands in a version.

    A text is covered to the letter; quotes wherever they stand, as long as each is there in the
    words of who said it, and none that they do not want.
    """
    if letter.asks == Asks.TEXT:
        return letter.digest == digest([newest.text])
    if answer is None or not answer.wording:
        return all(find_passage(text, newest.text) for text in letter.shown)
    return all(
        find_passage(stands, newest.text) if stands else not find_passage(shown, newest.text)
        for shown, stands in answer.pairs
    )
