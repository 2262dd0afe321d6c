"""What each character is to the tokeniser: a letter, a digit, a join, a break."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

BREAK, LETTER, DIGIT, SPACE, NEWLINE, APOSTROPHE, HYPHEN, DOT, END, CODE, INCLUSIVE = range(11)
_SPECIAL = {
    SPACE: " \t\r\f\v\u00a0\u202f\u2009\u2002\u2003\u3000",
    NEWLINE: "\n\u2028\u2029",
    APOSTROPHE: "'\u2019\u02bc",
    HYPHEN: "-\u2010\u2011",
    DOT: ".",
    END: "!?\u2026",
    CODE: "={}<>\\|`$_",
    INCLUSIVE: "*:\u00b7\u2022\u22c5",  # Bürger*innen, Entwickler:innen, développeur·euse
    LETTER: "\u00ad\u200b\u200c\u200d",  # invisible inside a word; taken out of its surface
}


@cache
def classes() -> NDArray[np.uint8]:
    """Return the class of each of the first 65,536 characters; all others break a phrase.

    Examples
    --------
    >>> [int(classes()[ord(c)]) for c in "é7,"] == [LETTER, DIGIT, BREAK]
    True
    """
    table = np.fromiter(map(_class, range(0x10000)), np.uint8, 0x10000)
    for kind, characters in _SPECIAL.items():
        table[[ord(c) for c in characters]] = kind
    return table


def _class(code: int) -> int:
    category = unicodedata.category(chr(code))
    if category[0] in "LM":
        return LETTER
    return DIGIT if category == "Nd" else BREAK
