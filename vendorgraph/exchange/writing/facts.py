"""Recorded facts in the shape in which every export tells them: who, which data, where, under which instrument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law import Assessment
from vendorgraph.model import places, vocabulary
from vendorgraph.model.record import Document

Row = dict[str, Any]

#: The only instrument for which Art. 30(1)(e) asks the safeguards to be documented.
LEGITIMATE_INTERESTS = "A49-1-2"


def term(snapshot: Snapshot, kind: str, id_: str) -> Row:
    """A category, purpose, subject or legal basis with the name by which people know it."""
    if kind in snapshot.records:
        record = snapshot.records[kind].get(id_)
        found: Mapping[str, Any] = record.document if record else {}
    else:
        found = vocabulary.shipped(kind).get(id_, {})
    row = {"id": id_, "name": found.get("name") or id_}
    if kind == "category":
        row["special_category"] = bool(found.get("special_category"))
        row["criminal"] = bool(found.get("criminal"))
    return row


def terms(snapshot: Snapshot, kind: str, ids: Iterable[str]) -> list[Row]:
    """Terms once each, in the order of their names."""
    found = [term(snapshot, kind, id_) for id_ in dict.fromkeys(ids)]
    return sorted(found, key=lambda row: (str(row["name"]), str(row["id"])))


def contact(party: Document) -> Row:
    """Name and contact details of a party; null = not recorded."""
    names = ("id", "name", "legal_name", "kind", "named", "established_in", "address", "contact")
    return {name: party[name] for name in names}


def officers(party: Document) -> Row:
    """A party with its representative (Art. 27) and data protection officer (Art. 37)."""
    return {**contact(party), "representative": party["representative"], "dpo": party["dpo"]}


def place(code: str) -> Row:
    """A country, region or `unknown` with its English name."""
    return {"place": code, "name": places.name(code)}


def evidence(snapshot: Snapshot, document: Document, *about: str) -> list[Row]:
    """Where a fact is written: the evidence of all of a resource and of the fields named."""
    found = []
    for entry in document.get("evidence", ()):
        if entry["about"] == "" or any(entry["about"].startswith(f"/{name}") for name in about):
            record = snapshot.records["document"].get(entry["document"])
            said = record.document if record else {}
            found.append(
                {
                    "document": entry["document"],
                    "title": said.get("title"),
                    "url": said.get("url"),
                    "lines": entry["lines"],
                    "claim": entry["claim"],
                }
            )
    return found


def instruments(document: Document) -> list[Row] | None:
    """The instruments recorded for a flow, in words; null = not stated, [] = established that there is none."""
    if document["mechanisms"] is None:
        return None
    return [{**instrument(entry["code"]), **entry} for entry in document["mechanisms"]]


def instrument(code: str) -> Row:
    """An instrument of a transfer by its code, with the name and the article people know it by."""
    found = vocabulary.shipped("mechanism").get(code, {})
    return {"code": code, "name": found.get("name") or code, "article": found.get("article")}


def contract(snapshot: Snapshot, document: Document) -> Row | None:
    """The contract that a flow stands under."""
    id_ = document["contract"]
    if id_ is None or id_ not in snapshot.records["contract"]:
        return None
    found = snapshot.records["contract"][id_].document
    names = ("id", "name", "kind", "signed_on", "authorisation", "notice_days", "assessment")
    return {name: found[name] for name in names} | {"evidence": evidence(snapshot, found)}


def safeguards(view: View, edge: FlowEdge) -> Row:
    """The transfer of one flow: what the law of the day says of it, and what documents its safeguards.

    `destinations` are the places outside; a place of which nothing is known counts as outside. `relied_on` is
    what covers any of them on the day, `instruments` what is recorded, whether it covers or not.
    """
    flow, snapshot = edge.document, view.snapshot
    found = assessment(view, edge)
    outside = [one for one in found["places"] if one["status"] != "not_a_transfer"]
    recorded = instruments(flow)
    relied = covering(found)
    derogation = LEGITIMATE_INTERESTS in {*(entry["code"] for entry in recorded or ()), *relied}
    return {
        "flow": edge.id,
        "status": found["status"],
        "reason": found["reason"],
        "destinations": [_destination(snapshot, one) for one in outside],
        "relied_on": [instrument(code) for code in relied],
        "instruments": recorded,
        "contract": contract(snapshot, flow),
        "documentation": evidence(snapshot, flow, "mechanisms", "locations"),
        "article_49_1_second_subparagraph": derogation,
    }


def covering(found: Assessment) -> list[str]:
    """The instruments that cover places of an assessed hop, those that decide before those that would too."""
    deciding = [one["by"] for one in found["places"] if one["by"]]
    return list(dict.fromkeys([*deciding, *(code for one in found["places"] for code in one["also"])]))


def _destination(snapshot: Snapshot, one: Mapping[str, Any]) -> Row:
    id_ = one["place"]
    if one["kind"] == "organisation":
        named = {"place": id_, "name": snapshot.records["party"][id_].document["name"]}
    else:
        named = place(id_)
    names = ("kind", "status", "reason", "by", "article", "fact", "source")
    return {**named, **{name: one[name] for name in names}}


def names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of terms or parties."""
    return [str(row["name"]) for row in rows]
