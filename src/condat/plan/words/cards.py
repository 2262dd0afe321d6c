"""Contact cards: bank details, numbers, addresses, opening hours. Nobody speaks of them.

They are known by what a machine could read in them (an IBAN, a number behind *Tel.*), never by the
words around it. A line that holds such a thing goes with it where it is short, and so does a block
of short lines, which is a card. A text that is nothing else is read as it stands, but for the
number itself. A postal address (a street, a number and a town behind its code) goes alone: it also
stands in what people tell (*Rendez-vous au 12, rue de la Meule, 49400 Saumur*).
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

SHORT = 15  # words: a longer line is a sentence
_IBAN = r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"
_BIC = r"\b(?:BIC|SWIFT)\b[^A-Za-z0-9\n]{1,3}[A-Z]{6}[A-Z0-9]{2,5}\b"
_PHONES = r"t[ée]l|t[ée]l[ée]phone|telefon|telephone|phone|mobile?|portable|handy|fax"
_PHONE = rf"\b(?i:{_PHONES})\b[.: ]{{1,4}}\+?[0-9(][0-9 ()./-]{{6,}}"
_OPEN = r"öffnungszeiten|sprechzeiten|horaires(?: d['’]ouverture)?|opening hours"
_HOURS = rf"\b(?i:{_OPEN}) ?:[^\n]{{0,40}}[0-9]"
_REGISTER = r"\b(?i:siret|siren|ust-?id(?:nr)?|rcs)\b[^\n]{0,12}[0-9]{3}"
_SIGNS = "|".join((_IBAN, _BIC, _PHONE, _HOURS, _REGISTER))
_WAYS = "rue|avenue|boulevard|place|chemin|allée|impasse|quai|route|faubourg|ruelle"
_NAMED = (
    r"[A-ZÄÖÜ][^\s0-9,;:]*(?: ?[Ss]tra(?:ß|ss)e| ?[Ss]tr\.|weg|platz|allee|gasse|ring|damm|ufer)"
)
_LYING = r"\b(?:Am|Im|Zum|Zur|Auf dem|An de[nr]|In de[nr]) [A-ZÄÖÜ][^\s0-9,;:]+"
_TOWN = r"[0-9]{5} [A-ZÀ-Ý][^\s,.;:!?<>()]*(?: [A-ZÀ-Ý][^\s,.;:!?<>()]*)*"
_ENDS = r"(?:,\s{1,2}| ?\n {0,4}| in | - | – )"  # between the street and the town
_STREETS = "Street|St|Road|Rd|Avenue|Ave|Lane|Square|Drive|Way"
_CODE = "[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}|[A-Z]{2} [0-9]{5}"
_PLACES = (
    rf"\b[0-9]{{1,4}}(?: ?bis| ?ter)?,? (?i:{_WAYS})\b[^\n]{{2,50}}?{_ENDS}(?:F-)?{_TOWN}",
    rf"(?:{_NAMED}|{_LYING}) [0-9]{{1,4}} ?[a-z]?(?:-[0-9]+)?{_ENDS}(?:D-)?{_TOWN}",
    rf"\b[0-9]{{1,4}} (?:[A-Z][a-z]+ ){{1,3}}(?:{_STREETS})\b[^\n]{{1,40}}?\b(?:{_CODE})\b",
)
_ADDRESSES = "|".join(_PLACES)
_SIGN, _ADDRESS = re.compile(_SIGNS), re.compile(_ADDRESSES)
_WORD = re.compile(r"[^\W\d_]{2,}")
_BLOCK = re.compile(r"\n\s*\n")


def spoken(texts: pa.Array) -> pa.Array:
    r"""Blank the contact cards of texts.

    Parameters
    ----------
    texts : string array
        Without nulls.

    Examples
    --------
    >>> card = "IBAN: DE97 2509 0500 0000 9205 50\nSparda Bank Hannover"
    >>> spoken(pa.array([f"Danke für Ihre Hilfe.\n\n{card}\n\nBis bald"])).to_pylist()
    ['Danke für Ihre Hilfe.\n\n\n\nBis bald']
    >>> spoken(pa.array(["Atelier levain samedi ! Tél. : 04 75 00 00 00 #levain"])).to_pylist()
    ['Atelier levain samedi ! \n\n#levain']
    >>> spoken(pa.array(["Kommt zum Treffen, Am Anger 6, 79194 Heuweiler, im Saal"])).to_pylist()
    ['Kommt zum Treffen, \n\n, im Saal']
    """
    held = pc.match_substring_regex(texts, f"{_SIGNS}|{_ADDRESSES}")
    if not pc.any(held).as_py():
        return texts
    bare = pa.array([_bare(text) for text in texts.filter(held).to_pylist()], texts.type)
    return pc.replace_with_mask(texts, held, bare)


def _bare(text: str) -> str:
    blocks = _BLOCK.split(_ADDRESS.sub("\n\n", text))
    lone = len(blocks) == 1
    return "\n\n".join("" if _card(block) and not lone else _lines(block, lone) for block in blocks)


def _card(block: str) -> bool:
    """Say whether a block is a card: short lines, one of which says that it is."""
    lines = block.splitlines()
    return all(_short(line) for line in lines) and bool(_SIGN.search(block))


def _lines(block: str, lone: bool) -> str:  # noqa: FBT001 - a fact of the text
    """Blank the short lines with such a thing; in a longer one, or a lone one, the thing alone."""
    lines = block.split("\n")
    lone = lone and len(lines) == 1
    return "\n".join(
        "" if _short(line) and not lone and _SIGN.search(line) else _SIGN.sub("\n\n", line)
        for line in lines
    )


def _short(line: str) -> bool:
    return len(_WORD.findall(line)) <= SHORT
