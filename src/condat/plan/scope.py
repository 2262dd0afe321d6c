"""Who speaks: each post's side, and whether the watch includes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

import daft
import pyarrow as pa
import pyarrow.compute as pc
from daft import DataType, Series, col, lit
from daft.functions import when

from condat.core.watch import Voice, Watch
from condat.language.identify import LANGUAGES, identify

_TELLING = 20  # letters that it takes to tell a language surely
_WEB = r"(?i)^https?://(?:[^/@]*@)?(?:[^/]*\.)?"  # what stands before a label of a site's name


def sided(posts: daft.DataFrame, watch: Watch, as_of: datetime) -> daft.DataFrame:
    """Add the column ``side`` (ours, competitor, audience); leave out what is not in scope.

    Parameters
    ----------
    posts : daft.DataFrame
        Columns ``source``, ``author_uris``, ``in_reply_to``, ``published``, ``title``, ``text``;
        for places also ``uri`` and ``url``, for languages ``language``.
    watch : Watch
        The scope. Others' posts are in it when one of ``subjects`` stands in them (all, when no
        subject is named) and none of ``exclude``; answers follow what they answer, so they need
        no subject. A language that is not watched leaves out what is surely in it; places leave out
        posts of the audience that are known to stand elsewhere. Ours are always in scope.
    as_of : datetime
        A post published later is not known yet; one without a date is.

    Returns
    -------
    daft.DataFrame
        The posts in scope, with ``side``.

    Examples
    --------
    >>> from datetime import UTC
    >>> from condat.core.watch import Voice, Watch
    >>> now = datetime(2026, 11, 22, tzinfo=UTC)
    >>> posts = daft.from_pydict({"source": ["blog", "x"], "author_uris": [["a"], ["b"]],
    ...                           "in_reply_to": [None, None], "published": [now, now],
    ...                           "title": ["", ""], "text": ["", ""]})
    >>> sided(posts, Watch(brand=Voice(name="Us", sources=("blog",))), now).to_pydict()["side"]
    ['ours', 'audience']
    """
    side = lit("audience")
    for rival in watch.competitors:
        side = when(_speaks(rival), lit("competitor")).otherwise(side)
    side = when(_speaks(watch.brand), lit("ours")).otherwise(side)
    known = posts.where(col("published").is_null() | (col("published") <= lit(as_of)))
    return known.with_column("side", side).where((col("side") == "ours") | _in_scope(watch))


def side_of(watch: Watch, source: str | None, authors: Iterable[str]) -> str:
    """Say whose one post is: what ``sided`` says of many.

    Examples
    --------
    >>> from condat.core.watch import Voice, Watch
    >>> side_of(Watch(brand=Voice(name="Us", authors=("a",))), "x", ["b", "a"])
    'ours'
    """
    known = set(authors)
    voices = [("ours", watch.brand), *(("competitor", rival) for rival in watch.competitors)]
    for side, voice in voices:
        if source in voice.sources or known & set(voice.authors):
            return side
    return "audience"


def _speaks(voice: Voice) -> daft.Expression:
    speaks = col("source").is_in(list(voice.sources)) if voice.sources else lit(False)
    for author in voice.authors:
        speaks = speaks | col("author_uris").list_contains(author)
    return speaks.fill_null(False)


def _in_scope(watch: Watch) -> daft.Expression:
    words = col("title").fill_null("") + lit(" ") + col("text").fill_null("")
    answers = col("in_reply_to").not_null()
    within = answers | _holds(words, watch.subjects) if watch.subjects else lit(True)
    if watch.exclude:
        within = within & ~_holds(words, watch.exclude)
    if watch.places:
        within = within & ((col("side") == "competitor") | _stands(watch.places))
    unread = set(LANGUAGES) - {*watch.languages}
    return within & ~_spoken(words, sorted(unread)) if watch.languages and unread else within


def _holds(words: daft.Expression, terms: tuple[str, ...]) -> daft.Expression:
    return words.regexp(rf"(?i)\b(?:{'|'.join(map(re.escape, terms))})\b")


def _stands(places: tuple[str, ...]) -> daft.Expression:
    """Say whether posts stand in one of these places, or nobody knows where they stand."""
    sites = "|".join(re.escape(place.casefold()) for place in places)
    inside, known = rf"{_WEB}(?:{sites})(?:[.:/]|$)", lit(False)
    here = col("source").lower().is_in([place.casefold() for place in places]).fill_null(False)
    for name in ("url", "uri", "in_reply_to"):
        known = known | col(name).regexp("(?i)^https?://").fill_null(False)
        here = here | col(name).regexp(inside).fill_null(False)
    return here | ~known


def _spoken(words: daft.Expression, languages: list[str]) -> daft.Expression:
    """Say whether texts are surely in one of these languages; short ones never are."""

    @daft.func.batch(return_dtype=DataType.bool())
    def told(texts: Series, declared: Series) -> pa.Array:
        whole = texts.to_arrow().cast(pa.string())
        letters = pc.utf8_length(pc.replace_substring_regex(whole, r"[^\pL]+", ""))
        language = identify(whole, declared.to_arrow().cast(pa.string()))
        other = pc.is_in(language, pa.array(languages, pa.string()))
        return pc.and_(other, pc.greater_equal(letters, _TELLING))

    return told(words, col("language"))
