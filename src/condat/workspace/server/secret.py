"""The key that signs sessions and links: made once, readable by the server alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept_secret(path: Path) -> str:
    """Return the key of a file; the first who asks makes it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     kept_secret(Path(folder) / "key") == kept_secret(Path(folder) / "key")
    True
    """
    with suppress(FileExistsError):
        made = path.with_name(f".{path.name}.{os.getpid()}")
        file = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(file, secrets.token_urlsafe(50).encode())
        os.close(file)
        try:
            os.link(made, path)
        finally:
            made.unlink()
    return path.read_text("utf-8")
