"""How familiar a term is to the audience: how often, by how many people, and who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.commonness import specificity
from condat.language.lemmas import lemma
from condat.plan.codes import crossed, encode, look_up
from condat.plan.senses.checks import Use
from condat.plan.senses.embedding import Embedding
from condat.plan.senses.jargon import People, acronym, asked, explained, rate
from condat.plan.senses.plainer import plainer
from condat.plan.senses.sensed import AUDIENCE, OURS, Sensed
from condat.usecases.read.holding import about, named
from condat.usecases.read.reading import Reading

EVIDENCE = 5
KEPT = 10  # posts, to be read behind a number
WRITTEN = pa.schema([(name, pa.string()) for name in ("author", "language", "post_uri")])

Reals = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Familiarity:
    """What each side writes, and who.

    Parameters
    ----------
    read : Reading
    posts : pa.Table
        ``uri``, ``author_uris``.
    """

    read: Reading
    posts: pa.Table

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the corpus."""
        return sorted(set(pc.drop_null(self.read.readings["language"]).to_pylist()))

    @cached_property
    def words(self) -> Reals:
        """Words that we and the others wrote in each language."""
        readings = self.read.readings
        ours, table = pc.equal(readings["side"], OURS), np.zeros((len(self.languages), 2))
        for row, it in enumerate(self.languages):
            here = pc.fill_null(pc.equal(readings["language"], it), False)
            for at, side in enumerate((ours, pc.invert(ours))):
                table[row, at] = pc.sum(readings["words"].filter(pc.and_(here, side))).as_py() or 0
        return table

    @cached_property
    def heard(self) -> pa.Table:
        """``author``, ``language``, ``post_uri`` of each reading; nobody where it is not theirs."""
        readings = self.read.readings
        at = pc.index_in(readings["post_uri"], self.posts["uri"].cast(pa.string()))
        first = _first(self.posts["author_uris"].take(at))
        author = pc.if_else(pc.equal(readings["side"], AUDIENCE), first, None)
        columns = {"language": readings["language"], "post_uri": readings["post_uri"]}
        return pa.table({"author": author, **columns})

    @cached_property
    def people(self) -> dict[str, int]:
        """People of the audience, by the language that they write in."""
        known = self.heard.filter(pc.is_valid(self.heard["author"])).group_by("language")
        counted = known.aggregate([("author", "count_distinct")])
        return dict(zip(*(counted[n].to_pylist() for n in counted.column_names), strict=True))

    def of(self, found: Sensed, form: str, rows: pa.Table, usual: Embedding | None) -> Use:
        """Sum up how familiar a term is, with a plainer word where it is not.

        Parameters
        ----------
        found : Sensed
        form : str
            The term as it is written.
        rows : pa.Table
            ``POST_TERMS`` of the term, as ``about`` gives them.
        usual : Embedding, optional
        """
        ours, theirs = self._posts(found, rows, ours=True), self._posts(found, rows, ours=False)
        if not found.uses.num_rows or not (ours.any() or theirs.any()):
            return Use()
        main = self.languages[int(np.argmax(ours if ours.any() else theirs))]
        heard = found.uses.filter(pa.array(found.group(AUDIENCE)))
        asks = asked(heard["passage"], form)
        asking = sorted(set(heard["post_uri"].filter(pa.array(asks)).to_pylist()))
        people, using = self._people(found, rows, main)
        mine = found.uses.filter(pa.array(found.group(OURS)))
        said = form.split()
        use = Use(
            rate(ours, theirs, self.words) if ours.any() else None,
            people,
            len(asking),
            special=float(specificity(said, [main] * len(said)).max()),
            unexplained=acronym(form) and not explained(mine["passage"], form),
            evidence=asking[:EVIDENCE],
            asking=asking[:KEPT],
            using=using,
        )
        return self._with_plainer(use, form, main, usual) if ours.any() and use.jargon else use

    def _with_plainer(self, use: Use, form: str, main: str, usual: Embedding | None) -> Use:
        if usual is None or use.people is None:
            return use
        heard = self._heard(main)
        said = {
            t: tuple(lemma(w, main) for w in t.casefold().split()) for t in _labels(heard, form)
        }
        found = plainer(form, main, heard, use.people.users, usual, said)
        rows = about(self.read, found).post_terms
        behind = [uri for name in found for uri in self._saying(named(rows, name), main)]
        return replace(use, plainer=found, evidence=[*use.evidence, *behind])

    def _people(self, found: Sensed, rows: pa.Table, language: str) -> tuple[People, list[str]]:
        """Count the people of the audience who use a term; name a post of each of the first."""
        places = rows["post"]
        if not rows.num_rows:  # too rare to be read everywhere
            seen = pc.unique(found.uses["post_uri"].cast(pa.string()))
            places = pc.drop_null(
                pc.index_in(seen, self.read.readings["post_uri"].cast(pa.string()))
            )
        using = self.heard.take(places)
        theirs = pc.and_(pc.equal(using["language"], language), pc.is_valid(using["author"]))
        using = using.filter(theirs).cast(WRITTEN)
        first = using.group_by("author").aggregate([("post_uri", "min")])
        posts = first["post_uri_min"].to_pylist()
        return People(len(posts), self.people.get(language, 0)), sorted(posts)[:KEPT]

    def _posts(self, found: Sensed, rows: pa.Table, *, ours: bool) -> Reals:
        """Count the posts of a side with a term: all that reading found, else those looked at."""
        if rows.num_rows:
            side = pc.equal(self.read.readings["side"].take(rows["post"]), OURS)
            chosen = rows.filter(side if ours else pc.invert(side))
        else:
            chosen = found.uses.filter(pa.array(found.group(OURS if ours else AUDIENCE)))
        counted = chosen.group_by("language").aggregate([("post_uri", "count_distinct")])
        posts = dict(zip(*(counted[n].to_pylist() for n in counted.column_names), strict=True))
        return np.array([posts.get(it, 0) for it in self.languages], np.float64)

    def _heard(self, language: str) -> pa.Table:
        """Count the people of the audience who use each term: ``label``, ``people``."""
        if language not in self._counted:
            self._counted[language] = self._count(language)
        return self._counted[language]

    @cached_property
    def _counted(self) -> dict[str, pa.Table]:
        return {}

    def _count(self, language: str) -> pa.Table:
        terms = self.read.post_terms
        terms = terms.filter(pc.equal(terms["language"], language))
        at = look_up(terms["post_uri"], self.read.readings["post_uri"])
        authors, author = encode(self.heard["author"])
        known = np.flatnonzero((at >= 0) & (author[at] >= 0))
        names, term = encode(terms["term"].take(pa.array(known)))
        forms, form = encode(terms["form"].take(pa.array(known)))
        users = crossed(term, author[at[known]], (len(names), len(authors)))
        first = np.full(len(names), len(forms))
        np.minimum.at(first, term, form)
        people = np.diff(users.indptr).astype(np.int64)
        return pa.table({"label": forms.take(pa.array(first)), "people": people})

    def _saying(self, rows: pa.Table, language: str) -> list[str]:
        """Return some posts of the audience with a term, whose ``POST_TERMS`` are given."""
        rows = rows.filter(pc.equal(rows["language"], language))
        heard = pc.is_valid(self.heard["author"].take(rows["post"]))
        return sorted(set(rows["post_uri"].filter(heard).to_pylist()))[:EVIDENCE]


def _first(lists: pa.ChunkedArray) -> pa.Array:
    """Return the first entry of each list; null where there is none.

    Examples
    --------
    >>> _first(pa.chunked_array([[["a", "b"], [], None]], pa.list_(pa.string()))).to_pylist()
    ['a', None, None]
    """
    whole = lists.combine_chunks()
    some = pc.fill_null(pc.greater(pc.list_value_length(whole), 0), False)
    found = pc.list_element(whole.filter(some), 0).cast(pa.string())
    return pc.replace_with_mask(pa.nulls(len(whole), pa.string()), some, found)


def _labels(heard: pa.Table, form: str) -> list[str]:
    return [form, *heard["label"].to_pylist()]
