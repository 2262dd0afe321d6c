"""Whether a post says that it is an ad, in words that count, where they are seen.

The rules are data (``create/deals/rules/disclosure.toml``). What cannot be read from a text
(whether a label stays on the screen, whether it is spoken) is asked, not assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from condat.core.words import Said, mark
from condat.create.deals.labels import Found, labels, parts, said
from condat.create.deals.rules import Disclosure, Images, rules

FOLD_CHARACTERS = 125  # what the narrowest of the large platforms shows before "more"
FOLD_LINES = 3
TAGS = 3  # as many hashtags in a row hide one among them
SHORT = 4  # letters: "sp", "spon", "pub" count where they stand alone

PROBLEMS = {
    "missing": mark("Nothing says that this is an ad. It takes: {words}."),
    "weak": mark("“{found}” does not count. It takes: {words}."),
    "late": mark("“{found}” comes too late: it has to stand before anything else."),
    "hidden": mark("“{found}” can be missed: it stands after the fold or among hashtags."),
    "unnamed": mark("The advertiser is not named: {advertiser}."),
    "images": mark("Nothing says what was done to the images. It takes: {words}."),
}
ASKS = {
    "video": mark("Is it on the screen for as long as the promotion lasts?"),
    "audio": mark("Is it spoken, before the promotion begins?"),
    "image": mark("Is it on the image itself, large enough to read?"),
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, why, and by which rule."""

    code: str
    said: Said
    rule: Disclosure | Images

    @property
    def verdict(self) -> str:
        """``missing``, ``weak``, ``misplaced``, ``unnamed`` or ``images``."""
        return "misplaced" if self.code in ("late", "hidden") else self.code


@dataclass(frozen=True)
class Checked:
    """What a text says of itself under one jurisdiction."""

    rule: Disclosure
    label: str
    problems: tuple[Problem, ...]
    asks: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """``fine``, or what is wrong first."""
        return self.problems[0].verdict if self.problems else "fine"


def check(
    text: str,
    jurisdiction: str,
    *,
    advertiser: Sequence[str] = (),
    images: str = "",
    form: str = "text",
) -> Checked:
    """Check a published text for its disclosure.

    Parameters
    ----------
    text : str
        As published, its hashtags included.
    jurisdiction : str
        Of the public addressed: ``FR``, ``DE``, ``UK`` or ``US``.
    advertiser : sequence of str
        Names under which the advertiser is known; when none is given, naming is not checked.
    images : str
        ``altered``, ``virtual``, or nothing where they are as the camera saw them.
    form : str
        ``text``, ``image``, ``video`` or ``audio``: what has to be asked besides.

    Returns
    -------
    Checked
        With the first problem first.

    Examples
    --------
    >>> check("#ad A weekend at the mill", "UK").verdict
    'fine'
    >>> check("A weekend at the mill #ad", "UK").verdict
    'misplaced'
    >>> check("#gifted A weekend at the mill", "UK").verdict
    'weak'
    """
    rule = next(r for r in rules() if isinstance(r, Disclosure) and r.jurisdiction == jurisdiction)
    found = _first(text, rule)
    problems = chain(
        _words(text, rule, found),
        _named(text, rule, advertiser),
        _shown(text, jurisdiction, images),
    )
    asks = (ASKS[form],) if form in ASKS else ()
    return Checked(rule, found.text if found else "", tuple(problems), asks)


def _first(text: str, rule: Disclosure) -> Found | None:
    """Return the label that counts; one that is well placed before one that is not."""
    counting = chain(labels(text, (*rule.words, *rule.equivalents)), said(text, rule.sentences))
    found = sorted(counting, key=lambda one: one.start)
    return min(found, key=lambda one: bool(_place(text, rule, one)), default=None)


def _words(text: str, rule: Disclosure, found: Found | None) -> Iterator[Problem]:
    wanted = [word.capitalize() for word in rule.words[:2]]
    if found is None:
        weak = next(_too_little(text, rule), None)
        code = "weak" if weak else "missing"
        told = {"words": wanted} | ({"found": weak.text} if weak else {})
        yield Problem(code, Said(PROBLEMS[code], told), rule)
    elif code := _place(text, rule, found):
        yield Problem(code, Said(PROBLEMS[code], {"found": found.text}), rule)


def _too_little(text: str, rule: Disclosure) -> Iterator[Found]:
    short = [phrase for phrase in rule.too_little if len(phrase) <= SHORT]
    longer = [phrase for phrase in rule.too_little if len(phrase) > SHORT]
    return chain(labels(text, short), said(text, longer))


def _place(text: str, rule: Disclosure, found: Found) -> str:
    """Say how a label is badly placed; nothing where it is well."""
    if rule.place == "start":
        return "late" if found.part > 0 else ""
    seen = found.start <= FOLD_CHARACTERS and text[: found.start].count("\n") < FOLD_LINES
    return "" if seen and not _among_tags(text, found) else "hidden"


def _among_tags(text: str, found: Found) -> bool:
    """Say whether a hashtag stands behind others in a row of at least three."""
    cut = parts(text)
    if not cut[found.part].tag or found.part == 0 or not cut[found.part - 1].tag:
        return False
    first = last = found.part
    while first and cut[first - 1].tag:
        first -= 1
    while last + 1 < len(cut) and cut[last + 1].tag:
        last += 1
    return last - first + 1 >= TAGS


def _named(text: str, rule: Disclosure, advertiser: Sequence[str]) -> Iterator[Problem]:
    known = [name for name in advertiser if name.strip()]
    if not rule.names_advertiser or not known:
        return
    if not any(_bare(name) in _bare(text) for name in known):
        yield Problem("unnamed", Said(PROBLEMS["unnamed"], {"advertiser": known[0]}), rule)


def _shown(text: str, jurisdiction: str, images: str) -> Iterator[Problem]:
    for rule in rules():
        if not isinstance(rule, Images) or (rule.jurisdiction, rule.images) != (
            jurisdiction,
            images,
        ):
            continue
        if next(said(text, rule.words), None) is None:
            told = {"words": [rule.words[0].capitalize()]}
            yield Problem("images", Said(PROBLEMS["images"], told), rule)


def _bare(text: str) -> str:
    return "".join(word for part in parts(re.sub(r"[#@]", " ", text)) for word in part.words)
