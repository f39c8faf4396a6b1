"""What a list says otherwise than the graph, one thing at a time: what it is, and whom and where it opens or closes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.merge import complete
from vendorgraph.exchange.outcomes import Told, Wanted, merged
from vendorgraph.exchange.reach import PARTS
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.statement import Statement
from vendorgraph.model.ids import slug
from vendorgraph.model.places import UNKNOWN
from vendorgraph.model.record import Delta, Document, Record

Row = dict[str, Any]
Both = tuple[list[str], list[str]]  # before, after
#: The kind of difference that gains or loses a flow as a whole.
_WHOLE = {"gained": "added", "lost": "removed"}


@dataclass(slots=True)
class Difference:
    """One thing that the list says otherwise: `flow` is the recorded flow, or the one that would be.

    `rows` are the rows that say it, `recipient` the processing that the flow leads to.
    """

    kind: str  # added, removed or changed
    party: str
    flow: str
    recipient: str
    rows: tuple[Wanted, ...] = ()
    places: Both | None = None
    purposes: Both | None = None
    status: tuple[str, str] | None = None
    reach: Row = field(default_factory=lambda: {"opens": [], "closes": []})

    def as_json(self, snapshot: Snapshot) -> Row:
        """The difference as REST and `--json` answer it."""
        first = self.rows[0] if self.rows else None
        found: Row = {
            "party": self.party,
            "name": snapshot.records["party"][self.party].document["name"],
            "flow": self.flow,
            "row": first and first.row.number,
            "words": first and first.words,
        }
        for name in ("places", "purposes", "status"):
            both = getattr(self, name)
            found[name] = None if both is None else {"before": both[0], "after": both[1]}
        return found | {"reach": self.reach}

    def told(self) -> Iterable[Told]:
        """What became of its rows."""
        return (one.told for one in self.rows)

    def tell(self, sources: Iterable[Row]) -> None:
        """Take from the effects of all differences, per source, the reach that this one opens and closes."""
        for source in sources:
            for part in PARTS:
                for side, name in (("gained", "opens"), ("lost", "closes")):
                    for row in source[part][side]:
                        if self._brings(part, side, row):
                            self.reach[name].append({"source": source["source"], "what": part, **row})

    def _brings(self, part: str, side: str, row: Row) -> bool:
        """Whether this difference brings or takes a fact: it lies on the fact's way, or says as much by itself."""
        if self.flow in row["by"]:
            return True
        if part in ("recipients", "places") and row["processing"] != self.recipient:
            return False
        if part == "recipients":
            return self.kind == _WHOLE[side]
        if part == "categories" or self.places is None:
            return False
        before, after = self.places
        return row["country"] in (set(after) - set(before) if side == "gained" else set(before) - set(after))


def differences(
    sender: str,
    wanted: Sequence[Wanted],
    standing: Mapping[str, list[Document]],
    may_be: Container[str],
    after: After,
) -> Iterable[Difference]:
    """What differs; a flow without a row is not removed while an unsure row may be its own."""
    by_party: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        by_party[one.party].append(one)
    for party in [*by_party, *(party for party in standing if party not in by_party)]:
        rows, flows = merged(by_party.get(party, ())), list(standing.get(party, []))
        for said, flow in _paired([row for row, _ in rows], flows):
            repeats = next((more for row, more in rows if row is said), [])
            if said is None and flow is not None:
                if party in may_be:
                    continue
                yield after.end(party, flow)
            elif said is not None and flow is None:
                yield after.add(sender, said, repeats)
            elif said is not None and flow is not None:
                yield from after.change(said, repeats, flow)


def _paired(rows: Sequence[Wanted], flows: list[Document]) -> Iterable[tuple[Wanted | None, Document | None]]:
    """Rows with flows, the most alike first."""
    left, waiting = list(flows), list(rows)
    pairs: list[tuple[Wanted, Document]] = []
    scored = sorted(
        ((-_alike(one, flow), at, number) for at, one in enumerate(rows) for number, flow in enumerate(flows))
    )
    for _, at, number in scored:
        if rows[at] in waiting and flows[number] in left:
            pairs.append((rows[at], flows[number]))
            waiting.remove(rows[at])
            left.remove(flows[number])
    return [*pairs, *((one, None) for one in waiting), *((None, flow) for flow in left)]


