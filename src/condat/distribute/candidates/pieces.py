"""What could be planned: keyword x message x persona x form, each with the parts of its value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from condat.distribute.candidates.claims import ELSEWHERE
from condat.distribute.candidates.keywords import LEAST, Keyword
from condat.distribute.candidates.partners import form_measure
from condat.distribute.candidates.value import worth
from condat.distribute.candidates.writers import Written
from condat.distribute.material import Material
from condat.distribute.solve.problem import Reals, Whole
from condat.language.vectors import vectors
from condat.plan.codes import Flags
from condat.plan.strategy.personas import Persona

MOST = 6000
FORMS = ("article", "interview", "quotes", "guest post")
MADE = {"Audio": ("podcast",), "Video": ("video",), "Event": ("webinar", "event")}
HELD = 0.5  # how near a message is, at least, to a word that it holds
NEAREST = 0.25  # of the keywords, the nearest to a message, that it can go with
RATHER = 0.8  # of the nearness of a keyword's best message, for another to go with it
ANSWERS = 0.3  # how near a message is, at least, to a word that answers the pain nearest to it
VOICES = 3  # people to quote in a round-up
STRANGER = 0.18  # nearness under which a keyword does not say a message
CHANCE = 0.1  # nearness of any two texts


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
    near = _nearness(kept, messages)
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
        fit=_fit(kept, near, messages, personas)[k, m, n],
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


def _nearness(keywords: list[Keyword], messages: Sequence[str | None]) -> Reals:
    """Return how near each keyword is to each message, shape (K, M); NaN without a message.

    A message that holds the keyword's own word is near by half at least.
    """
    near = np.full((len(keywords), len(messages)), np.nan)
    said = vectors([keyword.said for keyword in keywords])
    for m, message in enumerate(messages):
        if message:
            holds = [_holds(message, keyword.label) for keyword in keywords]
            near[:, m] = np.maximum(said @ vectors([message])[0], np.where(holds, HELD, 0.0))
    return _through_pains(keywords, messages, np.clip(near, 0.0, 1.0))


def _through_pains(keywords: list[Keyword], messages: Sequence[str | None], near: Reals) -> Reals:
    """Let a keyword that answers a pain carry a message: the nearest to both of them.

    It is near by ``ANSWERS`` at least: the message was written for those who have the pain.
    """
    told = [m for m, message in enumerate(messages) if message]
    said = vectors([messages[m] or "" for m in told])
    for k, keyword in enumerate(keywords):
        if keyword.pain and told:
            both = near[k, told] + said @ vectors([keyword.pain.text])[0]
            best = told[int(both.argmax())]
            near[k, best] = max(near[k, best], ANSWERS)
    return near


def _holds(message: str, label: str) -> bool:
    return re.search(rf"\b{re.escape(label.casefold())}\b", message.casefold()) is not None


def _fit(
    keywords: list[Keyword],
    near: Reals,
    messages: Sequence[str | None],
    personas: Sequence[Persona | None],
) -> Reals:
    """Return the mean nearness of keyword to message and to persona, shape (K, M, N), 0..1.

    None where nobody would see the message in the keyword, or another message much rather.
    """
    both = np.full((len(keywords), len(messages), len(personas), 2), np.nan)
    both[..., 0] = near[:, :, None]
    said = vectors([keyword.said for keyword in keywords])
    for n, persona in enumerate(personas):
        if persona and persona.texts():
            nearest = (said @ vectors(list(persona.texts())).T).max(axis=1)
            theirs = {word.casefold() for word in persona.words}
            same = [keyword.label.casefold() in theirs for keyword in keywords]
            both[:, :, n, 1] = np.where(same, 1.0, np.clip(nearest, 0.0, 1.0))[:, None]
    known = ~np.isnan(both)
    total, count = np.where(known, both, 0.0).sum(axis=3), known.sum(axis=3)
    mean: Reals = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return np.where(_strange(near)[:, :, None], 0.0, mean).round(4)


def _strange(near: Reals) -> Flags:
    """Say which messages nobody would see in a keyword, or another message much rather.

    Where keywords are few, or few are near to any message, more of them go with one: a short plan
    has to have a choice. Where there is no message (NaN), nothing is strange.

    Examples
    --------
    >>> _strange(np.array([[0.5, 0.1], [0.16, 0.12], [0.02, 0.05]])).tolist()
    [[False, True], [False, True], [True, True]]
    """
    if not near.size:
        return np.zeros(near.shape, np.bool_)
    known = np.nan_to_num(near)
    best = known.max(axis=1)
    count = min(LEAST, len(best))
    floor = min(STRANGER, max(CHANCE, float(np.sort(best)[-count])))
    usual = np.quantile(known, 1 - max(NEAREST, count / len(best)), axis=0)
    strange: Flags = (near < np.maximum(floor, usual)) | (near < RATHER * best[:, None])
    return strange


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
