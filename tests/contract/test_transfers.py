"""The transfer cases worked by hand, recorded in the graph and asked of what comes back from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tests.unit.law import test_transfer_cases as cases
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.transfers import transfers_answer
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Write
from vendorgraph.model.validation import load_document
from vendorgraph.store import Store


def writes(at: int, case: dict[str, Any]) -> Iterator[Write]:
    """The parties, processings and the flow of one case, under ids of its own."""
    hop = cases.hop(case)
    heads = dict(zip("xy", case.get("heads", []), strict=False))
    parties = {document["id"]: dict(document) for document in (hop.sender, hop.recipient)}
    for head in set(heads.values()) - {"x", "y", "null"}:
        parties[head] = {"id": head, "established_in": None, "member_of": None}
    for name, head in heads.items():
        if head not in ("null", name) and name in parties:
            parties[name]["member_of"] = f"{head}{at}"
    for name, document in parties.items():
        yield put("party", document | {"id": f"{name}{at}", "name": name})
    ends = []
    for end, name, capacity in (
        ("from", hop.sender["id"], hop.sender_capacity),
        ("to", hop.recipient["id"], hop.recipient_capacity),
    ):
        ends.append(f"{name}{at}:{end}")
        yield put("processing", {"id": ends[-1], "party": f"{name}{at}", "name": end, "capacity": capacity})
    yield put("flow", {**hop.flow, "id": f"case-{at}", "from": ends[0], "to": ends[1]})


def put(kind: str, raw: dict[str, Any]) -> Write:
    document = load_document(kind, raw)
    return Write(kind, document["id"], None, document)


def test_every_case_has_its_answer_after_a_round_trip_through_the_graph(store: Store) -> None:
    inventory = Inventory(store)
    planned = [write for at, case in enumerate(cases.CASES) for write in writes(at, case)]
    inventory.write(lambda _: planned, actor="test")
    snapshot = inventory.snapshot()
    for at, case in enumerate(cases.CASES):
        question = Question(dt.date.fromisoformat(case["on"]))
        (found,) = transfers_answer(snapshot, question, flow=f"case-{at}")["items"]
        expected, _, decided_by = case["answer"].partition(" @")
        assert cases.told_with_warnings(found) == expected, case["why"]
        assert not decided_by or (found["decided_by"] or "nobody") == decided_by, case["why"]