def _alike(one: Wanted, flow: Document) -> int:
    """How much a row and a flow have in common: first their words, then purposes, then places and status."""
    places, recorded = (
        {place["place"] for place in placed} for placed in (one.facts["locations"], flow["locations"])
    )
    purposes = bool(set(one.facts["purposes"]) & set(flow["purposes"]))
    status = bool(one.facts.get("status", "active") == flow["status"])
    return 6 * _same_words(one, flow) + 3 * purposes + (places == recorded) + status


def _same_words(one: Wanted, flow: Document) -> bool:
    said = key(one.purpose)
    claims = [key(entry["claim"] or "") for entry in flow["evidence"] if entry["about"] == ""]
    return bool(said) and any(said in claim or (claim and claim in said) for claim in claims)


class After:
    """The graph as it would be if it said what the list says."""

    def __init__(self, snapshot: Snapshot, statement: Statement, day: dt.date) -> None:
        self._snapshot = snapshot
        self._statement = statement
        self._day = day.isoformat()
        self._delta = Delta(snapshot.revision + 1)

    def snapshot(self) -> Snapshot:
        """That graph."""
        return self._snapshot.with_delta(self._delta)

    def add(self, sender: str, one: Wanted, repeats: Iterable[Wanted]) -> Difference:
        """A row without a flow."""
        self._put("party", one.party, self._statement.parts["party"].get(one.party))
        processing = f"{one.party}:{slug(one.service or one.purpose)[:40].strip('-') or 'service'}"
        self._put(
            "processing",
            processing,
            {"id": processing, "party": one.party, "name": one.purpose or "Service", "capacity": "processor"},
        )
        flow = f"{sender}--{processing}~list-{one.row.number}"
        facts = {name: value for name, value in one.facts.items() if value not in (None, [], "")}
        self._put("flow", flow, {"id": flow, "from": sender, "to": processing, **facts})
        places = [place["place"] for place in one.facts["locations"]]
        purposes = list(one.facts["purposes"])
        rows = (one, *repeats)
        return Difference("added", one.party, flow, processing, rows, ([], places), ([], purposes))

    def end(self, party: str, flow: Document) -> Difference:
        """A flow without a row."""
        self._delta.deleted.setdefault("flow", set()).add(flow["id"])
        places = [place["place"] for place in flow["locations"]]
        purposes = list(flow["purposes"])
        return Difference("removed", party, flow["id"], flow["to"], (), (places, []), (purposes, []))

    def change(self, one: Wanted, repeats: Iterable[Wanted], flow: Document) -> Iterable[Difference]:
        """A flow whose row names other places, plainly another purpose, or use of what was planned (or the reverse)."""
        listed = [place["place"] for place in one.facts["locations"]]
        recorded = [place["place"] for place in flow["locations"]] or [UNKNOWN]
        says = any(row.row.places for row in (one, *repeats))
        places = (recorded, listed) if says and set(listed) != set(recorded) else None
        before, after = list(flow["purposes"]), list(one.facts["purposes"])
        other = bool(before and after) and set(before) != set(after) and not _same_words(one, flow)
        purposes = (before, after) if other else None
        said = one.facts.get("status", "active")
        status = (flow["status"], said) if said != flow["status"] else None
        if places is None and purposes is None and status is None:
            return
        document = dict(flow)
        if places:
            document["locations"] = [
                {"place": place["place"], "kind": place["kind"]} for place in one.facts["locations"]
            ]
        if purposes:
            document["purposes"] = after
        if status:
            document |= {"status": said, "valid_from": None if said == "active" else flow["valid_from"]}
        self._delta.changed.setdefault("flow", {})[flow["id"]] = Record(document, self._delta.revision)
        rows = (one, *repeats)
        yield Difference("changed", one.party, flow["id"], flow["to"], rows, places, purposes, status)

    def _put(self, kind: str, id_: str, part: Document | None) -> None:
        if part is not None and id_ not in self._snapshot.records[kind]:
            plain = {name: value for name, value in part.items() if name != "evidence"}
            self._delta.changed.setdefault(kind, {})[id_] = Record(
                complete(kind, plain), self._delta.revision
            )
