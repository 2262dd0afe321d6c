"""The uses of one term: where it stands, who wrote it, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.lemmas import lemma, lexemes
from condat.language.parts import MODIFIER, WORD, parts
from condat.language.stopwords import LANGUAGES, stop_words
from condat.language.tokens import Tokens, tokenise

LETTERS = 120  # of the text kept on each side of a use
WORDS = 20  # content words kept on each side of a use

USES = pa.schema(
    [
        ("post_uri", pa.string()),
        ("group", pa.string()),
        ("author", pa.string()),
        ("language", pa.string()),
        ("passage", pa.string()),  # as written
        ("around", pa.string()),  # the passage without the term
        ("words", pa.list_(pa.string())),  # lemmas of the content words nearby, without the term
    ]
)


@dataclass(frozen=True)
class Read:
    """Texts of one language as lemmas, in reading order.

    Parameters
    ----------
    tokens : Tokens
        Where each word stands.
    word, stop : arrays, one entry per token
        The lemma (index into ``lemmas``) and whether it carries no subject.
    lemmas : string array
        The vocabulary.
    """

    tokens: Tokens
    word: NDArray[np.int64]
    stop: NDArray[np.bool_]
    lemmas: pa.StringArray


def read(texts: pa.Array | pa.ChunkedArray, language: str) -> Read:
    """Lemmatise texts of one language."""
    tokens = tokenise(texts)
    known = lexemes(tokens.words, language)
    word = known.lemma.astype(np.int64)[tokens.word]
    part = parts(tokens, known, language)[tokens.form]
    foreign = np.isin(np.array(tokens.words.to_pylist(), object), _stop_anywhere())[tokens.word]
    return Read(tokens, word, ((part != WORD) & (part != MODIFIER)) | foreign, known.lemmas)


@cache
def _stop_anywhere() -> NDArray[np.object_]:
    """Return what carries no subject in any language: names quote other languages."""
    return np.array(sorted(frozenset().union(*map(stop_words, LANGUAGES))), object)


def uses(posts: pa.Table, term: str) -> pa.Table:
    """Find every use of a term, however it is inflected.

    Parameters
    ----------
    posts : pa.Table
        ``post_uri``, ``group``, ``author``, ``language``, ``text``.
    term : str
        A word or a phrase as a person types it.

    Returns
    -------
    pa.Table
        ``USES``, in the order of post and place.

    Examples
    --------
    >>> posts = pa.table({"post_uri": ["a"], "group": ["ours"], "author": ["x"], "language": ["fr"],
    ...                   "text": ["Un affluent rejoint le fleuve aux confluences du Rhône."]})
    >>> uses(posts, "Confluence").to_pylist()[0]["words"]
    ['affluent', 'fleuve', 'rhône']
    """
    languages = sorted(set(posts["language"].to_pylist()) - {None})
    parts = [
        _in_language(posts.filter(pc.equal(posts["language"], spoken)), term, spoken)
        for spoken in languages
    ]
    found = pa.concat_tables([USES.empty_table(), *parts])
    order = pc.sort_indices(pc.fill_null(found["post_uri"], ""))
    return found.take(order)


def _in_language(posts: pa.Table, term: str, language: str) -> pa.Table:
    texts = posts["text"].combine_chunks()
    whole = read(texts, language)
    at, length = _occurrences(whole, term, language)
    return _laid_out(posts, whole, _apart(whole.tokens, at), length)


def _laid_out(posts: pa.Table, whole: Read, at: list[int], length: int) -> pa.Table:
    """Return the uses of a term that start at these tokens."""
    texts = posts["text"].combine_chunks()
    rows = whole.tokens.document[at]
    around = [_passage(texts, whole.tokens, a, a + length - 1) for a in at]
    columns = {name: posts[name].take(rows) for name in ("post_uri", "group", "author", "language")}
    columns["passage"] = pa.array([p for p, _ in around], pa.string())
    columns["around"] = pa.array([a for _, a in around], pa.string())
    columns["words"] = pa.array([nearby(whole, a, length) for a in at], pa.list_(pa.string()))
    return pa.table(columns, schema=USES)


def ordinary(posts: pa.Table, most: int, uses: tuple[int, int], seed: int) -> list[pa.Table]:
    """Return the uses of words drawn at random from the posts, a word a table.

    Parameters
    ----------
    posts : pa.Table
        As for ``uses``.
    most : int
        Words drawn, over all languages in proportion to their words.
    uses : (int, int)
        The fewest uses that a word has, and the most that are returned of it.
    seed : int
    """
    rng = np.random.default_rng(seed)
    read_in = {}
    for spoken in sorted(set(posts["language"].to_pylist()) - {None}):
        here = posts.filter(pc.equal(posts["language"], spoken))
        read_in[spoken] = (here, read(here["text"].combine_chunks(), spoken))
    known = [(k, w) for k, (_, whole) in read_in.items() for w in _frequent(whole, uses[0])]
    chosen = rng.permutation(len(known))[:most]
    found = []
    for spoken, word in (known[i] for i in np.sort(chosen)):
        here, whole = read_in[spoken]
        at = _apart(whole.tokens, np.flatnonzero(whole.word == word).tolist())
        kept = np.sort(rng.permutation(len(at))[: uses[1]])
        found.append(_laid_out(here, whole, [at[i] for i in kept], 1))
    return [table for table in found if table.num_rows >= uses[0]]


def _frequent(whole: Read, fewest: int) -> list[int]:
    """Return the content words that stand in so many texts at least."""
    size = max(len(whole.lemmas), 1)
    pairs = whole.tokens.document[~whole.stop].astype(np.int64) * size + whole.word[~whole.stop]
    posts = np.bincount(np.unique(pairs) % size, minlength=size)
    return np.flatnonzero(posts >= fewest).tolist()


def _occurrences(whole: Read, term: str, language: str) -> tuple[list[int], int]:
    typed = tokenise(pa.array([term]))
    words = typed.words.take(pa.array(typed.word)).to_pylist()
    tokens, n = whole.tokens, len(whole.word)
    if not words or n < len(words):
        return [], len(words)
    last = n - len(words) + 1
    hit = np.ones(last, bool)
    forms = whole.tokens.words
    for i, word in enumerate(words):
        same = pc.equal(forms, word).to_numpy(zero_copy_only=False)[tokens.word]
        base = pc.index(whole.lemmas, lemma(word, language)).as_py()
        hit &= (same | (whole.word == base))[i : i + last]
    hit &= tokens.document[:last] == tokens.document[len(words) - 1 :]
    return np.flatnonzero(hit).tolist(), len(words)


def _apart(tokens: Tokens, at: list[int]) -> list[int]:
    """Leave out a use that stands in the passage of the one before."""
    kept: list[int] = []
    for here in at:
        last = kept[-1] if kept else None
        near = (
            last is not None
            and tokens.document[last] == tokens.document[here]
            and tokens.start[here] - tokens.end[last] < LETTERS
        )
        if not near:
            kept.append(here)
    return kept


def nearby(whole: Read, at: int, length: int) -> list[str]:
    """Return the content words on both sides of a use, in order, its own words left out."""
    here, document = whole.tokens.document[at], whole.tokens.document
    reach = WORDS * 3
    near = np.arange(max(0, at - reach), min(len(document), at + length + reach))
    own = whole.word[at : at + length]
    keep = (document[near] == here) & ~whole.stop[near] & ~np.isin(whole.word[near], own)
    before, after = near[keep & (near < at)][-WORDS:], near[keep & (near >= at + length)][:WORDS]
    return list(
        whole.lemmas.take(pa.array(whole.word[np.concatenate([before, after])])).to_pylist()
    )


def _passage(texts: pa.Array, tokens: Tokens, first: int, last: int) -> tuple[str, str]:
    raw = texts[int(tokens.document[first])].as_py().encode()
    start, end = int(tokens.start[first]), int(tokens.end[last])
    before = raw[:start].decode("utf-8", "ignore")
    after = raw[end:].decode("utf-8", "ignore")
    left, right = _cut(before, keep_end=True), _cut(after, keep_end=False)
    middle = raw[start:end].decode("utf-8", "ignore")
    without = re.sub(rf"(?i)\b{re.escape(middle)}s?\b", " ", f"{left} {right}")
    return " ".join(f"{left}{middle}{right}".split()), " ".join(without.split())


def _cut(text: str, *, keep_end: bool) -> str:
    """Keep the letters nearest to the use, and only whole words of them."""
    if len(text) <= LETTERS:
        return text
    if keep_end:
        return text[-LETTERS:].split(" ", 1)[-1]
    return text[:LETTERS].rsplit(" ", 1)[0]


def sample(table: pa.Table, most: int, seed: int) -> pa.Table:
    """Return at most so many rows, chosen at random, in their order."""
    if table.num_rows <= most:
        return table
    chosen = np.random.default_rng(seed).choice(table.num_rows, most, replace=False)
    return table.take(np.sort(chosen))


def windows(posts: pa.Table) -> pa.Table:
    """Cut posts into overlapping windows, as uses of no word in particular.

    Parameters
    ----------
    posts : pa.Table
        As for ``uses``.

    Returns
    -------
    pa.Table
        ``USES``: one row for every ``WORDS`` content words, with the next as many.
    """
    languages = sorted(set(posts["language"].to_pylist()) - {None})
    parts = [_windows(posts.filter(pc.equal(posts["language"], it)), it) for it in languages]
    return pa.concat_tables([USES.empty_table(), *parts])


def _windows(posts: pa.Table, language: str) -> pa.Table:
    texts = posts["text"].combine_chunks()
    whole = read(texts, language)
    content = np.flatnonzero(~whole.stop)
    document = whole.tokens.document[content]
    first = np.searchsorted(document, document)
    starts = np.flatnonzero((np.arange(len(content)) - first) % WORDS == 0)
    ends = np.minimum(starts + 2 * WORDS, np.searchsorted(document, document[starts], "right"))
    middle = content[(starts + ends) // 2 - (ends - starts > 1)]
    lemmas = np.array(whole.lemmas.to_pylist() or [""], object)[whole.word[content]]
    rows = document[starts]
    columns = {name: posts[name].take(rows) for name in ("post_uri", "group", "author", "language")}
    passages = [_passage(texts, whole.tokens, a, a) for a in middle.tolist()]
    columns["passage"] = pa.array([p for p, _ in passages], pa.string())
    columns["around"] = pa.array([p for _, p in passages], pa.string())
    pairs = zip(starts.tolist(), ends.tolist(), strict=True)
    columns["words"] = pa.array([list(lemmas[a:b]) for a, b in pairs], pa.list_(pa.string()))
    return pa.table(columns, schema=USES)
