"""Keyphrases against those that readers gave."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
from benchmarks.scorer import f1

from condat.plan.words.keyphrases import keyphrases

WIKINEWS = Path(__file__).parents[2] / "samples" / "keyphrases" / "wikinews_fr_30.jsonl"


def test_french_news_gets_the_phrases_that_readers_gave() -> None:
    rows = [json.loads(line) for line in WIKINEWS.read_text("utf-8").splitlines()]
    found = keyphrases(pa.array([row["text"] for row in rows]), "fr", top=10)
    lists: list[list[str]] = [[] for _ in rows]
    for text, phrase in zip(
        found["document"].to_pylist(), found["phrase"].to_pylist(), strict=True
    ):
        lists[text].append(phrase)
    truth = [row["keyphrases"] for row in rows]
    # yake: 0.155 and 0.242 under the same scorer.
    assert f1(lists, truth, "fr", 5) > 0.27
    assert f1(lists, truth, "fr", 10) > 0.36
