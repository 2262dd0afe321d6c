"""A chosen combination, and a row that the team decided, as rows of the plan."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

from condat.core.ids import digest
from condat.distribute.candidates.asked import nearest
from condat.distribute.candidates.keywords import Keyword
from condat.distribute.candidates.moments import Slot, lead
from condat.distribute.candidates.partners import FREE
from condat.distribute.candidates.value import total
from condat.distribute.candidates.wording import once
from condat.distribute.chosen import Chosen
from condat.distribute.decisions import Decision
from condat.distribute.expect.effects import Experience, Usual
from condat.distribute.expect.outlook import form_of, moment_of, outlook, subject_of
from condat.distribute.material import Material, Record
from condat.distribute.reasons import QUOTED, reasons_of

ID = 12  # characters of a row's id


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
    reasons = reasons_of(chosen, material)
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
