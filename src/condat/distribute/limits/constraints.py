"""The limits of one cycle: capacity, cadence, budget, people, and a bit of everything."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from condat.core.settings import Plan as Means
from condat.distribute.candidates.claims import Claim
from condat.distribute.candidates.matches import Matches
from condat.distribute.candidates.moments import Slot
from condat.distribute.candidates.pieces import Pieces
from condat.distribute.decisions import Proposal
from condat.distribute.limits.standing import Standing, asked, partner
from condat.distribute.material import Material
from condat.distribute.solve.problem import Limits, Reals, Whole

TOPIC_SHARE = 0.4  # of the rows that may be about one topic
FORM_SHARE = 0.5  # ... or of one form, articles excepted
WORD_SHARE = 0.15  # ... or of keywords that share a word
FAIR = 1.2  # times its equal share, rounded up, that a message or a persona may have
ACRONYM = 3  # letters: shorter ones meet by chance
DAYS = 5  # of a working week


def weeks(means: Means) -> int:
    """Count the weeks of a cycle, the last one started included."""
    return math.ceil(means.cycle_days / 7)


@dataclass(frozen=True)
class Taken:
    """What decided rows and the calendar leave of the cycle.

    Parameters
    ----------
    material : Material
    standing : Standing
    claims : list of Claim
        What goes out within the cycle already.
    """

    material: Material
    standing: Standing
    claims: list[Claim]

    @property
    def kept(self) -> list[Proposal]:
        """The decided rows of this cycle."""
        inside = {claim.row for claim in self.claims}
        return [d.proposal for d in self.standing.ahead if d.row in inside]

    @property
    def pieces(self) -> int:
        """Pieces that the weeks of the cycle can still hold."""
        means = self.material.means
        used = Counter(claim.day // 7 for claim in self.claims)
        return sum(max(0, means.pieces_per_week - used[week]) for week in range(weeks(means)))

    def rows(self, places: int) -> int:
        """Return the most rows that can be added, with so many places of ours."""
        means = self.material.means
        ours = places * means.per_place_per_week * weeks(means)
        asked = means.rows - len(self.kept)
        return max(0, min(asked, self.pieces, ours + means.partners_per_cycle))


def by_piece(found: Pieces, taken: Taken, rows: int) -> list[Limits]:
    """Limit a keyword to one row, a topic, word or form to some; want each message and persona.

    ``rows`` is how many rows the plan can have in all, decided ones included.
    """
    fixed = taken.kept
    term_of = {term: i for i, term in enumerate(sorted({k.term for k in found.keywords}))}
    topics = sorted({k.topic for k in found.keywords if k.topic})
    term = np.array([term_of[k.term] for k in found.keywords], np.int64)
    topic = np.array([topics.index(k.topic) if k.topic else -1 for k in found.keywords], np.int64)
    per_topic = max(2, math.ceil(rows * TOPIC_SHARE))
    per_form = max(2, math.ceil(rows * FORM_SHARE))
    forms = [name for name in found.forms if name != "article"]
    form = np.array([forms.index(f) if f in forms else -1 for f in found.forms], np.int64)
    names = [persona.name if persona else None for persona in found.personas]
    return [
        Limits("piece", term[found.keyword], np.ones(len(term_of))),
        Limits("piece", topic[found.keyword], _left(topics, [p.topic for p in fixed], per_topic)),
        Limits("piece", form[found.form], _left(forms, [p.form for p in fixed], per_form)),
        _cover(found.message, found.messages, [p.message for p in fixed], rows),
        _cover(found.persona, names, [p.persona for p in fixed], rows),
        *_shared_words(found, [p.keyword for p in fixed], rows),
        *_inside(found),
    ]


def _inside(found: Pieces) -> list[Limits]:
    """Let one row alone be about a keyword and a longer one that holds it: trait, trait system.

    So it is with an acronym and the words that it stands for: OSM, OpenStreetMap.
    """
    own = [_tokens(k.label) for k in found.keywords]
    names = [k.label for k in found.keywords]
    limits = []
    for short, tokens in enumerate(own):
        for long, others in enumerate(own):
            if (tokens and tokens < others) or stands_for(names[short], names[long]):
                held = np.full(len(own), -1, np.int64)
                held[[short, long]] = 0
                limits.append(Limits("piece", held[found.keyword], np.ones(1)))
    return limits


def stands_for(short: str, long: str) -> bool:
    """Say whether a keyword is an acronym of three letters or more of another one's words.

    Examples
    --------
    >>> stands_for("OSM", "OpenStreetMap"), stands_for("FEC", "Federal Election Commission")
    (True, True)
    >>> stands_for("SIG", "système d’information géographique"), stands_for("API", "art")
    (True, False)
    """
    if len(short) < ACRONYM or not short.isupper():
        return False
    words = re.findall(r"[^\W\d_][^\W\d_A-ZÄÖÜÉ]*", long)
    said = [word for word in words if len(word) > 3 or word[0].isupper()]
    return short.casefold() == "".join(word[0] for word in said).casefold()


def _shared_words(found: Pieces, used: Sequence[str], rows: int) -> list[Limits]:
    """Let only some rows be about keywords that share a word: levain, pain au levain ..."""
    own = [_tokens(k.label) for k in found.keywords]
    count = Counter(token for tokens in own for token in tokens)
    most = max(1, math.ceil(rows * WORD_SHARE))
    spent = Counter(token for label in used for token in _tokens(label))
    limits = []
    for token in sorted(token for token, keywords in count.items() if keywords > 1):
        held = np.array([0 if token in tokens else -1 for tokens in own], np.int64)
        limits.append(
            Limits("piece", held[found.keyword], np.array([max(0.0, most - spent[token])]))
        )
    return limits


def _tokens(label: str) -> set[str]:
    """Return the words of a keyword that say something: of four letters and more."""
    return set(re.findall(r"\w{4,}", label.casefold()))


def by_person(match: Matches, rates: Reals, taken: Taken) -> list[Limits]:
    """Limit a person to one row a cycle, who takes part, and what they cost together.

    ``rates`` is what each person costs.
    """
    means, ahead = taken.material.means, [d.proposal for d in taken.standing.ahead]
    busy = {partner(p) for p in (*ahead, *(d.proposal for d in taken.standing.recent))}
    spent = sum(p.cost or 0.0 for p in ahead)
    helping = {asked(p) for p in ahead} - {""}
    once = np.array([0.0 if uri in busy else 1.0 for uri in match.uris] or [1.0])
    partners = max(0.0, float(means.partners_per_cycle - len(helping)))
    taking = np.where(match.taking_part, 0, -1)
    costs = np.where(match.taking_part, np.append(rates, 0.0)[match.who], 0.0)
    budget = np.array([max(0.0, means.budget - spent)])
    return [
        Limits("person", match.who, once),
        Limits("person", taking, np.array([partners])),
        Limits("person", taking, budget, weight=costs),
    ]


def by_slot(found: Pieces, moments: list[Slot], taken: Taken) -> list[Limits]:
    """Limit the pieces of a week, and those of a place in a day and a week."""
    means, places = taken.material.means, len(found.places)
    known = {place.casefold(): number for number, place in enumerate(found.places)}
    week = np.array([slot.week for slot in moments], np.int64)
    day = np.array([slot.day for slot in moments], np.int64)
    row = np.arange(places)[:, None]
    every = np.full(weeks(means), float(means.pieces_per_week))
    any_day = np.full(means.cycle_days, float(math.ceil(means.pieces_per_week / DAYS)))
    daily = np.ones(places * means.cycle_days)
    weekly = np.full(places * weeks(means), float(means.per_place_per_week))
    for claim in taken.claims:
        place, at = known.get(claim.place.casefold(), -1), claim.day
        every[at // 7] -= 1
        any_day[at] -= 1
        if place >= 0:
            daily[place * means.cycle_days + at] -= 1
            weekly[place * weeks(means) + at // 7] -= 1
    return [
        Limits("slot", np.tile(week, (places + 1, 1)), np.maximum(every, 0.0)),
        Limits("slot", np.tile(day, (places + 1, 1)), np.maximum(any_day, 0.0)),
        Limits("slot", _ours(row * means.cycle_days + day), np.maximum(daily, 0.0)),
        Limits("slot", _ours(row * weeks(means) + week), np.maximum(weekly, 0.0)),
    ]


def _ours(groups: Whole) -> Whole:
    """Add a last row of groups for what goes out elsewhere: no limit of ours looks at it."""
    return np.concatenate([groups, np.full((1, groups.shape[1]), -1)])


def _left(names: Sequence[str | None], used: Sequence[str | None], most: int) -> Reals:
    count = Counter(used)
    return np.array([max(0.0, float(most - count[name])) for name in names] or [float(most)])


def _cover(
    group: Whole, names: Sequence[str | None], used: Sequence[str | None], rows: int
) -> Limits:
    """Want each name at least once, where a piece can carry it and no decided row does.

    None has more than a fifth above its equal share among those that a row can carry.
    """
    can = np.bincount(group, minlength=len(names)) > 0
    wanted = [
        float(name is not None and name not in used and can[i]) for i, name in enumerate(names)
    ]
    able = int((can | np.array([name in used for name in names])).sum())
    most = max(2, math.ceil(FAIR * rows / able)) if able > 1 else rows
    upper = np.maximum(_left(names, used, most), wanted)
    return Limits("piece", group, upper, np.array(wanted))
