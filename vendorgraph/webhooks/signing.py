"""Secrets of webhooks and the headers that sign a message: HMAC-SHA256 over id, moment and body."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from collections.abc import Iterable

from standardwebhooks import Webhook

PREFIX = "whsec_"
#: Bytes of a secret; the convention asks for 24 to 64.
LENGTH = 32


def new_secret() -> str:
    """A secret that nobody can guess, as whsec_ and base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def headers(event: str, at: dt.datetime, body: str, keys: Iterable[str]) -> dict[str, str]:
    """The headers of an attempt made at a moment (UTC), signed with every one of `keys`.

    With two keys a receiver that knows either accepts the message, so that a secret can be replaced
    without a gap.
    """
    return {
        "webhook-id": event,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(event, at, body) for key in keys),
    }
