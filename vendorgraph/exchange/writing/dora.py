"""DORA register of information: providers, supply chains with their rank, and where contracts keep data.

Templates b_05.01, b_05.02 and b_02.02 of Implementing Regulation (EU) 2024/2956 as plain CSV, under the
columns' codes. What the inventory does not hold (functions, types of ICT service, costs) stays empty;
that nothing is stored is never concluded from a place of storage not being recorded.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from typing import Any

from vendorgraph.analysis.propagation import spread
from vendorgraph.analysis.question import View
from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.facts import Row
from vendorgraph.exchange.writing.scope import sources_of
from vendorgraph.exchange.writing.tables import Sheet, csv_parts
from vendorgraph.model import places
from vendorgraph.model.record import Document

_CODES = {
    "lei": "qx2000",
    "euid": "qx2002",
    "crn": "qx2003",
    "vat": "qx2004",
    "passport": "qx2005",
    "nin": "qx2006",
}
_PREFERRED = ("lei", "euid", "crn", "vat", "passport", "nin")
_NOT_APPLICABLE = "eba_GA:qx2007"  # for a country that belongs to a key and is not recorded
_OPEN = "9999-12-31"  # the end of what has none
_YES = "eba_BT:x28"
_PERSON = {"person": "eba_CT:x213"}
_LEGAL_PERSON = "eba_CT:x212"
TEMPLATES = ("b_02.02", "b_05.01", "b_05.02")
_COLUMNS = {"b_02.02": 18, "b_05.01": 12, "b_05.02": 7}
_MADE = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever the same is asked


class Chains:
    """What controllers hand to processors, and these to theirs: a link per flow with its rank."""

    def __init__(self, snapshot: Snapshot, asked: Asked) -> None:
        """From the sources asked, else from the inventory's own controllers. Raises Invalid."""
        self.snapshot = snapshot
        self.view = View.of(snapshot, asked.question)
        self.sources = sources_of(self.view, asked)
        self._processor = {
            id_
            for id_, found in snapshot.records["processing"].items()
            if found.document["capacity"] not in CONTROLLING
        }

    def direct(self) -> Iterator[FlowEdge]:
        """The flows to processors that the sources engage themselves: rank 1."""
        for source in self.sources:
            for edge in self.snapshot.flows_from.get(source, ()):
                if edge.recipient in self._processor and self.view.lets(edge):
                    yield edge

    def links(self) -> Iterator[tuple[FlowEdge, FlowEdge, int]]:
        """(the flow of rank 1, a flow down its chain, the rank of that flow's recipient), nearest first."""
        for first in self.direct():
            reach = spread(
                self.snapshot.flows_from, self._only(first), first.sender, self.snapshot.taxonomy.all
            )
            ranked = [
                (reach.hops.get(sender, 0) + 1, edge)
                for sender, held in reach.terms.items()
                for edge in self.snapshot.flows_from.get(sender, ())
                if held & self._only(first)(edge)
            ]
            for rank, edge in sorted(ranked, key=lambda found: (found[0], found[1].id)):
                yield first, edge, rank

    def _only(self, first: FlowEdge) -> Any:
        """What goes on when the source uses nobody but the recipient of `first`."""

        def lets(edge: FlowEdge) -> int:
            if edge.recipient not in self._processor or (edge.sender == first.sender and edge.id != first.id):
                return 0
            return self.view.lets(edge)

        return lets


def template(snapshot: Snapshot, asked: Asked, name: str) -> Sheet:
    """One template as a table. Raises Invalid for an unknown source."""
    chains = Chains(snapshot, asked)
    rows = {"b_02.02": _contracts, "b_05.01": _providers, "b_05.02": _supply}[name](chains)
    return Sheet(name, [f"c{number:03}0" for number in range(1, _COLUMNS[name] + 1)], rows)


def template_csv(snapshot: Snapshot, asked: Asked, name: str) -> Iterator[bytes]:
    """One template as CSV."""
    return csv_parts(template(snapshot, asked, name), mark=False)


def package(snapshot: Snapshot, asked: Asked) -> Iterator[bytes]:
    """The templates in one ZIP, as reports/b_05.02.csv."""
    parts = {name: template_csv(snapshot, asked, name) for name in TEMPLATES}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(f"reports/{name}.csv", _MADE), b"".join(content))
    yield out.getvalue()


