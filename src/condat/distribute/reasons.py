"""What speaks for a row: in words first, then every part of its value with measure and weight."""

from __future__ import annotations

import math

from condat.distribute.candidates.claims import ELSEWHERE
from condat.distribute.candidates.moments import theirs
from condat.distribute.candidates.partners import form_measure
from condat.distribute.candidates.value import reason
from condat.distribute.chosen import Chosen
from condat.distribute.lessons import Lesson, on
from condat.distribute.material import Material, Record

QUOTED = 5  # more people to quote in a round-up


def reasons_of(chosen: Chosen, material: Material) -> list[Record]:
    """Return what we learnt, what speaks for a chosen combination, and the parts of its value."""
    heeded = _heeded(chosen, material)
    learnt = [{"code": f"lesson.{one.do}", "values": [one.text, one.by]} for one in heeded]
    return [*learnt, *_said(chosen), *_parts(chosen, material, heeded)]


def _said(chosen: Chosen) -> list[Record]:
    """Say in words what speaks for a row, before the figures."""
    pain = chosen.keyword.pain
    said: list[Record] = [{"code": "answers_pain", "values": [pain.text]}] if pain else []
    if chosen.far:
        said.append({"code": "message.far", "values": [chosen.message]})
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
