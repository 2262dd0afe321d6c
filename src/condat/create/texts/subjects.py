"""Which of the known keywords a text is about."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

LONGEST = 4  # words of a keyword


def subject_of(text: str, keywords: pa.Table) -> str:
    """Return the keyword of a text with the highest opportunity; nothing when it holds none.

    Parameters
    ----------
    text : str
        What somebody said.
    keywords : pyarrow.Table
        ``label`` and ``opportunity`` (0 to 1; null where it cannot be known).

    Returns
    -------
    str
        Its label, as the audience writes it.

    Examples
    --------
    >>> keywords = pa.table({"label": ["Levain", "seigle", "four"], "opportunity": [0.2, 0.6, 0.9]})
    >>> subject_of("Votre levain de seigle ne lève pas.", keywords)
    'seigle'
    """
    words = re.findall(r"[\w'’-]+", text.casefold())
    held = {
        " ".join(words[at : at + length])
        for length in range(1, LONGEST + 1)
        for at in range(len(words) - length + 1)
    }
    labels = pc.utf8_lower(keywords["label"])
    inside = keywords.filter(pc.is_in(labels, value_set=pa.array(sorted(held), pa.string())))
    order = [("opportunity", "descending"), ("label", "ascending")]
    best = inside.sort_by(order)["label"].to_pylist()
    return str(best[0]) if best else ""
