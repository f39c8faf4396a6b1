"""GraphML (http://graphml.graphdrawing.org/): processings as nodes, flows as edges, facts as attributes.

Several flows may join the same two processings; an edge's `id` keeps them apart. What is not recorded
is absent; `not stated` is a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.cells import printable
from vendorgraph.exchange.writing.flat import NOT_STATED
from vendorgraph.exchange.writing.scope import Scope

_GRAPH = {"as_of": "string", "revision": "int", "context": "string"}
_NODE = {
    "label": "string",
    "name": "string",
    "party": "string",
    "party_name": "string",
    "party_kind": "string",
    "named": "boolean",
    "own": "boolean",
    "established_in": "string",
    "capacity": "string",
    "role": "string",
    "source": "boolean",
}
_EDGE = {
    "status": "string",
    "basis": "string",
    "categories": "string",
    "categories_open": "boolean",
    "purposes": "string",
    "transform": "string",
    "places": "string",
    "mechanisms": "string",
    "transfer": "string",
    "transfer_by": "string",
    "conditions": "string",
    "contract": "string",
    "valid_from": "string",
    "valid_to": "string",
}
_KEYS = {"graph": _GRAPH, "node": _NODE, "edge": _EDGE}
_START = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def graphml(snapshot: Snapshot, asked: Asked) -> Iterator[bytes]:
    """The graph of what is asked, element by element. Raises Invalid for an unknown source or category."""
    return _elements(Scope.of(snapshot, asked))


def _elements(scope: Scope) -> Iterator[bytes]:
    keys = "".join(
        f'<key id="{where}_{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>\n'
        for where, names in _KEYS.items()
        for name, kind in names.items()
    )
    head = {
        "as_of": scope.view.day,
        "revision": scope.view.snapshot.revision,
        "context": scope.view.question.context.text(),
    }
    yield f'{_START}{keys}<graph id="vendorgraph" edgedefault="directed">\n{_data("graph", head)}'.encode()
    for id_ in scope.processings:
        yield f"<node id={_quoted(id_)}>{_data('node', _node(scope, id_))}</node>\n".encode()
    for edge in scope.flows:
        ends = f"source={_quoted(edge.sender)} target={_quoted(edge.recipient)}"
        yield f"<edge id={_quoted(edge.id)} {ends}>{_data('edge', _edge(scope, edge))}</edge>\n".encode()
    yield b"</graph>\n</graphml>\n"


def _node(scope: Scope, id_: str) -> dict[str, Any]:
    snapshot = scope.view.snapshot
    processing, party = snapshot.records["processing"][id_].document, snapshot.party_of(id_)
    return {
        "label": f"{party['name']}: {processing['name']}",
        "name": processing["name"],
        "party": party["id"],
        "party_name": party["name"],
        "party_kind": party["kind"],
        "named": party["named"],
        "own": party["own"],
        "established_in": party["established_in"],
        "capacity": processing["capacity"],
        "role": scope.role(id_),
        "source": id_ in scope.sources,
    }


def _edge(scope: Scope, edge: FlowEdge) -> dict[str, Any]:
    flow, found = edge.document, assessment(scope.view, edge)
    names = ("status", "basis", "categories_open", "transform", "contract", "valid_from", "valid_to")
    codes = flow["mechanisms"]
    return {
        **{name: flow[name] for name in names},
        "categories": _listed(flow["categories"]),
        "purposes": _listed(flow["purposes"]) or None,
        "places": _listed([f"{place} ({kind})" if kind else place for place, kind in edge.places]),
        "mechanisms": _listed(None if codes is None else [one["code"] for one in codes]),
        "transfer": found["status"],
        "transfer_by": found["by"],
        "conditions": _listed(flow["conditions"]) or None,
    }


def _listed(values: list[str] | None) -> str:
    return NOT_STATED if values is None else "; ".join(values)


def _data(where: str, values: Mapping[str, Any]) -> str:
    return "".join(
        f'<data key="{where}_{name}">{_text(value)}</data>'
        for name, value in values.items()
        if value is not None
    )


def _text(value: Any) -> str:
    return escape(printable(str(value).lower() if isinstance(value, bool) else str(value)))


def _quoted(text: str) -> str:
    return quoteattr(printable(text))
