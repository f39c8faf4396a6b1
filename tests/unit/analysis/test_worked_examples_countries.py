"""Cases worked by hand: countries reached and the filters of a finished answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.cases import GROUP, exposure, rows, world
from tests.oracle.documents import flow, places

# Countries and filters


def test_no_place_recorded_is_unknown_without_a_kind(reading: Any) -> None:
    """Nothing recorded is the place `unknown`, in the row and in the countries."""
    inv = world(flow("f1", "a:s", "b:p"))
    answer = exposure(reading, inv)
    assert rows(answer)["b:p"]["countries"] == [{"country": "unknown", "kinds": []}]
    assert [(row["country"], row["kinds"]) for row in answer["countries"]] == [("unknown", [])]


def test_a_country_row_unites_the_flows_that_arrive_there(reading: Any) -> None:
    """France gets contact surely from a and possibly everything that b holds from b."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact", "user.health"], locations=places("DE")),
        flow("f2", "a:s", "c:p", ["user.contact"], locations=places(("FR", "storage"))),
        flow("f3", "b:p", "d:p", None, locations=places(("FR", "access"), "EEA")),
    )
    countries = {row["country"]: row for row in exposure(reading, inv)["countries"]}
    assert list(countries) == ["DE", "EEA", "FR"]
    assert countries["FR"] == {
        "source": "a:s",
        "country": "FR",
        "kinds": ["access", "storage"],
        "categories": {"stated": ["user.contact"], "possible": ["user.contact", "user.health"]},
        "recipients": ["c:p", "d:p"],
    }
    assert countries["EEA"]["recipients"] == ["d:p"]


@pytest.mark.parametrize(
    ("region", "inside", "outside"),
    [
        (
            "EEA",
            {"fr", "eea", "eu", "mixed"},
            {"gb", "ch", "mixed", "us", "world", "europe", "unknown", "none"},
        ),
        (
            "EU",
            {"fr", "eu", "mixed"},
            {"gb", "ch", "mixed", "us", "world", "europe", "unknown", "none", "eea"},
        ),
        ("UK", {"gb"}, {"fr", "eea", "eu", "mixed", "ch", "us", "world", "europe", "unknown", "none"}),
        ("CH", {"ch"}, {"fr", "eea", "eu", "mixed", "gb", "us", "world", "europe", "unknown", "none"}),
        (
            "Europe",
            {"fr", "eea", "eu", "mixed", "gb", "ch", "europe"},
            {"mixed", "us", "world", "unknown", "none"},
        ),
        (
            "worldwide",
            {"fr", "eea", "eu", "mixed", "gb", "ch", "europe", "us", "world"},
            {"unknown", "none"},
        ),
    ],
)
def test_region_keeps_what_lies_in_it_and_outside_what_is_not_shown_to(
    reading: Any, region: str, inside: set[str], outside: set[str]
) -> None:
    """Unknown places and open regions count as outside; a row with two places can be both."""
    where = {
        "fr": places("FR"),
        "eea": places("EEA"),
        "eu": places("EU"),
        "mixed": places("FR", "US"),
        "gb": places("GB"),
        "ch": places("CH"),
        "us": places("US"),
        "world": places("worldwide"),
        "europe": places("Europe"),
        "unknown": places("unknown"),
        "none": [],
    }
    inv = world(*(flow(f"f-{name}", "a:s", f"{name}:p", locations=found) for name, found in where.items()))
    kept = exposure(reading, inv, region=region)
    assert {row["party"] for row in kept["recipients"]} == inside
    left = exposure(reading, inv, outside=region)
    assert {row["party"] for row in left["recipients"]} == outside


def test_place_filters_drop_countries_too_and_the_other_filters_do_not(reading: Any) -> None:
    """country=FR leaves one country; role, certainty, max_hops and to leave all of them."""
    inv = world(
        flow("f1", "a:s", "b:p", locations=places("FR")),
        flow("f2", "b:p", "c:p", locations=places("US")),
    )
    france = exposure(reading, inv, country="FR")
    assert (list(rows(france)), [row["country"] for row in france["countries"]]) == (["b:p"], ["FR"])
    assert france["totals"] == {"recipients": 1, "countries": 1}
    for other in ({"role": "processor"}, {"max_hops": 1}, {"to": "b"}):
        answer = exposure(reading, inv, **other)
        assert (list(rows(answer)), [row["country"] for row in answer["countries"]]) == (
            ["b:p"],
            ["FR", "US"],
        )
        assert answer["totals"] == {"recipients": 1, "countries": 2}


def test_a_filter_never_changes_propagation(reading: Any) -> None:
    """Asked for the US alone, the chain through France still leads there."""
    inv = world(
        flow("f1", "a:s", "b:p", locations=places("FR")),
        flow("f2", "b:p", "c:p", locations=places("US")),
    )
    row = rows(exposure(reading, inv, country="US"))["c:p"]
    assert (row["hops"], row["via"]) == (2, ["f1", "f2"])


def test_certainty_is_equality(reading: Any) -> None:
    """certainty=possible leaves out what is stated."""
    inv = world(flow("f1", "a:s", "b:p"), flow("f2", "a:s", "c:p", None))
    assert list(rows(exposure(reading, inv, certainty="stated"))) == ["b:p"]
    assert list(rows(exposure(reading, inv, certainty="possible"))) == ["c:p"]


def test_to_a_party_includes_its_group(reading: Any) -> None:
    """to=head keeps rows of its members, group=false its own, a processing only itself."""
    inv = world(
        flow("f1", "a:s", "head:x"), flow("f2", "a:s", "leaf:x"), flow("f3", "a:s", "b:p"), parties=GROUP
    )
    assert list(rows(exposure(reading, inv, to="head"))) == ["head:x", "leaf:x"]
    assert list(rows(exposure(reading, inv, to="head", group=False))) == ["head:x"]
    assert list(rows(exposure(reading, inv, to="leaf:x"))) == ["leaf:x"]


def test_rows_are_ordered_by_source_then_hops_then_recipient(reading: Any) -> None:
    """b:p is three hops away and comes last; of one hop, c:p comes before d:p."""
    inv = world(
        flow("f1", "a:s", "d:p"),
        flow("f2", "a:s", "c:p"),
        flow("f3", "d:p", "e:p"),
        flow("f4", "e:p", "b:p"),
    )
    assert [row["processing"] for row in exposure(reading, inv)["recipients"]] == ["c:p", "d:p", "e:p", "b:p"]
