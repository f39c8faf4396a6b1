"""What if: a day's data flows before and after supposed changes. Nothing is written.

A supposition changes a copy of the records, the law, or the question's context; the same analysis
then answers both sides, and `diff` tells them apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vendorgraph.analysis import integrity
from vendorgraph.analysis.diff import compare, state
from vendorgraph.analysis.impact import impact_answer
from vendorgraph.analysis.question import Context, Question, View
from vendorgraph.analysis.selection import unknown
from vendorgraph.analysis.snapshot import Records, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.errors import Invalid, VendorgraphError
from vendorgraph.law import Law
from vendorgraph.law.supposed import decision_ended, instrument_ended
from vendorgraph.model import checks
from vendorgraph.model.ids import with_id
from vendorgraph.model.record import Write
from vendorgraph.model.validation import load_document

Change = Mapping[str, Any]
MOST = 100


@dataclass(frozen=True, slots=True)
class Supposed:
    """A state of things under suppositions."""

    snapshot: Snapshot
    question: Question
    breached: tuple[tuple[str, dt.date], ...] = ()

    def under(self, law: Law) -> Supposed:
        """The same under another law; what was worked out under the old one is forgotten."""
        return replace(self, snapshot=_rebuilt(self.snapshot, self.snapshot.records, law))

    def written(self, *writes: Write) -> Supposed:
        """The same with writes applied, checked as if they were to be committed."""
        integrity.check(self.snapshot, writes)
        records = integrity.after(self.snapshot, writes)
        return replace(self, snapshot=_rebuilt(self.snapshot, records, self.snapshot.law))


def _rebuilt(snapshot: Snapshot, records: Records, law: Law) -> Snapshot:
    """A snapshot of other records or under other law; the records hold the shipped terms already."""
    return Snapshot.build(records, snapshot.revision, shipped_terms=False, law=law)


def simulate_answer(
    snapshot: Snapshot, question: Question, changes: Sequence[Change], *, from_: str | None = None
) -> dict[str, Any]:
    """The answer of `/simulate`: the diff that the changes would make on the question's day.

    `hops` lists every active flow whose assessment would change, also where another instrument
    takes over; `breaches` the impact of each supposed breach that has begun by the day.
    Raises Invalid naming the change (`changes.2.party`) that names something unknown.
    """
    supposed = Supposed(snapshot, question)
    for at, change in enumerate(changes[: MOST + 1]):
        if at == MOST:
            raise Invalid.at("changes", f"has more than {MOST} entries")
        supposed = _suppose(supposed, change, at)
    before, after = state(snapshot, question, from_), state(supposed.snapshot, supposed.question, from_)
    return {
        "as_of": question.as_of.isoformat(),
        "revision": snapshot.revision,
        "changes": [dict(change) for change in changes],
        "diff": compare(before, after),
        "hops": _hops(before.view, after.view),
        "breaches": [
            {
                "party": party,
                "from": since.isoformat(),
                "impact": impact_answer(after.view.snapshot, question, party=party),
            }
            for party, since in supposed.breached
            if since <= question.as_of
        ],
    }


def _suppose(supposed: Supposed, change: Change, at: int) -> Supposed:
    kind = change.get("op")
    if kind not in OPERATIONS:
        raise Invalid.at(
            f"changes.{at}.op", f"{checks.given(kind)} is not accepted; one of {', '.join(OPERATIONS)}"
        )
    operation, needed, optional = OPERATIONS[kind]
    for name in needed:
        if change.get(name) is None:
            raise Invalid.at(f"changes.{at}.{name}", f"is required for {kind}")
    if extra := sorted(change.keys() - {"op", *needed, *optional}):
        accepted = ", ".join([*needed, *optional])
        raise Invalid.at(f"changes.{at}.{extra[0]}", f"is not a field of {kind}; accepted: {accepted}")
    try:
        return operation(supposed, change)
    except VendorgraphError as error:
        errors = {f"changes.{at}.{field}": said for field, said in error.errors.items()} or {
            f"changes.{at}": [error.message]
        }
        raise Invalid(f"changes.{at}: {error.message}", errors) from error


def _end_adequacy(supposed: Supposed, change: Change) -> Supposed:
    law = supposed.snapshot.law
    row = str(change["adequacy"])
    if row not in law.adequacy:
        raise unknown("adequacy", row, "adequacy decision", law.adequacy)
    return supposed.under(decision_ended(law, row, _day(supposed, change)))


def _end_mechanism(supposed: Supposed, change: Change) -> Supposed:
    law = supposed.snapshot.law
    code = str(change["mechanism"])
    if code not in law.instruments:
        raise unknown("mechanism", code, "mechanism", law.instruments)
    return supposed.under(instrument_ended(law, code, _day(supposed, change)))


def _day(supposed: Supposed, change: Change, name: str = "on") -> dt.date:
    given = change.get(name)
    if given is None:
        return supposed.question.as_of
    if not isinstance(given, str) or checks.date(given):
        raise Invalid.at(name, f"{checks.given(given)} is not a calendar day; write it as 2026-11-22")
    return dt.date.fromisoformat(given)


def _add(kind: str) -> Callable[[Supposed, Change], Supposed]:
    def add(supposed: Supposed, change: Change) -> Supposed:
        document = load_document(kind, with_id(kind, change[kind]))
        if document["id"] in supposed.snapshot.records[kind]:
            raise Invalid.at("id", f"there is a {kind} {document['id']!r} already")
        return supposed.written(Write(kind, document["id"], None, document))

    return add


def _remove_flow(supposed: Supposed, change: Change) -> Supposed:
    return _without_flows(supposed, {_known(supposed, "flow", change)})


def _remove_party(supposed: Supposed, change: Change) -> Supposed:
    """Everything the party sends or receives ends; the party itself stays known."""
    gone = set(supposed.snapshot.processings_of.get(_known(supposed, "party", change), ()))
    flows = supposed.snapshot.flows.values()
    return _without_flows(supposed, {edge.id for edge in flows if gone & {edge.sender, edge.recipient}})


def _without_flows(supposed: Supposed, gone: set[str]) -> Supposed:
    records = dict(supposed.snapshot.records)
    records["flow"] = {id_: record for id_, record in records["flow"].items() if id_ not in gone}
    return replace(supposed, snapshot=_rebuilt(supposed.snapshot, records, supposed.snapshot.law))


def _move_location(supposed: Supposed, change: Change) -> Supposed:
    before = supposed.snapshot.document("flow", _known(supposed, "flow", change))
    places = [entry["place"] for entry in before["locations"]]
    if change["from"] not in places:
        raise Invalid.at(
            "from", f"{checks.given(change['from'])} is no place of this flow; one of {', '.join(places)}"
        )
    moved = [
        entry | {"place": change["to"]} if entry["place"] == change["from"] else entry
        for entry in before["locations"]
    ]
    try:
        after = load_document("flow", before | {"locations": moved})
    except Invalid as error:
        raise Invalid(error.message, {"to": [s for said in error.errors.values() for s in said]}) from error
    return supposed.written(Write("flow", before["id"], before, after))


def _condition(supposed: Supposed, change: Change) -> Supposed:
    id_ = _known(supposed, "condition", change)
    if change["state"] not in ("on", "off"):
        raise Invalid.at("state", f"{checks.given(change['state'])} is not accepted; on or off")
    context = supposed.question.context
    switched = Context({**context.conditions, id_: change["state"] == "on"}, context.scope)
    return replace(supposed, question=replace(supposed.question, context=switched))


def _breach(supposed: Supposed, change: Change) -> Supposed:
    entry = (_known(supposed, "party", change), _day(supposed, change, "from"))
    return replace(supposed, breached=(*supposed.breached, entry))


def _known(supposed: Supposed, kind: str, change: Change) -> str:
    given = supposed.snapshot.present_id(kind, str(change[kind]))
    if given not in supposed.snapshot.records[kind]:
        raise unknown(kind, given, kind, supposed.snapshot.records[kind])
    return given


#: Operation, the fields it needs, and those it may have.
OPERATIONS: dict[str, tuple[Callable[[Supposed, Change], Supposed], tuple[str, ...], tuple[str, ...]]] = {
    "end_adequacy": (_end_adequacy, ("adequacy",), ("on",)),
    "end_mechanism": (_end_mechanism, ("mechanism",), ("on",)),
    "add_party": (_add("party"), ("party",), ()),
    "add_processing": (_add("processing"), ("processing",), ()),
    "add_flow": (_add("flow"), ("flow",), ()),
    "remove_party": (_remove_party, ("party",), ()),
    "remove_flow": (_remove_flow, ("flow",), ()),
    "move_location": (_move_location, ("flow", "from", "to"), ()),
    "condition": (_condition, ("condition", "state"), ()),
    "breach": (_breach, ("party",), ("from",)),
}


def _hops(before: View, after: View) -> list[dict[str, Any]]:
    """Every flow active on both sides whose assessment differs, with both."""
    changed = []
    for id_ in sorted(before.snapshot.flows.keys() & after.snapshot.flows.keys()):
        edges = (before.snapshot.flows[id_], after.snapshot.flows[id_])
        if before.active(edges[0]) and after.active(edges[1]):
            sides = [_told(assessment(view, edge)) for view, edge in zip((before, after), edges, strict=True)]
            if sides[0] != sides[1]:
                changed.append(
                    {
                        "flow": id_,
                        "from": edges[0].sender,
                        "to": edges[0].recipient,
                        "before": sides[0],
                        "after": sides[1],
                    }
                )
    return changed


def _told(found: Any) -> dict[str, Any]:
    return {key: found[key] for key in ("status", "reason", "by")}
