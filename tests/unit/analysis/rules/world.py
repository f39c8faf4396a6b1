"""Small inventories for the rules: what a flow names and nobody declares is made up around it.

`shop`, `clinic` and `partner` are controllers, every other party is a processor; all sit in France,
with address and contact, so that a case shows one gap and no other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.findings import findings_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.model.record import Record
from vendorgraph.model.validation import load_document

Item = dict[str, Any]
Document = tuple[str, dict[str, Any]]

DAY = "2026-11-22"
CONTROLLERS = ("shop", "clinic", "partner")


def party(id_: str, **given: Any) -> Document:
    complete = {
        "name": id_.capitalize(),
        "established_in": "FR",
        "address": "1 Main Street",
        "contact": "a@b.example",
    }
    return "party", {"id": id_, **complete, **given}


def processing(id_: str, capacity: str | None = None, **given: Any) -> Document:
    owner = id_.split(":")[0]
    assessed = capacity or ("controller" if owner in CONTROLLERS else "processor")
    return "processing", {"id": id_, "party": owner, "name": id_.split(":")[1], "capacity": assessed, **given}


def flow(from_: str, to: str, id_: str | None = None, **given: Any) -> Document:
    return "flow", {
        "id": id_ or f"{from_}--{to}",
        "from": from_,
        "to": to,
        "categories": ["user.name"],
        **given,
    }


def contract(id_: str = "dpa", **given: Any) -> Document:
    return "contract", {"id": id_, "kind": "processing_agreement", **given}


def commitment(kind: str, party_: str = "shop", id_: str | None = None, **given: Any) -> Document:
    return "commitment", {
        "id": id_ or f"{party_}-{kind}".replace("_", "-"),
        "party": party_,
        "kind": kind,
        **given,
    }


def document(id_: str, type_: str = "policy", **given: Any) -> Document:
    return "document", {"id": id_, "type": type_, **given}


def said(document_: str, lines: str = "1", about: str = "", **given: Any) -> dict[str, Any]:
    return {"document": document_, "lines": lines, "about": about, "claim": "It says so", **given}


def at(*where: str, kind: str = "storage") -> list[dict[str, str]]:
    return [{"place": place, "kind": kind} for place in where]


def snapshot(*documents: Document) -> Snapshot:
    """A snapshot of the documents, with the parties and processings that they take for granted."""
    records: dict[str, dict[str, Record]] = {}

    def add(kind: str, raw: dict[str, Any]) -> None:
        loaded = load_document(kind, raw)
        records.setdefault(kind, {})[loaded["id"]] = Record(loaded)

    for kind, raw in documents:
        add(kind, raw)
    ends = [end for kind, raw in documents if kind == "flow" for end in (raw["from"], raw["to"])]
    for end in ends:
        if end not in records.get("processing", {}):
            add(*processing(end))
    owners = [record.document["party"] for record in records.get("processing", {}).values()]
    owners += [raw["party"] for kind, raw in documents if kind in ("commitment", "review")]
    for owner in owners:
        if owner not in records.get("party", {}):
            add(*party(owner))
    return Snapshot.build(records, 1)


def findings(*documents: Document, on: str = DAY, planned: bool = False, **filters: Any) -> list[Item]:
    """All findings about the documents, with the filters of `/findings`."""
    question = Question(dt.date.fromisoformat(on), include_planned=planned)
    items: list[Item] = findings_answer(snapshot(*documents), question, **filters)["items"]
    return items


@dataclass(frozen=True)
class Case:
    """A rule with an inventory in which it finds exactly `count` things, and a near miss in which it finds none."""

    rule: str
    behaviour: str
    holds: tuple[Document, ...]
    near_miss: tuple[Document, ...]
    severity: str
    on: str = DAY
    near_miss_on: str = DAY
    count: int = 1
