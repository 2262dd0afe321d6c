"""The headers of a file against the names that layouts know."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from unicodedata import combining, normalize

from condat.core.errors import InputError
from condat.core.words import Said, mark
from condat.listen.mapping.header import Header
from condat.listen.mapping.layout import Column, Layout

_QUOTES = str.maketrans({"’": "'", "‘": "'", "„": '"', "“": '"', "”": '"', "«": '"', "»": '"'})
_SPACE = re.compile(r"[\s\u00a0\u202f_]+")
_NUMBER = re.compile(r"^[-+]?[\d\s\u00a0\u202f.,]*\d(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s*%?$")
_BETWEEN = re.compile(r"[\s'\"-]+")
_NEAR = 0.72
_MOSTLY = 0.6
_WORD = 3  # letters: shorter names stand in a header by chance
_HELD = 0.72  # a header that holds a name is near it, nearer the less it says besides


@lru_cache(maxsize=10_000)
def plain(header: str) -> str:
    """Write a header so that spelling habits do not matter.

    Examples
    --------
    >>> plain("\u00a0J’aime "), plain("published_at")
    ("j'aime", 'published at')
    """
    return _SPACE.sub(" ", header.translate(_QUOTES)).strip().casefold()


class Columns(NamedTuple):
    """The headers of a file that a layout is known by, reads, and leaves out."""

    known_by: list[str]
    read: list[str]
    left: list[str]


@lru_cache(maxsize=10_000)
def _bare(header: str) -> str:
    """Keep letters and digits: "Video-Link" is "Videolink", "Echéance" is "Échéance"."""
    letters = (c for c in normalize("NFD", plain(header)) if not combining(c))
    return _BETWEEN.sub("", "".join(letters)) or plain(header)


@dataclass(frozen=True)
class Match:
    """A layout that fits a file, the row of its headers, and how many columns it found."""

    layout: Layout
    header_row: int
    found: int

    def columns(self, headers: Sequence[str]) -> Columns:
        """Tell the headers of a file apart."""
        main = [c for table, _, c in self.layout.columns() if table == self.layout.main]
        known = [named(column.names, headers)[:1] for column in main if column.required]
        taken = {name.partition(".")[0] for name in named(self.layout.headers(), headers)}
        every = [header for header in headers if header]
        read = [header for header in every if self.layout.wide or header in {*taken}]
        left = [header for header in every if header not in read]
        return Columns(list(dict.fromkeys(chain.from_iterable(known))), read, left)


def named(names: Iterable[str], headers: Sequence[str]) -> list[str]:
    """Return the headers that one of these names stands for, in order of the names.

    Examples
    --------
    >>> named(("URL", "author.name"), ["title", "url", "author"])
    ['url', 'author.name']
    """
    known = {form(header): header for form in (_bare, plain) for header in reversed(headers)}
    found = []
    for name in names:
        head, _, rest = name.partition(".")
        if exact := known.get(plain(name)) or known.get(_bare(name)):
            found.append(exact)
        elif rest and plain(head) in known:
            found.append(f"{known[plain(head)]}.{rest}")
    return list(dict.fromkeys(found))


def fit(layout: Layout, preview: Sequence[Sequence[str]]) -> Match | None:
    """Find the row of a preview that holds the headers of a layout; None where it does not fit."""
    best: Match | None = None
    for row, headers in enumerate(preview):
        found = _found(layout, headers)
        if found and (best is None or found > best.found) and _wide(layout, preview, row):
            best = Match(layout, row, found)
    return best


def _found(layout: Layout, headers: Sequence[str]) -> int:
    main = [column for table, _, column in layout.columns() if table == layout.main]
    if named(layout.absent, headers) or any(
        c.required and not named(c.names, headers) for c in main
    ):
        return 0
    used = {header for _, _, c in layout.columns() for header in named(c.names, headers)}
    return len(used) if len(used) > 1 or layout.wide else 0


def _wide(layout: Layout, preview: Sequence[Sequence[str]], row: int) -> bool:
    """Tell whether the columns that a wide layout would turn into rows are numbers, mostly."""
    if not layout.wide:
        return True
    taken = named(layout.headers(), preview[row])
    free = [place for place, header in enumerate(preview[row]) if header not in taken]
    cells = [r[p] for r in preview[row + 1 :] for p in free if p < len(r) and r[p]]
    return bool(cells) and sum(bool(_NUMBER.match(c)) for c in cells) > _MOSTLY * len(cells)


def choose(preview: Sequence[Sequence[str]], layouts: Sequence[Layout], file: str) -> Match:
    """Find the one layout that fits a file best.

    Raises
    ------
    InputError
        When none does, or several do equally well; the message lists the columns seen and a
        mapping to start from.
    """
    matches = [match for layout in layouts if (match := fit(layout, preview))]
    best = max((match.found for match in matches), default=0)
    chosen = [match for match in matches if match.found == best]
    if len(chosen) == 1:
        return chosen[0]
    headers = max(preview, key=lambda row: sum(map(bool, row)), default=())
    seen = list(filter(None, headers))
    if chosen:
        raise InputError(
            mark("fits several layouts: {names}."),
            file=file,
            names=[match.layout.name for match in chosen],
            seen=seen,
            hint=mark("Its columns are: {seen}. Choose one: --layout NAME"),
        )
    raise InputError(
        mark("fits no layout. Its columns are: {seen}."),
        file=file,
        seen=seen,
        layout=starter(headers, layouts),
        hint=mark("Save this as layouts/NAME.toml, correct it, and add --layout NAME:\n\n{layout}"),
    )


def check(layout: Layout, preview: Sequence[Sequence[str]], file: str) -> Match:
    """Fit the layout that was asked for.

    Raises
    ------
    InputError
        When a required column is not there; names it, and the columns that are.
    """
    if match := fit(layout, preview):
        return match
    headers = max(preview, key=lambda row: _found_any(layout, row), default=())
    needed = [c for table, _, c in layout.columns() if table == layout.main and c.required]
    missing = next((c for c in needed if not named(c.names, headers)), None)
    seen = list(filter(None, headers))
    if missing is None:
        raise InputError(
            mark("has no columns of numbers for the layout {layout}. Its columns are: {seen}."),
            layout=layout.name,
            file=file,
            seen=seen,
        )
    raise InputError(
        mark("has no column “{header}”, which the layout {layout} needs. Its columns are: {seen}."),
        layout=layout.name,
        header=Header(missing.names),
        file=file,
        seen=seen,
        hint=mark("If one of them holds it, call it “{header}”."),
    )


def _found_any(layout: Layout, headers: Sequence[str]) -> int:
    return len(set(named(layout.headers(), headers)))


def starter(headers: Sequence[str], layouts: Sequence[Layout]) -> Said:
    """Write a layout to start from: each header to the column whose known names are nearest.

    Examples
    --------
    >>> from condat.listen.mapping.layout import ready
    >>> print(starter(["Url du billet", "Titel", "Contenus"], [ready("community")]))
    title = "My file"
    <BLANKLINE>
    [tables.posts]
    uri = { from = "Url du billet" }
    url = { from = "Url du billet" }
    title = { from = "Titel" }
    text = { from = "Contenus", body = "auto" }
    # not found: published
    >>> from condat.core.words import Words
    >>> starter(["Titel"], [ready("community")]).said(Words("de")).splitlines()[0]
    'title = "Meine Datei"'
    """
    scores = {layout.name: nearest(headers, layout) for layout in layouts}
    layout = max(layouts, key=lambda each: len(scores[each.name]))
    near = scores[layout.name]
    address = next((header for header, column in near.items() if column == "url"), "")
    known = [("uri", address)] if address and "uri" not in near.values() else []
    known += [(column, header) for header, column in near.items()]
    read = {name: column for table, name, column in layout.columns() if table == layout.main}
    lines = [_line(name, header, read[name]) for name, header in known]
    unused = [header for header in headers if header and header not in near]
    required = {n for t, n, c in layout.columns() if t == layout.main and c.required}
    missing = [name for name in _order(layout) if name in required - dict(known).keys()]
    told: dict[str, object] = {
        "lines": "\n".join([f"[tables.{layout.main}]", *lines]),
        "unused": Said(mark("\n# not used: {names}"), {"names": _quoted(unused)}) if unused else "",
        "missing": Said(mark("\n# not found: {names}"), {"names": missing}) if missing else "",
    }
    return Said(mark('title = "My file"\n\n{lines}{unused}{missing}'), told)


def _line(name: str, header: str, column: Column) -> str:
    """Write a column that reads a header, with what the layout says of how it is read."""
    how = ", people = true" if column.people else f', body = "{column.body}"' if column.body else ""
    return f'{name} = {{ from = "{header}"{how} }}'


def _order(layout: Layout) -> list[str]:
    return [name for table, name, _ in layout.columns() if table == layout.main]


def _quoted(names: Sequence[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def nearest(headers: Sequence[str], layout: Layout) -> dict[str, str]:
    """Return the column of a layout's main table whose known names are nearest, by header.

    The nearest pair first, so that a header that is a name takes its column before one that only
    holds it.

    Examples
    --------
    >>> from condat.listen.mapping.layout import ready
    >>> nearest(["image url", "headline_text", "url", "body_md"], ready("community"))
    {'headline_text': 'title', 'url': 'url', 'body_md': 'text'}
    """
    columns = {
        plain(known): name
        for table, name, column in layout.columns()
        if table == layout.main
        for known in reversed(column.names)
    }
    pairs = sorted(
        ((header, known) for header in dict.fromkeys(headers) if header for known in columns),
        key=lambda pair: -_alike(plain(pair[0]), pair[1]),
    )
    found: dict[str, str] = {}
    for header, known in pairs:
        near = _alike(plain(header), known) >= _NEAR
        if near and header not in found and columns[known] not in found.values():
            found[header] = columns[known]
    return {header: found[header] for header in headers if header in found}


def _alike(header: str, known: str) -> float:
    """Return how near a header is to a name: alike in spelling, or holding it as a word.

    Examples
    --------
    >>> [round(_alike("headline text", known), 2) for known in ("headline", "text")]
    [0.89, 0.81]
    """
    spelt = difflib.SequenceMatcher(None, known, header).ratio()
    held = len(known) >= _WORD and set(known.split()) <= set(header.split())
    return max(spelt, _HELD + (1 - _HELD) * len(known) / len(header)) if held else spelt
