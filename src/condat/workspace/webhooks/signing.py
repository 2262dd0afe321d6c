"""Signatures as Standard Webhooks writes them: who holds the secret knows that it was us, and when.

Source: https://www.standardwebhooks.com, specification 1.0.0.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

BEGIN = "whsec_"


def new_secret() -> str:
    """Make a secret of 192 random bits."""
    return BEGIN + base64.b64encode(secrets.token_bytes(24)).decode()


def signature(secret: str, event: str, timestamp: int, body: bytes) -> str:
    """Sign a message with one secret.

    Examples
    --------
    >>> signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
    ...           1614265330, b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    key = base64.b64decode(secret.removeprefix(BEGIN))
    told = f"{event}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def headers(known: Sequence[str], event: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the headers of a message: id, time, a signature for each secret that is good now."""
    return {
        "content-type": "application/json",
        "webhook-id": event,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(s, event, timestamp, body) for s in known),
    }
