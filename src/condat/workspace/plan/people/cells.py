"""Cells of the shortlist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from condat.charts.small import interval
from condat.core.places import place_name
from condat.report.facts import Record
from condat.report.persons import standing, terms
from condat.workspace.create.partnerships import opinions
from condat.workspace.pages.found import Found
from condat.workspace.pages.listing import Cell
from condat.workspace.pages.rows import Row
from condat.workspace.teams.access import Visit


class Cells:
    """Cells of the shortlist, each number opening onto its evidence."""

    def __init__(self, visit: Visit, here: Found, ranked: Mapping[str, Record]) -> None:
        self.visit, self.here, self.words, self.ranked = visit, here, visit.words, ranked

    def name(self, row: Row) -> Cell:
        """Name the person and where they write."""
        address = self.visit.person(self.here, row["person_uri"])
        return Cell(row["name"], address, note=place_name(row["place"] or ""))

    def passages(self, row: Row) -> Cell:
        """Say how many passages there are to read before deciding."""
        passages = row["passages"] or ()
        told = self.words.plural("{count} passage", "{count} passages", len(passages))
        return self._open(row, "fit", told)

    def why(self, row: Row) -> str:
        """Say why they are listed."""
        return " ".join(self.here.facts.say(row["reasons"]))

    def expertise(self, row: Row) -> Cell:
        """Say and draw the expertise shown."""
        low, high = row["expertise_low"], row["expertise_high"]
        ends = {"low": self.words.decimal(low), "high": self.words.decimal(high)}
        drawn = interval(row["expertise"], low, high, (0, 1), self.words("{low} to {high}", **ends))
        told = self.words.decimal(row["expertise"])
        picture = Markup(drawn)  # noqa: S704 - drawn by us
        return self._open(row, "expertise", told, picture=picture)

    def fit(self, row: Row) -> Cell | str:
        """Say how well they fit with the promise."""
        if row["fit"] is None:
            return self.words("needs a promise")
        return self._open(row, "fit", self.words.decimal(row["fit"]))

    def stance(self, row: Row) -> Cell:
        """Say what they think of us and who says so; it opens onto what their posts show."""
        said = opinions.opinion(row["view"], row["read"], self.words)
        return self._open(row, "stance", said.text, note=said.note(self.words))

    def worked(self, row: Row) -> str:
        """Say with whom they have worked."""
        ours, theirs = row["past_collaborations"], row["competitor_collaborations"]
        said = [self.words("us: {what}", what=ours)] if ours else []
        said += [self.words("competitors: {what}", what=theirs)] if theirs else []
        return self.words.apart(said) or "–"

    def terms(self, row: Row) -> str:
        """Say the price and when they can be had."""
        currency = self.here.facts.settings.plan.currency
        return self.words.apart(terms(row, self.words, currency)) or self.words("not known")

    def rank(self, row: Row) -> Cell | str:
        """Say the rank with its interval."""
        known = self.ranked.get(row["person_uri"])
        if known is None:
            return "–"
        of = f"{known['topic']}|{row['person_uri']}"
        address = self.visit.evidence(self.here, "person", of, "rank")
        return Cell(standing(known, self.words), address, opens=True)

    def reach(self, row: Row) -> Cell | str:
        """Say the reach, last."""
        if row["reach"] is None:
            return self.words("not known")
        return self._open(row, "reach", self.words.number(row["reach"], 0))

    def _open(self, row: Row, number: str, told: str, **more: Any) -> Cell:
        of = f"{row['topic']}|{row['person_uri']}"
        return Cell(told, self.visit.evidence(self.here, "person", of, number), opens=True, **more)
