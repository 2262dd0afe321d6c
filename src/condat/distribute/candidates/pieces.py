"""What could be planned: keyword x message x persona x form, each with the parts of its value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from condat.distribute.candidates.claims import ELSEWHERE
from condat.distribute.candidates.fitting import fit, nearness
from condat.distribute.candidates.keywords import Keyword
from condat.distribute.candidates.partners import form_measure
from condat.distribute.candidates.value import worth
from condat.distribute.candidates.writers import Written
from condat.distribute.material import Material
from condat.distribute.solve.problem import Reals, Whole
from condat.plan.codes import Flags
from condat.plan.strategy.personas import Persona

MOST = 6000
FORMS = ("article", "interview", "quotes", "guest post")
MADE = {"Audio": ("podcast",), "Video": ("video",), "Event": ("webinar", "event")}
VOICES = 3  # people to quote in a round-up


@dataclass(frozen=True)
class Pieces:
    """Candidate pieces as columns of equal length, and the lists that their numbers point into.

    ``fit`` is NaN where neither message nor persona is written; ``effect`` where not known.
    """

    keywords: list[Keyword]
    messages: list[str | None]
    personas: list[Persona | None]
    forms: list[str]
    places: list[str]
    keyword: Whole
    message: Whole
    persona: Whole
    form: Whole
    place: Whole
    fit: Reals
    form_fit: Reals  # what does not depend on the person
    near: Reals  # keyword to message (K, M), 0..1

    def __len__(self) -> int:
        return len(self.keyword)

    def value(self) -> Reals:
        """Return what each piece is worth before its effect, anybody or any moment is chosen."""
        subject = np.array(
            [
                worth("opportunity", k.opportunity)
                + worth("special", k.special)
                + worth("subject", k.subject)
                + worth("pain", k.pain.near if k.pain else 0.0)
                for k in self.keywords
            ]
        )
        fit = np.where(np.isnan(self.fit), 0.0, self.fit) * worth("fit", 1.0)
        form = self.form_fit * worth("form", 1.0)
        parts = subject[self.keyword] if len(self.keywords) else np.zeros(0)
        total: Reals = parts + fit + form
        return total


def pieces(material: Material, keywords: list[Keyword], told: Written) -> Pieces:
    """Combine keywords with every message, persona and form, at most ``MOST`` pieces.

    Beyond, the keywords with the least opportunity are left out. ``told`` is who wrote on what.
    """
    messages: list[str | None] = list(material.strategy.messages) or [None]
    personas: list[Persona | None] = list(material.personas) or [None]
    forms = _forms(material)
    kept = keywords[: max(40, MOST // (len(messages) * len(personas) * len(forms)))]
    near = nearness(kept, messages)
    shape = (len(kept), len(messages), len(personas), len(forms))
    k, m, n, f = (axis.reshape(-1) for axis in np.indices(shape))
    found = Pieces(
        keywords=kept,
        messages=messages,
        personas=personas,
        forms=forms,
        places=_places(material),
        keyword=k,
        message=m,
        persona=n,
        form=f,
        place=np.zeros(len(k), np.int64),
        fit=fit(kept, near, messages, personas)[k, m, n],
        form_fit=_form_fit(kept, forms, told)[k, f],
        near=near,
    )
    return _quotable(_fitting(_spoken(_placed(found, material))), told)


def _forms(material: Material) -> list[str]:
    """Return the forms that anybody can make, and those that we have made before."""
    made = set(material.ours["kind"].to_pylist())
    return [*FORMS, *(form for kind, forms in MADE.items() if kind in made for form in forms)]


def _places(material: Material) -> list[str]:
    """Return our places, the one we publish in most first; our name where there is none."""
    counts = Counter(material.ours["source"].to_pylist())
    places = sorted((p for p in counts if p), key=lambda place: (-counts[place], place))
    return places or [material.brand]


def _form_fit(keywords: list[Keyword], forms: list[str], told: Written) -> Reals:
    experts = Counter(term for term, _ in told)
    fit = np.zeros((len(keywords), len(forms)))
    for k, keyword in enumerate(keywords):
        count = experts[keyword.term]
        for f, form in enumerate(forms):
            fit[k, f] = form_measure(form, None, asked=keyword.asked, experts=count)
    return fit


def _quotable(found: Pieces, told: Written) -> Pieces:
    """Leave out round-ups of what fewer than three people wrote on."""
    experts = Counter(term for term, _ in told)
    few = np.array([experts[k.term] < VOICES for k in found.keywords], np.bool_)
    quotes = np.array([form == "quotes" for form in found.forms])
    return _where(found, ~(few[found.keyword] & quotes[found.form]))


def _placed(found: Pieces, material: Material) -> Pieces:
    """Give each piece a place of ours that holds its form, best where its persona is.

    A guest post is elsewhere.
    """
    serves = _serves(found, material)
    theirs = np.array([[_is_in(place, p) for place in found.places] for p in found.personas])
    home = (2 * serves[None, :, :] + theirs[:, None, :]).argmax(axis=2)
    place = home[found.persona, found.form]
    away = np.array([form == ELSEWHERE for form in found.forms])[found.form]
    return replace(found, place=np.where(away, len(found.places), place))


def _serves(found: Pieces, material: Material) -> Flags:
    """Say which of our places holds which form, by what we have published there, shape (F, L)."""
    columns = (material.ours[name].to_pylist() for name in ("source", "kind"))
    held = set(zip(*columns, strict=True))
    kinds = {form: kind for kind, forms in MADE.items() for form in forms}
    return np.array(
        [[(place, kinds.get(f, "Article")) in held for place in found.places] for f in found.forms]
    )


def _is_in(place: str, persona: Persona | None) -> bool:
    """Say whether a persona is where a place of ours is: instagram in instagram-bakery."""
    theirs = persona.places if persona else ()
    return any(their.casefold() in place.casefold() for their in theirs)


def _fitting(found: Pieces) -> Pieces:
    """Leave out pieces that say nothing of what we want to say, to nobody that we write for."""
    return _where(found, np.isnan(found.fit) | (found.fit > 0.0))


def _spoken(found: Pieces) -> Pieces:
    """Leave out keywords in a language that the persona does not read."""
    reads = np.ones((len(found.keywords), len(found.personas)), np.bool_)
    for n, persona in enumerate(found.personas):
        if persona and persona.languages:
            reads[:, n] = [k.language in persona.languages for k in found.keywords]
    return _where(found, reads[found.keyword, found.persona])


def _where(found: Pieces, kept: Flags) -> Pieces:
    columns = ("keyword", "message", "persona", "form", "place", "fit", "form_fit")
    return replace(found, **{name: getattr(found, name)[kept] for name in columns})
