"""Keyphrases beside yake, in one run: texts a second, and F1 under one scorer.

French: ``samples/keyphrases``. English: abstracts with their indexers' keyphrases (Hulth 2003,
"Inspec"), which may not be passed on: name a folder of its ``.abstr`` and ``.uncontr`` files in
CONDAT_INSPEC; without it only speed is measured in English, on the sample's blog. Weights were
chosen on Hulth's validation abstracts, with the French scores in view.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import yake

from benchmarks.scorer import f1
from condat.plan.words.keyphrases import keyphrases

SAMPLES = Path(__file__).parents[1] / "samples"
TOP, LEAST = 20, 400  # phrases a text; texts in a timing


def run() -> list[dict[str, object]]:
    rows = [_row("Wikinews-fr", "fr", *_wikinews())]
    texts, truth = _inspec() or _blog()
    return [*rows, _row("Inspec" if truth else "blog", "en", texts, truth)]


def _row(name: str, language: str, texts: list[str], truth: list[list[str]]) -> dict[str, object]:
    many = texts * -(-LEAST // len(texts))
    keyphrases(pa.array(texts), language)  # compile first
    peer = yake.KeywordExtractor(lan=language, n=3, top=TOP)
    ours, our_time = _timed(lambda: _ours(many, language))
    theirs, their_time = _timed(lambda: [[p for p, _ in peer.extract_keywords(t)] for t in texts])
    row: dict[str, object] = {
        "corpus": name,
        "texts/s": len(many) / our_time,
        "yake texts/s": len(texts) / their_time,
        "ratio": len(many) / our_time / (len(texts) / their_time),
    }
    for k in (5, 10) if truth else ():
        row[f"F1@{k}"] = f1(ours[: len(texts)], truth, language, k)
        row[f"yake F1@{k}"] = f1(theirs, truth, language, k)
    return row


def _ours(texts: list[str], language: str) -> list[list[str]]:
    found = keyphrases(pa.array(texts), language, top=TOP)
    lists: list[list[str]] = [[] for _ in texts]
    for text, phrase in zip(
        found["document"].to_pylist(), found["phrase"].to_pylist(), strict=True
    ):
        lists[text].append(phrase)
    return lists


def _timed(work: Callable[[], list[list[str]]]) -> tuple[list[list[str]], float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _wikinews() -> tuple[list[str], list[list[str]]]:
    path = SAMPLES / "keyphrases" / "wikinews_fr_30.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").strip().split("\n")]
    return [row["text"] for row in rows], [row["keyphrases"] for row in rows]


def _inspec() -> tuple[list[str], list[list[str]]] | None:
    folder = os.environ.get("CONDAT_INSPEC")
    if not folder:
        return None
    texts = sorted(Path(folder).glob("*.abstr"))
    keys = [path.with_suffix(".uncontr") for path in texts]
    return [" ".join(_read(p).split()) for p in texts], [_split(_read(p)) for p in keys]


def _read(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def _split(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split(";") if phrase.strip()]


def _blog() -> tuple[list[str], list[list[str]]]:
    path = SAMPLES / "community" / "data" / "react_blog.jsonl"
    rows = path.read_text("utf-8").strip().split("\n")
    return [json.loads(line)["content"] for line in rows], []
