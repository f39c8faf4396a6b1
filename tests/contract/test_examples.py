"""The worked queries of cypher/examples, for people who look into the graph with Neo4j's own tools."""

from __future__ import annotations

import pytest

from tests.contract.worlds import change, create
from vendorgraph.store.catalogue import shipped_catalogue


def place(code):
    return {"place": code, "kind": "storage"}


@pytest.fixture
def clinic(store):
    """clinic -> host -> cloud, host -> lab, clinic -> cloud; a planned flow lab -> clinic."""
    documents = [create("document", id="dpa", title="Agreement")]
    names = {"clinic": "Clinic", "host": "Host", "cloud": "Cloud", "lab": "Lab"}
    parties = [create("party", id=i, name=name) for i, name in names.items()]
    processings = [
        create(
            "processing",
            id=f"{i}:work",
            party=i,
            name="Work",
            capacity="controller" if i == "clinic" else "processor",
        )
        for i in names
    ]
    evidence = [
        {"about": "", "document": "dpa", "lines": "3-4", "claim": "hosts", "named_as": None},
        {"about": "/locations/0", "document": "dpa", "lines": "9", "claim": "in France", "named_as": None},
    ]
    clause = {"code": "A46-2-c", "module": 3, "valid_from": None, "valid_to": None, "verified": False}

    def flow(name, sender, recipient, **given):
        return create("flow", id=name, **{"from": f"{sender}:work", "to": f"{recipient}:work"}, **given)

    flows = [
        flow(
            "f1",
            "clinic",
            "host",
            categories=["user.health_and_medical"],
            locations=[place("FR")],
            evidence=evidence,
        ),
        flow(
            "f2",
            "host",
            "cloud",
            categories=["user"],
            locations=[place("US"), place("FR")],
            mechanisms=[clause],
        ),
        flow("f3", "host", "lab", categories=["user.health_and_medical.genetic"]),
        flow("f4", "clinic", "cloud", locations=[place("GB")]),
        flow("f5", "lab", "clinic", status="planned"),
    ]
    store.commit(0, [*documents, *parties, *processings, *flows], actor="ann", request_id="r", reason="first")
    store.commit(1, [change(parties[0].after, "party", name="Clinic")], actor="bob", request_id="r")


@pytest.fixture
def ask(engine, clinic):
    def asked(name, **params):
        statement = shipped_catalogue()[f"example_{name}"]
        assert set(params) == set(statement.params)
        return [
            tuple(row[column] for column in statement.returns) for row in engine.run(statement.text, **params)
        ]

    return asked


def test_recipients_of_a_category(ask):
    assert ask("recipients_of_a_category", category="user.health_and_medical") == [
        ("host:work", "Host", "clinic:work", "f1", ["user.health_and_medical"]),
        ("lab:work", "Lab", "host:work", "f3", ["user.health_and_medical.genetic"]),
    ]


def test_chains_from_a_processing(ask):
    assert ask("chains_from_a_processing", processing="clinic:work") == [
        ("cloud:work", 1, ["f4"]),
        ("host:work", 1, ["f1"]),
        ("cloud:work", 2, ["f1", "f2"]),
        ("lab:work", 2, ["f1", "f3"]),
    ]


def test_vendors_per_place(ask):
    rows = [(place, vendors, flows) for place, _, vendors, flows in ask("vendors_per_place")]
    assert rows == [("FR", 2, 2), ("GB", 1, 1), ("US", 1, 1)]


def test_flows_without_a_place(ask):
    assert ask("flows_without_a_place") == [("f3", "host:work", "lab:work")]


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        ("2026-11-22", [("f2", "US", ["A46-2-c"]), ("f4", "GB", [])]),
        ("2019-01-01", [("f2", "US", ["A46-2-c"])]),
    ],
)
def test_flows_out_of_a_region_on_a_day(ask, day, rows):
    assert ask("flows_out_of_a_region", region="EEA", day=day) == rows


def test_vendors_most_depended_on(ask):
    assert ask("vendors_most_depended_on") == [
        ("cloud", "Cloud", 2, 2),
        ("host", "Host", 1, 1),
        ("lab", "Lab", 1, 1),
    ]


def test_evidence_of_a_flow(ask):
    assert ask("evidence_of_a_flow", flow="f1") == [
        ("dpa", "Agreement", "3-4", "hosts", ""),
        ("dpa", "Agreement", "9", "in France", "/locations/0"),
    ]


def test_history_of_a_resource(ask):
    rows = ask("history_of_a_resource", entity="party", id="clinic")
    assert [(revision, actor, action, reason) for revision, _, actor, action, reason in rows] == [
        (1, "ann", "create", "first"),
        (2, "bob", "update", ""),
    ]


def test_every_example_is_tested(request):
    examples = {name for name in shipped_catalogue() if name.startswith("example_")}
    tested = {name.partition("test_")[2] for name in dir(request.module) if name.startswith("test_")}
    for example in examples:
        name = example.removeprefix("example_")
        assert any(test.startswith(name) for test in tested), f"{example} has no test"
