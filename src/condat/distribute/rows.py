"""A chosen combination, and a row that the team decided, as rows of the plan."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from condat.core.ids import digest
from condat.distribute.candidates.asked import nearest
from condat.distribute.candidates.claims import ELSEWHERE
from condat.distribute.candidates.keywords import Keyword, once
from condat.distribute.candidates.moments import Slot, lead, theirs
from condat.distribute.candidates.partners import FREE, Partner, form_measure, role
from condat.distribute.candidates.pieces import Pieces
from condat.distribute.candidates.value import reason, total
from condat.distribute.decisions import Decision
from condat.distribute.expect.effects import Experience, Usual
from condat.distribute.expect.forecast import Name
from condat.distribute.expect.outlook import form_of, moment_of, outlook, subject_of
from condat.distribute.lessons import Lesson, on
from condat.distribute.material import Material, Record
from condat.plan.strategy.personas import Persona

QUOTED = 5  # more people to quote in a round-up
ID = 12  # characters of a row's id


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


def row_id(message: str | None, persona: str | None, *parts: str | None) -> str:
    """Name a proposal by what it proposes: message, persona, keyword, form, person, role, place.

    Examples
    --------
    >>> row_id(None, None, "levain", "article", None, "none", "blog")
    '3c0444eb37bd'
    """
    return digest(*(part or "" for part in (message, persona, *parts)))[:ID]


def proposed_row(chosen: Chosen, known: Experience, material: Material) -> Record:
    """Write a chosen combination as a row."""
    heeded = _heeded(chosen, material)
    learnt = [{"code": f"lesson.{one.do}", "values": [one.text, one.by]} for one in heeded]
    reasons = [*learnt, *_said(chosen), *_parts(chosen, material, heeded)]
    return {
        **_piece(chosen),
        **_ahead(chosen, known, material),
        "value": total(reasons),
        "reasons": reasons,
        "evidence": _evidence(chosen),
        "decision": "proposed",
        "draft": material.draft,
    }


def _piece(chosen: Chosen) -> Record:
    """Return what is proposed: the piece, the person and the moment, and the name of all that."""
    keyword, partner, helping = chosen.keyword, chosen.partner, chosen.taking_part
    what = {
        "message": chosen.message,
        "persona": chosen.persona.name if chosen.persona else None,
        "form": chosen.form,
        "person_uri": partner.uri if partner else None,
        "role": chosen.role,
        "place": chosen.place,
    }
    message, persona, *rest = what.values()
    return what | {
        "row": row_id(message, persona, keyword.term, *rest),
        "topic": keyword.topic,
        "title": keyword.label,
        "keyword": keyword.label,
        "words_to_use": _words(chosen),
        "words_to_avoid": list(keyword.avoid),
        "questions": nearest(keyword.questions, _wish(chosen)),
        "person": partner.name if partner else None,
        "moment": chosen.slot.local.astimezone(UTC),
        "cost": helping.cost if helping else 0.0,
    }


def _ahead(chosen: Chosen, known: Experience, material: Material) -> Record:
    """Return what to expect of a chosen combination, and when to stop."""
    helping = chosen.taking_part
    return outlook(
        known,
        chosen.usual,
        chosen.names,
        label=chosen.keyword.label,
        place=chosen.place,
        person=helping.name if helping else None,
        lead=lead(chosen.form, material.means),
    )


def _evidence(chosen: Chosen) -> list[str]:
    """List the posts behind a row: the person's own on the keyword first."""
    own = (chosen.post,) if chosen.post else ()
    passages = chosen.partner.evidence if chosen.partner else ()
    quoted = (post for _, post in chosen.others[:QUOTED])
    return list(dict.fromkeys((*own, *quoted, *chosen.keyword.evidence, *passages)))


def _wish(chosen: Chosen) -> list[str]:
    """Return what a row wants to say, and what its persona says of itself."""
    theirs = chosen.persona.texts() if chosen.persona else ()
    pain = chosen.keyword.pain
    return [text for text in (chosen.message, pain and pain.text, *theirs) if text]


