"""What one source stated so far, as the graph holds it, and what a new version of it makes of that.

A source is known by its slug. Its versions are documents with a day and a digest; its rows are flows. A
row that vanishes ends, a row that changes ends and begins anew as `id~day`. Of several versions of one
day the last wins: what the earlier ones of that day did is taken back first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict
from vendorgraph.exchange.merge import contributions_of
from vendorgraph.model.record import Document

ENDED = "/valid_to"
SUPERSEDED = ", superseded the same day"  # how the title of such a version ends
KINDS = ("document", "party", "processing", "flow")
Parts = dict[str, dict[str, Document]]  # kind -> id -> what the source states of it


@dataclass(slots=True)
class Standing:
    """What the source states now: its parts, the flows that stand, and what a version of `day` replaces."""

    parts: Parts
    open: dict[str, Document] = field(default_factory=dict)  # id -> the whole flow
    superseded: list[str] = field(default_factory=list)  # ids of documents
    day: str | None = None
    known: bool = False  # this very version was imported before
    replaced: bool = False  # and then another version of its day
    later: bool = False  # versions of later days were imported, too
    names: dict[str, str] = field(default_factory=dict)  # words under which it listed a party -> the party
    undone: bool = False


def held(snapshot: Snapshot, slug: str) -> Parts:
    """What the source `slug` contributes to the inventory."""
    return {
        kind: {
            id_: contributions_of(kind, record)[slug]
            for id_, record in snapshot.records[kind].items()
            if slug in record.managed_by
        }
        for kind in KINDS
    }


def standing(snapshot: Snapshot, slug: str, day: str | None, sha256: str, name: str) -> Standing:
    """What the source states before its version of `day` is read. Raises Conflict when a later one was."""
    parts = held(snapshot, slug)
    found = Standing(parts, day=day, names=dict(_names_used(snapshot, parts)))
    documents = parts["document"]
    same = [
        one for one in documents.values() if one.get("sha256") == sha256 and day in (None, one.get("dated"))
    ]
    if same:
        latest = max(same, key=lambda one: one.get("dated") or "")
        found.day = latest.get("dated")
        found.known, found.replaced = True, latest["title"].endswith(SUPERSEDED)
    later = max(
        (on for one in documents.values() if (on := one.get("dated")) and on > (found.day or "")),
        default=None,
    )
    if found.known:
        found.later = later is not None
        _reopen(found, snapshot)
        return found
    if day is not None:
        if later:
            raise Conflict(
                f"{name}: is of {day}, but the version of {later} was imported before; import the versions of a "
                "source in the order of their days"
            )
        _take_back(found, day)
    for id_, part in parts["flow"].items():
        if part.get("valid_to") is None:
            whole = dict(snapshot.records["flow"][id_].document)
            found.open[id_] = whole | {"valid_to": None}
    return found


def _reopen(found: Standing, snapshot: Snapshot) -> None:
    """Let the flows that hold on the day of a version that was imported before stand for it, as the source has them."""
    day = found.day or ""
    for id_, part in found.parts["flow"].items():
        whole = snapshot.records["flow"][id_].document
        if (whole["valid_from"] or "") <= day and (whole["valid_to"] is None or whole["valid_to"] > day):
            found.open[id_] = {**whole, **part, "valid_to": None}


def _take_back(found: Standing, day: str) -> None:
    """Undo what earlier versions of the same day did: flows that began end, flows that ended stand again."""
    documents = found.parts["document"]
    found.superseded = [id_ for id_, document in documents.items() if document.get("dated") == day]
    if not found.superseded:
        return
    flows = found.parts["flow"]
    began = [
        id_
        for id_, part in flows.items()
        if part.get("valid_from") == day and _rests_on(part, "", found.superseded)
    ]
    for id_ in began:
        del flows[id_]
    for id_, part in flows.items():
        if part.get("valid_to") == day and _rests_on(part, ENDED, found.superseded):
            kept = [entry for entry in part.get("evidence", []) if entry["about"] != ENDED]
            flows[id_] = {**{name: part[name] for name in part if name != "valid_to"}, "evidence": kept}
    found.undone = bool(began)


def _rests_on(part: Document, about: str, documents: list[str]) -> bool:
    return any(
        entry["about"] == about and entry["document"] in documents for entry in part.get("evidence", [])
    )


def ended(part: Document, day: str, document: str, lines: str | None) -> Document:
    """A flow's part with its end on a day, by a version that has its row no more."""
    said = evidence(document, lines, "The row no longer stands in this version", about=ENDED)
    return {**part, "valid_to": day, "evidence": [*part.get("evidence", []), said]}


def evidence(
    document: str, lines: str | None, claim: str | None, *, about: str = "", named_as: str | None = None
) -> dict[str, Any]:
    """An entry of evidence with every field."""
    return {"about": about, "document": document, "lines": lines, "claim": claim, "named_as": named_as}


def _names_used(snapshot: Snapshot, parts: Parts) -> Iterator[tuple[str, str]]:
    """(words, party) of every name under which the source listed a party before."""
    for id_, part in parts["flow"].items():
        recipient = (
            snapshot.records["flow"][id_].document["to"] if id_ in snapshot.records["flow"] else part["to"]
        )
        for entry in part.get("evidence", []):
            if entry.get("named_as"):
                yield entry["named_as"], recipient.partition(":")[0]
