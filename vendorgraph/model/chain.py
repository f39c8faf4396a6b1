"""The hash chain of the change log: what makes it whole, wherever its events were read from.

The hash of an event covers all its properties and the hash before it; what it changed is covered by
digests only, so that contents can be erased and the chain stays whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from vendorgraph.model.canonical import digest

#: The hash before the first event.
GENESIS = "0" * 64
#: The contents of an event that its digests cover.
CONTENTS = ("before", "after")


def event_hash(event: Mapping[str, Any]) -> str:
    """The hash of an event over all its other properties."""
    return digest({name: value for name, value in event.items() if name != "hash"})


def text_digest(text: str | None) -> str | None:
    """SHA-256 of a content's canonical text, None for no content."""
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()


def flaws(
    event: Mapping[str, Any], held: Mapping[str, str | None], last_seq: int, last_hash: str | None
) -> Iterator[str]:
    """What is broken at an event that should follow `last_seq` and `last_hash`, in sentences.

    `held` has the digest of each of CONTENTS that is still held beside the event.
    """
    seq = event["seq"]
    if seq != last_seq + 1:
        yield f"After change {last_seq} comes {seq}: events between them are missing."
    elif event.get("previous_hash") != last_hash:
        yield f"Change {seq} does not continue change {last_seq}."
    if event_hash(event) != event.get("hash"):
        yield f"Change {seq} was altered after it was written."
    for name in CONTENTS:
        found = held.get(name)
        if found is not None and found != event.get(f"{name}_digest"):
            yield f"What change {seq} holds as {name!r} was altered after it was written."
