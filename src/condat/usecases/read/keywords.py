"""Keywords: ranked, and each opened onto its posts."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.errors import InputError, NotFoundError
from condat.core.words import mark
from condat.language.identify import LANGUAGES
from condat.language.tokens import tokenise
from condat.plan.words.alone import gist
from condat.plan.words.candidates import named
from condat.plan.words.letters import letters
from condat.usecases.desk import Desk
from condat.usecases.read.reading import Reading, dated, keywords, reading

_COUNTS = {"ours": "ours", "competitor": "competitors", "audience": "audience"}


@dataclass(frozen=True)
class KeywordPosts:
    """One keyword with the posts that it stands in and the questions asked with it."""

    keyword: dict[str, Any]
    posts: list[dict[str, Any]]
    questions: list[str]  # the audience's, each once however it is worded
    found: int = 0  # posts that it stands in, ours and competitors' too
    spelt: bool = False  # whether what was asked for is another spelling of it


def ranked(desk: Desk, *, language: str, side: str, limit: int) -> list[dict[str, Any]]:
    """Return the best keywords.

    Raises
    ------
    InputError
        When there is no such side.
    """
    table = _in(keywords(desk), language)
    if side:
        if side not in _COUNTS:
            told, hint = mark("There is no side {side}."), mark("Say one of: {names}.")
            raise InputError(told, side=side, names=list(_COUNTS), hint=hint)
        table = table.filter(pc.greater(table[_COUNTS[side]], 0))
    return table.slice(0, limit).to_pylist()


def opened(desk: Desk, term: str, *, language: str, limit: int) -> KeywordPosts:
    """Return one keyword with its posts.

    Parameters
    ----------
    desk : Desk
    term : str
        As anybody writes it: case, plural and hyphens do not matter.
    language : str
        Empty: the language in which it is best.
    limit : int
        Of posts and of questions.

    Raises
    ------
    NotFoundError
        When it is no keyword; names the nearest ones.
    """
    table = _in(keywords(desk), language)
    keyword, spelt = _find(table, term)
    read = reading(desk)
    uris = _posts(read, keyword)
    shown = dated(desk, read, uris[:limit])
    return KeywordPosts(keyword, shown, _asked(read, keyword)[:limit], len(uris), spelt)


def _in(table: pa.Table, language: str) -> pa.Table:
    return table.filter(pc.equal(table["language"], language)) if language else table


def _find(table: pa.Table, term: str) -> tuple[dict[str, Any], bool]:
    """Return a keyword, and whether it was found by its letters alone: *painaulevain*."""
    tokens = tokenise([term])
    wanted = {(language, named(tokens, language)) for language in LANGUAGES}
    rows = table.select(["language", "term", "label"]).to_pylist()
    for at, row in enumerate(rows):
        same = (row["language"], row["term"]) in wanted
        if same or term.lower() in (row["term"], row["label"].lower()):
            return table.slice(at, 1).to_pylist()[0], False
    for at, row in enumerate(rows):
        if letters(term) and letters(row["label"]) == letters(term):
            return table.slice(at, 1).to_pylist()[0], True
    near = get_close_matches(term, table["label"].to_pylist(), 3)
    hint = mark("Did you mean {near}?") if near else mark("Run: condat keywords")
    told = mark("{term} is no keyword of this corpus.")
    raise NotFoundError(told, term=term, near=near, hint=hint)


def _asked(read: Reading, keyword: dict[str, Any]) -> list[str]:
    """Return what the audience asks about a keyword, each question once however it is worded."""
    sides, language = read.readings, keyword["language"]
    theirs = sides["post_uri"].filter(pc.equal(sides["side"], "audience"))
    heard = read.questions.filter(pc.equal(read.questions["language"], language))
    heard = heard.filter(pc.is_in(heard["post_uri"], theirs.combine_chunks()))
    said: dict[str, str] = {}
    for one in heard.select(["text", "terms"]).to_pylist():
        if keyword["term"] in one["terms"]:
            said.setdefault(gist(one["text"], language), one["text"])
    return list(said.values())


def _posts(read: Reading, keyword: dict[str, Any]) -> list[str]:
    uses = read.post_terms
    said = uses.filter(
        pc.and_(
            pc.equal(uses["term"], keyword["term"]),
            pc.equal(uses["language"], keyword["language"]),
        )
    )
    order = said.sort_by([("in_title", "descending"), ("count", "descending")])
    rest = [uri for uri in order["post_uri"].to_pylist() if uri not in keyword["evidence"]]
    return [*keyword["evidence"], *rest]
