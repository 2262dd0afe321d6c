"""Language id beside lingua, in one run, on sentences and on their first four words.

The texts are sentences of the sample corpora: their language is that of the site (German: of posts
with umlauts, since that site also has English posts). The prior was chosen on other texts (the
translation pairs), so nothing here was tuned on. Lingua chooses among its three; we among 176.
"""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path

import pyarrow as pa
from lingua import Language, LanguageDetectorBuilder

from condat.language.identify import identify

COMMUNITY = Path(__file__).parents[1] / "samples" / "community" / "data"
SITES = {"putaindecode": "fr", "react_blog": "en", "codefor": "de"}
EACH = 2000
_NOISE = re.compile(r"```.*?```|<[^>]+>|https?://\S+|\]\([^)]*\)|[`*#_>\[\]!]", re.DOTALL)


def run() -> list[dict[str, object]]:
    sentences = [pair for site, language in SITES.items() for pair in _sentences(site, language)]
    starts = [(language, " ".join(text.split()[:4])) for language, text in sentences]
    return [_row("sentences", sentences), _row("four words", starts)]


def _row(name: str, pairs: list[tuple[str, str]]) -> dict[str, object]:
    truth, texts = [p[0] for p in pairs], [p[1] for p in pairs]
    three = (Language.FRENCH, Language.ENGLISH, Language.GERMAN)
    peer = LanguageDetectorBuilder.from_languages(*three).with_preloaded_language_models().build()
    identify(pa.array(texts[:10]))
    start = time.perf_counter()
    ours = identify(pa.array(texts)).to_pylist()
    middle = time.perf_counter()
    theirs = [peer.detect_language_of(text) for text in texts]
    end = time.perf_counter()
    named = [found.iso_code_639_1.name.lower() if found else "" for found in theirs]
    return {
        "texts": name,
        "accuracy": _share(ours, truth),
        "lingua accuracy": _share(named, truth),
        "texts/s": len(texts) / (middle - start),
        "lingua texts/s": len(texts) / (end - middle),
        "ratio": (end - middle) / (middle - start),
    }


def _share(found: list[str], truth: list[str]) -> float:
    return sum(a == b for a, b in zip(found, truth, strict=True)) / len(truth)


def _sentences(site: str, language: str) -> list[tuple[str, str]]:
    found = []
    for line in (COMMUNITY / f"{site}.jsonl").read_text("utf-8").strip().split("\n"):
        text = _NOISE.sub(" ", json.loads(line)["content"])
        if language == "de" and len(re.findall("[äöüß]", text)) < 0.005 * len(text):
            continue
        parts = (" ".join(part.split()) for part in re.split(r"(?<=[.!?])\s+|\n\n", text))
        found += [(language, part) for part in parts if 40 <= len(part) <= 200]
    return random.Random(0).sample(found, min(EACH, len(found)))  # noqa: S311 - a sample
