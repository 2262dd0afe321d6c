"""The posts behind a count: those of each side, and the questions that are asked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.cast import Cast
from condat.plan.chronicle import Uses, located, sided
from condat.plan.codes import Ints, Reals, encode, flatten, joined, look_up, paired, whole
from condat.plan.tables import ASKED, EXAMPLES, WRITTEN
from condat.plan.words.keyphrases import strongest
from condat.plan.words.uses import SIDES

Weight = Callable[[Ints], Reals]
MOST = 10  # posts of a side, or questions, to read behind a number


def examples(
    uses: Uses,
    posts: pa.Table,
    readings: pa.Table,
    wanted: pa.Array,
    weight: Weight,
    sides: pa.Array = SIDES,
) -> pa.Table:
    """Name the posts of each side that say most of something, the newest of equal ones first.

    Parameters
    ----------
    uses, posts, readings, wanted
        As in :func:`condat.plan.chronicle.chronicle`.
    weight : function
        How much the uses of some rows say.
    sides : pyarrow.Array
        Whose posts are asked for.

    Returns
    -------
    pyarrow.Table
        Of the schema ``EXAMPLES``, at most ``MOST`` of each side.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> when = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2)]
    >>> posts = pa.table({"uri": ["a", "b"], "published": when})
    >>> readings = pa.table({"post_uri": ["a", "b"], "side": ["ours", "audience"]})
    >>> uses = (pa.array(["fr:pain", "fr:pain"]), pa.array(["a", "b"]))
    >>> examples(uses, posts, readings, pa.array(["fr:pain"]), np.ones_like).to_pylist()[0]
    {'of': 'fr:pain', 'side': 'audience', 'post_uri': 'b'}
    """
    side = look_up(sided(posts["uri"], readings), sides)
    what, post, row = located(uses, posts["uri"], wanted)
    kept = np.flatnonzero(side[post] >= 0)
    kept = kept[_newest(posts, post[kept])]
    group = what[kept] * max(len(sides), 1) + side[post[kept]]
    best = strongest(group, np.asarray(weight(row[kept]), np.float64), MOST)
    of, by = np.divmod(group[best], max(len(sides), 1))
    uris = posts["uri"].take(pa.array(post[kept][best]))
    return pa.table([wanted.take(pa.array(of)), sides.take(pa.array(by)), uris], schema=EXAMPLES)


def written(uses: Uses, posts: pa.Table, members: Cast, users: pa.Table) -> pa.Table:
    """Name the posts in which each of some people writes of something, the newest first.

    Parameters
    ----------
    uses, posts
        As in :func:`condat.plan.chronicle.chronicle`.
    members : Cast
        Made from the same ``posts``.
    users : pyarrow.Table
        Of the schema ``USERS``.

    Returns
    -------
    pyarrow.Table
        Of the schema ``WRITTEN``, at most ``MOST`` of each row of ``users``.
    """
    wanted, place = encode(users["of"])
    what, post, _ = located(uses, posts["uri"], wanted)
    i, j = joined(post, members.post, posts.num_rows)
    size = max(len(members.people), 1)
    known = place * size + look_up(users["person_uri"], members.people)
    pair = what[i] * size + members.person[j]
    kept = np.flatnonzero(np.isin(pair, known))
    kept = kept[_newest(posts, post[i[kept]])]
    best = kept[strongest(pair[kept], np.ones(len(kept)), MOST)]
    of, person = np.divmod(pair[best], size)
    columns = (wanted.take(pa.array(of)), members.people.take(pa.array(person)))
    return pa.table([*columns, posts["uri"].take(pa.array(post[i[best]]))], schema=WRITTEN)


def asked(questions: pa.Table, posts: pa.Table, readings: pa.Table, wanted: pa.Array) -> pa.Table:
    """Return the questions that the audience asks with each term; one asked twice stands once.

    Parameters
    ----------
    questions : pyarrow.Table
        Of the schema ``QUESTIONS``.
    posts, readings, wanted
        As in :func:`examples`; a term is wanted with its language, such as ``fr:pain``.

    Returns
    -------
    pyarrow.Table
        Of the schema ``ASKED``, at most ``MOST`` of each.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> posts = pa.table({"uri": ["a"], "published": [datetime(2026, 11, 18, tzinfo=UTC)]})
    >>> readings = pa.table({"post_uri": ["a"], "side": ["audience"]})
    >>> said = {"post_uri": ["a"], "language": ["fr"], "text": ["Quel pain ?"], "terms": [["pain"]]}
    >>> asked(pa.table(said), posts, readings, pa.array(["fr:pain"])).to_pylist()
    [{'of': 'fr:pain', 'post_uri': 'a', 'text': 'Quel pain ?'}]
    """
    heard = pc.equal(sided(questions["post_uri"], readings), "audience")
    theirs = questions.filter(pc.fill_null(heard, False))
    said = theirs.take(pa.array(np.unique(encode(theirs["text"])[1], return_index=True)[1]))
    terms, row = flatten(said["terms"])
    at = pa.array(row)
    uses = (paired(said["language"].take(at), terms, ":"), said["post_uri"].take(at))
    what, post, use = located(uses, posts["uri"], wanted)
    order = _newest(posts, post)
    best = order[strongest(what[order], np.ones(len(order)), MOST)]
    text = said["text"].take(pa.array(row[use[best]]))
    uris = posts["uri"].take(pa.array(post[best]))
    return pa.table([wanted.take(pa.array(what[best])), uris, text], schema=ASKED)


def _newest(posts: pa.Table, post: Ints) -> Ints:
    """Return the order of some posts, the newest first; without a date last."""
    return np.argsort(-whole(posts["published"])[post], kind="stable")
