"""What a mail says, and the address that it leads to."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from email.message import EmailMessage

PATIENCE = 30.0


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """Return what a mail says, of one part or of several (Monday's has a form for eyes too)."""
    part = mail.get_body((kind,))
    return str(part.get_content()) if part else ""


def awaited_address(newest_first: Callable[[], Iterable[EmailMessage]], path: str) -> str:
    """Wait for a mail with an address of a kind: it leaves after the answer."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for mail in newest_first():
            if found := re.search(rf"http://\S+/{path}/\S+", text_of(mail)):
                return found[0]
        time.sleep(0.2)
    raise TimeoutError(path)
