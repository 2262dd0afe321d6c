"""What an authenticator application says."""

from __future__ import annotations

import base64
import hmac
import struct
import time

STEP = 30


def code(secret: str, steps: int = 0) -> str:
    """Say the code of now (RFC 6238), or of so many steps later."""
    counter = struct.pack(">Q", int(time.time()) // STEP + steps)
    told = hmac.digest(base64.b32decode(secret), counter, "sha1")
    number = struct.unpack_from(">I", told, told[-1] & 15)[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
