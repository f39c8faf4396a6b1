"""The drafts as rows of a report, in the shape of an import's: which line, which words, what, and why."""

from __future__ import annotations

from typing import Any

from vendorgraph.exchange.policy_text.drafts import Drafts, Promise, Recipient


def report(drafts: Drafts) -> dict[str, Any]:
    """Counts and rows. Every draft is `unsure`: a person decides; what the text denies is `refused`.

    A row has `row` (the line that says most), `lines`, `words`, `outcome`, `what` (recipient, group, commitment or
    no recipient), `party`, `certainty`, `places`, `purposes` and `why` with the entries that led to it.
    """
    rows = [*map(_recipient, drafts.recipients), *map(_promise, drafts.promises)]
    refused = [
        {
            "row": unused.line,
            "lines": [unused.line],
            "words": unused.words,
            "outcome": "refused",
            "what": "no recipient",
            "party": None,
            "why": f"{unused.named_as} is named and not used ({unused.why})",
        }
        for unused in drafts.no_recipients
    ]
    return {
        "file": drafts.source,
        "format": "policy",
        "form": drafts.form,
        "language": drafts.language,
        "dated": drafts.dated,
        "speakers": list(drafts.speakers),
        "read": len(rows) + len(refused),
        "matched": 0,
        "new": 0,
        "unsure": len(rows),
        "refused": len(refused),
        "rows": sorted([*rows, *refused], key=lambda row: row["row"]),
        "warnings": list(drafts.warnings),
        "plan": None,
    }


def _recipient(recipient: Recipient) -> dict[str, Any]:
    return {
        "row": recipient.line,
        "lines": list(recipient.lines),
        "words": recipient.words,
        "outcome": "unsure",
        "what": "recipient" if recipient.named else "group",
        "party": recipient.party,
        "name": recipient.name,
        "named_as": recipient.named_as,
        "service": recipient.service,
        "known": recipient.vendor is not None,
        "status": recipient.status,
        "certainty": recipient.certainty,
        "places": [
            {
                "place": fact.value,
                "kind": fact.field.partition(":")[2] or None,
                "words": fact.words,
                "why": fact.entry,
            }
            for fact in recipient.facts
            if fact.field.startswith("place:")
        ],
        "purposes": list(recipient.values("purpose")),
        "categories": list(recipient.values("category")) or None,
        "legal_basis": recipient.value("legal_basis"),
        "role": recipient.value("role"),
        "seat": recipient.value("seat"),
        "mechanisms": list(recipient.values("mechanism")),
        "why": "; ".join([*recipient.why, *([recipient.note] if recipient.note else [])]),
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "row": promise.line,
        "lines": [promise.line],
        "words": promise.words,
        "outcome": "unsure",
        "what": "commitment",
        "party": None,
        "kind": promise.kind,
        "topic": promise.topic,
        "place": promise.place,
        "mechanism": promise.mechanism,
        "duration": promise.duration,
        "about": list(promise.about),
        "certainty": "stated",
        "why": "; ".join([*promise.why, *([promise.note] if promise.note else [])]),
    }
