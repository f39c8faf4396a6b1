"""Documents come back from the graph as they went in, on both engines, whatever their texts hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.worlds import HOSTILE, IDS, change, create, document, documents, remove, world
from vendorgraph.model.record import Write


def commit(store, *writes):
    return store.commit(store.revision(), writes, actor="tester", request_id="r-1")


def held(store, kind, identifier):
    return store.load().changed[kind][identifier].document


@pytest.fixture(scope="module")
def inhabited(engine):
    """A store with a world in it, for examples that only replace what is there."""
    engine.empty()
    store = engine.store()
    writes = world()
    commit(store, *writes)
    yield store, {(write.kind, write.id): write.after for write in writes}
    store.close()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_any_document_of_any_kind_comes_back_byte_for_byte(inhabited, data):
    store, current = inhabited
    base = store.revision()
    writes = []
    for kind in IDS:
        fresh = data.draw(documents(kind, IDS[kind][0]), label=kind)
        writes.append(Write(kind, fresh["id"], current[kind, fresh["id"]], fresh))
    store.commit(base, writes, actor="tester", request_id="r")
    current.update({(write.kind, write.id): write.after for write in writes})
    everything, delta = store.load(), store.load(base)
    for (kind, identifier), expected in current.items():
        assert json.dumps(everything.changed[kind][identifier].document) == json.dumps(expected)
    for write in writes:
        assert json.dumps(delta.changed[write.kind][write.id].document) == json.dumps(write.after)
    assert {kind: set(records) for kind, records in delta.changed.items()} == {
        write.kind: {write.id} for write in writes
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_that_look_like_cypher_are_texts(store, text):
    commit(
        store,
        create("document", id="doc", title=text),
        create(
            "party",
            id="p",
            name=text,
            aliases=[text, "other"],
            address=text,
            evidence=[{"about": "", "document": "doc", "lines": "1", "claim": text, "named_as": text}],
        ),
    )
    loaded = store.load()
    party = loaded.changed["party"]["p"].document
    assert (party["name"], party["aliases"], party["address"]) == (text, [text, "other"], text)
    assert party["evidence"][0]["claim"] == party["evidence"][0]["named_as"] == text
    assert store.verify() == []


def test_lists_keep_their_order(store):
    wanted = ["user.health_and_medical", "system", "user", "user.contact", "user.financial"]
    conditions = ["condition-c", "condition-a", "condition-b"]
    places = [
        {"place": place, "kind": kind}
        for place in ("US", "EEA", "CH")
        for kind in ("storage", None, "access")
    ]
    commit(store, *world())
    before = held(store, "flow", "flow-a")
    commit(store, change(before, "flow", categories=wanted, conditions=conditions, locations=places))
    after = held(store, "flow", "flow-a")
    assert after["categories"] == wanted
    assert after["conditions"] == conditions
    assert after["locations"] == places


def test_not_stated_and_none_are_told_apart(store):
    commit(store, *world())
    flow = held(store, "flow", "flow-a")
    assert (flow["categories"], flow["mechanisms"]) == (None, None)
    commit(store, change(flow, "flow", mechanisms=[]))
    flow = held(store, "flow", "flow-a")
    assert (flow["categories"], flow["mechanisms"]) == (None, [])
    commit(store, change(flow, "flow", mechanisms=None, categories=["user"]))
    flow = held(store, "flow", "flow-a")
    assert (flow["categories"], flow["mechanisms"]) == (["user"], None)


def test_belonging_to_no_group_is_told_from_not_recorded(store):
    commit(store, *world())
    for parent in ("none", "party-b", None, "none"):
        commit(store, change(held(store, "party", "party-a"), "party", member_of=parent))
        assert held(store, "party", "party-a")["member_of"] == parent


def test_switzerland_is_a_country_as_a_place_and_the_rest_are_regions(engine, store):
    commit(store, *world())
    places = [{"place": place, "kind": "storage"} for place in ("CH", "EEA", "unknown")]
    commit(store, change(held(store, "flow", "flow-a"), "flow", locations=places))
    rows = engine.run(
        "MATCH (:Flow {id: 'flow-a'})-[:LOCATED_IN]->(p) RETURN labels(p) AS labels, p.id AS id ORDER BY id"
    )
    assert [(row["labels"], row["id"]) for row in rows] == [
        (["Country"], "CH"),
        (["Region"], "EEA"),
        (["Region"], "unknown"),
    ]


def test_a_change_replaces_the_former_relationships_and_no_others(engine, store):
    commit(store, *world())
    jointly = change(
        held(store, "processing", "party-a:service"), "processing", joint_with=["party-b:service"]
    )
    back = change(held(store, "processing", "party-b:service"), "processing", joint_with=["party-a:service"])
    commit(store, jointly, back)
    commit(store, change(jointly.after, "processing", joint_with=["party-c:service"]))
    assert held(store, "processing", "party-a:service")["joint_with"] == ["party-c:service"]
    assert held(store, "processing", "party-b:service")["joint_with"] == ["party-a:service"]
    assert engine.run("MATCH (:Party)-[r:PERFORMS]->(:Processing) RETURN count(r) AS made") == [{"made": 3}]


def test_who_brought_a_resource_is_kept(store):
    contributions = '{"a":{"name":"x"},"b":{}}'
    commit(store, Write("party", "p", None, document("party", id="p", name="P"), ("b", "a"), contributions))
    record = store.load().changed["party"]["p"]
    assert (record.managed_by, record.contributions, record.revision) == (("b", "a"), contributions, 1)
    commit(store, Write("party", "p", record.document, record.document))
    record = store.load().changed["party"]["p"]
    assert (record.managed_by, record.contributions, record.revision) == ((), None, 2)


def test_deletions_are_told_and_what_came_back_is_not(store):
    writes = world()
    commit(store, *writes)
    flows = {write.id: write.after for write in writes if write.kind == "flow"}
    commit(store, remove("flow", flows["flow-a"]), remove("flow", flows["flow-b"]))
    commit(store, create("flow", **flows["flow-b"]))
    delta = store.load(1)
    assert delta.deleted == {"flow": {"flow-a"}}
    assert set(delta.changed["flow"]) == {"flow-b"}
    assert not delta.complete
    assert set(store.load().changed["flow"]) == {"flow-b", "flow-c"}
    assert store.load().complete


def test_nothing_new_is_an_empty_delta(store):
    commit(store, *world())
    delta = store.load(1)
    assert (delta.revision, delta.changed, delta.deleted, delta.complete) == (1, {}, {}, False)


@pytest.mark.parametrize(
    "statement", ["MATCH (c:Change) WHERE c.revision < 3 DELETE c", "MATCH (c:Change) DELETE c"]
)
def test_a_trimmed_log_means_a_full_load(engine, store, statement):
    commit(store, *world())
    commit(store, create("party", id="p", name="P"))
    commit(store, create("party", id="q", name="Q"))
    engine.run(statement)
    delta = store.load(1)
    assert delta.complete
    assert {"p", "q", "party-a"} <= set(delta.changed["party"])
