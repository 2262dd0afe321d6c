"""Senses: pseudowords must split, ordinary words must not.

The texts are those of the sample communities, on which no weight was fitted. The peer is what a
user of KeyBERT-like tools would do: k-means on sentence vectors of the passages, split where the
silhouette is better than that of nine in ten of the same ordinary words.

``python -m benchmarks.senses FOLDER`` fits the weights on other corpora: a JSON-lines file each,
named ``LANGUAGE-NAME.jsonl``, with ``url`` and ``content``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.pseudowords import COMMUNITY, USES, Item, judged, posts
from condat.plan.senses.yardstick import FALSE_SPLITS

SITES = {"react_blog": "en", "putaindecode": "fr", "codefor": "de"}
DRAWS = 9
RIDGE = 30.0


def run() -> list[dict[str, object]]:
    items = [
        item
        for site, language in SITES.items()
        for seed in range(DRAWS)
        for item in judged(site, posts(COMMUNITY / f"{site}.jsonl", language), language, seed)
    ]
    return [_row(items, "all", uses) for uses in USES] + [
        _row([item for item in items if item.corpus == site], site, uses)
        for site in SITES
        for uses in USES
    ]


def _row(items: Sequence[Item], name: str, uses: int) -> dict[str, object]:
    here = [item for item in items if item.uses == uses]
    two = [item for item in here if item.ari is not None]
    one = [item for item in here if item.ari is None]
    bound = np.quantile([i.silhouette for i in one], 1 - FALSE_SPLITS) if one else np.nan
    return {
        "corpus": name,
        "uses": uses,
        "pseudowords": len(two),
        "ordinary": len(one),
        "split": _mean([item.score > 0 for item in two]),
        "falsely split": _mean([item.score > 0 for item in one]),
        "ARI of those split": _mean([i.ari for i in two if i.score > 0]),
        "ARI": _mean([i.ari if i.score > 0 else 0.0 for i in two]),
        "peer split": _mean([item.silhouette > bound for item in two]),
        "peer ARI of those split": _mean([i.peer_ari for i in two if i.silhouette > bound]),
        "peer ARI": _mean([i.peer_ari if i.silhouette > bound else 0.0 for i in two]),
    }


def _mean(values: Sequence[float | bool | None]) -> float:
    known = [float(value) for value in values if value is not None]
    return float(np.mean(known)) if known else float("nan")


def fit(folder: Path) -> NDArray[np.float64]:
    """Fit the weights of the measures: logistic regression with a ridge, on these corpora."""
    items = []
    for path in sorted(folder.glob("*.jsonl")):
        language = path.name.split("-")[0]
        table = posts(path, language)
        items += [it for seed in (1, 2) for it in judged(path.stem, table, language, seed)]
        print(path.stem, len(items), flush=True)
    known = [item for item in items if np.isfinite(item.measured).all()]
    x = np.stack([item.measured for item in known])
    joined = np.array([item.ari is not None for item in known])
    return LogisticRegression(C=1 / RIDGE).fit(x, joined).coef_[0]


if __name__ == "__main__":
    print(fit(Path(sys.argv[1])).round(2).tolist())
