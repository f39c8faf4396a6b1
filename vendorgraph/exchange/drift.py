"""A published list against what is recorded: vendors added, removed, or with another place or purpose.

Nothing is written. The list is a vendor's, or our own public page: what it has and the graph has not is
`added`, the other way round `removed`. Each difference carries the reach that it opens or closes: what
exposure would gain or lose if the graph said what the list says.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.question import Question, today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import planned
from vendorgraph.exchange.effects import effects
from vendorgraph.exchange.history import Standing
from vendorgraph.exchange.importing import Options, ReadFile, given_day, import_plan
from vendorgraph.exchange.merge import complete
from vendorgraph.exchange.outcomes import Wanted
from vendorgraph.exchange.reach import PARTS
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.statement import Statement
from vendorgraph.model.ids import slug
from vendorgraph.model.places import UNKNOWN
from vendorgraph.model.record import Delta, Document, Record

Row = dict[str, Any]
PUBLISHED = "published-list:service"  # the sender when two versions are compared without the graph


@dataclass(slots=True)
class Difference:
    """One thing that the list says otherwise: `flow` is the recorded flow, or the one that would be."""

    kind: str  # added, removed or changed
    party: str
    flow: str
    row: int | None = None
    words: str | None = None
    places: tuple[list[str], list[str]] | None = None  # before, after
    purposes: tuple[list[str], list[str]] | None = None
    reach: Row = field(default_factory=dict)

    def as_json(self, snapshot: Snapshot) -> Row:
        """The difference as REST and `--json` answer it."""
        found: Row = {
            "party": self.party,
            "name": snapshot.records["party"][self.party].document["name"],
            "flow": self.flow,
            "row": self.row,
            "words": self.words,
        }
        for name, both in (("places", self.places), ("purposes", self.purposes)):
            found[name] = None if both is None else {"before": both[0], "after": both[1]}
        return found | {"reach": self.reach}


def drift(snapshot: Snapshot, read: ReadFile, options: Options) -> Row:
    """What a list says otherwise than the graph on a day (`options.on`, else today).

    Raises Invalid when the sender is not recorded.
    """
    sender = options.sender or ""
    if sender not in snapshot.records["processing"]:
        raise Invalid(
            f"--as: there is no processing {sender!r}; name the one whose recipients the list names"
        )
    day = given_day(options) or today()
    statement = _matched(snapshot, read, options, sender)
    standing = _standing(snapshot, sender, day.isoformat())
    after = _After(snapshot, statement, day)
    unsure = [one for one in statement.told if one.outcome == "unsure"]
    may_be = {party for one in unsure for party in one.may_be}
    found = list(_differences(sender, statement.wanted, standing, may_be, after))
    changed = after.snapshot()
    told = effects(snapshot, changed, Question(day))
    for one in found:
        one.reach = _reach(told, one)
    refused = [row.as_json() for row in statement.told if row.outcome == "refused"]
    by_kind = {
        kind: [one.as_json(changed) for one in found if one.kind == kind]
        for kind in ("added", "removed", "changed")
    }
    return {
        "file": read.source.name,
        "sender": sender,
        "on": day.isoformat(),
        "read": len(statement.told),
        "same": len(statement.wanted) - len(by_kind["added"]) - len(by_kind["changed"]),
        **by_kind,
        "unsure": [row.as_json() for row in unsure],
        "refused": refused,
        "different": bool(found or unsure),
        "transfers": told["transfers"],
        "warnings": [*read.warnings, *statement.warnings],
    }


def compare_versions(old: ReadFile, new: ReadFile, options: Options) -> Row:
    """What the newer of two published versions says otherwise than the older, without a graph."""
    empty = Snapshot.build({})
    first = Options(PUBLISHED, None, "published-list", options.format, options.mapping, options.accept)
    plan, _ = import_plan(empty, old, first)
    stood = planned(empty, [plan.file])[1]
    sender = {
        **stood.document("processing", PUBLISHED),
        "capacity": "controller",
    }  # so that its reach is told
    delta = Delta(stood.revision + 1, {"processing": {PUBLISHED: Record(sender, stood.revision + 1)}})
    second = Options(PUBLISHED, None, None, options.format, options.mapping, options.accept)
    return drift(stood.with_delta(delta), new, second)


def _matched(snapshot: Snapshot, read: ReadFile, options: Options, sender: str) -> Statement:
    """The list's rows matched with the parties, names that the sender's documents used first."""
    names = {
        entry["named_as"]: edge.recipient.partition(":")[0]
        for edge in snapshot.flows_from.get(sender, ())
        for entry in edge.document["evidence"]
        if entry["named_as"]
    }
    before = Standing({kind: {} for kind in ("document", "party", "processing", "flow")}, names=names)
    statement = Statement(snapshot, "drift", sender, None, before, read.source, options.accept)
    statement.match(read.rows, read.format)
    return statement


def _standing(snapshot: Snapshot, sender: str, day: str) -> dict[str, list[Document]]:
    """The flows of the sender that hold on a day, by the party they lead to."""
    found: dict[str, list[Document]] = defaultdict(list)
    for edge in snapshot.flows_from.get(sender, ()):
        flow = edge.document
        holds = (flow["valid_from"] or "") <= day < (flow["valid_to"] or "9999-12-31")
        if holds and flow["status"] == "active":
            found[edge.recipient.partition(":")[0]].append(flow)
    return found


def _differences(
    sender: str,
    wanted: Sequence[Wanted],
    standing: Mapping[str, list[Document]],
    may_be: Container[str],
    after: _After,
) -> Iterable[Difference]:
    """What differs; a flow without a row is not removed while an unsure row may be its own."""
    by_party: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        by_party[one.party].append(one)
    for party in [*by_party, *(party for party in standing if party not in by_party)]:
        rows, flows = by_party.get(party, []), list(standing.get(party, []))
        for row, flow in _paired(rows, flows):
            if row is None and flow is not None:
                if party in may_be:
                    continue
                yield after.end(party, flow)
            elif row is not None and flow is None:
                yield after.add(sender, row)
            elif row is not None and flow is not None and (difference := after.change(party, row, flow)):
                yield difference


def _paired(rows: Sequence[Wanted], flows: list[Document]) -> Iterable[tuple[Wanted | None, Document | None]]:
    """Rows with flows, the most alike first; several rows that say one flow's purpose are that flow's."""
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
    places = {place["place"] for place in one.facts["locations"]} == {
        place["place"] for place in flow["locations"]
    }
    return 4 * _same_words(one, flow) + 2 * bool(set(one.facts["purposes"]) & set(flow["purposes"])) + places


def _same_words(one: Wanted, flow: Document) -> bool:
    said = key(one.purpose)
    claims = [key(entry["claim"] or "") for entry in flow["evidence"] if entry["about"] == ""]
    return bool(said) and any(said in claim or (claim and claim in said) for claim in claims)


class _After:
    """The graph as it would be if it said what the list says."""

    def __init__(self, snapshot: Snapshot, statement: Statement, day: dt.date) -> None:
        self._snapshot = snapshot
        self._statement = statement
        self._day = day.isoformat()
        self._delta = Delta(snapshot.revision + 1)

    def snapshot(self) -> Snapshot:
        """That graph."""
        return self._snapshot.with_delta(self._delta)

    def add(self, sender: str, one: Wanted) -> Difference:
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
        return Difference(
            "added",
            one.party,
            flow,
            one.row.number,
            one.words,
            ([], places),
            ([], list(one.facts["purposes"])),
        )

    def end(self, party: str, flow: Document) -> Difference:
        """A flow without a row."""
        self._delta.deleted.setdefault("flow", set()).add(flow["id"])
        places = [place["place"] for place in flow["locations"]]
        return Difference("removed", party, flow["id"], places=(places, []), purposes=(flow["purposes"], []))

    def change(self, party: str, one: Wanted, flow: Document) -> Difference | None:
        """A flow whose row names other places, or plainly another purpose."""
        listed = [place["place"] for place in one.facts["locations"]]
        recorded = [place["place"] for place in flow["locations"]] or [UNKNOWN]
        places = (recorded, listed) if set(listed) != set(recorded) and one.row.places else None
        before, after = list(flow["purposes"]), list(one.facts["purposes"])
        other = bool(before and after) and set(before) != set(after) and not _same_words(one, flow)
        purposes = (before, after) if other else None
        if places is None and purposes is None:
            return None
        document = dict(flow)
        if places:
            document["locations"] = [
                {"place": place["place"], "kind": place["kind"]} for place in one.facts["locations"]
            ]
        if purposes:
            document["purposes"] = after
        self._delta.changed.setdefault("flow", {})[flow["id"]] = Record(document, self._delta.revision)
        return Difference("changed", party, flow["id"], one.row.number, one.words, places, purposes)

    def _put(self, kind: str, id_: str, part: Document | None) -> None:
        if part is not None and id_ not in self._snapshot.records[kind]:
            plain = {name: value for name, value in part.items() if name != "evidence"}
            self._delta.changed.setdefault(kind, {})[id_] = Record(
                complete(kind, plain), self._delta.revision
            )


def _reach(told: Row, one: Difference) -> Row:
    """What the difference opens and closes, per source: the rows of the effects that rest on its flow or party."""
    found: Row = {"opens": [], "closes": []}
    for source in told["sources"]:
        for part in PARTS:
            for side, name in (("gained", "opens"), ("lost", "closes")):
                for row in source.get(part, {}).get(side, ()):
                    about = str(row.get("processing") or row.get("recipient") or "")
                    if one.flow in row.get("via", ()) or about.startswith(f"{one.party}:"):
                        found[name].append({"source": source["source"], "what": part, **row})
    return found
