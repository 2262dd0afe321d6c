"""One pass over posts: language, length, terms and questions of each, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.identify import identify
from condat.language.lemmas import adjective, lemma
from condat.language.stopwords import LANGUAGES
from condat.language.tokens import SENTENCE, Tokens, tokenise
from condat.plan.words.candidates import Candidates, candidates, forms, lemmas
from condat.plan.words.keyphrases import joined, salience, strongest
from condat.plan.words.questions import Questions, questions
from condat.plan.words.vocabulary import Vocabularies, Vocabulary, chosen

TERM = pa.struct(
    [
        ("term", pa.string()),
        ("form", pa.string()),
        ("count", pa.int64()),
        ("in_title", pa.bool_()),
        ("position", pa.float64()),
    ]
)
QUESTION = pa.struct([("text", pa.string()), ("terms", pa.list_(pa.string()))])
READ = pa.struct(
    [
        ("language", pa.string()),
        ("words", pa.int64()),
        ("terms", pa.list_(TERM)),
        ("questions", pa.list_(QUESTION)),
    ]
)
_MOST = 60  # terms of one post
_CASES = ("s", "es", "n", "en")  # of a German noun


def languages(titles: pa.Array, texts: pa.Array, declared: pa.Array) -> pa.Array:
    """Return the language of each post."""
    return identify(joined(titles, texts)[0], declared)


def read(
    titles: pa.Array, texts: pa.Array, declared: pa.Array, vocabularies: Vocabularies
) -> pa.StructArray:
    """Read a batch of posts.

    Parameters
    ----------
    titles, texts, declared : string arrays
        What was published, and the language that the source says.
    vocabularies : mapping of str to Vocabulary
        The terms to find, per language.

    Returns
    -------
    array of structs ``READ``
        One per post, in order; posts in other languages have words and no terms.
    """
    whole, ends = joined(titles, texts)
    language = identify(whole, declared)
    rows, parts = [], []
    for name in pc.unique(language).to_pylist():
        where = np.flatnonzero(pc.equal(language, name).to_numpy(zero_copy_only=False))
        rows.append(where)
        parts.append(_read(whole.take(pa.array(where)), ends[where], name, vocabularies.get(name)))
    if not parts:
        return pa.array([], READ)
    back = np.argsort(np.concatenate(rows), kind="stable")
    return pa.concat_arrays(parts).take(pa.array(back))


def _read(
    texts: pa.Array, ends: NDArray[np.int64], language: str, terms: Vocabulary | None
) -> pa.StructArray:
    tokens = tokenise(texts)
    size = len(texts)
    found = _terms(tokens, ends, language, terms) if terms else _none(size, TERM)
    linked = _linked(questions(tokens, texts, language), language, terms, size)
    return _rows(language, tokens, found, linked)


def alone(
    titles: pa.Array, texts: pa.Array, declared: pa.Array, heard: NDArray[np.bool_]
) -> pa.StructArray:
    """Read posts by the vocabulary that they have by themselves, without their questions.

    Parameters
    ----------
    titles, texts, declared : string arrays
        As for :func:`read`.
    heard : bool array
        Which of them are the audience's.

    Returns
    -------
    array of structs ``READ``
        One per post, in order.
    """
    whole, ends = joined(titles, texts)
    language = identify(whole, declared)
    rows, parts = [], []
    for name in pc.unique(language).to_pylist():
        here = pc.equal(language, name).to_numpy(zero_copy_only=False)
        groups = [np.flatnonzero(here & side) for side in (heard, ~heard)]
        tokens = [tokenise(whole.take(pa.array(group))) for group in groups]
        own = [ends[group] for group in groups]
        rows += groups
        parts += list(_by_themselves(tokens, own, name))
    back = np.argsort(np.concatenate([np.zeros(0, np.int64), *rows]), kind="stable")
    return pa.concat_arrays([pa.array([], READ), *parts]).take(pa.array(back))


def _by_themselves(
    tokens: list[Tokens], ends: list[NDArray[np.int64]], language: str
) -> Iterator[pa.StructArray]:
    """Read the texts of one language, a side at a time."""
    known = None
    if language in LANGUAGES:
        batches = [[pair] for pair in zip(tokens, ends, strict=True)]
        known = chosen(batches, [1.0] * len(batches), language)
    for side, own in zip(tokens, ends, strict=True):
        size = side.documents
        found = _terms(side, own, language, known) if known else _none(size, TERM)
        yield _rows(language, side, found, _none(size, QUESTION))


def _rows(
    language: str, tokens: Tokens, found: pa.ListArray, asked: pa.ListArray
) -> pa.StructArray:
    spoken = pa.array([language] * tokens.documents, pa.string())
    columns = [spoken, pa.array(tokens.lengths()), found, asked]
    return pa.StructArray.from_arrays(columns, fields=list(READ))


def _none(size: int, kind: pa.DataType) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(np.zeros(size + 1, np.int32)), pa.array([], kind))


def _terms(
    tokens: Tokens, ends: NDArray[np.int64], language: str, terms: Vocabulary
) -> pa.ListArray:
    found = _found(tokens, ends, language, terms)
    rows = np.flatnonzero(terms.find(found.key) >= 0)
    score = salience(found, terms.rarity(found.key))[rows]
    rows = rows[strongest(found.document[rows], score, _MOST)]
    first, last = found.first[rows], found.last[rows]
    lengths = np.maximum(tokens.lengths()[found.document[rows]], 1)
    shown = (tokens.flags[first] & SENTENCE == 0) & (tokens.end[first] > ends[found.document[rows]])
    values = pa.StructArray.from_arrays(
        [
            _named(found.key[rows], first, last, tokens, language),
            _plain(_unbent(forms(first, last, tokens), language), shown, language),
            pa.array(found.count[rows].astype(np.int64)),
            pa.array(found.titled[rows] > 0),
            pa.array(found.position[rows] / lengths),
        ],
        fields=list(TERM),
    )
    return _listed(found.document[rows], values, tokens.documents)


def _found(tokens: Tokens, ends: NDArray[np.int64], language: str, terms: Vocabulary) -> Candidates:
    return candidates(tokens, language, ends, used=terms.used, copied=terms.furniture)


def _named(
    key: NDArray[np.uint64],
    first: NDArray[np.int32],
    last: NDArray[np.int32],
    tokens: Tokens,
    language: str,
) -> pa.Array:
    """Return each row's term; a term is spelled once, however many posts hold it."""
    _, sample, row = np.unique(key, return_index=True, return_inverse=True)
    return lemmas(first[sample], last[sample], tokens, language).take(pa.array(row))


