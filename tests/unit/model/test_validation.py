"""Documents: what is filled in, what is refused, and with which sentence."""

from __future__ import annotations

from typing import Any

import pytest

from vendorgraph.errors import Invalid
from vendorgraph.model.entities import RECORDS
from vendorgraph.model.validation import load_document

FLOW = {"id": "f", "from": "a:x", "to": "b:y"}
PARTY = {"id": "p", "name": "P"}


def errors_of(kind: str, raw: Any, *, partial: bool = False) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        load_document(kind, raw, partial=partial)
    return caught.value.errors


def test_a_document_has_every_field_with_its_default() -> None:
    flow = load_document("flow", FLOW)
    entity = next(entity for entity in RECORDS if entity.name == "flow")
    assert list(flow) == [field.name for field in entity.fields]
    assert (flow["status"], flow["basis"], flow["transform"]) == ("active", "stated", "none")
    assert (flow["categories"], flow["mechanisms"], flow["purposes"], flow["scope"]) == (None, None, [], {})


def test_null_is_the_same_as_absent() -> None:
    nulls = {name: None for name in load_document("flow", FLOW) if name not in FLOW}
    assert load_document("flow", FLOW | nulls) == load_document("flow", FLOW)


def test_blank_text_is_null_and_a_blank_entry_is_refused() -> None:
    party = load_document("party", PARTY | {"address": "  ", "contact": "", "dpo": " D "})
    assert (party["address"], party["contact"], party["dpo"]) == (None, None, " D ")
    assert load_document("condition", {"id": "c", "kind": "option", "name": " "})["name"] == "c"
    assert errors_of("party", PARTY | {"aliases": ["A", " "]}) == {"aliases.1": ["must not be blank"]}


def test_defaults_are_not_shared_between_documents() -> None:
    load_document("flow", FLOW)["scope"]["region"] = ["EU"]
    assert load_document("flow", FLOW)["scope"] == {}


def test_no_mechanism_is_told_apart_from_none_stated() -> None:
    assert load_document("flow", FLOW | {"mechanisms": []})["mechanisms"] == []


def test_repeated_entries_collapse_and_order_is_kept() -> None:
    raw = FLOW | {
        "purposes": ["b", "a", "b"],
        "locations": [{"place": "FR"}, {"place": "DE"}, {"place": "FR"}],
    }
    flow = load_document("flow", raw)
    assert flow["purposes"] == ["b", "a"]
    assert [entry["place"] for entry in flow["locations"]] == ["FR", "DE"]


def test_a_partial_document_holds_only_what_is_stated() -> None:
    stated = load_document("party", {"id": "p", "aliases": ["P2"], "address": None}, partial=True)
    assert stated == {"id": "p", "aliases": ["P2"]}


def test_what_a_partial_document_holds_is_stated_whole() -> None:
    assert errors_of("party", {"id": "p", "evidence": [{"lines": "3"}]}, partial=True) == {
        "evidence.0.document": ["is required"]
    }


def test_the_default_of_a_condition_follows_its_kind() -> None:
    option = load_document("condition", {"id": "ai", "kind": "option"})
    event = load_document("condition", {"id": "sale", "kind": "event"})
    assert (option["default"], option["name"], event["default"]) == ("on", "ai", "off")


