"""Recipients through the whole chain with their places and safeguards, and every transfer on the way.

Recipients to whom data will be disclosed (planned flows) stand beside those to whom they are (Art.
15(1)(c), 30(1)(d): "have been or will be disclosed").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.exchange.writing.facts import Row, contact, place, safeguards, term, terms
from vendorgraph.model.taxonomy import Terms


class _Announced(View):
    """What holds on the day or is announced to hold later: the start of a flow does not matter."""

    def active(self, edge: FlowEdge) -> bool:
        """Whether a flow is or will be active in the question's context."""
        if edge.document["valid_from"] is None or edge.document["valid_from"] <= self.day:
            return View.active(self, edge)
        started = replace(edge, document={**edge.document, "valid_from": None})
        return View.active(self, started)


def _something_coming(snapshot: Snapshot, day: str) -> bool:
    """Whether any flow is announced or begins after a day."""

    def found() -> bool:
        documents = (edge.document for edge in snapshot.flows.values())
        return any(flow["status"] == "planned" or (flow["valid_from"] or "") > day for flow in documents)

    return snapshot.memory.get(("something coming", day), found)


class Chain:
    """Everything that leaves one processing, on the day and as announced."""

    def __init__(
        self,
        snapshot: Snapshot,
        question: Question,
        source: str,
        wanted: Terms,
        known: dict[str, Row] | None = None,
    ) -> None:
        """`known` are the safeguards of flows that other chains of the same question have worked out."""
        self.snapshot = snapshot
        self.source = source
        self._known: dict[str, Row] = {} if known is None else known
        self._now = Exposure(View.of(snapshot, question), source, wanted)
        self._later = self._now
        if _something_coming(snapshot, self._now.view.day):
            announced = _Announced.of(snapshot, replace(question, include_planned=True))
            self._later = Exposure(announced, source, wanted)

    def recipients(self, *, planned: bool = True, own: bool = False) -> list[Row]:
        """One row per recipient, ordered by hops and id; the source itself is none.

        With `own` only the safeguards of what the source itself sends stand in the rows.
        """
        now = self._now.possible.via
        rows = [self._recipient(self._now, id_, own) for id_ in now if id_ != self.source]
        rows += [
            {**self._recipient(self._later, id_, own), "planned": True}
            for id_ in (self._later.possible.via if planned else ())
            if id_ not in now and id_ != self.source
        ]
        return sorted(rows, key=lambda row: (row["hops"], row["processing"]["id"]))

    def _recipient(self, exposure: Exposure, id_: str, own: bool) -> Row:
        row = exposure.row(id_)
        bringing = exposure.bringing(id_)
        flows = [self.snapshot.flows[flow] for flow in row["via"]]
        return {
            "party": contact(self.snapshot.party_of(id_)),
            "processing": row["processing"],
            "role": row["role"],
            "hops": row["hops"],
            "certainty": row["certainty"],
            "planned": any(self._is_planned(edge) for edge in flows),
            "categories": {
                certainty: terms(self.snapshot, "category", ids)
                for certainty, ids in row["categories"].items()
            },
            "purposes": terms(
                self.snapshot, "purpose", (id_ for edge in bringing for id_ in edge.document["purposes"])
            ),
            "countries": [{**place(entry["country"]), "kinds": entry["kinds"]} for entry in row["countries"]],
            "transfer": row["transfer"],
            "safeguards": [
                self._safeguards(exposure.view, edge)
                for edge in bringing
                if not own or edge.sender == self.source
            ],
            "conditions": [self._condition(condition) for condition in row["conditions"]],
            "chain": [self._step(edge) for edge in flows],
            "via": row["via"],
        }

    def _safeguards(self, view: View, edge: FlowEdge) -> Row:
        if edge.id not in self._known:
            self._known[edge.id] = safeguards(view, edge)
        return self._known[edge.id]

    def _is_planned(self, edge: FlowEdge) -> bool:
        """Whether a flow does not hold yet on the day."""
        start = edge.document["valid_from"]
        return edge.document["status"] == "planned" or (start is not None and start > self._now.view.day)

    def _condition(self, id_: str) -> Row:
        found = self.snapshot.records["condition"][id_].document
        return {"id": id_, "name": found["name"] or id_}

    def _step(self, edge: FlowEdge) -> str:
        """Who hands the data on."""
        return str(self.snapshot.party_of(edge.sender)["name"])

    def transfers(self, *, own: bool = False) -> list[Row]:
        """Every flow on which something of the source's leaves for a place outside, or nobody knows where to.

        With `own` only those that the source itself sends.
        """
        now = {edge.id for edge in self._now.flows()}
        rows = []
        for edge in sorted(self._later.flows(), key=lambda edge: edge.id):
            if own and edge.sender != self.source:
                continue
            exposure = self._now if edge.id in now else self._later
            found = self._safeguards(exposure.view, edge)
            if found["status"] != "not_a_transfer":
                rows.append({**self._transfer(exposure, edge), **found})
        return sorted(rows, key=lambda row: (row["hops"], row["flow"]))

    def _transfer(self, exposure: Exposure, edge: FlowEdge) -> Row:
        stated, possible = exposure.leaving_stated(edge), exposure.leaving(edge)
        sets = exposure.sets(stated, possible)
        return {
            "exporter": contact(self.snapshot.party_of(edge.sender)),
            "importer": contact(self.snapshot.party_of(edge.recipient)),
            "onward": edge.sender != self.source,
            "hops": exposure.possible.hops.get(edge.sender, 0) + 1,
            "certainty": "stated" if stated else "possible",
            "planned": self._is_planned(edge),
            "categories": {
                certainty: [term(self.snapshot, "category", id_) for id_ in ids]
                for certainty, ids in sets.items()
            },
        }

    def flows(self) -> Iterable[FlowEdge]:
        """The flows of the chain on the day."""
        return self._now.flows()

    @property
    def exposure(self) -> Exposure:
        """The exposure on the day."""
        return self._now
