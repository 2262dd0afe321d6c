"""The uses of one term: where it stands, who wrote it, and what stands around it."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.lemmas import lemma
from condat.language.tokens import Tokens, tokenise
from condat.plan.senses.texts import Read, read_each

LETTERS = 120  # of the text kept on each side of a use
CLOSE = 45  # of them, read as one sentence
WORDS = 20  # content words kept on each side of a use
SLOTS = (-2, -1, 1, 2)  # places whose very words are kept
APART = 15  # tokens between two uses that are counted
ENDING = "(?:e?[mnrs]|e)?"  # of a form that the dictionary does not join: die Bremse, bremsen

USES = pa.schema(
    [
        ("post_uri", pa.string()),
        ("group", pa.string()),
        ("author", pa.string()),
        ("language", pa.string()),
        ("passage", pa.string()),  # as written
        ("around", pa.string()),  # the passage without the term
        ("close", pa.string()),  # its middle, likewise
        ("words", pa.list_(pa.string())),  # lemmas of the content words nearby, without the term
        ("before", pa.int64()),  # how many of them stand before the term
        ("slots", pa.list_(pa.string())),  # lemmas of the words at ``SLOTS``, null where none
    ]
)


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
    return uses_in(read_each(posts), term)


def uses_in(known: dict[str, Read], term: str) -> pa.Table:
    """Find every use of a term in texts that are read already; otherwise as ``uses``."""
    parts = [laid_out(whole, *_occurrences(whole, term, it)) for it, whole in known.items()]
    found = pa.concat_tables([USES.empty_table(), *parts])
    return found.take(pc.sort_indices(pc.fill_null(found["post_uri"], "")))


def occurrences_of(whole: Read, word: int) -> NDArray[np.int64]:
    """Return where a lemma stands as a word with a subject, its near repetitions left out."""
    return _apart(whole.tokens, np.flatnonzero((whole.word == word) & ~whole.stop))


def laid_out(whole: Read, at: NDArray[np.int64], length: int = 1) -> pa.Table:
    """Return the uses of a term of so many words that start at these tokens."""
    rows = whole.tokens.document[at]
    texts = whole.posts["text"].combine_chunks()
    raw = {int(row): texts[int(row)].as_py().encode() for row in np.unique(rows)}
    near = [nearby(whole, int(a), length) for a in at]
    own = _forms(whole, at, length)
    said = [
        _passage(raw[int(r)], whole.tokens, a, a + length - 1, own)
        for r, a in zip(rows, at, strict=True)
    ]
    who = {n: whole.posts[n].take(pa.array(rows)) for n in USES.names[:4]}
    columns = who | {
        "passage": pa.array([p for p, _, _ in said], pa.string()),
        "around": pa.array([a for _, a, _ in said], pa.string()),
        "close": pa.array([c for _, _, c in said], pa.string()),
        "words": pa.array([words for words, _ in near], pa.list_(pa.string())),
        "before": pa.array([before for _, before in near], pa.int64()),
        "slots": _slots(whole, at, length),
    }
    return pa.table(columns, schema=USES)


def _slots(whole: Read, at: NDArray[np.int64], length: int) -> pa.Array:
    """Return the lemmas in the places next to each use."""
    document = whole.tokens.document
    places = at[:, None] + np.array([p if p < 0 else p + length - 1 for p in SLOTS])
    inside = (places >= 0) & (places < len(document))
    places = np.clip(places, 0, max(len(document) - 1, 0))
    inside &= document[places] == document[at][:, None]
    words = pa.array(whole.word[places].ravel(), mask=~inside.ravel())
    ends = np.arange(0, places.size + 1, len(SLOTS), dtype=np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), whole.lemmas.take(words).cast(pa.string()))


def _occurrences(whole: Read, term: str, language: str) -> tuple[NDArray[np.int64], int]:
    typed = tokenise(pa.array([term]))
    words = typed.words.take(pa.array(typed.word)).to_pylist()
    tokens, n = whole.tokens, len(whole.word)
    if not words or n < len(words):
        return np.zeros(0, np.int64), len(words)
    last = n - len(words) + 1
    hit = np.ones(last, bool)
    for i, word in enumerate(words):
        same = pc.equal(tokens.words, word).to_numpy(zero_copy_only=False)[tokens.word]
        base = pc.index(whole.lemmas, lemma(word, language)).as_py()
        hit &= (same | (whole.word == base))[i : i + last]
    hit &= tokens.document[:last] == tokens.document[len(words) - 1 :]
    return _apart(tokens, np.flatnonzero(hit)), len(words)


def _apart(tokens: Tokens, at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Leave out a use that stands next to the one before: it says the same of the sense."""
    new = np.diff(tokens.document[at], prepend=-1) != 0
    return at[new | (np.diff(at, prepend=-APART) >= APART)]


