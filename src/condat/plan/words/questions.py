"""The questions that people ask in their posts."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.tokens import QUESTION, SENTENCE, Tokens
from condat.plan.words.references import reference

_LEAST, _MOST = 4, 40  # words
# How a question starts when its mark was left out.
_ASKING = {
    "fr": (
        r"^(comment (faire|puis|peut|pourrai|on |je |savoir|est-ce)"
        r"|(est-ce que|qu'est-ce que?|quelqu'un (sait|a|peut|connaît))\b)"
    ),
    "en": r"^(how (do|can|should|would|could) (i|we|you)\b|(does|has) any(one|body)\b|what is the)",
    "de": (
        r"^((wie|wo|womit|warum) (kann|mache?|soll|bekomme|komme) (ich|wir|man)\b"
        r"|(weiß|kennt) jemand\b)"
    ),
}
_TAG = re.compile(r"(?i)(n'est-ce pas|isn't it|aren't you|right|nicht wahr|oder|non|hein)\s*\?$")


@dataclass(frozen=True)
class Questions:
    """Questions in the order of documents.

    Parameters
    ----------
    document : int32 array
    text : string array
        The sentence as it was written, white space made single.
    """

    document: NDArray[np.int32]
    text: pa.StringArray


def questions(tokens: Tokens, texts: pa.Array, language: str) -> Questions:
    """Find the sentences that ask something.

    A sentence asks when it ends in a question mark, or starts as questions in its language do; it
    has 4 to 40 words. Tags (*isn't it?*) do not count: they ask for assent; nor do the titles in a
    bibliography.

    Parameters
    ----------
    tokens : Tokens
        Of ``texts``.
    texts : string array
    language : str

    Examples
    --------
    >>> from condat.language.tokens import tokenise
    >>> texts = pa.array(["Bonjour. Comment nourrir un levain ? Bien, non ?"])
    >>> questions(tokenise(texts), texts, "fr").text.to_pylist()
    ['Comment nourrir un levain ?']
    """
    opens = np.flatnonzero(tokens.flags & SENTENCE)
    if not len(opens):
        return Questions(np.zeros(0, np.int32), pa.array([], pa.string()))
    lasts = np.append(opens[1:], len(tokens.flags)) - 1
    words = lasts - opens + 1
    marked = tokens.flags[lasts] & QUESTION > 0
    kept = (marked | _starts(tokens, opens, language)) & (words >= _LEAST) & (words <= _MOST)
    opens, lasts, marked = opens[kept], lasts[kept], marked[kept]
    raw = pc.cast(texts.take(pa.array(tokens.document[opens])), pa.binary())
    starts, ends = tokens.start[opens].tolist(), tokens.end[lasts].tolist()
    spans = list(zip(raw.to_pylist(), starts, ends, strict=True))
    said = [_sentence(*span) for span in spans]
    good = np.array(
        [
            _asks(sentence, mark, language) and not reference(_line(*span))
            for sentence, mark, span in zip(said, marked, spans, strict=True)
        ],
        bool,
    )
    text = pa.array([s for s, g in zip(said, good, strict=True) if g], pa.string())
    return Questions(tokens.document[opens][good], text)


def _starts(tokens: Tokens, opens: NDArray[np.int64], language: str) -> NDArray[np.bool_]:
    """Say which sentences start with a word that can start a question without a mark."""
    first = {
        "fr": ("comment", "est", "qu'", "quelqu'un", "quelqu'"),
        "en": ("how", "does", "has", "what"),
        "de": ("wie", "wo", "womit", "warum", "weiß", "kennt"),
    }.get(language, ())
    asking = np.array([word in first for word in tokens.words.to_pylist()] or [False])
    return np.asarray(asking[tokens.word[opens]])


def _asks(sentence: str, marked: bool, language: str) -> bool:  # noqa: FBT001 - a column
    asking = marked or re.match(_ASKING.get(language, "$^"), sentence.lower())
    return bool(asking and not _TAG.search(sentence))


def _line(text: bytes, start: int, end: int) -> str:
    """Return the line that holds a sentence."""
    last = text.find(b"\n", end)
    line = text[text.rfind(b"\n", 0, start) + 1 : last if last >= 0 else len(text)]
    return line.decode("utf-8", "ignore").replace("’", "'")


def _sentence(text: bytes, start: int, end: int) -> str:
    """Return a sentence with its mark, which may follow a word of code or closing quotes."""
    mark = text.find(b"?", end, end + 40)
    raw = text[start : mark + 1 if mark >= 0 else end]
    return " ".join(raw.decode("utf-8", "ignore").replace("’", "'").split())
