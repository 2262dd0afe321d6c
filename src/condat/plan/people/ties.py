"""Who answers and cites whom, and what the people worth reading have written."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Flags, Ints, look_up
from condat.plan.people.scene import Scene
from condat.plan.tables import TIES, WORKS

RANKED = 300  # of the whole watch, whose ties and works are kept, besides the shortlisted
EACH = 40  # of their ties in each direction, and of their works
KINDS = pa.array(["answers", "cites", "names", "spreads"])


def followed(people: pa.Table, shortlist: pa.Table) -> pa.Array:
    """Return the persons whose page can be opened: the first of the ranking, all shortlisted."""
    first = pc.and_(pc.equal(people["topic"], ""), pc.less_equal(people["rank"], RANKED))
    uris = [people["person_uri"].filter(first), shortlist["person_uri"]]
    found = pc.unique(pa.chunked_array([c for u in uris for c in u.chunks], pa.string()))
    return found.sort()


def ties(scene: Scene, answering: Flags, wanted: pa.Array) -> pa.Table:
    """Count what persons did towards each other, where one of the two is wanted.

    Parameters
    ----------
    scene : Scene
    answering : array of bool
        Which posts answer another one; the others that link to a post cite it.
    wanted : pyarrow.Array
        URIs of persons.

    Returns
    -------
    pyarrow.Table
        Of the schema ``TIES``: the strongest of each person in each direction.
    """
    done, people = scene.acts, scene.members.people
    kind = np.where(done.cause < 0, 3, np.where(done.about < 0, 2, 1))
    kind = np.where((kind == 1) & answering[done.cause], 0, kind)
    mine = look_up(people, wanted) >= 0
    rows = np.flatnonzero(mine[done.source] | mine[done.target])
    size = max(len(people), 1)
    keys = (done.source[rows] * size + done.target[rows]) * len(KINDS) + kind[rows]
    pairs, counts = np.unique(keys, return_counts=True)
    arc, which = np.divmod(pairs, len(KINDS))
    source, target = np.divmod(arc, size)
    kept = _strongest(source, counts, mine) | _strongest(target, counts, mine)
    source, target, which = (pa.array(part[kept]) for part in (source, target, which))
    told = (part.take(at) for at in (source, target) for part in (people, scene.name, scene.side))
    return pa.table([*told, KINDS.take(which), pa.array(counts[kept])], schema=TIES)


def _strongest(ends: Ints, counts: Ints, mine: Flags) -> Flags:
    """Mark the strongest ties of each person wanted."""
    order = np.lexsort((-counts, ends))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order)) - np.searchsorted(ends[order], ends[order])
    marked: Flags = mine[ends] & (place < EACH)
    return marked


def works(scene: Scene, compared: pa.Table, wanted: pa.Array) -> pa.Table:
    """List what persons wrote: what did best against their own usual result, and the newest.

    Returns
    -------
    pyarrow.Table
        Of the schema ``WORKS``; the newest of each person first.
    """
    who = look_up(scene.members.people, wanted)[scene.members.person]
    rows = np.flatnonzero(who >= 0)
    person, post = who[rows], scene.members.post[rows]
    moment = pc.fill_null(pc.cast(scene.published, pa.int64()), -1).to_numpy()[post]
    at = look_up(scene.uris, compared["post_uri"])[post]
    low = np.append(compared["ratio_low"].to_numpy(), np.nan)[at]
    best = np.lexsort((post, -np.nan_to_num(low, nan=-1.0), person))
    newest = np.lexsort((post, -moment, person))
    chosen = np.union1d(_each(person, best), _each(person, newest))
    order = chosen[np.lexsort((post[chosen], -moment[chosen], person[chosen]))]
    result = compared.take(pa.array(at[order], mask=at[order] < 0))
    told = [result[name] for name in ("observed", "expected", "ratio", "ratio_low", "ratio_high")]
    taken = pa.array(post[order])
    first = (wanted.take(pa.array(person[order])), scene.uris.take(taken))
    return pa.table([*first, scene.published.take(taken), *told], schema=WORKS)


def _each(person: Ints, order: Ints) -> Ints:
    start = np.searchsorted(person[order], person[order])
    kept: Ints = order[np.arange(len(order)) - start < EACH // 2]
    return kept
