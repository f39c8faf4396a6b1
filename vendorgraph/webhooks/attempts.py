"""What becomes of a delivery after an attempt: delivered, to be tried again later, or dead."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from vendorgraph.webhooks.events import TEST
from vendorgraph.webhooks.transport import Reply

PENDING, DELIVERED, DEAD = STATES = ("pending", "delivered", "dead")
#: Seconds from one attempt to the next: ten attempts in about three days.
SCHEDULE = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
#: Up to how much of a wait is added by chance, so that retries do not come in waves.
JITTER = 0.2
#: Attempts that the log keeps of a delivery.
KEPT = 50
GONE = 410


def moment(at: dt.datetime) -> str:
    """A moment in UTC as it is kept, so that moments compare as text."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def after(
    delivery: Mapping[str, Any],
    reply: Reply | str,
    began: dt.datetime,
    ended: dt.datetime,
    chance: float,
) -> dict[str, Any]:
    """The properties that change by an attempt; `reply` is the answer, or why there was none.

    `chance` from 0 to 1 is the share of JITTER that the next wait gets.
    """
    error = reply if isinstance(reply, str) else _complaint(reply.status)
    attempt = {
        "at": moment(began),
        "status": None if isinstance(reply, str) else reply.status,
        "error": error,
        "milliseconds": max(0, round((ended - began).total_seconds() * 1000)),
    }
    tries = delivery["tries"] + 1
    changes = {
        "tries": tries,
        "attempts": json.dumps([*json.loads(delivery["attempts"]), attempt][-KEPT:], separators=(",", ":")),
        "next_at": None,
        "settled_at": moment(ended),
    }
    if error is None:
        return changes | {"state": DELIVERED}
    given_up = delivery["type"] == TEST or tries > len(SCHEDULE) or gone(reply)
    if given_up:
        return changes | {"state": DEAD}
    wait = SCHEDULE[tries - 1] * (1 + JITTER * chance)
    if isinstance(reply, Reply) and reply.retry_after is not None:
        wait = max(wait, reply.retry_after)
    return changes | {
        "state": PENDING,
        "next_at": moment(ended + dt.timedelta(seconds=wait)),
        "settled_at": None,
    }


def gone(reply: Reply | str) -> bool:
    """Whether the receiver says that it wants no more messages."""
    return isinstance(reply, Reply) and reply.status == GONE


def again(at: dt.datetime) -> dict[str, Any]:
    """The properties that make a delivery due now, with all its attempts to come."""
    return {"state": PENDING, "next_at": moment(at), "tries": 0, "settled_at": None}


def _complaint(status: int) -> str | None:
    """Why a status is no success; None for one of 200 to 299."""
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return f"the receiver answered {status}, a redirect; redirects are not followed"
    if status == GONE:
        return "the receiver answered 410: it wants no more messages"
    return f"the receiver answered {status}"
