"""Mails that a server without a mail server keeps as files: they name nobody who was erased."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from condat.corpus.suppression import Suppression

BETWEEN = b"\n" + b"-" * 79 + b"\n"  # as Django writes them
NAMING = ("To", "Cc", "Subject", "From", "Reply-To")
READERS = ("To", "Cc")


def redact(folder: Path, listed: Suppression) -> int:
    """Rewrite the files of a folder; return how many changed.

    A mail to somebody who was erased goes, and so does one that names them and carries files;
    from others their name is cut.
    """
    changed = 0
    for path in sorted(folder.glob("*.log")):
        before = path.read_bytes()
        mails = [_without(one, listed) for one in before.split(BETWEEN) if one.strip()]
        after = b"".join(one + BETWEEN for one in mails if one)
        if after != before:
            changed += 1
            _rewrite(path, after)
    return changed


def _rewrite(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    if not content:
        path.unlink()


def _without(mail: bytes, listed: Suppression) -> bytes:
    """Return a mail without whoever was erased; nothing when it was theirs."""
    message = email.message_from_bytes(mail, policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy makes no other
    headers = {name: str(message[name]) for name in NAMING if message[name]}
    cut = {name: listed.redact(text) for name, text in headers.items()}
    texts = [one for one in message.walk() if one.get_content_maintype() == "text"]
    told = [(one, str(one.get_content())) for one in texts]
    changed = [(one, listed.redact(text)) for one, text in told if listed.redact(text) != text]
    if cut == headers and not changed:
        return mail
    if any(cut.get(name) != headers.get(name) for name in READERS) or any(
        True for _ in message.iter_attachments()
    ):
        return b""
    for name, text in cut.items():
        message.replace_header(name, text)
    for part, text in changed:
        part.set_content(text, subtype=part.get_content_subtype())
    return message.as_bytes()