def _words(chosen: Chosen) -> list[str]:
    theirs = chosen.persona.words if chosen.persona else ()
    return list(once((*chosen.keyword.words, *theirs)))[:8]


def _said(chosen: Chosen) -> list[Record]:
    """Say in words what speaks for a row, before the figures."""
    pain = chosen.keyword.pain
    said: list[Record] = [{"code": "answers_pain", "values": [pain.text]}] if pain else []
    said += [dict(one) for one in chosen.keyword.reasons]
    if chosen.keyword.rising:
        said.append({"code": "moment.rising", "values": [chosen.keyword.label]})
    if chosen.partner is None:
        return said
    partner = chosen.partner
    said += [dict(one) for one in partner.reasons]
    said.append({"code": f"role.{chosen.role}", "values": [partner.name]})
    if chosen.others:
        more = ", ".join(name for name, _ in chosen.others[:QUOTED])
        said.append({"code": "role.others", "values": [more]})
    if chosen.taking_part and partner.cost is None:
        said.append({"code": "price.unknown", "values": [partner.name]})
    return said


def _heeded(chosen: Chosen, material: Material) -> list[Lesson]:
    """Return the accepted lessons that count for a row."""
    lessons, keyword, partner = material.lessons, chosen.keyword, chosen.partner
    place = "" if chosen.form == ELSEWHERE else chosen.place
    return [
        *on(lessons, "word", keyword.term, keyword.label),
        *on(lessons, "place", place),
        *(on(lessons, "person", partner.uri, partner.name) if partner else ()),
        *on(lessons, "hour", str(chosen.slot.local.hour)),
    ]


def _parts(chosen: Chosen, material: Material, heeded: list[Lesson]) -> list[Record]:
    """Write every part of the value with its measure and weight."""
    keyword, partner, means = chosen.keyword, chosen.partner, material.means
    fit = float(chosen.found.fit[chosen.piece])
    effect, moment = chosen.brings
    parts = {
        "opportunity": keyword.opportunity,
        "pain": keyword.pain.near if keyword.pain else 0.0,
        "special": keyword.special,
        "subject": keyword.subject,
        "fit": 0.0 if math.isnan(fit) else fit,
        "form": float(chosen.found.form_fit[chosen.piece]),
        "effect": effect,
        "lesson": sum(one.measure for one in heeded),
        "moment": moment + theirs(chosen.slot, chosen.persona),
        "sooner": (1.0 - chosen.slot.day / means.cycle_days) if keyword.rising else 0.0,
    }
    if partner:
        by_person = chosen.form not in ("article", "quotes")
        measure = form_measure(chosen.form, partner, asked=0, experts=0) if by_person else 0.0
        parts["form"] += measure
        parts |= {"expertise": partner.expertise, "person_fit": partner.fit, "reach": partner.reach}
    return [reason(name, measure) for name, measure in parts.items() if measure]


def decided_row(
    decision: Decision,
    now: Keyword | None,
    known: Experience,
    usual: Usual,
    material: Material,
) -> Record:
    """Write a row that the team accepted or changed, as it decided it.

    Parameters
    ----------
    decision : Decision
    now : Keyword, optional
        What is known of its keyword now.
    known, usual : Experience, Usual
        What results tell, and what is usual where it goes out.
    """
    proposal = decision.proposal
    said = {
        "code": f"decision.{decision.verdict}",
        "values": [decision.by, decision.at.date().isoformat(), decision.why],
    }
    local = proposal.moment.astimezone(ZoneInfo(material.means.time_zone))
    slot = Slot(0, 0, local)
    subject = subject_of(now) if now else [("word", proposal.keyword)]
    ahead = outlook(
        known,
        usual,
        [*subject, form_of(proposal.form), *moment_of(slot)],
        label=proposal.keyword,
        place=proposal.place,
        person=proposal.person if proposal.role not in FREE else None,
        lead=lead(proposal.form, material.means),
    )
    return {
        **proposal.model_dump(),
        **ahead,
        "value": None,
        "row": decision.row,
        "reasons": [said, *(now.reasons if now else ())],
        "evidence": list(now.evidence) if now else [],
        "decision": decision.verdict,
        "draft": material.draft,
    }
