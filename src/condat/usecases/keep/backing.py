"""A backup of a whole workspace in one file: its tables, and what the team wrote."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from condat.core.errors import InputError
from condat.core.settings import FILE
from condat.core.words import mark
from condat.corpus import backup as archives
from condat.corpus.backup import Backup
from condat.usecases.desk import Desk, write_whole
from condat.usecases.keep.forgetting import redact
from condat.usecases.keep.written import ENDINGS, written_files

CORPUS = "corpus.tar"


@dataclass(frozen=True)
class Kept:
    """What a backup holds."""

    corpus: Backup
    files: tuple[str, ...]


def backup(desk: Desk, archive: Path) -> Kept:
    """Write the workspace to one file, seen whole or not at all, and verified."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    unfinished = archive.with_name(f".{archive.name}")
    names = [str(path.relative_to(desk.root)) for path in written_files(desk.root)]
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        inner = Path(folder) / CORPUS
        made = archives.backup(desk.corpus, inner)
        with tarfile.open(unfinished, "w") as tar:
            tar.add(inner, CORPUS)
            for name in names:
                tar.add(desk.root / name, name)
    unfinished.replace(archive)
    return Kept(made, tuple(names))


def restore(archive: Path, root: Path, *, also: bytes | None = None) -> Kept:
    """Put a backup into an empty folder; people erased before it was made stay erased.

    Parameters
    ----------
    also : bytes, optional
        A list of suppression kept elsewhere: who is on it is erased from what is restored.

    Raises
    ------
    InputError
        When the folder is a workspace already, or the file is no backup or is damaged.
    """
    if (root / FILE).exists():
        raise InputError(mark("{folder} is a workspace already; nothing was changed."), folder=root)
    with _opened(archive) as tar, tempfile.TemporaryDirectory() as folder:
        inner = Path(folder) / CORPUS
        inner.write_bytes(_bytes(tar, CORPUS, archive))
        made = archives.verify(inner)
        names = tuple(name for name in tar.getnames() if name != CORPUS)
        for name in names:
            write_whole(_inside(root, name, archive), _bytes(tar, name, archive).decode())
        desk = Desk.open(root)
        archives.restore(inner, desk.place, desk.settings.store, also=also)
        redact(desk)
    return Kept(made, names)


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive) as tar:
            yield tar
    except FileNotFoundError:
        raise InputError(mark("is not there."), file=str(archive)) from None
    except tarfile.TarError:
        raise InputError(mark("is no backup, or it is cut short."), file=str(archive)) from None


def _bytes(tar: tarfile.TarFile, name: str, archive: Path) -> bytes:
    try:
        file = tar.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        told = mark("is no backup of a workspace: it has no {name}.")
        raise InputError(told, name=name, file=str(archive))
    return file.read()


def _inside(root: Path, name: str, archive: Path) -> Path:
    """Return where a file goes; a name that leads elsewhere is refused."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or path.suffix not in ENDINGS:
        told = mark("holds {name}, which no backup holds.")
        raise InputError(told, name=name, file=str(archive))
    return path
