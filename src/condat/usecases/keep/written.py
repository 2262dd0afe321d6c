"""The files of a workspace that people and plans wrote, not what is made of tables or sent in."""

from __future__ import annotations

from pathlib import Path

ENDINGS = (".toml", ".json")
MADE = ("corpus", "reports", "index", "uploads")


def written_files(root: Path) -> list[Path]:
    """Return them in order, as paths below ``root``.

    Examples
    --------
    >>> import tempfile
    >>> written_files(Path(tempfile.mkdtemp()))
    []
    """
    found = (path for ending in ENDINGS for path in root.rglob(f"*{ending}"))
    return sorted(path for path in found if path.relative_to(root).parts[0] not in MADE)
