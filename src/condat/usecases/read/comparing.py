"""Compare how a term is used: by us, by the audience, in imported search results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import daft
import pyarrow as pa
import pyarrow.compute as pc
from daft import col

from condat.core.words import mark
from condat.corpus.engine import arrow
from condat.corpus.snapshot import Snapshot
from condat.plan.scope import sided
from condat.plan.senses.checks import OURS_AT_LEAST, Use, check
from condat.plan.senses.contexts import uses_in
from condat.plan.senses.sensed import OURS, main_language, sensed
from condat.plan.senses.texts import Read, read_each
from condat.plan.senses.told import senses_table
from condat.plan.senses.yardstick import Usual
from condat.plan.tables import CHECKS, SENSES
from condat.usecases.desk import Desk
from condat.usecases.read.familiarity import Familiarity
from condat.usecases.read.holding import (
    COLUMNS,
    about,
    beginning,
    holding,
    named,
    results,
    said,
    texts,
)
from condat.usecases.read.reading import Reading, reading

Tables = dict[str, pa.Table]
KEPT = {"checks": CHECKS, "senses": SENSES}  # what is found of terms
_USUAL = 1500  # posts that tell what is usual in the corpus


def empty() -> Tables:
    """Return what is found of no term."""
    return {name: schema.empty_table() for name, schema in KEPT.items()}


@dataclass(frozen=True)
class Comparison:
    """What terms are compared with in a corpus, read once for all of them."""

    desk: Desk
    snapshot: Snapshot

    @cached_property
    def _read(self) -> Reading:
        return reading(self.desk, self.snapshot.version)

    @cached_property
    def _posts(self) -> daft.DataFrame:
        return sided(self.snapshot.frame("posts"), self.desk.watch, self.desk.as_of)

    @cached_property
    def _familiar(self) -> Familiarity:
        return Familiarity(self._read, self.snapshot.arrow("posts", ["uri", "author_uris"]))

    @cached_property
    def _usual(self) -> Usual:
        """What is ordinary in a sample of the corpus, by language."""
        one_in = -(-self._read.readings.num_rows // _USUAL)
        some = self._posts.where(col("uri").hash() % one_in == 0) if one_in > 1 else self._posts
        return Usual(texts(arrow(some.select(*COLUMNS)), self._read), self.desk.settings.seed)

    def of(self, terms: list[str]) -> Tables:
        """Check some terms, reading the posts that hold them together."""
        found = [empty()]
        desk = self.desk
        with desk.progress.step(mark("Checking"), len(terms)) as step:
            if not self.snapshot.count("posts"):
                found += [self._by_results(term) for term in terms]
            elif terms:
                read = about(self._read, terms)
                held, chosen = holding(self._posts, read, terms, desk.settings.seed)
                library = read_each(held)
                for term in terms:
                    found.append(self._term(read, term, library, chosen.get(term)))
                    step.advance()
        return {name: pa.concat_tables([part[name] for part in found]) for name in KEPT}

    def jargon(self, terms: list[str]) -> pa.Table:
        """Return which of some terms the audience does not use, whatever they mean."""
        read = about(self._read, terms)
        held, chosen = holding(self._posts, read, terms, self.desk.settings.seed)
        library = read_each(held)
        odd = [term for term in terms if self._odd(read, term, library, chosen.get(term))]
        return pa.table({"term": pa.array(odd, pa.string())})

    def _odd(
        self, read: Reading, term: str, library: dict[str, Read], uris: pa.Array | None
    ) -> bool:
        found = self._uses(read, term, library, uris)
        told = sensed(term, found, {}, seed=self.desk.settings.seed)
        use = self._familiar.of(told, said(read, term), named(read.post_terms, term), None)
        ours = found.filter(pc.equal(found["group"], OURS))["post_uri"]
        return use.jargon and len(ours.unique()) >= OURS_AT_LEAST

    def _uses(
        self, read: Reading, term: str, library: dict[str, Read], uris: pa.Array | None
    ) -> pa.Table:
        form = said(read, term)
        if uris is None:
            return uses_in(read_each(beginning(self._posts, self._read, term)), form)
        found = uses_in(library, form)
        return found.filter(pc.is_in(found["post_uri"], uris))

    def _term(
        self, read: Reading, term: str, library: dict[str, Read], uris: pa.Array | None
    ) -> Tables:
        form, found = said(read, term), self._uses(read, term, library, uris)
        imported = uses_in(read_each(results(self.snapshot, form)), form)
        seed, spoken = self.desk.settings.seed, found["language"].to_pylist()
        told = sensed(term, pa.concat_tables([found, imported]), self._usual, seed=seed)
        main = main_language(spoken, self._usual)
        use = self._familiar.of(
            told, form, named(read.post_terms, term), self._usual[main].known if main else None
        )
        return {"checks": check(told, use, seed=seed, label=form), "senses": senses_table(told)}

    def _by_results(self, term: str) -> Tables:
        seed = self.desk.settings.seed
        told = sensed(term, uses_in(read_each(results(self.snapshot, term)), term), None, seed=seed)
        return {"checks": check(told, Use(), seed=seed), "senses": senses_table(told)}