def _unbent(written: pa.Array, language: str) -> pa.Array:
    """Take the ending of its case off a term: a possessive, or that of a German noun.

    A noun that stands alone or ends a compound: with words before it, they would have to follow.
    In French, ``'s`` is part of a name.

    Examples
    --------
    >>> _unbent(pa.array(["Rust's", "users'"]), "en").to_pylist()
    ['Rust', 'users']
    >>> bent = ["Mesh-Netzwerks", "Entwicklern", "Jugendlichen", "neue Geräte"]
    >>> _unbent(pa.array(bent), "de").to_pylist()
    ['Mesh-Netzwerk', 'Entwickler', 'Jugendliche', 'neue Geräte']
    """
    if language not in ("en", "de"):
        return written
    coded = written.dictionary_encode()
    bare = pc.replace_substring_regex(coded.dictionary, r"'s?$", "")
    if language == "de":
        bare = pa.array(map(_nominative, bare.to_pylist()), pa.string())
    return bare.take(coded.indices)


def _nominative(noun: str) -> str:
    head, joint, last = noun.rpartition("-")
    word, stem = last.lower(), adjective(last.lower())
    base, ends = (f"{stem}e", ("n",)) if stem else (lemma(word, "de"), _CASES)
    bent = " " not in noun and word in {base + end for end in ends}
    return f"{head}{joint}{last[: len(base)]}" if bent else noun


def _plain(written: pa.Array, shown: NDArray[np.bool_], language: str) -> pa.Array:
    """Take the capital off the first word of a sentence, except from a German noun."""
    if language == "de":
        return written
    name = pc.match_substring_regex(written, r"^\p{L}[^ -]*\p{Lu}")  # JavaScript, API
    first = pc.utf8_lower(pc.utf8_slice_codeunits(written, 0, 1))
    small = pc.binary_join_element_wise(first, pc.utf8_slice_codeunits(written, 1), "")
    return pc.if_else(pc.or_(pa.array(shown), name), written, small)


def _linked(asked: Questions, language: str, terms: Vocabulary | None, size: int) -> pa.ListArray:
    """Return the questions of each post, with the terms that they are about."""
    if terms is None:
        return _none(size, QUESTION)
    tokens = tokenise(asked.text)
    found = _found(tokens, np.zeros(len(asked.text), np.int64), language, terms)
    rows = np.flatnonzero(terms.find(found.key) >= 0)
    first, last = found.first[rows], found.last[rows]
    names = _named(found.key[rows], first, last, tokens, language)
    about = _listed(found.document[rows], names, len(asked.text))
    values = pa.StructArray.from_arrays([asked.text, about], fields=list(QUESTION))
    return _listed(asked.document, values, size)


def _listed(document: NDArray[np.int32], values: pa.Array, size: int) -> pa.ListArray:
    """Gather values, sorted by document, into one list per document."""
    ends = np.cumsum(np.bincount(document, minlength=size))
    return pa.ListArray.from_arrays(pa.array(np.append(0, ends).astype(np.int32)), values)
