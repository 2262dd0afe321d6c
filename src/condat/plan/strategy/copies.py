"""One text of ours told in several places: it is judged once, and says where else it stands."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Reals

FEWEST = 8  # words: shorter texts are alike by chance


def once(posts: pa.Table, did: Reals) -> tuple[pa.Table, dict[str, list[str]]]:
    """Take each text once, however many places it stands in.

    The one that did best stands for all; of equal ones the first by address. What stands twice in
    one place is told twice there: both stay.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``source``, ``text``, sorted by ``uri``.
    did : float array
        How each post did; NaN where that is not known.

    Returns
    -------
    tuple of (pyarrow.Table, dict)
        The posts that stay, and by their URI the places that the others stand in.

    Examples
    --------
    >>> text = "Our mill opens on Sunday, and the miller shows how it grinds."
    >>> texts, places = [text, f"{text} https://a.org/mill"], ["blog", "feed"]
    >>> posts = pa.table({"uri": ["a", "b"], "source": places, "text": texts})
    >>> kept, elsewhere = once(posts, np.array([1.0, 2.0]))
    >>> kept["uri"].to_pylist(), elsewhere
    (['b'], {'b': ['blog (a)']})
    """
    said = _said(posts["text"])
    alike: dict[str, list[int]] = defaultdict(list)
    for i in np.argsort(-np.nan_to_num(did, nan=0.0), kind="stable").tolist():
        if said[i].count(" ") >= FEWEST - 1:
            alike[said[i]].append(i)
    uris, places = (posts[name].to_pylist() for name in ("uri", "source"))
    elsewhere: dict[str, list[str]] = {}
    kept = np.ones(posts.num_rows, bool)
    for best, *others in alike.values():
        copies = sorted(i for i in others if places[i] != places[best])
        kept[copies] = False
        if copies:
            elsewhere[uris[best]] = [f"{places[i]} ({uris[i]})" for i in copies]
    return posts.filter(pa.array(kept)), elsewhere


def _said(texts: pa.ChunkedArray) -> list[str]:
    """Return the words of texts, one space between, without addresses, case and signs."""
    plain = pc.utf8_lower(pc.fill_null(texts, ""))
    for pattern in (r"https?://\S+", r"[^\pL\pN]+"):
        plain = pc.replace_substring_regex(plain, pattern, " ")
    said: list[str] = pc.utf8_trim_whitespace(plain).to_pylist()
    return said
