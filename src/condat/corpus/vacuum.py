"""Remove what no kept version reads: old versions' files, and what killed writers left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from condat.corpus import derived
from condat.corpus.place import Place
from condat.corpus.schema import TABLES
from condat.corpus.transaction import table_files
from condat.corpus.versions import Version, Versions


def vacuum(place: Place, *, keep: Collection[int], before: datetime) -> int:
    """Keep the latest version, those named and those not older; return how many files went.

    Only with the corpus lock held alone: beside a writer it would take the writer's new files.
    """
    versions = Versions(place)
    seen = versions.load()
    kept = tuple(v for v in seen.versions if v.number in keep or v.at >= before or v is seen.latest)
    if kept != seen.versions:
        versions.replace(seen, kept)
    gone = sum(_table(place, name, kept) for name in TABLES)
    gone += _results(place, {version.number for version in kept})
    return gone + versions.vacuum()


def leftovers(place: Place, latest: Version) -> list[str]:
    """Name the tables and folders that hold what a killed writer or erasure left."""
    found = [n for n in place.names("") if n.startswith("g") and n != f"g{latest.generation}"]
    for name in place.names(f"g{latest.generation}"):
        delta = table_files(place, latest.generation, TABLES[name])
        if name not in latest.tables or delta.current() != delta.files(latest.tables[name]):
            found.append(f"g{latest.generation}/{name}")
    return found


def _table(place: Place, name: str, kept: tuple[Version, ...]) -> int:
    latest = kept[-1]
    delta = table_files(place, latest.generation, TABLES[name])
    wanted = {v.tables[name] for v in kept if v.erased_at is None and name in v.tables}
    if not wanted:
        files = place.all_files(delta.name)
        place.remove(delta.name)
        return len(files)
    if name in latest.tables:  # a killed writer may have left the head beyond it
        delta.commit(delta.files(latest.tables[name]))
    return len(delta.vacuum(sorted(wanted)))


def _results(place: Place, kept: set[int]) -> int:
    """Remove results of versions that are gone, and what was half written."""
    gone = [n for n in place.names(derived.FOLDER) if n.removeprefix("v") not in map(str, kept)]
    for name in gone:
        place.remove(f"{derived.FOLDER}/{name}")
    half = [name for name in place.all_files("") if name.endswith(".tmp")]
    for name in half:
        place.remove(name)
    return len(gone) + len(half)
