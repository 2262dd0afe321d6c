"""The candidates of a cycle, and the choice among them as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from condat.core.settings import Plan as Means
from condat.distribute.candidates.claims import ELSEWHERE, claims
from condat.distribute.candidates.keywords import Keyword, keywords
from condat.distribute.candidates.matches import Matches, matches, topic_of, topics_of
from condat.distribute.candidates.moments import Slot, hours_of, lead, slots, sooner, theirs
from condat.distribute.candidates.partners import Partner, partners
from condat.distribute.candidates.pieces import Pieces, pieces
from condat.distribute.candidates.value import worth
from condat.distribute.candidates.writers import Written, written
from condat.distribute.chosen import Chosen
from condat.distribute.decisions import Decision
from condat.distribute.expect.effects import FEWEST, Experience, Usual, experience
from condat.distribute.expect.outlook import form_of, moment_of, subject_of
from condat.distribute.lessons import measures
from condat.distribute.limits.constraints import Taken, by_person, by_piece, by_slot
from condat.distribute.limits.standing import Standing, partner, same, standing
from condat.distribute.material import Material, Record
from condat.distribute.rows import decided_row, proposed_row
from condat.distribute.solve.problem import NEVER, Problem, Reals
from condat.distribute.solve.solver import Choice
from condat.plan.codes import Flags


@dataclass(frozen=True)
class Scene:
    """What can be combined into rows of a cycle, and what of it stands already."""

    material: Material
    every: list[Keyword]
    standing: Standing
    known: Experience
    people: list[Partner]
    written: Written
    found: Pieces
    moments: list[Slot]

    @classmethod
    def of(cls, material: Material) -> Scene:
        """Gather the candidates."""
        every = keywords(material)
        stands = standing(material, every)
        resting = stands.resting
        free = [k for k in every if not any(same(k, proposal) for proposal in resting)]
        people = partners(material)
        known = experience(material, sorted({k.term for k in every}))
        told = written(material, sorted({k.term for k in free}), sorted({p.uri for p in people}))
        found = pieces(material, free, told)
        moments = slots(material, hours_of(material, known.drivers))
        return cls(material, every, stands, known, people, told, found, moments)

    def under(self, means: Means) -> Scene:
        """Return the same candidates under other means of as many days."""
        return replace(self, material=replace(self.material, means=means))

    @cached_property
    def taken(self) -> Taken:
        """What decisions and the calendar leave of the cycle."""
        ahead = self.standing.ahead
        return Taken(self.material, self.standing, claims(self.material, ahead))

    @cached_property
    def matches(self) -> Matches:
        """What each person brings to each piece that they have written on."""
        found = matches(self.found, self.people)
        value = np.where(_versed(self.found, self.written, found), found.value, NEVER)
        value = value + self._learnt_of_people(found) * worth("lesson", 1.0)
        return replace(found, value=_without(value, self.found, found, self.standing.dismissed))

    @property
    def problem(self) -> Problem:
        """The choice as arrays, with the limits that decided rows leave."""
        found, match = self.found, self.matches
        rows = self.taken.rows(len(found.places))
        rates = dict.fromkeys(match.uris, 0.0)
        for one in self.people:
            rates[one.uri] = max(rates[one.uri], one.cost or 0.0)
        limits = (
            *by_piece(found, self.taken, rows + len(self.taken.kept)),
            *by_person(match, np.array(list(rates.values())), self.taken),
            *by_slot(found, self.moments, self.taken),
        )
        value = found.value() + self.effects * worth("effect", 1.0)
        value = value + self._learnt_of_pieces() * worth("lesson", 1.0)
        return Problem(value, match.value, self._slots(), found.place, rows, limits)

    @cached_property
    def usual(self) -> list[Usual]:
        """What is usual in each of our places; nothing counted where the piece goes elsewhere."""
        nothing = self.known.usual(np.zeros(len(self.known.observed), np.bool_))
        return [*(self.known.places.get(p, nothing) for p in self.found.places), nothing]

    @cached_property
    def effects(self) -> Reals:
        """What topic, word and form of each piece bring over the usual of its place."""
        found, model = self.found, self.known.model
        subject = np.array(
            [sum(map(model.effect, subject_of(keyword))) for keyword in found.keywords]
        )
        form = np.array([model.effect(form_of(name)) for name in found.forms])
        if not len(found):
            return np.zeros(0)
        usual = self._usually(("topic", "word", "form"))
        brings = subject[found.keyword] + form[found.form] - usual[found.place]
        counted = np.array([usual.posts >= FEWEST for usual in self.usual])
        return np.where(counted[found.place], brings, 0.0)

    @cached_property
    def moment(self) -> Reals:
        """What each slot brings in each place, as a logarithm, shape (L + 1, H)."""
        model = self.known.model
        brings = [sum(map(model.effect, moment_of(slot))) for slot in self.moments]
        usual = self._usually(("hour", "weekday"))
        counted = np.array([one.posts >= FEWEST for one in self.usual])
        return np.where(counted[:, None], np.array(brings)[None, :] - usual[:, None], 0.0)

    def _usually(self, dimensions: tuple[str, ...]) -> Reals:
        model = self.known.model
        mine = np.array([name[0] in dimensions for name in model.names], np.bool_)
        return np.array([usual.share[mine] @ model.mean[mine] for usual in self.usual])

    def _slots(self) -> Reals:
        """Return what each moment brings to each piece; NEVER before it can be ready."""
        found, means = self.found, self.material.means
        days = np.array([slot.day for slot in self.moments])
        persona = np.array([[theirs(s, p) for s in self.moments] for p in found.personas])
        brings = (persona[found.persona] + self.moment[found.place]) * worth("moment", 1.0)
        ready = np.array([lead(form, means) for form in found.forms])[:, None] <= days[None, :]
        rising = np.array([k.rising for k in found.keywords], np.float64)[found.keyword]
        early = rising[:, None] * sooner(days, means)[None, :] * worth("sooner", 1.0)
        hours = [(str(slot.local.hour),) for slot in self.moments]
        early = early + measures(self.material.lessons, "hour", hours) * worth("lesson", 1.0)
        return np.where(ready[found.form], (brings + early).round(9), NEVER)

    def _learnt_of_pieces(self) -> Reals:
        """Return what accepted lessons on words and on our places bring to each piece."""
        found, lessons = self.found, self.material.lessons
        words = measures(lessons, "word", [(k.term, k.label) for k in found.keywords])
        places = measures(lessons, "place", [(name,) for name in (*found.places, "")])
        return (words[found.keyword] + places[found.place]) if len(found) else np.zeros(0)

    def _learnt_of_people(self, match: Matches) -> Reals:
        """Return what accepted lessons on people bring to each column of the people."""
        names = {one.uri: one.name for one in self.people}
        each = [(uri, names[uri]) for uri in match.uris]
        return np.append(measures(self.material.lessons, "person", each), 0.0)[match.who]

    def rows(self, choice: Choice) -> list[Record]:
        """Write what was chosen, and what the team decided, as rows of the plan."""
        rows = [proposed_row(one, self.known, self.material) for one in self.chosen(choice)]
        return rows + [self._decided(decision) for decision in self.standing.ahead]

    def _decided(self, decision: Decision) -> Record:
        place = decision.proposal.place
        now = next((k for k in self.every if same(k, decision.proposal)), None)
        usual = self.known.places.get(place, self.usual[-1])
        return decided_row(decision, now, self.known, usual, self.material)

    def chosen(self, choice: Choice) -> list[Chosen]:
        """Return what was chosen, with its person and moment."""
        return [self._chosen(*columns) for columns in choice.columns.tolist()]

    def _chosen(self, piece: int, person: int, slot: int) -> Chosen:
        found, topics = self.found, topics_of(self.found, self.people)
        keyword = found.keywords[found.keyword[piece]]
        entry = self.matches.entry[topics[topic_of(keyword, topics)]]
        number = entry[self.matches.person(person)] if person else -1
        with_whom = self.people[number] if number >= 0 else None
        post = self.written.get((keyword.term, with_whom.uri)) if with_whom else None
        place = int(found.place[piece])
        away = with_whom is not None and found.forms[found.form[piece]] == ELSEWHERE
        usual = self._of_person(with_whom) if with_whom and away else self.usual[place]
        brings = float(self.effects[piece]), float(self.moment[place, slot])
        others = (
            self._others(keyword, with_whom) if found.forms[found.form[piece]] == "quotes" else ()
        )
        return Chosen(found, piece, with_whom, self.moments[slot], post, usual, brings, others)

    def _of_person(self, one: Partner) -> Usual:
        table = self.material.persons
        mine = [
            a
            for a, p in zip(
                *(table[n].to_pylist() for n in ("author_uri", "person_uri")), strict=True
            )
            if p == one.uri
        ]
        return self.known.person([one.uri, *mine])

    def _others(self, keyword: Keyword, lead_voice: Partner | None) -> tuple[tuple[str, str], ...]:
        """Return the other people who wrote on a keyword and where, the most versed first."""
        best: dict[str, Partner] = {}
        for one in self.people:
            known = best.get(one.uri)
            if known is None or one.expertise > known.expertise:
                best[one.uri] = one
        wrote = {uri for term, uri in self.written if term == keyword.term}
        wrote -= {lead_voice.uri if lead_voice else ""}
        ranked = sorted((best[u] for u in wrote), key=lambda p: (-p.expertise, p.name))
        return tuple((p.name, self.written[keyword.term, p.uri]) for p in ranked)


def _versed(found: Pieces, told: Written, match: Matches) -> Flags:
    """Leave each keyword to those who have written on it."""
    versed = np.zeros((len(found.keywords), 1 + len(match.uris)), np.bool_)
    column = {uri: 1 + i for i, uri in enumerate(match.uris)}
    terms: dict[str, list[int]] = {}
    for k, keyword in enumerate(found.keywords):
        terms.setdefault(keyword.term, []).append(k)
    for term, uri in told:
        versed[terms.get(term, []), column[uri]] = True
    versed[:, 0] = True
    each: Flags = versed[:, 1 + match.who][found.keyword]
    return each


def _without(value: Reals, found: Pieces, match: Matches, dismissed: Sequence[Decision]) -> Reals:
    """Rule out what was dismissed: a keyword with a person, the keyword, or the person."""
    value = value.copy()
    number = {"": -1} | {uri: i for i, uri in enumerate(match.uris)}
    for decision in dismissed:
        who = number.get(partner(decision.proposal), -2)
        about = np.array([same(k, decision.proposal) for k in found.keywords], np.bool_)
        pieces = about[found.keyword] | (decision.scope == "person")
        people = (match.who == who) | (decision.scope == "keyword")
        if decision.scope != "person" or who >= 0:
            value[np.ix_(pieces, people)] = NEVER
    return value
