"""Run every benchmark, print its rows and keep them in ``build/bench.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.apart import apart

NAMES = (
    "ingest",
    "language",
    "keyphrases",
    "topics",
    "senses",
    "ranking",
    "coverage",
    "whole_job",
    "search",
    "pages",
)


def main(chosen: tuple[str, ...]) -> None:
    results = {}
    for name in chosen:
        print(f"== {name}", flush=True)
        results[name] = apart(name)
        for row in results[name]:
            print(
                "  " + "  ".join(f"{key}: {_shown(value)}" for key, value in row.items()),
                flush=True,
            )
    out = Path("build/bench.json")
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(results, indent=2), "utf-8")


def _shown(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or NAMES)
