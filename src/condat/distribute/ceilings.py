"""Which of the team's means limits a plan, and what one more of each would bring.

Each means is raised by one (a budget to whatever the best plan would cost) and the choice is made
again: the price that is told is that of a whole plan, not of a fraction of one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from condat.core.settings import Plan as Means
from condat.distribute.chosen import Chosen
from condat.distribute.limits.constraints import weeks
from condat.distribute.limits.standing import asked
from condat.distribute.scene import Scene
from condat.distribute.solve.solver import Choice, choose


@dataclass(frozen=True)
class Ceiling:
    """One of the team's means: how far it is used, and what more of it would bring.

    Parameters
    ----------
    name : str
        ``rows``, ``pieces_per_week``, ``per_place_per_week``, ``partners_per_cycle`` or
        ``budget``: the setting that says it.
    used, most : float
        Over the cycle; what the calendar and decided rows take is used.
    more : float
        How much more was tried: one, or so much money.
    rows : int
        Rows that the plan would have more.
    gain : float
        What the plan would be worth more, as a share of its value; 0 where it does not bind.
    brings : tuple of (keyword, form)
        The best of what would come in.
    """

    name: str
    used: float
    most: float
    more: float
    rows: int
    gain: float
    brings: tuple[tuple[str, str], ...]
    sure: bool = True  # false where the time was too short to tell what more would bring

    @property
    def binds(self) -> bool:
        """Whether more of it would make a better plan."""
        return self.gain > 0


SHOWN = 3
COUNTED = ("rows", "partners_per_cycle")  # not all used: one more is not used either
CLOSE = 5e-3  # a plan under other means is looked for until it is this near the best
SURE = 1e-3  # share of the value below which a gain may be the solver's


def ceilings(scene: Scene, choice: Choice, *, seconds: float) -> tuple[Ceiling, ...]:
    """Try one more of each of the team's means.

    Parameters
    ----------
    scene : Scene
    choice : Choice
        What was chosen under the means as they are.
    seconds : float
        For each attempt.
    """
    return tuple(_tried(name, scene, choice, seconds) for name in _USED)


def _tried(name: str, scene: Scene, choice: Choice, seconds: float) -> Ceiling:
    means = scene.material.means
    used, most = _USED[name](scene, choice)
    if name in COUNTED and used < most:
        return Ceiling(name, used, most, 1.0, 0, 0.0, ())
    value = inf if name == "budget" else getattr(means, name) + 1
    raised = scene.under(means.model_copy(update={name: value}))
    better = choose(raised.problem, gap=CLOSE, seconds=seconds, seed=scene.material.seed)
    gain = better.value - choice.bound
    if gain <= SURE * max(choice.bound, 1.0):
        sure = better.bound - choice.value <= 2 * CLOSE * max(choice.bound, 1.0)
        return Ceiling(name, used, most, 1.0, 0, 0.0, (), sure)
    cost = _cost(raised, better) - most if name == "budget" else 1.0
    rows = len(better.columns) - len(choice.columns)
    share = gain / choice.value if choice.value > 0 else 1.0
    return Ceiling(name, used, most, cost, rows, share, _new(scene, choice, raised, better))


def _new(
    scene: Scene, choice: Choice, raised: Scene, better: Choice
) -> tuple[tuple[str, str], ...]:
    had = {_piece(one) for one in scene.chosen(choice)}
    fresh = [one for one in raised.chosen(better) if _piece(one) not in had]
    fresh.sort(key=lambda one: -one.keyword.opportunity)
    return tuple(_piece(one) for one in fresh[:SHOWN])


def _piece(one: Chosen) -> tuple[str, str]:
    return one.keyword.label, one.form


def _cost(scene: Scene, choice: Choice) -> float:
    taking = (one.taking_part for one in scene.chosen(choice))
    paid = sum(partner.cost or 0.0 for partner in taking if partner)
    return paid + sum(d.proposal.cost or 0.0 for d in scene.standing.ahead)


def _helped(scene: Scene, choice: Choice) -> int:
    taking = (one.taking_part for one in scene.chosen(choice))
    chosen = {partner.uri for partner in taking if partner}
    return len(chosen | {asked(p) for p in scene.standing.kept} - {""})


def _pieces(scene: Scene, choice: Choice) -> int:
    return len(choice.columns) + len(scene.taken.claims)


def _ours(scene: Scene, choice: Choice) -> int:
    mine = {place.casefold() for place in scene.found.places}
    away = len(scene.found.places)
    chosen = sum(int(scene.found.place[piece]) != away for piece, _, _ in choice.columns.tolist())
    return chosen + sum(claim.place.casefold() in mine for claim in scene.taken.claims)


def _weekly(means: Means, name: str) -> int:
    return int(getattr(means, name)) * weeks(means)


_Use = Callable[[Scene, Choice], tuple[float, float]]
_USED: dict[str, _Use] = {
    "rows": lambda s, c: (len(c.columns) + len(s.taken.kept), s.material.means.rows),
    "pieces_per_week": lambda s, c: (
        _pieces(s, c),
        _weekly(s.material.means, "pieces_per_week"),
    ),
    "per_place_per_week": lambda s, c: (
        _ours(s, c),
        len(s.found.places) * _weekly(s.material.means, "per_place_per_week"),
    ),
    "partners_per_cycle": lambda s, c: (
        _helped(s, c),
        s.material.means.partners_per_cycle,
    ),
    "budget": lambda s, c: (_cost(s, c), s.material.means.budget),
}
