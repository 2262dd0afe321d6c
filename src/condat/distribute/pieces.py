"""What could be planned: keyword x message x persona x form, each with the parts of its value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from condat.distribute.effects import Effect, Experience, effect
from condat.distribute.keywords import Keyword
from condat.distribute.material import Material
from condat.distribute.partners import ALONE, Partner, form_measure
from condat.distribute.problem import NEVER, Reals, Whole
from condat.distribute.value import worth
from condat.language.vectors import vectors
from condat.plan.codes import Flags
from condat.plan.strategy.personas import Persona

MOST = 6000
FORMS = ("article", "interview", "quotes", "guest post")
MADE = {"Audio": ("podcast",), "Video": ("video",), "Event": ("webinar", "event")}
STRANGER = 0.15  # nearness under which a keyword does not say a message (0.1 by chance)
ELSEWHERE = "guest post"  # the form that goes out in the partner's own place


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
    effects: dict[tuple[int, int], Effect]  # by keyword and form

    def __len__(self) -> int:
        return len(self.keyword)

    def value(self) -> Reals:
        """Return what each piece is worth before anybody or any moment is chosen."""
        opportunity = np.array([worth("opportunity", k.opportunity) for k in self.keywords])
        results = np.zeros((len(self.keywords), len(self.forms)))
        for (k, f), known in self.effects.items():
            results[k, f] = worth("effect", float(np.log(known.ratio)))
        fit = np.where(np.isnan(self.fit), 0.0, self.fit) * worth("fit", 1.0)
        form = self.form_fit * worth("form", 1.0)
        parts = opportunity[self.keyword] if len(self.keywords) else np.zeros(0)
        total: Reals = parts + results[self.keyword, self.form] + fit + form
        return total


def pieces(material: Material, keywords: list[Keyword], people: list[Partner]) -> Pieces:
    """Combine keywords with every message, persona and form, at most ``MOST`` pieces.

    Beyond, the keywords with the least opportunity are left out.
    """
    messages: list[str | None] = list(material.strategy.messages) or [None]
    personas: list[Persona | None] = list(material.personas) or [None]
    forms = _forms(material)
    kept = keywords[: max(40, MOST // (len(messages) * len(personas) * len(forms)))]
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
        fit=_fit(kept, messages, personas)[k, m, n],
        form_fit=_form_fit(kept, forms, people)[k, f],
        effects={},
    )
    return _fitting(_spoken(_placed(found, material)))


def with_effects(found: Pieces, known: Experience) -> Pieces:
    """Add what is known of the effect of each keyword and form."""
    effects = {
        (k, f): told
        for k, keyword in enumerate(found.keywords)
        for f, form in enumerate(found.forms)
        if (told := effect(known, term=keyword.term, topic=keyword.topic, form=form))
    }
    return replace(found, effects=effects)


def _forms(material: Material) -> list[str]:
    """Return the forms that anybody can make, and those that we have made before."""
    made = set(material.ours["kind"].to_pylist())
    return [*FORMS, *(form for kind, forms in MADE.items() if kind in made for form in forms)]


def _places(material: Material) -> list[str]:
    """Return our places, the one we publish in most first; our name where there is none."""
    counts = Counter(material.ours["source"].to_pylist())
    places = sorted((p for p in counts if p), key=lambda place: (-counts[place], place))
    return places or [material.brand]


def _fit(
    keywords: list[Keyword],
    messages: Sequence[str | None],
    personas: Sequence[Persona | None],
) -> Reals:
    """Return the mean nearness of keyword to message and to persona, shape (K, M, N), 0..1."""
    said = vectors([keyword.said for keyword in keywords])
    near = np.full((len(keywords), len(messages), len(personas), 2), np.nan)
    for m, message in enumerate(messages):
        if message:
            near[:, m, :, 0] = (said @ vectors([message])[0])[:, None]
    for n, persona in enumerate(personas):
        if persona and persona.texts():
            nearest = (said @ vectors(list(persona.texts())).T).max(axis=1)
            theirs = {word.casefold() for word in persona.words}
            same = [keyword.label.casefold() in theirs for keyword in keywords]
            near[:, :, n, 1] = np.where(same, 1.0, nearest)[:, None]
    known = ~np.isnan(near)
    total = np.where(known, np.clip(near, 0.0, 1.0), 0.0).sum(axis=3)
    count = known.sum(axis=3)
    mean: Reals = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    stranger = known[..., 0] & (near[..., 0] < STRANGER)  # nobody would see the message in it
    return np.where(stranger, 0.0, mean).round(4)


def _form_fit(keywords: list[Keyword], forms: list[str], people: list[Partner]) -> Reals:
    experts = Counter(partner.topic for partner in people)
    fit = np.zeros((len(keywords), len(forms)))
    for k, keyword in enumerate(keywords):
        count = experts[keyword.topic or ""]
        for f, form in enumerate(forms):
            fit[k, f] = form_measure(form, None, asked=keyword.asked, experts=count)
    return fit


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


def matches(found: Pieces, people: list[Partner]) -> tuple[Reals, list[str], list[Whole]]:
    """Return what each person brings to each piece, shape (P, 1 + persons); 0 is nobody.

    Returns
    -------
    ndarray
        ``NEVER`` where a person is not on the shortlist of the piece's topic.
    list of str
        The persons' URIs, in the order of the columns from 1 on.
    list of ndarray
        For each topic of ``topics_of``: the place in ``people`` of each person, -1 where none.
    """
    uris = sorted({partner.uri for partner in people})
    column = {uri: 1 + i for i, uri in enumerate(uris)}
    topics = topics_of(found, people)
    entry = [np.full(1 + len(uris), -1, np.int64) for _ in topics]
    for number, partner in enumerate(people):
        if partner.topic in topics and entry[topics[partner.topic]][column[partner.uri]] < 0:
            entry[topics[partner.topic]][column[partner.uri]] = number
    table = np.full((max(len(topics), 1), len(found.forms), 1 + len(uris)), NEVER)
    for f, form in enumerate(found.forms):
        table[:, f, 0] = 0.0 if form in ALONE else NEVER
        for t in range(len(topics)):
            known = np.flatnonzero(entry[t] >= 0)
            table[t, f, known] = [person_worth(form, people[i]) for i in entry[t][known]]
    topic = np.array([topics[topic_of(k, topics)] if topics else 0 for k in found.keywords], int)
    return table[topic[found.keyword], found.form], uris, entry


def topics_of(found: Pieces, people: list[Partner]) -> dict[str, int]:
    """Give a number to each topic with a shortlist; ``""`` is the whole watch."""
    wanted = {keyword.topic or "" for keyword in found.keywords} & {p.topic for p in people}
    return {topic: i for i, topic in enumerate(sorted(wanted | {""}))}


def topic_of(keyword: Keyword, topics: dict[str, int]) -> str:
    """Return the topic whose shortlist a keyword is served from."""
    return keyword.topic if keyword.topic in topics else ""


def person_worth(form: str, partner: Partner) -> float:
    """Return what a person adds to a piece of a form."""
    by_person = form not in ("article", "quotes")
    measure = form_measure(form, partner, asked=0, experts=0) if by_person else 0.0
    return (
        worth("expertise", partner.expertise)
        + worth("person_fit", partner.fit)
        + worth("reach", partner.reach)
        + worth("form", measure)
    )
