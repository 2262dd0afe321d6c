"""Invented people: where they write, in what language, about what, how much, how well known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.generated.sentences import LANGUAGES, subjects

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


def _words(said: str) -> tuple[str, ...]:
    return tuple(said.split())


INTERESTS = 3  # subjects of one person
FIRST = _words(
    "Anna Lea Jana Marie Paula Nora Ines Clara Ella Mila Emma Jeanne Louise Greta Ida Rosa Vera "
    "Paul Jan Max Tom Leo Hugo Louis Emil Anton Felix Noah Oskar Jules Simon Marc Theo Victor Karl"
)
LAST = _words(
    "Martin Bernard Petit Durand Moreau Laurent Simon Michel Garcia Roux Fournier Girard Bonnet "
    "Lambert Fontaine Rousseau Vincent Müller Schmidt Weber Wagner Becker Schulz Hoffmann Koch "
    "Richter Klein Wolf Neumann Schwarz Zimmermann Smith Jones Taylor Brown Wilson Evans Walker "
    "Wright Green Hall Wood Clarke Turner Baker Carter Parker Cooper Ward Morgan"
)


@dataclass(frozen=True)
class Place:
    """A source: its share of the posts and of the people, and what it tells.

    ``languages`` are the shares of French, English and German. Where ``profiles`` is true, people
    are named by the address of their profile; where ``counted`` is false, nothing is counted.
    """

    name: str
    posts: float
    people: float
    languages: tuple[float, float, float]
    profiles: bool = False
    counted: bool = True
    side: str = "audience"


PLACES = (
    Place("journal", 0.002, 0.0001, (0, 1, 0), side="ours"),
    Place("rival-blog", 0.004, 0.0002, (0.2, 0.7, 0.1), side="competitor:Rival"),
    Place("village", 0.40, 0.50, (0.35, 0.35, 0.30), profiles=True),
    Place("forum-fr", 0.20, 0.20, (1, 0, 0), counted=False),
    Place("forum-de", 0.15, 0.15, (0, 0.05, 0.95)),
    Place("letters", 0.05, 0.02, (0.3, 0.6, 0.1), counted=False),
    Place("videos", 0.05, 0.03, (0.3, 0.5, 0.2)),
    Place("salon", 0.144, 0.0997, (0.05, 0.9, 0.05)),
)


@dataclass(frozen=True)
class People:
    """One entry per person: places in ``PLACES``, ``LANGUAGES`` and the subjects of the language.

    ``fame`` draws links and mentions, ``zeal`` posts, ``resonance`` what a post gets.
    """

    place: Ints
    language: Ints
    interests: Ints
    fame: Reals
    zeal: Reals
    resonance: Reals
    names: pa.Array
    written: pa.Array


def people(size: int, rng: Generator) -> People:
    """Invent so many people; every place has a few."""
    shares = np.array([place.people for place in PLACES])
    place = np.repeat(np.arange(len(PLACES)), np.maximum((shares * size).astype(int), 5))
    spoken = np.array([place.languages for place in PLACES], float)
    language = chosen(rng, (spoken / spoken.sum(1, keepdims=True))[place])
    count = np.array([len(subjects(name)) for name in LANGUAGES])[language]
    liked = (count[:, None] * rng.random((len(place), INTERESTS)) ** 2).astype(np.int64)
    names = _names(len(place), rng)
    return People(
        place=place,
        language=language,
        interests=liked,
        fame=rng.pareto(1.3, len(place)) + 0.05,
        zeal=rng.pareto(1.2, len(place)) + 0.1,
        resonance=rng.gamma(1.5, 1 / 1.5, len(place)),
        names=names,
        written=_written(names, place),
    )


def chosen(rng: Generator, chances: Reals) -> Ints:
    """Draw one column of each row of chances."""
    passed = rng.random(len(chances))[:, None] > np.cumsum(chances, axis=1)
    return np.asarray(np.minimum(passed.sum(axis=1), chances.shape[1] - 1), np.int64)


def drawn(rng: Generator, weights: Reals, size: int) -> Ints:
    """Draw so many rows by weight."""
    edges = np.cumsum(weights) / weights.sum()
    return np.minimum(np.searchsorted(edges, rng.random(size)), len(weights) - 1)


def _names(size: int, rng: Generator) -> pa.Array:
    """Give each a name of their own: first name, two initials, surname."""
    number, letters = rng.permutation(size), 26 * 26
    rest, first = np.divmod(number, len(FIRST))
    rest, last = np.divmod(rest, len(LAST))
    initial = rest % letters
    a, b = (pa.array([chr(65 + i) for i in part.tolist()]) for part in np.divmod(initial, 26))
    taken = pa.array(FIRST).take(pa.array(first)), pa.array(LAST).take(pa.array(last))
    return pc.binary_join_element_wise(
        taken[0], pc.binary_join_element_wise(a, b, ""), taken[1], " "
    )


def _written(names: pa.Array, place: Ints) -> pa.Array:
    """Return how a file names each: by name, or by the address of the profile."""
    handle = pc.replace_substring(pc.utf8_lower(pc.replace_substring(names, "ü", "ue")), " ", ".")
    address = pc.binary_join_element_wise("https://village.example/@", handle, "")
    return pc.if_else(pa.array(np.array([p.profiles for p in PLACES])[place]), address, names)