@pytest.mark.parametrize(
    ("kind", "raw", "field", "said"),
    [
        ("flow", FLOW | {"categories": []}, "categories", "must not be empty"),
        (
            "flow",
            FLOW | {"valid_from": "2024-05-01", "valid_to": "2024-05-01"},
            "valid_to",
            "an end is exclusive",
        ),
        ("flow", FLOW | {"valid_from": "2024-02-30"}, "valid_from", "is not a calendar day"),
        ("flow", FLOW | {"locations": [{"place": "UK"}]}, "locations.0.place", "write GB"),
        ("flow", FLOW | {"locations": [{"place": "fr"}]}, "locations.0.place", "FR"),
        (
            "flow",
            FLOW | {"locations": [{"place": "FR", "kind": "backup"}]},
            "locations.0.kind",
            "one of storage",
        ),
        ("flow", FLOW | {"status": "on"}, "status", "one of active, planned, disclaimed"),
        ("flow", FLOW | {"categories_open": "yes"}, "categories_open", "is not true or false"),
        ("flow", FLOW | {"scope": {"region": []}}, "scope", "write it as {region: [EU, CH]}"),
        ("flow", FLOW | {"scope": {"a:b": ["x"]}}, "scope", "write it as {region: [EU, CH]}"),
        (
            "flow",
            FLOW | {"mechanisms": [{"code": "A46-2-c", "module": 5}]},
            "mechanisms.0.module",
            "one of 1, 2, 3, 4",
        ),
        (
            "flow",
            FLOW | {"mechanisms": [{"code": "A46-2-c", "module": True}]},
            "mechanisms.0.module",
            "one of 1",
        ),
        ("flow", FLOW | {"mechanisms": [{"module": 1}]}, "mechanisms.0.code", "is required"),
        ("flow", FLOW | {"evidence": [{"document": "d", "lines": "some"}]}, "evidence.0.lines", "36-43"),
        (
            "flow",
            FLOW | {"evidence": [{"document": "d", "about": "places"}]},
            "evidence.0.about",
            "JSON pointer",
        ),
        ("flow", FLOW | {"purposes": "analytics"}, "purposes", "is not a list"),
        ("flow", FLOW | {"purposes": ["analytics", None]}, "purposes.1", "must not be null"),
        ("flow", FLOW | {"locations": [None]}, "locations.0", "must not be null"),
        ("flow", FLOW | {"locations": [{"place": None}]}, "locations.0.place", "is required"),
        ("flow", FLOW | {"scope": {"": ["EU"]}}, "scope", "write it as {region: [EU, CH]}"),
        ("processing", {"id": "a:x", "party": "a", "name": "X", "capacity": None}, "capacity", "is required"),
        ("flow", FLOW | {"retention": {"period": "13 months"}}, "retention.period", "P13M"),
        ("flow", FLOW | {"catgories": []}, "catgories", "did you mean categories?"),
        ("flow", {"id": "f", "from": "a:x"}, "to", "is required"),
        ("party", {"id": "p"}, "name", "is required"),
        ("party", {"id": "p", "name": "  "}, "name", "must not be blank"),
        ("party", {"id": "../etc", "name": "P"}, "id", "is not an id"),
        ("party", {"id": "P", "name": "P"}, "id", "lower-case"),
        ("party", {"id": "none", "name": "None"}, "id", "reserved"),
        ("party", {"id": "a:b", "name": "P"}, "id", "colon"),
        ("party", PARTY | {"member_of": "p"}, "member_of", "cannot be a member of itself"),
        ("party", PARTY | {"name": "a\x00b"}, "name", "NUL"),
        ("party", PARTY | {"name": "x" * 10_001}, "name", "at most 10,000"),
        ("party", PARTY | {"name": 7}, "name", "is not text"),
        ("party", PARTY | {"website": "javascript:alert(1)"}, "website", "web address"),
        ("party", PARTY | {"established_in": "EEA"}, "established_in", "a country is accepted here"),
        ("party", PARTY | {"identifiers": ["12345"]}, "identifiers.0", "scheme:value"),
        ("party", PARTY | {"processings": []}, "processings", "is not a field here"),
        ("processing", {"id": "b:x", "party": "a", "name": "X", "capacity": "processor"}, "id", "a:service"),
        (
            "processing",
            {"id": "a:x", "party": "a", "name": "X", "capacity": "subprocessor"},
            "capacity",
            "one of",
        ),
        ("condition", {"id": "sale", "kind": "event", "default": "on"}, "default", "off until it happens"),
        ("contract", {"id": "c", "notice_days": -1}, "notice_days", "whole number"),
        ("contract", {"id": "c", "notice_days": True}, "notice_days", "whole number"),
        ("breach", {"id": "b"}, "party", "name the party or the processing"),
        ("decision", {"id": "d", "finding": "C3", "status": "accepted"}, "finding", "24 hexadecimal digits"),
        (
            "decision",
            {
                "id": "d",
                "finding": "0" * 24,
                "status": "accepted",
                "decided_on": "2026-11-22",
                "until": "2026-11-22",
            },
            "until",
            "does not lie after decided_on 2026-11-22",
        ),
        (
            "breach",
            {"id": "b", "party": "p", "from": "2024-05-02", "known_at": "2024-05-01T10:00:00Z"},
            "known_at",
            "lies before from 2024-05-02",
        ),
        (
            "objection",
            {"id": "o", "flow": "f", "party": "p", "raised_on": "2024-05-02", "resolved_on": "2024-05-01"},
            "resolved_on",
            "lies before raised_on 2024-05-02",
        ),
        (
            "party",
            PARTY | {"certifications": [{"mechanism": "A46-2-c"}]},
            "certifications.0.mechanism",
            "certifies no company; one of DPF-",
        ),
        (
            "processing",
            {"id": "a:x", "party": "a", "name": "X", "capacity": "joint_controller", "joint_with": ["a:x"]},
            "joint_with",
            "names the processing itself",
        ),
        ("category", {"id": "user.c", "name": "C", "replaced_by": "user.c"}, "replaced_by", "itself"),
    ],
)
def test_it_says_which_field_is_wrong_and_what_is_accepted(
    kind: str, raw: dict[str, Any], field: str, said: str
) -> None:
    errors = errors_of(kind, raw)
    assert said in errors[field][0], errors


def test_a_breach_may_be_known_on_the_day_it_began() -> None:
    raw = {"id": "b", "party": "p", "from": "2024-05-02", "known_at": "2024-05-02T00:00:00Z"}
    assert load_document("breach", raw)["known_at"] == "2024-05-02T00:00:00Z"


@pytest.mark.parametrize("raw", [None, [], "text", 3])
def test_it_refuses_what_is_not_an_object(raw: Any) -> None:
    assert errors_of("party", raw) == {"party": ["is not an object"]}


def test_it_reports_every_wrong_field_at_once() -> None:
    assert set(errors_of("flow", {"id": "F", "to": 3, "status": "on"})) == {"id", "from", "to", "status"}


def test_switzerland_is_a_country_and_may_be_a_region_in_a_commitment() -> None:
    assert load_document("flow", FLOW | {"locations": [{"place": "CH"}]})["locations"][0]["place"] == "CH"
    promise = {"id": "c", "party": "p", "kind": "no_transfer_outside", "place": "UK"}
    assert load_document("commitment", promise)["place"] == "UK"
