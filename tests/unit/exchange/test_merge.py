"""The union of what several inventories state about one resource."""

from __future__ import annotations

from typing import Any

import pytest

from vendorgraph.errors import Invalid
from vendorgraph.exchange.merge import complete, contributions_of, recorded, stated, unite
from vendorgraph.model.entities import RECORDS
from vendorgraph.model.record import Record
from vendorgraph.model.validation import load_document


def flow(**fields: Any) -> dict[str, Any]:
    return load_document("flow", {"id": "f", "from": "a:x", "to": "b:y", **fields})


def part(kind: str = "flow", **fields: Any) -> dict[str, Any]:
    return load_document(kind, {"id": "f", **fields}, partial=True)


def test_lists_unite_in_the_order_of_the_inventories_and_repeat_nothing() -> None:
    united, differences = unite(
        "party", {"one": {"id": "p", "aliases": ["A", "B"]}, "two": {"id": "p", "aliases": ["C", "A"]}}
    )
    assert united["aliases"] == ["A", "B", "C"]
    assert differences == []


def test_single_values_must_agree_or_be_absent() -> None:
    united, differences = unite(
        "party",
        {
            "one": {"id": "p", "name": "P", "address": "Here"},
            "two": {"id": "p", "name": "P", "contact": "c"},
            "three": {"id": "p", "address": "There"},
        },
    )
    assert united == {"id": "p", "name": "P", "address": "Here", "contact": "c"}
    assert [str(difference) for difference in differences] == [
        "address is 'Here' in inventory one and 'There' in inventory three; make them agree or leave it to one of them"
    ]


def test_categories_not_stated_by_one_are_those_stated_by_the_other() -> None:
    united, _ = unite("flow", {"one": part(), "two": part(categories=["user"])})
    assert united["categories"] == ["user"]


def test_no_instrument_and_an_instrument_disagree() -> None:
    _, differences = unite(
        "flow", {"one": part(mechanisms=[]), "two": part(mechanisms=[{"code": "A46-2-c", "module": 3}])}
    )
    assert [difference.field for difference in differences] == ["mechanisms"]


def test_evidence_points_to_where_the_fact_stands_in_the_union() -> None:
    france, germany = {"place": "FR", "kind": None}, {"place": "DE", "kind": None}
    united, _ = unite(
        "flow",
        {
            "one": part(locations=[france], evidence=[{"about": "/locations/0", "document": "d"}]),
            "two": part(
                locations=[germany, france],
                evidence=[
                    {"about": "/locations/0/place", "document": "d"},
                    {"about": "/locations/1", "document": "d"},
                    {"about": "/locations/7", "document": "d"},
                    {"about": "/status", "document": "d"},
                ],
            ),
        },
    )
    assert united["locations"] == [france, germany]
    assert [entry["about"] for entry in united["evidence"]] == [
        "/locations/0",
        "/locations/1/place",
        "/locations/7",
        "/status",
    ]


def test_what_differs_from_the_defaults_is_what_is_stated() -> None:
    whole = flow(categories=["user"], status="planned", locations=[{"place": "FR"}])
    assert stated("flow", whole) == {
        "id": "f",
        "from": "a:x",
        "to": "b:y",
        "status": "planned",
        "categories": ["user"],
        "locations": [{"place": "FR", "kind": None}],
    }


@pytest.mark.parametrize("kind", [entity.name for entity in RECORDS])
def test_completing_a_part_gives_what_validation_gives(kind: str) -> None:
    least: dict[str, dict[str, Any]] = {
        "party": {"id": "a", "name": "A"},
        "processing": {"id": "a:x", "party": "a", "name": "X", "capacity": "processor"},
        "flow": {"id": "f", "from": "a:x", "to": "b:y"},
        "condition": {"id": "c", "kind": "event"},
        "commitment": {"id": "c", "party": "a", "kind": "no_sale"},
        "review": {"id": "r", "party": "a"},
        "decision": {"id": "d", "finding": "f" * 24, "status": "fixed"},
        "breach": {"id": "b", "party": "a"},
        "objection": {"id": "o", "flow": "f", "party": "a"},
        "category": {"id": "user.x", "name": "X"},
        "purpose": {"id": "x", "name": "X"},
    }
    least["adequacy"] = {"id": "x", "ends": "eu-jp", "until": "2027-01-01", "reason": "r", "sources": ["s"]}
    raw = least.get(kind, {"id": "x"})
    assert complete(kind, load_document(kind, raw, partial=True)) == load_document(kind, raw)


def test_completing_shares_no_list_between_documents() -> None:
    first, second = complete("party", {"id": "a", "name": "A"}), complete("party", {"id": "b", "name": "B"})
    first["aliases"].append("x")
    assert second["aliases"] == []


def test_a_part_without_a_required_field_is_not_complete() -> None:
    with pytest.raises(Invalid, match="name is required"):
        complete("party", {"id": "a"})


def test_one_inventory_that_states_no_defaults_needs_no_copy_of_what_it_states() -> None:
    whole = flow(categories=["user"])
    assert recorded("flow", {"one": stated("flow", whole)}, whole) == (("one",), None)
    assert contributions_of("flow", Record(whole, 1, ("one",))) == {"one": stated("flow", whole)}


def test_a_default_that_is_stated_is_remembered_as_stated() -> None:
    own = part(**{"from": "a:x", "to": "b:y", "status": "active"})
    managed_by, contributions = recorded("flow", {"one": own}, complete("flow", own))
    assert contributions is not None
    record = Record(complete("flow", own), 1, managed_by, contributions)
    assert contributions_of("flow", record) == {"one": own}


def test_what_nobody_manages_was_made_over_rest() -> None:
    assert contributions_of("party", Record(load_document("party", {"id": "a", "name": "A"}))) == {
        "rest": {"id": "a", "name": "A"}
    }


def test_a_correction_over_rest_stays_what_rest_contributes() -> None:
    parts = {"rest": {"id": "a", "name": "A", "address": "Here"}, "one": {"id": "a", "aliases": ["B"]}}
    union, _ = unite("party", parts)
    slugs, contributions = recorded("party", parts, complete("party", union))
    corrected = complete("party", {**union, "address": "There", "contact": "c"})
    assert contributions_of("party", Record(corrected, 2, slugs, contributions)) == {
        "rest": {"id": "a", "name": "A", "aliases": ["B"], "address": "There", "contact": "c"},
        "one": {"id": "a", "aliases": ["B"]},
    }
