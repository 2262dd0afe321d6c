"""A chosen combination, and a row that the team decided, as rows of the plan."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC

from condat.core.ids import digest
from condat.distribute.decisions import Decision
from condat.distribute.effects import Effect, Experience, needs, stop_rule
from condat.distribute.keywords import Keyword, once
from condat.distribute.material import Material, Record
from condat.distribute.moments import Slot, lead, measures
from condat.distribute.partners import Partner, form_measure, role
from condat.distribute.pieces import ELSEWHERE, Pieces
from condat.distribute.value import reason, total
from condat.plan.strategy.personas import Persona

ID = 12  # characters of a row's id


@dataclass(frozen=True)
class Chosen:
    """A piece of the candidates with a person (or nobody) and a moment."""

    found: Pieces
    piece: int
    partner: Partner | None
    slot: Slot
    post: str | None  # in which the person wrote on the keyword

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
    def effect(self) -> Effect | None:
        """What is known of its effect."""
        at = int(self.found.keyword[self.piece]), int(self.found.form[self.piece])
        return self.found.effects.get(at)


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
    keyword, partner, effect = chosen.keyword, chosen.partner, chosen.effect
    persona = chosen.persona.name if chosen.persona else None
    person = partner.uri if partner else None
    name = row_id(
        chosen.message, persona, keyword.term, chosen.form, person, chosen.role, chosen.place
    )
    reasons = [*_said(chosen), *_parts(chosen, known, material)]
    ahead = lead(chosen.form, material.means)
    return {
        "row": name,
        "message": chosen.message,
        "persona": persona,
        "topic": keyword.topic,
        "title": keyword.label,
        "form": chosen.form,
        "keyword": keyword.label,
        "words_to_use": _words(chosen),
        "words_to_avoid": list(keyword.avoid),
        "questions": list(keyword.questions),
        "person_uri": person,
        "person": partner.name if partner else None,
        "role": chosen.role,
        "place": chosen.place,
        "moment": chosen.slot.local.astimezone(UTC),
        "cost": partner.cost if partner else 0.0,
        "value": total(reasons),
        "effect": effect.ratio if effect else None,
        "effect_low": effect.low if effect else None,
        "effect_high": effect.high if effect else None,
        "needs": [] if effect else needs(known, label=keyword.label),
        "stop_rule": stop_rule(known, person=partner.name if partner else None, lead=ahead),
        "reasons": reasons,
        "evidence": _evidence(chosen),
        "decision": "proposed",
        "draft": material.draft,
    }


def _evidence(chosen: Chosen) -> list[str]:
    """List the posts behind a row: the person's own on the keyword first."""
    own = (chosen.post,) if chosen.post else ()
    passages = chosen.partner.evidence if chosen.partner else ()
    return list(dict.fromkeys((*own, *chosen.keyword.evidence, *passages)))


def _words(chosen: Chosen) -> list[str]:
    theirs = chosen.persona.words if chosen.persona else ()
    return list(once((*chosen.keyword.words, *theirs)))[:8]


def _said(chosen: Chosen) -> list[Record]:
    """Say in words what speaks for a row, before the figures."""
    said: list[Record] = [dict(one) for one in chosen.keyword.reasons]
    if chosen.keyword.rising:
        said.append({"code": "moment.rising", "values": [chosen.keyword.label]})
    if chosen.partner is None:
        return said
    partner = chosen.partner
    said += [dict(one) for one in partner.reasons]
    said.append({"code": f"role.{chosen.role}", "values": [partner.name]})
    if partner.cost is None:
        said.append({"code": "price.unknown", "values": [partner.name]})
    return said


def _parts(chosen: Chosen, known: Experience, material: Material) -> list[Record]:
    """Write every part of the value with its measure and weight."""
    keyword, partner, means = chosen.keyword, chosen.partner, material.means
    fit = float(chosen.found.fit[chosen.piece])
    moment = measures(chosen.slot, chosen.persona, known.drivers)
    parts = {
        "opportunity": keyword.opportunity,
        "fit": 0.0 if math.isnan(fit) else fit,
        "form": float(chosen.found.form_fit[chosen.piece]),
        "effect": math.log(chosen.effect.ratio) if chosen.effect else 0.0,
        "moment": moment,
        "sooner": (1.0 - chosen.slot.day / means.cycle_days) if keyword.rising else 0.0,
    }
    if partner:
        by_person = chosen.form not in ("article", "quotes")
        measure = form_measure(chosen.form, partner, asked=0, experts=0) if by_person else 0.0
        parts["form"] += measure
        parts |= {"expertise": partner.expertise, "person_fit": partner.fit, "reach": partner.reach}
    return [reason(name, measure) for name, measure in parts.items() if measure]


def decided_row(decision: Decision, keywords: list[Keyword], material: Material) -> Record:
    """Write a row that the team accepted or changed, as it decided it."""
    proposal = decision.proposal
    now = next((k for k in keywords if proposal.keyword in (k.term, k.label)), None)
    said = {
        "code": f"decision.{decision.verdict}",
        "values": [decision.by, decision.at.date().isoformat(), decision.why],
    }
    nothing = dict.fromkeys(("value", "effect", "effect_low", "effect_high"))
    return {
        **proposal.model_dump(),
        **nothing,
        "row": decision.row,
        "needs": [],
        "stop_rule": [],
        "reasons": [said, *(now.reasons if now else ())],
        "evidence": list(now.evidence) if now else [],
        "decision": decision.verdict,
        "draft": material.draft,
    }
