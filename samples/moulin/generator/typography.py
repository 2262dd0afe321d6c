"""How a careful French hand sets a text, and how a hurried one types it."""

from __future__ import annotations

import random
import re
import unicodedata

NARROW, WIDE = "\u202f", "\u00a0"
_SHORT = {
    "beaucoup": "bcp",
    "quand": "qd",
    "toujours": "tjs",
    "parce que": "pcq",
    "s'il vous plaît": "svp",
    "aujourd'hui": "ajd",
    "pour": "pr",
}


def careful(text: str) -> str:
    """Set a French text: curly apostrophes, no-break spaces inside quotes and before ; : ! ?."""
    text = text.replace("'", "’").replace("...", "…")
    text = re.sub(r" ([;!?])", NARROW + r"\1", text)
    text = re.sub(r" (:|»|%|°C|€|kWh|kg|g\b)", WIDE + r"\1", text)
    text = re.sub(r"« ", "«" + WIDE, text)
    return re.sub(r"(\d) (\d{3})\b", rf"\1{NARROW}\2", text)


def hurried(text: str, rng: random.Random) -> str:
    """Type a French text on a telephone: no capital, lost accents, short words, no full stop."""
    if rng.random() < 0.7:
        text = text[:1].lower() + text[1:]
    for word, short in _SHORT.items():
        if rng.random() < 0.4:
            text = re.sub(rf"\b{word}\b", short, text)
    if rng.random() < 0.35:
        text = _plain(text)
    text = re.sub(r" ([!?])", lambda m: rng.choice(("", " ")) + m[1] * rng.choice((1, 1, 2)), text)
    return text.rstrip(".")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("œ", "oe"))
    return "".join(c for c in letters if not unicodedata.combining(c))
