"""What people searched for: the export of a search console, and one page of results."""

from __future__ import annotations

import random
from pathlib import Path


def queries(path: Path, rng: random.Random) -> list[dict[str, object]]:
    """Give the rows of a French Search Console export of queries, most clicked first."""
    rows = []
    for line in _lines(path):
        query, shown, position = [part.strip() for part in line.split("|")]
        impressions = round(int(shown) * rng.uniform(0.93, 1.07))
        place = float(position)
        rate = 0.34 / place**1.12 * rng.uniform(0.8, 1.2)
        clicks = round(impressions * rate)
        rows.append(
            {
                "Requêtes les plus fréquentes": query,
                "Clics": clicks,
                "Impressions": impressions,
                "CTR": f"{100 * clicks / impressions:.2f}%".replace(".00%", "%"),
                "Position": f"{max(1, place * rng.uniform(0.97, 1.03)):.2f}",
            }
        )
    return sorted(
        rows, key=lambda row: (-int(str(row["Clics"])), str(row["Requêtes les plus fréquentes"]))
    )


def results(path: Path, query: str) -> list[dict[str, object]]:
    """Give the rows of a saved page of results, in their order."""
    found = [[part.strip() for part in line.split(" | ")] for line in _lines(path)]
    return [
        {"Requête": query, "Rang": rank, "Titre": title, "Extrait": snippet, "Adresse": address}
        for rank, (title, snippet, address) in enumerate(found, 1)
    ]


def _lines(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