def _code(party: Document) -> tuple[str, str]:
    """How a party is identified: its register number with the code of its kind, else its id with none."""
    held = dict(
        identifier.split(":", 1) for identifier in reversed(party["identifiers"]) if ":" in identifier
    )
    for scheme in _PREFERRED:
        if scheme in held:
            return held[scheme], f"eba_qCO:{_CODES[scheme]}"
    return str(party["id"]), ""


def _additional(party: Document) -> tuple[str, str]:
    """A second register number, where there is one."""
    first, _ = _code(party)
    others = [one for one in party["identifiers"] if ":" in one and one.split(":", 1)[1] != first]
    for scheme, _, number in (one.partition(":") for one in others):
        if scheme in _CODES:
            return number, f"eba_qCO:{_CODES[scheme]}"
    return "", ""


def _country(code: str | None) -> str:
    return f"eba_GA:{code}" if code and places.is_country(code) else _NOT_APPLICABLE


def _reference(edge: FlowEdge) -> str:
    """The contract's reference number; of a flow without a recorded contract, the flow's id stands in."""
    return str(edge.document["contract"] or edge.id)


def _providers(chains: Chains) -> Iterator[list[Any]]:
    """b_05.01: a row per provider anywhere in the chains."""
    snapshot = chains.snapshot
    found = {snapshot.party_of(edge.recipient)["id"] for _, edge, _ in chains.links()}
    for id_ in sorted(found):
        party = snapshot.document("party", id_)
        parent = _head(snapshot, party)
        name = party["legal_name"] or party["name"]
        seat = f"eba_GA:{party['established_in']}" if party["established_in"] else ""
        person = _PERSON.get(party["kind"], _LEGAL_PERSON)
        yield [
            *_code(party),
            *_additional(party),
            name,
            name if name.isascii() else "",
            person,
            seat,
            "",
            "",
            *(_code(parent) if parent else ("", "")),
        ]


def _head(snapshot: Snapshot, party: Document) -> Document | None:
    """The ultimate parent, none when the party has no parent on record."""
    seen, found = {party["id"]}, None
    while (above := party["member_of"]) not in (None, "none") and above not in seen:
        seen.add(above)
        party = found = snapshot.document("party", above)
    return found


def _supply(chains: Chains) -> Iterator[list[Any]]:
    """b_05.02: a row per link of a chain; of rank 1 the recipient is the institution, which is left out."""
    seen = set()
    for first, edge, rank in chains.links():
        provider = chains.snapshot.party_of(edge.recipient)
        served = ("", "") if rank == 1 else _code(chains.snapshot.party_of(edge.sender))
        row = [_reference(first), "", *_code(provider), rank, *served]
        if tuple(row) not in seen:
            seen.add(tuple(row))
            yield row


def _contracts(chains: Chains) -> Iterator[list[Any]]:
    """b_02.02: a row per contract and combination of where data rest and are processed."""
    seen = set()
    for edge in chains.direct():
        for row in _arrangement(chains.snapshot, edge):
            if tuple(row) not in seen:
                seen.add(tuple(row))
                yield row


def _arrangement(snapshot: Snapshot, edge: FlowEdge) -> Iterator[list[Any]]:
    flow: Row = edge.document
    contract: Row = snapshot.document("contract", flow["contract"]) if flow["contract"] else {}
    provider = snapshot.party_of(edge.recipient)
    stored = sorted({place for place, kind in edge.places if kind == "storage"})
    handled = sorted({place for place, kind in edge.places if kind in ("processing", "access", None)})
    start = contract.get("valid_from") or contract.get("signed_on") or flow["valid_from"]
    end = contract.get("valid_to") or flow["valid_to"] or _OPEN
    nowhere = [places.UNKNOWN]
    for rests, processed in itertools.product(stored or nowhere, handled or nowhere):
        yield [
            _reference(edge),
            _code(snapshot.party_of(edge.sender))[0],
            *_code(provider),
            "",
            "",
            start,
            end,
            *[""] * 4,
            _country(provider["established_in"]),
            _YES if stored else "",
            _country(rests),
            _country(processed),
            "",
            "",
        ]
