"""The kinds of items that a WordPress lists, and how each is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from condat.listen.connectors.wordpress.rows import (
    Reader,
    comment_uri,
    post_uri,
    read_comment,
    read_post,
)
from condat.listen.connectors.wordpress.site import Item, Site

# Of items by number, each with the post it belongs to: the keys of their rows, by table.
Keys = Callable[[Site, Mapping[int, int]], dict[str, list[str]]]


@dataclass(frozen=True)
class Listing:
    """How to ask for one kind of item.

    Parameters
    ----------
    path : str
        Its place under the interface.
    since, order, when : str
        The parameter that asks for later items, the order by that time, the item's field.
    newest : str
        The order that puts the latest first.
    fields : str
        What rows are made from.
    read, keys : function
        Make rows; name them.
    reread : int
        Pages that are read in full at every sweep, newest first, since their items do not tell
        when they were edited.
    """

    path: str
    since: str
    order: str
    when: str
    newest: str
    fields: str
    embed: str
    read: Reader
    keys: Keys
    reread: int = 0

    @property
    def full(self) -> dict[str, str]:
        """Ask for everything that a row is made from."""
        return {"_fields": f"{self.fields},_links,_embedded", "_embed": self.embed}

    def numbers(self, items: list[Item]) -> dict[int, int]:
        """Return the items' numbers, each with the post it belongs to (0 for posts)."""
        return {i["id"]: i.get("post") or 0 for i in items if isinstance(i.get("id"), int)}


def posts(path: str) -> Listing:
    """Describe posts, pages or another public type of post."""
    return Listing(
        path=path,
        since="modified_after",
        order="modified",
        when="modified_gmt",
        newest="id",
        fields="id,date_gmt,modified_gmt,link,title,content,author",
        embed="author,wp:term",
        read=read_post,
        keys=lambda site, numbers: {"posts": [post_uri(site, number) for number in numbers]},
    )


def _comment_keys(site: Site, numbers: Mapping[int, int]) -> dict[str, list[str]]:
    uris = [comment_uri(site, post, number) for number, post in numbers.items()]
    return {"posts": uris, "engagements": uris}


COMMENTS = Listing(
    path="comments",
    since="after",
    order="date_gmt",
    when="date_gmt",
    newest="date_gmt",
    fields="id,post,parent,author,author_name,author_url,date_gmt,link,content",
    embed="author",
    read=read_comment,
    keys=_comment_keys,
    reread=20,
)
