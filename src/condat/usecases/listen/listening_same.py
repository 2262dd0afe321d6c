"""One post that two sources tell of by other names: a feed and its WordPress, http and https.

A feed names an entry by its guid, which keeps the address that the site once had; the post behind
it is known by its link. What is told second joins the row that stands, and so do its answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from urllib.parse import urlsplit

import daft
import pyarrow as pa

from condat.corpus.engine import arrow
from condat.corpus.schema import POSTS
from condat.corpus.snapshot import Snapshot

_POSTS = pa.schema([POSTS.schema.field(name) for name in ("uri", "url")])
_REFERENCES = {"posts": "in_reply_to", "engagements": "post_uri", "counts": "post_uri"}
Tables = Mapping[str, pa.Table]


def spellings(address: str) -> list[str]:
    """Write an address in the ways that mean one page: scheme, ``www.`` and last slash may differ.

    Examples
    --------
    >>> spellings("https://a.example/b/")[:2]
    ['https://a.example/b', 'https://a.example/b/']
    >>> spellings("yt:video:1")
    ['yt:video:1']
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return [address]
    host, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
    rest = address[len(f"{parts.scheme}://{parts.netloc}{parts.path}") :]
    forms = product(("https://", "http://"), ("", "www."), ("", "/"))
    return [f"{scheme}{www}{host}{path}{slash}{rest}" for scheme, www, slash in forms]


def known_as(snapshot: Snapshot, tables: Tables, source: str) -> dict[str, str]:
    """Find the posts of a batch, and those it speaks of, that another source told of first.

    Returns
    -------
    dict of str to str
        From the name that the batch gives a post to the name that it has in the corpus.
    """
    if not snapshot.count("posts"):
        return {}
    wanted = {spelt: uri for uri, address in _named(tables) for spelt in spellings(address)}
    told = daft.col("uri").is_in(list(wanted)) | daft.col("url").is_in(list(wanted))
    foreign = snapshot.frame("posts").where(told & (daft.col("source") != source))
    found = arrow(foreign.select("uri", "url"), _POSTS).sort_by("uri").to_pylist()
    pairs = ((row["uri"], row[name]) for name in ("url", "uri") for row in found)
    return {wanted[address]: uri for uri, address in pairs if address in wanted}


def renamed(table: pa.Table, name: str, known: Mapping[str, str]) -> pa.Table:
    """Let the rows of a table speak of posts by the names that these have in the corpus."""
    column = _REFERENCES.get(name)
    if not known or column not in table.column_names:
        return table
    names = [known.get(uri, uri) for uri in table[column].to_pylist()]
    place = table.column_names.index(column)
    return table.set_column(place, table.schema.field(column), pa.array(names, pa.string()))


def _named(tables: Tables) -> Iterable[tuple[str, str]]:
    """Give each post of a batch with its addresses; what it only speaks of comes first."""
    for name, column in _REFERENCES.items():
        if name in tables and column in tables[name].column_names:
            yield from ((uri, uri) for uri in tables[name][column].to_pylist() if uri)
    if "posts" in tables:
        for row in tables["posts"].select(["uri", "url"]).to_pylist():
            yield row["uri"], row["uri"]
            if row["url"]:
                yield row["uri"], row["url"]
