"""Where a corpus is kept: a folder, or a prefix of an S3-compatible store; bytes in, bytes out."""

from __future__ import annotations

import os
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daft.io import IOConfig, S3Config
from pyarrow import fs

from condat.core.errors import SettingsError
from condat.core.ids import digest
from condat.core.settings import Store
from condat.core.words import mark

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


@dataclass(frozen=True)
class Place:
    """A root for files, as each library wants to hear of it.

    Attributes
    ----------
    uri : str
        ``/folder`` or ``s3://bucket/prefix``, without a slash at its end.
    root : str
        The same for ``files``.
    files : pyarrow.fs.FileSystem
    delta : dict
        Options of the Delta Lake library.
    engine : daft.io.IOConfig
    lock : pathlib.Path
        The file that the processes of this machine lock.

    Examples
    --------
    >>> place = open_place(tempfile.mkdtemp())
    >>> place.write("note.txt", b"hello")
    >>> place.read("note.txt"), place.names("")
    (b'hello', ['note.txt'])
    """

    uri: str
    root: str
    files: fs.FileSystem
    delta: dict[str, str]
    engine: IOConfig | None
    lock: Path

    @property
    def local(self) -> bool:
        """Whether this is a folder of this machine."""
        return self.engine is None

    def path(self, name: str) -> str:
        """Return the path of a name, for ``files``."""
        return f"{self.root}/{name}"

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all: a hidden name then a rename; on S3 one put."""
        target = self.path(name)
        hidden = f"{target}.{uuid.uuid4().hex}.tmp" if self.local else target
        self.make_folder(os.path.dirname(name))  # noqa: PTH120 - a name in a store, not a path
        with self.files.open_output_stream(hidden) as stream:
            stream.write(data)
        if hidden != target:
            self.files.move(hidden, target)

    def read(self, name: str) -> bytes | None:
        """Read a file; None when there is none."""
        try:
            with self.files.open_input_stream(self.path(name)) as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def names(self, folder: str) -> list[str]:
        """List the names directly inside a folder, sorted."""
        return sorted(info.base_name for info in self._inside(folder, recursive=False))

    def all_files(self, folder: str) -> list[str]:
        """List the files inside a folder at any depth, as names from the root, sorted."""
        inside = self._inside(folder, recursive=True)
        found = [info.path for info in inside if info.type == fs.FileType.File]
        return sorted(path[len(self.root) + 1 :] for path in found)

    def make_folder(self, name: str) -> None:
        """Make a folder and those above it (a store of objects needs none)."""
        if self.local:
            self.files.create_dir(self.path(name).rstrip("/"), recursive=True)

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it, if it is there."""
        info = self.files.get_file_info(self.path(name))
        if info.type == fs.FileType.Directory:
            self.files.delete_dir(self.path(name))
        elif info.type == fs.FileType.File:
            self.files.delete_file(self.path(name))

    def _inside(self, folder: str, *, recursive: bool) -> list[fs.FileInfo]:
        where = self.path(folder).rstrip("/")
        return self.files.get_file_info(
            fs.FileSelector(where, recursive=recursive, allow_not_found=True)
        )


def open_place(uri: str | Path, options: Store | None = None) -> Place:
    """Open the place that a URI names.

    Raises
    ------
    SettingsError
        When the URI is of S3 and the keys are not in the environment.
    """
    text = str(uri).rstrip("/")
    if text.startswith("s3://"):
        return _bucket(text, options or Store())
    root = str(Path(text.removeprefix("file://")).absolute())
    return Place(root, root, fs.LocalFileSystem(), {}, None, Path(root) / "lock")


def _bucket(uri: str, options: Store) -> Place:
    key, secret = (os.environ.get(name) for name in KEYS)
    if not key or not secret:
        raise SettingsError(mark("{uri} needs in the environment: {keys}."), uri=uri, keys=KEYS)
    plain = options.allow_http
    given: dict[str, Any] = {"endpoint_override": options.endpoint} if options.endpoint else {}
    files = fs.S3FileSystem(
        access_key=key,
        secret_key=secret,
        region=options.region,
        scheme="http" if plain else "https",
        **given,
    )
    delta = {
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_REGION": options.region,
        "AWS_ALLOW_HTTP": str(plain).lower(),
        "aws_conditional_put": "etag",
    }
    if options.endpoint:
        delta["AWS_ENDPOINT_URL"] = options.endpoint
    engine = IOConfig(
        s3=S3Config(
            region_name=options.region,
            endpoint_url=options.endpoint,
            key_id=key,
            access_key=secret,
            use_ssl=not plain,
        )
    )
    lock = Path(tempfile.gettempdir()) / f"condat-{digest(uri, options.endpoint or '')}.lock"
    return Place(uri, uri.removeprefix("s3://"), files, delta, engine, lock)