def nearby(whole: Read, at: int, length: int) -> tuple[list[str], int]:
    """Return the content words on both sides of a use, and how many stand before it."""
    here, document = whole.tokens.document[at], whole.tokens.document
    reach = WORDS * 3
    start, end = max(0, at - reach), min(len(document), at + length + reach)
    near, word = np.arange(start, end), whole.word[start:end]
    keep = (document[start:end] == here) & ~whole.stop[start:end]
    for own in whole.word[at : at + length]:
        keep &= word != own
    before, after = near[keep & (near < at)][-WORDS:], near[keep & (near >= at + length)][:WORDS]
    words = whole.lemmas.take(pa.array(whole.word[np.concatenate([before, after])]))
    return words.to_pylist(), len(before)


def _forms(whole: Read, at: NDArray[np.int64], length: int) -> re.Pattern[str]:
    """Find a term in each of its forms: one left standing would make its passages alike."""
    tokens = whole.tokens
    if length == 1:
        at = np.flatnonzero(np.isin(whole.word, whole.word[at]))
    forms = np.unique(tokens.word[at[:, None] + np.arange(length)], axis=0)
    said = (tokens.words.take(pa.array(form)).to_pylist() for form in forms)
    found = "|".join(r"\W+".join(map(re.escape, words)) for words in said)
    return re.compile(rf"(?i)\b(?:{found}){ENDING}\b")


def _passage(
    raw: bytes, tokens: Tokens, first: int, last: int, own: re.Pattern[str]
) -> tuple[str, str, str]:
    """Return the passage of a use, the same without the term, and the middle of that."""
    start, end = int(tokens.start[first]), int(tokens.end[last])
    before = raw[max(0, start - 8 * LETTERS) : start].decode("utf-8", "ignore")
    after = raw[end : end + 8 * LETTERS].decode("utf-8", "ignore")
    left, right = _cut(before, LETTERS, end=True), _cut(after, LETTERS, end=False)
    middle = raw[start:end].decode("utf-8", "ignore")
    around = f"{left} {right}"
    close = f"{_cut(left, CLOSE, end=True)} {_cut(right, CLOSE, end=False)}"
    without = (" ".join(own.sub(" ", text).split()) for text in (around, close))
    return " ".join(f"{left}{middle}{right}".split()), next(without), next(without)


def _cut(text: str, letters: int, *, end: bool) -> str:
    """Keep the letters nearest to the use, and only whole words of them."""
    if len(text) <= letters:
        return text
    return text[-letters:].split(" ", 1)[-1] if end else text[:letters].rsplit(" ", 1)[0]


def spread(post: NDArray[np.int64], most: int, seed: int) -> NDArray[np.int64]:
    """Choose at most so many uses, from as many posts as possible; in their order.

    Examples
    --------
    >>> spread(np.array([0, 0, 0, 0, 1, 2]), 3, seed=0)[-2:].tolist()
    [4, 5]
    """
    if len(post) <= most:
        return np.arange(len(post))
    order = np.random.default_rng(seed).permutation(len(post))
    by_post = np.argsort(post[order], kind="stable")
    names = post[order][by_post]
    turn = np.empty(len(post), np.int64)
    turn[by_post] = np.arange(len(post)) - np.searchsorted(names, names)
    return np.sort(order[np.argsort(turn, kind="stable")[:most]])
