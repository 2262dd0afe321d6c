"""Web addresses as keys: two ways of writing the same page become one string."""

from __future__ import annotations

import pyarrow.compute as pc

from condat.plan.codes import Column

_TRACKING = r"[?&](utm_[a-z]+|fbclid|gclid|mc_cid|mc_eid)=[^&#]*"


def page(urls: Column) -> Column:
    """Drop scheme, ``www.``, fragment, tracking parameters and the closing slash; lower case.

    Examples
    --------
    >>> import pyarrow as pa
    >>> page(pa.array(["https://www.Moulin.fr/pain/?utm_source=x#haut", None])).to_pylist()
    ['moulin.fr/pain', None]
    """
    kept = pc.utf8_lower(urls)
    for pattern in (r"^[a-z]+://(www\.)?", r"#.*$", _TRACKING, r"(/index\.html?)?/?$"):
        kept = pc.replace_substring_regex(kept, pattern, "")
    return kept


def host(pages: Column) -> Column:
    """Return the host of addresses that :func:`page` wrote.

    Examples
    --------
    >>> import pyarrow as pa
    >>> host(pa.array(["moulin.fr/pain", "x.org"])).to_pylist()
    ['moulin.fr', 'x.org']
    """
    return pc.replace_substring_regex(pages, r"[:/?].*$", "")


def handle(names: Column) -> Column:
    """Return an account's short name: no ``@`` before it, lower case."""
    return pc.utf8_lower(pc.utf8_ltrim(names, "@"))
