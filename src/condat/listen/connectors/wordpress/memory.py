"""What is remembered of a WordPress between two runs: how far it was read, and which ids it had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from condat.listen.connectors.wordpress.site import Site


def packed(ids: Iterable[int]) -> str:
    """Write numbers as runs.

    Examples
    --------
    >>> packed([3, 1, 2, 9])
    '1-3,9'
    """
    runs: list[list[int]] = []
    for number in sorted(set(ids)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def unpacked(text: str) -> set[int]:
    """Read numbers written as runs.

    Examples
    --------
    >>> sorted(unpacked("1-3,9"))
    [1, 2, 3, 9]
    """
    ids: set[int] = set()
    for run in filter(None, text.split(",")):
        first, _, last = run.partition("-")
        ids.update(range(int(first), int(last or first) + 1))
    return ids


@dataclass
class Listed:
    """One listing: the moment it was read up to, and its ids, each with the post it belongs to.

    Posts belong to 0, comments to their post.
    """

    until: str = ""
    ids: dict[int, int] = field(default_factory=dict)

    @classmethod
    def load(cls, text: str) -> Listed:
        """Read what :meth:`text` wrote."""
        kept = json.loads(text or "{}")
        owned = kept.get("ids", {}).items()
        ids = {number: int(owner) for owner, runs in owned for number in unpacked(runs)}
        return cls(kept.get("until", ""), ids)

    def text(self) -> str:
        """Write it short: ids of one post as runs."""
        owned: dict[int, list[int]] = {}
        for number, owner in self.ids.items():
            owned.setdefault(owner, []).append(number)
        runs = {str(owner): packed(numbers) for owner, numbers in sorted(owned.items())}
        return json.dumps({"until": self.until, "ids": runs})


@dataclass
class Memory:
    """What is kept of a site: where it is, and its listings by name."""

    site: Site | None
    listings: dict[str, Listed]

    @classmethod
    def load(cls, state: Mapping[str, str]) -> Memory:
        """Read the state of a source."""
        site = Site(**json.loads(state["site"])) if "site" in state else None
        listings = {n: Listed.load(text) for n, text in state.items() if n != "site"}
        return cls(site, listings)

    def listing(self, name: str) -> Listed:
        """Return a listing, empty when it was never read."""
        return self.listings.setdefault(name, Listed())

    def state(self) -> dict[str, str]:
        """Write the state of a source."""
        kept = {name: listing.text() for name, listing in self.listings.items()}
        return kept | ({"site": json.dumps(vars(self.site))} if self.site else {})
