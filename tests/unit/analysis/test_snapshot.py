"""The snapshot: a refresh gives what a full load gives, and shares what did not change."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.documents import Inventory
from tests.oracle.strategies import inventories
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import NotFound
from vendorgraph.model.record import Delta, Record


def records(inventory: Inventory) -> dict[str, dict[str, Record]]:
    return {
        kind: {id_: Record(found) for id_, found in documents.items()}
        for kind, documents in inventory.items()
    }


def indexes(snapshot: Snapshot) -> tuple[object, ...]:
    grouped = [
        {key: found for key, found in index.items() if found}
        for index in (snapshot.flows_from, snapshot.flows_to)
    ]
    return (
        snapshot.records,
        snapshot.flows,
        *grouped,
        snapshot.processings_of,
        snapshot.members_of,
        snapshot.former_ids,
    )


@settings(max_examples=200, deadline=None)
@given(inventories(), st.randoms(use_true_random=False))
def test_a_refresh_equals_a_full_load(inventory: Inventory, chance: random.Random) -> None:
    whole = records(inventory) | {"category": {}}
    flows = whole["flow"]
    for flow in flows.values():
        flow.document["categories"] = chance.choice([None, ["user.contact"], ["user"]])
    early = {id_: record for id_, record in flows.items() if chance.random() < 0.6}
    stray = Record({**next(iter(flows.values())).document, "id": "stray"}) if flows else None
    before = whole | {"flow": early | ({"stray": stray} if stray else {})}
    late = {id_: record for id_, record in flows.items() if id_ not in early}
    delta = Delta(2, {"flow": late, "party": whole["party"]}, {"flow": {"stray"}})
    refreshed = Snapshot.build(before, 1).with_delta(delta)
    assert indexes(refreshed) == indexes(Snapshot.build(whole, 2))


def test_a_refresh_that_touches_no_flow_keeps_the_edges() -> None:
    snapshot = Snapshot.build({}, 1)
    refreshed = snapshot.with_delta(Delta(2, {"party": {"p": Record({"member_of": None, "former_ids": []})}}))
    assert refreshed.flows is snapshot.flows
    assert refreshed.taxonomy is snapshot.taxonomy
    assert refreshed.revision == 2


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    snapshot = Snapshot.build({"party": {"stripe": Record({"member_of": None, "former_ids": []})}}, 1)
    with pytest.raises(NotFound, match="the nearest is stripe"):
        snapshot.record("party", "strype")
