"""What a refusal adds to help."""

from __future__ import annotations

import pytest

from vendorgraph.analysis.snapshot import Snapshot
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


@pytest.mark.parametrize(
    ("given", "known", "found"),
    [
        ("nope", ["openai", "stripe"], []),
        ("acme", ["oracle", "stripe"], []),
        ("host", ["hotjar"], []),
        ("party", ["parties"], ["parties"]),
        ("strpe", ["openai", "stripe"], ["stripe"]),
        ("fomr", ["form", "from"], ["form", "from"]),
        ("githb-pages", ["github-pages"], ["github-pages"]),
    ],
)
def test_a_short_word_must_be_more_alike_than_a_long_one(
    given: str, known: list[str], found: list[str]
) -> None:
    assert nearest(given, known) == found


def test_a_word_that_is_a_whole_part_of_a_name_is_near_to_it() -> None:
    terms = Snapshot.build({}).records["category"]
    for given in ("health", "Health"):
        assert nearest(given, terms, 2) == ["user.health_and_medical", "user.biometric.health"]
    assert nearest("credit_card", ["user.payment.credit_card", "user.credit"]) == ["user.payment.credit_card"]
    assert nearest("eal", terms) == [], "a piece of a word is no part of a name"
    assert nearest("orders", ["shop:orders-old", "shop:orders"]) == ["shop:orders"]
    assert nearest("host", ["a.host", "hosts"]) == ["a.host", "hosts"]


def test_an_unknown_id_of_a_large_inventory_has_its_nearest() -> None:
    known = [f"vendor-{at}-hosting:service-{at}" for at in range(100_000)]
    assert nearest("vendor-4711-hostng:service-4711", known)[0] == "vendor-4711-hosting:service-4711"


def test_the_first_name_that_stood_before_is_found() -> None:
    assert first_repeated(["a", "b", "c", "b", "a"]) == "b"
    assert first_repeated(["a", "b"]) is None
