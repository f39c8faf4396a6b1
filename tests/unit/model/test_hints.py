"""What a refusal adds to help."""

from __future__ import annotations

from vendorgraph.model.hints import first_repeated, nearest, nearest_are


def test_the_most_alike_names_come_first_and_equals_by_name() -> None:
    known = ["host", "hosts", "ghost", "stripe"]
    assert nearest("hots", known) == ["hosts", "host", "ghost"]
    assert nearest("hots", reversed(known), 1) == ["hosts"]


def test_nothing_is_suggested_when_all_is_too_different() -> None:
    assert nearest("stripe", ["github", "zendesk"]) == []
    assert nearest_are("stripe", ["github"]) == ""
    assert nearest_are("stirpe", ["github", "stripe"]) == "; the nearest is stripe"
    assert nearest_are("stripe", ["strip", "stripes"]) == "; the nearest are stripes, strip"
    assert nearest("anything", []) == []


def test_an_unknown_id_of_a_large_inventory_has_its_nearest() -> None:
    known = [f"vendor-{at}-hosting:service-{at}" for at in range(100_000)]
    assert nearest("vendor-4711-hostng:service-4711", known)[0] == "vendor-4711-hosting:service-4711"


def test_the_first_name_that_stood_before_is_found() -> None:
    assert first_repeated(["a", "b", "c", "b", "a"]) == "b"
    assert first_repeated(["a", "b"]) is None
