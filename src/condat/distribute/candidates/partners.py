"""With whom: the people of the shortlists, what they could do, and what they bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from condat.distribute.material import Material, Record
from condat.plan.people.order import apart

MOST = 500
FREE = ("quoted",)  # roles that ask and cost nothing: what they published is quoted
ALONE = ("article", "video", "webinar", "event")  # forms that need nobody else
ROLES = {
    "interview": "interviewed",
    "quotes": "quoted",
    "guest post": "guest",
    "podcast": "guest",
    "video": "interviewed",
    "webinar": "guest",
    "event": "guest",
}
TRUST = {"favourable": 1.0, "mixed": 0.5, "unknown": 0.5, "critical": 0.0}


@dataclass(frozen=True)
class Partner:
    """A person on the shortlist of a topic."""

    uri: str
    name: str
    topic: str
    place: str
    expertise: float
    fit: float
    reach: float
    stance: str
    mentions_us: int
    collaborated: bool
    cost: float | None
    evidence: tuple[str, ...]
    reasons: tuple[Record, ...]

    @property
    def trust(self) -> float:
        """How far their stance lets them speak in our place, from 0 to 1."""
        return TRUST.get(self.stance, 0.5)


def partners(material: Material) -> list[Partner]:
    """Return of whom something can be asked, topic by topic, in order."""
    order = [("position", "ascending"), ("topic", "ascending"), ("person_uri", "ascending")]
    table = material.table("shortlist").sort_by(order)
    found: list[Partner] = []
    people: set[str] = set()
    for batch in table.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            known = row["person_uri"] in people
            if not apart(row) and (known or len(people) < MOST):
                people.add(row["person_uri"])
                found.append(_partner(row, material))
    return _scaled(found)


def _cost(row: Record, material: Material) -> float | None:
    """Return the rate where it is in our currency; another currency is not a price yet."""
    return row["rate"] if row["currency"] in (None, material.means.currency) else None


def _partner(row: Record, material: Material) -> Partner:
    low = row["expertise_low"] if row["expertise_low"] is not None else row["expertise"]
    return Partner(
        uri=row["person_uri"],
        name=row["name"] or row["person_uri"],
        topic=row["topic"] or "",
        place=row["place"] or "",
        expertise=round(min(max(low or 0.0, 0.0), 1.0), 6),
        fit=round(min(max(row["fit"] or 0.0, 0.0), 1.0), 6),
        reach=row["reach"] or 0.0,
        stance=row["stance"] or "unknown",
        mentions_us=row["mentions_us"] or 0,
        collaborated=bool(row["past_collaborations"]),
        cost=_cost(row, material),
        evidence=tuple(p["post_uri"] for p in (row["passages"] or ())[:2]),
        reasons=tuple((row["reasons"] or ())[:4]),
    )


def _scaled(found: Iterable[Partner]) -> list[Partner]:
    """Express reach as a share of the widest."""
    listed = list(found)
    widest = max((p.reach for p in listed), default=0.0) or 1.0
    return [_with_reach(p, round(p.reach / widest, 6)) for p in listed]


def _with_reach(partner: Partner, reach: float) -> Partner:
    return Partner(**{**partner.__dict__, "reach": reach})


def role(form: str, partner: Partner | None) -> str:
    """Say what a person does in a form.

    In an article of ours, who collaborated before writes with us, who speaks well of us already
    carries it, and anybody else is quoted: a critic too.

    Examples
    --------
    >>> role("interview", None), role("article", None)
    ('interviewed', 'none')
    """
    if form != "article":
        return "none" if partner is None and form in ALONE else ROLES[form]
    if partner is None:
        return "none"
    if partner.collaborated:
        return "co-author"
    return "carrier" if partner.mentions_us and partner.stance == "favourable" else "quoted"


def form_measure(form: str, partner: Partner | None, *, asked: int, experts: int) -> float:
    """Say what speaks for a form, from 0 to 1.

    An article answers questions (five or more count fully); a round-up needs people to quote (six
    count fully); an interview is worth what the person shows to know; a guest post, a podcast and
    what is organised together need trust.
    """
    if form == "article":
        return min(1.0, asked / 5)
    if form == "quotes":
        return min(1.0, experts / 6)
    if partner is None:
        return 0.0
    return partner.expertise if form in ("interview", "video") else partner.trust
