"""Labels in a text: where words stand by themselves, as "Werbung | ..." or "#ad" do.

A text is cut into parts at line breaks, at the end of sentences, at brackets, dashes and symbols; a
hashtag is a part of its own. A phrase is a label where a part is made of it, begins with it before
a word like "with", or says it of itself ("this video is an ad for ..."). "Not an ad" is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = "…"
LONGEST_GAP = 5
_WORD = re.compile(r"[#@]?[^\W_]+")
_CUT = re.compile(r"[\n|·•–—:;.!?()\[\]*{}/,“”«»\"]|\s-\s")
_WITH = frozenset(
    ("avec", "pour", "par", "with", "for", "by", "from", "von", "fur", "mit", "wegen", "da")
)
_THIS = frozenset(("ce", "cet", "cette", "ceci", "this", "dieser", "dieses", "diese", "hier"))
_IS = frozenset(
    ("est", "contient", "comporte", "is", "contains", "includes", "has", "ist", "enthalt")
)
_NOT = frozenset(
    (
        *("pas", "non", "sans", "jamais", "personne", "not", "no", "never", "nobody"),
        *("kein", "keine", "nicht", "niemand", "unbezahlte"),
    )
)
AT = "@"


@dataclass(frozen=True)
class Part:
    """A stretch of text that says one thing: its words, folded, and where it starts.

    A handle keeps its "@".
    """

    words: tuple[str, ...]
    start: int
    tag: bool = False


@dataclass(frozen=True)
class Found:
    """A phrase found: as it is written, and the part that it stands in."""

    text: str
    part: int
    start: int


def parts(text: str) -> list[Part]:
    """Cut a text into its parts.

    Examples
    --------
    >>> [part.words for part in parts("#ad Good bread, at last!")]
    [('ad',), ('good', 'bread'), ('at', 'last')]
    """
    made: list[Part] = []
    words: list[str] = []
    start = end = 0
    for match in _WORD.finditer(text):
        written = match.group()
        if words and (written[0] == "#" or _cut(text[end : match.start()])):
            made.append(Part(tuple(words), start))
            words = []
        if written[0] == "#":
            made.append(Part((_fold(written[1:]),), match.start(), tag=True))
        else:
            start = start if words else match.start()
            words.append(_fold(written))
        end = match.end()
    return [*made, Part(tuple(words), start)] if words else made


def labels(text: str, phrases: Sequence[str]) -> Iterator[Found]:
    """Find the phrases that stand as labels, in the order of the text.

    Examples
    --------
    >>> [found.text for found in labels("Ad for us. I saw an ad.", ["ad"])]
    ['Ad']
    """
    for number, part in enumerate(parts(text)):
        for phrase in phrases:
            words = _words(phrase)
            if part.tag and part.words[0] == "".join(words):
                yield Found(f"#{part.words[0]}", number, part.start)
            elif not part.tag and _labels(part.words, words):
                yield Found(phrase.capitalize(), number, part.start)


def said(text: str, phrases: Sequence[str]) -> Iterator[Found]:
    """Find the phrases wherever they stand, unless they are denied.

    Examples
    --------
    >>> [found.text for found in said("They sent me the flour for free.", ["sent me … free"])]
    ['sent me … free']
    """
    for number, part in enumerate(parts(text)):
        for phrase in phrases:
            words = _words(phrase)
            tagged = part.tag and part.words[0] == "".join(words)
            at = next((i for i in range(len(part.words)) if _here(part.words, i, words)), None)
            if tagged or (at is not None and not _denied(part.words[:at])):
                yield Found(phrase, number, part.start)


def _labels(part: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    length = len(phrase)
    if part[:length] == phrase:
        return len(part) == length or part[length] in _WITH or part[length][0] == AT
    if part[0] not in _THIS:
        return False
    for at in range(2, len(part) - length + 1):
        before = part[:at]
        if part[at : at + length] == phrase and _IS & set(before):
            return not _denied(before)
    return False


def _here(part: tuple[str, ...], at: int, phrase: tuple[str, ...]) -> bool:
    """Say whether a phrase begins at a word; a gap in it takes up to five."""
    if not phrase:
        return True
    if phrase[0] == GAP:
        reach = range(at, min(at + LONGEST_GAP, len(part)) + 1)
        return any(_here(part, i, phrase[1:]) for i in reach)
    return at < len(part) and part[at] == phrase[0] and _here(part, at + 1, phrase[1:])


def _denied(before: tuple[str, ...]) -> bool:
    return bool(_NOT & set(before))


def _words(phrase: str) -> tuple[str, ...]:
    written = re.findall(rf"[^\W_]+|{GAP}", phrase)
    return tuple(word if word == GAP else _fold(word) for word in written)


def _cut(between: str) -> bool:
    return bool(_CUT.search(between)) or any(unicodedata.category(c) == "So" for c in between)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
