"""What applying a file changes: contributions, removals, references, and nothing the second time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.exchange.conftest import Bench
from vendorgraph.errors import Conflict, Invalid
from vendorgraph.exchange.apply import plan_files, read_all
from vendorgraph.exchange.plan import Plan, plan

HEAD = "vendorgraph: 1\ninventory: {}\n"
ENDS = """\
documents: [{id: d}]
parties:
  - {id: a, name: A, processings: [{id: 'a:x', name: X, capacity: controller}]}
  - {id: b, name: B, processings: [{id: 'b:y', name: Y, capacity: processor}]}
"""
FLOW = "flows: [{id: f, from: 'a:x', to: 'b:y', categories: [user], evidence: [{document: d}]}]\n"


def of(slug: str, body: str = "") -> str:
    return HEAD.format(slug) + body


def refusal(bench: Bench, text: str, kind: type[Exception] = Invalid) -> str:
    before = bench.store.at
    with pytest.raises(kind) as caught:
        bench.apply(text)
    assert bench.store.at == before, "a refused file writes nothing"
    return str(caught.value)


def test_a_file_is_one_transaction_and_changes_nothing_the_second_time(bench: Bench) -> None:
    first = bench.apply(of("one", ENDS + FLOW))
    again = bench.apply(of("one", ENDS + FLOW))
    assert (first.changes, first.outcomes[0].revision) == (6, 1)
    assert (again.changes, again.outcomes[0].revision, again.outcomes[0].plan.unchanged) == (0, None, 6)
    assert len(bench.store.commits) == 1


def test_what_a_file_brought_is_managed_by_its_slug(bench: Bench) -> None:
    bench.apply(of("one", ENDS))
    assert bench.inventory.get("party", "a").managed_by == ("one",)


def test_what_a_file_states_no_more_is_removed(bench: Bench) -> None:
    bench.apply(of("one", ENDS + FLOW))
    outcome = bench.apply(of("one", ENDS)).outcomes[0]
    assert (outcome.plan.count("delete"), outcome.plan.unchanged) == (1, 5)
    assert "f" not in bench.inventory.snapshot().records["flow"]


def test_what_another_inventory_states_too_is_not_removed(bench: Bench) -> None:
    bench.apply(of("one", "parties: [{id: a, name: A, aliases: [One], contact: c}]"))
    bench.apply(of("two", "parties: [{id: a, name: A, aliases: [Two]}]"))
    assert bench.document("party", "a")["aliases"] == ["One", "Two"]
    bench.apply(of("one"))
    record = bench.inventory.get("party", "a")
    assert (record.document["aliases"], record.document["contact"], record.managed_by) == (
        ["Two"],
        None,
        ("two",),
    )
    bench.apply(of("two"))
    assert "a" not in bench.inventory.snapshot().records["party"]


def test_a_resource_may_be_stated_in_parts(bench: Bench) -> None:
    bench.apply(of("one", "parties: [{id: a, name: A}]"))
    bench.apply(of("two", "parties: [{id: a, address: Here}]"))
    assert bench.document("party", "a")["address"] == "Here"
    said = refusal(bench, of("one"), Invalid)
    assert said == "a.yaml:2: party a: name is required"


def test_inventories_that_disagree_are_both_named(bench: Bench) -> None:
    bench.apply(of("one", "parties: [{id: a, name: A}]"))
    said = refusal(bench, of("two", "parties:\n  - id: a\n    name: Other"), Conflict)
    assert said == (
        "a.yaml:5: party a: name is 'A' in inventory one and 'Other' in inventory two; "
        "make them agree or leave it to one of them"
    )


def test_what_was_made_over_rest_counts_as_stated_by_rest(bench: Bench) -> None:
    bench.inventory.create("party", {"id": "a", "name": "A", "aliases": ["R"]}, actor="t")
    assert "name is 'A' in inventory rest" in refusal(
        bench, of("one", "parties: [{id: a, name: B}]"), Conflict
    )
    bench.apply(of("one", "parties: [{id: a, aliases: [F]}]"))
    assert bench.document("party", "a")["aliases"] == ["R", "F"]
    bench.apply(of("one"))
    record = bench.inventory.get("party", "a")
    assert (record.document["aliases"], record.managed_by, record.contributions) == (["R"], (), None)


def test_a_correction_over_rest_of_what_a_file_states_lasts_until_it_is_applied_again(bench: Bench) -> None:
    bench.apply(of("one", "parties: [{id: a, name: A}]"))
    bench.inventory.patch("party", "a", {"name": "B"}, if_match=1, actor="t")
    bench.apply(of("one", "parties: [{id: a, name: A}]"))
    assert bench.document("party", "a")["name"] == "A"


def test_unknown_references_are_refused_with_line_and_nearest_names(bench: Bench) -> None:
    said = refusal(
        bench,
        of(
            "one",
            ENDS
            + "flows:\n  - id: f\n    from: a:x\n    to: b:z\n    categories:\n      - user.contactt\n    evidence: [{document: e}]",
        ),
    )
    assert said.splitlines() == [
        "a.yaml:10: flow f: to 'b:z' is no known processing; the nearest is b:y",
        "a.yaml:12: flow f: categories.0 'user.contactt' is no known category; the nearest are "
        "user.contact, user.contact.url, user.content",
        "a.yaml:13: flow f: evidence.0.document 'e' is no known document",
    ]


def test_a_file_may_refer_to_what_the_store_holds(bench: Bench) -> None:
    bench.apply(of("one", ENDS))
    assert bench.apply(of("two", FLOW)).changes == 1


def test_removing_what_others_point_at_is_refused_with_who_points(bench: Bench) -> None:
    bench.apply(of("one", ENDS))
    bench.apply(of("two", FLOW))
    said = refusal(
        bench,
        of(
            "one",
            "documents: [{id: d}]\nparties: [{id: a, name: A, processings: [{id: 'a:x', name: X, capacity: controller}]}]",
        ),
        Conflict,
    )
    assert said == (
        "a.yaml:2: processing b:y is no longer stated and would be removed, but flow f still point at it"
    )


def test_a_group_cannot_contain_itself(bench: Bench) -> None:
    text = "parties:\n  - {id: a, name: A, member_of: b}\n  - {id: b, name: B, member_of: a}"
    said = refusal(bench, of("one", text)).splitlines()
    assert said[0] == "a.yaml:4: party a: member_of makes it its own ancestor"


def test_terms_of_a_taxonomy_cannot_contain_themselves(bench: Bench) -> None:
    text = "categories:\n  - {id: x, name: X, parents: [y]}\n  - {id: y, name: Y, parents: [x]}"
    assert "category x: parents makes it its own ancestor" in refusal(bench, of("one", text))


def test_an_organisation_adds_its_own_terms_under_shipped_ones_and_changes_none(bench: Bench) -> None:
    bench.apply(of("one", "categories: [{id: user.badge, name: Badge number, parents: [user]}]"))
    assert bench.document("category", "user.badge")["parents"] == ["user"]
    said = refusal(bench, of("two", "categories: [{id: user, name: Mine}]"))
    assert said == "a.yaml:3: category user ships with the program; add a term of your own under it"


def test_a_party_is_not_stated_under_a_former_id(bench: Bench) -> None:
    bench.apply(of("one", "parties: [{id: a, name: A, former_ids: [old]}]"))
    said = refusal(bench, of("two", "parties: [{id: old, name: Old}]"))
    assert said == "a.yaml:3: party old is now a, which bears it among its former ids; state a"


def test_what_the_inventory_itself_refuses_is_refused_in_the_plan_already(bench: Bench) -> None:
    bench.apply(of("one", "parties: [{id: a, name: A}]"))
    files = read_all([("two.yaml", of("two", "parties: [{id: b, name: B, former_ids: [a]}]"))])
    with pytest.raises(Invalid, match=r"^two.yaml: party b: former_ids 'a' is the id of a party"):
        plan_files(bench.inventory, files)


def test_planning_several_files_sees_what_those_before_bring_and_writes_nothing(bench: Bench) -> None:
    files = read_all([("one.yaml", of("one", ENDS)), ("two.yaml", of("two", FLOW))])
    report = plan_files(bench.inventory, files)
    assert [outcome.plan.count("create") for outcome in report.outcomes] == [5, 1]
    assert bench.store.at == 0


def cautions(bench: Bench, text: str) -> list[str]:
    return bench.apply(text).warnings


def test_it_warns_of_anonymised_flows_without_an_assessment(bench: Bench) -> None:
    bench.apply(of("one", ENDS))
    (said,) = cautions(bench, of("two", "flows:\n  - {id: f, from: 'a:x', to: 'b:y', transform: anonymised}"))
    assert said.startswith("a.yaml:4: flow f is anonymised without an assessment")
    assert not cautions(
        bench,
        of(
            "two",
            "flows:\n  - {id: f, from: 'a:x', to: 'b:y', transform: anonymised, evidence: [{about: /transform, document: d}]}",
        ),
    )


SHARED_VENDOR = """\
documents: [{id: of-a}, {id: of-c}, {id: of-b}]
parties:
  - {id: a, name: A, processings: [{id: 'a:x', name: X, capacity: controller}]}
  - {id: c, name: C, processings: [{id: 'c:x', name: X, capacity: controller}]}
  - {id: b, name: B, processings: [{id: 'b:y', name: Y, capacity: processor}]}
  - {id: s, name: S, processings: [{id: 's:z', name: Z, capacity: processor}]}
