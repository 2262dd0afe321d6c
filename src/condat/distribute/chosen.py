"""A combination that the plan chose: a piece, a person or nobody, and a moment."""

from __future__ import annotations

from dataclasses import dataclass

from condat.distribute.candidates.claims import ELSEWHERE
from condat.distribute.candidates.fitting import STRANGER
from condat.distribute.candidates.keywords import Keyword
from condat.distribute.candidates.moments import Slot
from condat.distribute.candidates.partners import FREE, Partner, role
from condat.distribute.candidates.pieces import Pieces
from condat.distribute.expect.effects import Usual
from condat.distribute.expect.forecast import Name
from condat.distribute.expect.outlook import form_of, moment_of, subject_of
from condat.plan.strategy.personas import Persona


@dataclass(frozen=True)
class Chosen:
    """A piece of the candidates with a person (or nobody) and a moment."""

    found: Pieces
    piece: int
    partner: Partner | None
    slot: Slot
    post: str | None  # in which the person wrote on the keyword
    usual: Usual  # where it goes out
    brings: tuple[float, float]  # logarithms: of topic, word and form; of hour and day
    others: tuple[tuple[str, str], ...] = ()  # more people to quote, and where they wrote

    @property
    def keyword(self) -> Keyword:
        """What the piece is about."""
        return self.found.keywords[self.found.keyword[self.piece]]

    @property
    def message(self) -> str | None:
        """What it should leave behind."""
        return self.found.messages[self.found.message[self.piece]]

    @property
    def far(self) -> bool:
        """Whether nothing nearer to the message was found than a word that hardly says it."""
        keyword, message = (n[self.piece] for n in (self.found.keyword, self.found.message))
        return bool(self.found.near[keyword, message] < STRANGER)  # NaN where there is no message

    @property
    def persona(self) -> Persona | None:
        """Whom it is for."""
        return self.found.personas[self.found.persona[self.piece]]

    @property
    def form(self) -> str:
        """What kind of piece it is."""
        return self.found.forms[self.found.form[self.piece]]

    @property
    def place(self) -> str:
        """Where it goes out."""
        if self.form == ELSEWHERE and self.partner:
            return self.partner.place
        return self.found.places[self.found.place[self.piece]]

    @property
    def role(self) -> str:
        """What the person does in it."""
        return role(self.form, self.partner)

    @property
    def taking_part(self) -> Partner | None:
        """The person, when they are asked to take part and not only quoted."""
        return None if self.role in FREE else self.partner

    @property
    def names(self) -> list[Name]:
        """What the row is in the model of effects."""
        return [*subject_of(self.keyword), form_of(self.form), *moment_of(self.slot)]
