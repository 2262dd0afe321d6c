"""Which terms are keywords: said often, by the audience, no name, no scrap of a longer one."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa

from condat.language.lemmas import lemma
from condat.plan.codes import Flags
from condat.plan.persons import personal
from condat.plan.words.figures import Figures
from condat.plan.words.labels import labels
from condat.plan.words.uses import AUDIENCE, Posts, Uses
from condat.plan.words.vocabulary import least

_MANY = 10  # authors from which on a keyword needs two
_INSIDE = 0.6  # a word that stands this often in one longer term is not a term of its own


def eligible(uses: Uses, posts: Posts, found: Figures, names: Collection[str]) -> Flags:
    """Say which terms are keywords: said often enough, by the audience, no name, no scrap."""
    said = np.bincount(posts.language[posts.side == AUDIENCE], minlength=len(posts.languages))
    enough = np.array([least(int(n)) for n in said])[uses.language]
    people = np.array([_people(posts, i) for i in range(len(said))])[uses.language]
    shared = found.demand.authors >= np.where(people >= _MANY, 2, 1)
    kept = ((found.posts[AUDIENCE] >= enough) & shared) | (np.nan_to_num(found.searched) > 0)
    spoken = posts.languages.take(pa.array(uses.language)).to_pylist()
    named = personal(labels(uses).to_pylist(), spoken, names)
    return np.asarray(kept & ~_named(uses, posts, names) & ~named & ~_inside(uses))


def _people(posts: Posts, language: int) -> int:
    spoken = (posts.side == AUDIENCE) & (posts.language == language)
    return len(np.unique(posts.voice[spoken]))


def _named(uses: Uses, posts: Posts, names: Collection[str]) -> Flags:
    """Say which terms are a name of somebody who writes, or a part of one said with the rest."""
    taken = {
        (i, " ".join(lemma(word, language) for word in name.lower().split()))
        for i, language in enumerate(posts.languages.to_pylist())
        for name in names
    }
    pairs = zip(uses.language.tolist(), uses.terms.to_pylist(), strict=True)
    return np.fromiter((pair in taken for pair in pairs), bool, len(uses.terms))


def _inside(uses: Uses) -> Flags:
    """Say which terms hardly ever stand without the same longer term around them."""
    said = uses.total(uses.count)
    pairs = list(zip(uses.language.tolist(), uses.terms.to_pylist(), strict=True))
    place = {pair: i for i, pair in enumerate(pairs)}
    scrap = np.zeros(len(pairs), bool)
    for i, (language, term) in enumerate(pairs):
        words = term.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = place.get((language, " ".join(words[start:end])), i)
                scrap[part] |= part != i and said[i] >= _INSIDE * said[part]
    return scrap