flows:
  - {id: a-b, from: 'a:x', to: 'b:y', evidence: [{document: of-a}]}
  - {id: c-b, from: 'c:x', to: 'b:y', evidence: [{document: of-c}]}
"""


@pytest.mark.parametrize(
    ("onward", "warned"),
    [
        ("{id: b-s, from: 'b:y', to: 's:z', evidence: [{document: of-a}]}", True),
        ("{id: b-s, from: 'b:y', to: 's:z', evidence: [{document: of-a}, {document: of-c}]}", False),
        ("{id: b-s, from: 'b:y', to: 's:z', evidence: [{document: of-b}]}", False),
        ("{id: b-s, from: 'b:y', to: 's:z', evidence: [{document: of-b}, {document: of-a}]}", False),
        ("{id: b-s, from: 'b:y', to: 's:z'}", False),
        ("{id: a-s, from: 'a:x', to: 's:z', evidence: [{document: of-a}]}", False),
    ],
)
def test_it_warns_of_onward_flows_that_one_customer_alone_speaks_of(
    bench: Bench, onward: str, warned: bool
) -> None:
    said = cautions(bench, of("one", SHARED_VENDOR + f"  - {onward}\n"))
    assert bool(said) == warned
    if warned:
        assert said == [
            "a.yaml:12: flow b-s is stated only by a document of a, but b:y serves 2 customers, all of which would be "
            "exposed; let it start at a processing of b made for a"
        ]


def test_a_vendors_own_promises_make_the_document_its_own(bench: Bench) -> None:
    promise = "commitments: [{id: p, party: b, kind: no_sale, evidence: [{document: of-a}]}]\n"
    onward = "  - {id: b-s, from: 'b:y', to: 's:z', evidence: [{document: of-a}]}\n"
    assert not cautions(bench, of("one", SHARED_VENDOR + onward + promise))


def test_unnamed_customers_publish_nothing(bench: Bench) -> None:
    onward = "  - {id: b-s, from: 'b:y', to: 's:z', evidence: [{document: of-a}]}\n"
    text = SHARED_VENDOR.replace("{id: a, name: A,", "{id: a, name: A, named: false,") + onward
    assert not cautions(bench, of("one", text))


# --- random inventories -------------------------------------------------------------------------

IDS = st.sampled_from(["a", "b", "c"])
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "aliases": st.lists(st.sampled_from("PQR"), max_size=3),
        "domains": st.lists(st.sampled_from("pqr"), max_size=2),
        "address": st.just("Here"),
        "own": st.booleans(),
        "certifications": st.lists(
            st.fixed_dictionaries({"mechanism": st.sampled_from(["DPF-EU", "DPF-UK", "DPF-CH"])}), max_size=2
        ),
    },
)
FILES = st.tuples(st.sampled_from(["one", "two", "three"]), st.dictionaries(IDS, PARTS, max_size=3))


def written(slug: str, parties: dict[str, dict[str, Any]]) -> str:
    stated = [{"id": id_, "name": id_.upper(), **part} for id_, part in parties.items()]
    return json.dumps({"vendorgraph": 1, "inventory": slug, "parties": stated})


@settings(max_examples=150, deadline=None)
@given(st.lists(FILES, min_size=1, max_size=6))
def test_the_store_holds_the_union_of_what_inventories_last_stated(
    files: list[tuple[str, dict[str, Any]]],
) -> None:
    bench = Bench()
    held: dict[str, dict[str, Any]] = {}
    for slug, parties in files:
        try:
            bench.apply(written(slug, parties), "f.json")
        except Conflict:
            assert _disagree({**held, slug: parties})
            continue
        held[slug] = parties
        assert bench.apply(written(slug, parties), "f.json").changes == 0
    assert not _disagree(held)
    records = bench.inventory.snapshot().records["party"]
    assert set(records) == {id_ for parties in held.values() for id_ in parties}
    for id_, record in records.items():
        stating = {slug: parties[id_] for slug, parties in held.items() if id_ in parties}
        assert set(record.managed_by) == set(stating)
        for name in ("aliases", "domains"):
            assert set(record.document[name]) == {
                entry for part in stating.values() for entry in part.get(name, ())
            }
        assert record.document["own"] is any(part.get("own", False) for part in stating.values())
    for slug in held:
        bench.apply(written(slug, {}), "f.json")
    assert not bench.inventory.snapshot().records["party"]


def _disagree(held: dict[str, dict[str, Any]]) -> bool:
    owns = [(id_, part["own"]) for parties in held.values() for id_, part in parties.items() if "own" in part]
    return any((id_, not own) in owns for id_, own in owns)


def test_a_plan_is_pure(bench: Bench) -> None:
    bench.apply(of("one", ENDS))
    (file,) = read_all([("two.yaml", of("two", FLOW))])
    snapshot = bench.inventory.snapshot()
    first, second = plan(snapshot, file), plan(snapshot, file)
    assert isinstance(first, Plan)
    assert first.writes == second.writes
