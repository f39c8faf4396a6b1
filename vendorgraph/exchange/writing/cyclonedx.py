"""CycloneDX 1.6 (ECMA-424): processings as services, flows as their data, the chain as dependencies.

A chain may contain cycles, which services within services cannot say: so services stand side by side,
and `dependencies` name whom each hands data on to. What the format has no field for (where data are
processed, under which instrument, how certain it is) stands in `properties`, named `vendorgraph:…`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from vendorgraph import __version__
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.facts import Row, term
from vendorgraph.exchange.writing.flat import NOT_STATED
from vendorgraph.exchange.writing.scope import Scope

UNSTATED = "not-stated"  # the classification of data whose categories are not stated
_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"


def cyclonedx(snapshot: Snapshot, asked: Asked) -> Iterator[bytes]:
    """The document, a service at a time. Raises Invalid for an unknown source or category."""
    return _Document(Scope.of(snapshot, asked), asked).parts()


class _Document:
    def __init__(self, scope: Scope, asked: Asked) -> None:
        self.scope = scope
        self.snapshot = scope.view.snapshot
        said = (
            scope.view.day,
            self.snapshot.revision,
            asked.from_,
            asked.category,
            asked.question.context.text(),
        )
        self.serial = uuid5(NAMESPACE_URL, f"vendorgraph:{json.dumps(said)}")
        self.into: dict[str, list[FlowEdge]] = {}
        self.out_of: dict[str, list[FlowEdge]] = {}
        for edge in scope.flows:
            self.into.setdefault(edge.recipient, []).append(edge)
            self.out_of.setdefault(edge.sender, []).append(edge)

    def parts(self) -> Iterator[bytes]:
        """The text of the document in parts."""
        yield json.dumps(self._head(), ensure_ascii=False)[:-1].encode()
        yield b', "services": ['
        yield from _listed(self._service(id_) for id_ in self.scope.processings)
        yield b'], "dependencies": ['
        yield from _listed(
            {"ref": id_, "dependsOn": sorted({edge.recipient for edge in self.out_of.get(id_, ())} - {id_})}
            for id_ in self.scope.processings
        )
        yield b"]}\n"

    def _head(self) -> Row:
        view = self.scope.view
        properties = {
            "as-of": view.day,
            "revision": str(self.snapshot.revision),
            "context": view.question.context.text(),
        }
        tool = {"type": "application", "name": "vendorgraph", "version": __version__}
        return {
            "$schema": _SCHEMA,
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{self.serial}",
            "version": 1,
            "metadata": {
                "timestamp": f"{view.day}T00:00:00Z",
                "tools": {"components": [tool]},
                "properties": _properties(properties),
            },
        }

    def _service(self, id_: str) -> Row:
        processing, party = self.snapshot.records["processing"][id_].document, self.snapshot.party_of(id_)
        into = self.into.get(id_, [])
        purposes = dict.fromkeys(purpose for edge in into for purpose in edge.document["purposes"])
        service: Row = {
            "bom-ref": id_,
            "provider": _provider(party),
            "group": party["id"],
            "name": processing["name"],
            "x-trust-boundary": any(
                self.snapshot.party_of(edge.sender)["id"] != party["id"] for edge in into
            ),
            "data": [*self._data(into, "inbound"), *self._data(self.out_of.get(id_, []), "outbound")],
            "properties": [
                *_properties({"capacity": processing["capacity"], "role": self.scope.role(id_)}),
                *(entry for edge in into for entry in self._about(edge)),
            ],
        }
        if purposes:
            service["description"] = ", ".join(
                term(self.snapshot, "purpose", one)["name"] for one in purposes
            )
        return service

    def _data(self, edges: list[FlowEdge], direction: str) -> Iterator[Row]:
        """An entry per flow and category, as seen from the service."""
        for edge in edges:
            named, end = (
                (edge.sender, "source") if direction == "inbound" else (edge.recipient, "destination")
            )
            for category in edge.document["categories"] or [None]:
                name = NOT_STATED if category is None else term(self.snapshot, "category", category)["name"]
                entry = {"flow": direction, "classification": category or UNSTATED, "name": name}
                if text := edge.document["categories_text"]:
                    entry["description"] = text
                yield {**entry, end: [f"urn:cdx:{self.serial}/1#{named}"]}

    def _about(self, edge: FlowEdge) -> list[Row]:
        """What the format has no field for, of one flow that comes in."""
        flow, found = edge.document, assessment(self.scope.view, edge)
        entries: list[tuple[str, str | None]] = [
            (f"{kind}-country" if kind else "country", place) for place, kind in edge.places
        ]
        for one in flow["mechanisms"] or ():
            entries.append(
                ("mechanism", f"{one['code']} module {one['module']}" if one["module"] else one["code"])
            )
        if flow["mechanisms"] is None:
            entries.append(("mechanism", UNSTATED))
        entries += [
            ("transfer", found["status"]),
            ("transfer-by", found["by"]),
            ("flow", edge.id),
            ("flow-status", flow["status"]),
            ("flow-basis", flow["basis"]),
            ("transform", flow["transform"]),
            ("valid-from", flow["valid_from"]),
            *(("condition", condition) for condition in flow["conditions"]),
        ]
        return [
            {"name": f"vendorgraph:{edge.sender}:{name}", "value": str(value)}
            for name, value in entries
            if value
        ]


def _provider(party: Row) -> Row:
    """The organisation as the format knows it."""
    provider: Row = {"name": party["legal_name"] or party["name"]}
    if seat := party["established_in"]:
        provider["address"] = {"country": seat}
    if website := party["website"]:
        provider["url"] = [website]
    if contact := party["contact"]:
        provider["contact"] = [{"name": contact}]
    return provider


def _properties(values: dict[str, str]) -> list[Row]:
    return [{"name": f"vendorgraph:{name}", "value": value} for name, value in values.items() if value]


def _listed(entries: Iterator[Row]) -> Iterator[bytes]:
    between = ""
    for entry in entries:
        yield f"{between}\n{json.dumps(entry, ensure_ascii=False)}".encode("utf-8", "replace")
        between = ","
