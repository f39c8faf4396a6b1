"""Cases worked by hand: cycles, hops, via, the query, roles, sources and groups."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.cases import GROUP, both, exposure, received, rows, world
from tests.oracle.documents import document, flow, places

# Cycles, hops, via


def test_a_cycle_and_a_self_loop_end(reading: Any) -> None:
    """a to b, b to itself and back to a: b receives, a is no recipient of itself."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"]),
        flow("f2", "b:p", "b:p", ["user"]),
        flow("f3", "b:p", "a:s", ["user"]),
    )
    assert received(reading, inv) == {"b:p": (["user.contact"], ["user.contact"])}


def test_what_comes_back_to_the_source_adds_its_countries_and_no_recipient(reading: Any) -> None:
    """The flow back to the source arrives in the US, where no recipient but the source sits."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"], locations=places("FR")),
        flow("f2", "b:p", "a:s", ["user"], locations=places(("US", "storage"))),
    )
    assert exposure(reading, inv)["countries"] == [
        {
            "source": "a:s",
            "country": "FR",
            "kinds": [],
            "categories": both("user.contact"),
            "recipients": ["b:p"],
        },
        {
            "source": "a:s",
            "country": "US",
            "kinds": ["storage"],
            "categories": both("user.contact"),
            "recipients": [],
        },
    ]


def test_a_self_loop_of_the_source_adds_its_country(reading: Any) -> None:
    """The source's own copy in Japan reaches Japan and nobody."""
    inv = world(flow("f1", "a:s", "a:s", ["user.job"], locations=places(("JP", "access"))))
    answer = exposure(reading, inv)
    assert answer["recipients"] == []
    assert [(row["country"], row["recipients"]) for row in answer["countries"]] == [("JP", [])]
    assert answer["totals"] == {"recipients": 0, "countries": 1}


def test_a_self_loop_of_a_recipient_brings_it_something(reading: Any) -> None:
    """b's loop ends in b and carries what b may hold, so its place is in b's row."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"], locations=places("FR")),
        flow("f2", "b:p", "b:p", ["user"], locations=places(("US", "storage"))),
        flow("f3", "b:p", "b:p", ["user.health"], locations=places("CN")),
    )
    assert rows(exposure(reading, inv))["b:p"]["countries"] == [
        {"country": "FR", "kinds": []},
        {"country": "US", "kinds": ["storage"]},
    ]


def test_parallel_flows_unite_their_categories_and_places(reading: Any) -> None:
    """Two flows to b: contact in France, health in Germany; kinds of one place are united and sorted."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"], locations=places(("FR", "storage"), "DE")),
        flow("f2", "a:s", "b:p", ["user.health"], locations=places(("DE", "processing"), ("DE", "access"))),
    )
    row = rows(exposure(reading, inv))["b:p"]
    assert row["categories"] == both("user.contact", "user.health")
    assert row["countries"] == [
        {"country": "DE", "kinds": ["access", "processing"]},
        {"country": "FR", "kinds": ["storage"]},
    ]
    assert row["via"] == ["f1"]


def test_only_flows_that_bring_something_of_the_query_give_places(reading: Any) -> None:
    """Asked for health, the contact flow's place is not among b's, nor among the countries reached."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"], locations=places("FR")),
        flow("f2", "a:s", "b:p", ["user.health"], locations=places("DE")),
    )
    answer = exposure(reading, inv, category="user.health")
    assert rows(answer)["b:p"]["countries"] == [{"country": "DE", "kinds": []}]
    assert [row["country"] for row in answer["countries"]] == ["DE"]


def test_via_is_the_shortest_and_then_the_first_by_flow_ids(reading: Any) -> None:
    """Of three ways of two flows the one whose ids come first as text wins: f10 before f2."""
    inv = world(
        flow("f2", "a:s", "b:p"),
        flow("f10", "a:s", "c:p"),
        flow("f9", "b:p", "d:p"),
        flow("z", "c:p", "d:p"),
        flow("y", "c:p", "d:p"),
        flow("a", "d:p", "d:p"),
    )
    row = rows(exposure(reading, inv))["d:p"]
    assert (row["hops"], row["via"]) == (2, ["f10", "y"])


def test_ids_are_compared_position_by_position_and_not_joined(reading: Any) -> None:
    """["a", "z"] comes before ["a-b", "a"], although "a-b" sorts before "a" followed by a longer text."""
    inv = world(
        flow("a-b", "a:s", "b:p"),
        flow("b1", "b:p", "d:p"),
        flow("a", "a:s", "c:p"),
        flow("z", "c:p", "d:p"),
    )
    assert rows(exposure(reading, inv))["d:p"]["via"] == ["a", "z"]


def test_hops_of_a_stated_row_are_counted_in_the_stated_relation(reading: Any) -> None:
    """d is told possibly in one hop and surely in two: the row is stated, 2 hops, via the sure way."""
    inv = world(
        flow("a1", "a:s", "d:p", ["user.contact"], status="disclaimed"),
        flow("b1", "a:s", "b:p", ["user.contact"]),
        flow("b2", "b:p", "d:p", ["user.contact"]),
    )
    row = rows(exposure(reading, inv))["d:p"]
    assert (row["certainty"], row["hops"], row["via"]) == ("stated", 2, ["b1", "b2"])


def test_one_term_must_pass_all_of_a_way(reading: Any) -> None:
    """The short way carries contact then health, so nothing; the long way brings health."""
    inv = world(
        flow("a1", "a:s", "b:p", ["user.contact"]),
        flow("a2", "b:p", "d:p", ["user.health"]),
        flow("b1", "a:s", "c:p", ["user.health"]),
        flow("b2", "c:p", "b:p", ["user.health"]),
    )
    row = rows(exposure(reading, inv))["d:p"]
    assert (row["hops"], row["via"]) == (3, ["b1", "b2", "a2"])


# The query


def test_a_query_reports_the_intersection(reading: Any) -> None:
    """b gets contact; asked for email, email is reported; asked for health, b has no row."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"]))
    assert received(reading, inv, category="user.contact.email") == {"b:p": (["user.contact.email"],) * 2}
    assert received(reading, inv, category="user.health") == {}


def test_a_query_decides_certainty_and_hops(reading: Any) -> None:
    """Surely contact in one hop, possibly health in two: asked for health the row is possible, 2 hops."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"]),
        flow("f2", "a:s", "c:p", ["user.health"]),
        flow("f3", "c:p", "b:p", None),
    )
    row = rows(exposure(reading, inv, category="user.health"))["b:p"]
    assert (row["certainty"], row["hops"], row["via"]) == ("possible", 2, ["f2", "f3"])
    assert row["categories"] == {"stated": [], "possible": ["user.health"]}
    whole = rows(exposure(reading, inv))["b:p"]
    assert (whole["certainty"], whole["hops"], whole["via"]) == ("stated", 1, ["f1"])


@pytest.mark.parametrize(
    ("declared", "category", "held"),
    [
        ([], None, "not_recorded"),
        (["user.job"], None, "yes"),
        (["user"], "user.health", "yes"),
        (["user.contact.email"], "user.contact", "yes"),
        (["user.contact"], "user.health", "no"),
    ],
)
def test_held_by_source_says_whether_the_source_declares_the_category(
    reading: Any, declared: list[str], category: str | None, held: str
) -> None:
    """A flow of "all data" is read beside what the source says it holds."""
    source = document("processing", id="a:s", party="a", capacity="controller", categories=declared)
    inv = world(flow("f1", "a:s", "b:p", None), processings=[source])
    assert rows(exposure(reading, inv, category=category))["b:p"]["held_by_source"] == held


# Roles


def test_the_role_follows_the_capacity_of_the_last_sender(reading: Any) -> None:
    """A controller's processor, a processor's subprocessor, and what a joint controller sends a processor."""
    inv = world(
        flow("f1", "a:s", "b:p"),
        flow("f2", "b:p", "c:p"),
        flow("f3", "a:s", "j:x"),
        flow("f4", "j:x", "k:p"),
        flow("f5", "c:p", "own:x"),
        capacities={"j:x": "joint_controller", "own:x": "controller"},
    )
    assert {id_: row["role"] for id_, row in rows(exposure(reading, inv)).items()} == {
        "b:p": "processor",
        "c:p": "subprocessor",
        "j:x": "joint_controller",
        "k:p": "processor",
        "own:x": "controller",
    }


def test_an_authority_is_an_authority_whatever_its_capacity(reading: Any) -> None:
    """The tax office receives as an authority."""
    inv = world(flow("f1", "a:s", "tax:x"), parties=[document("party", id="tax", kind="authority")])
    assert rows(exposure(reading, inv))["tax:x"]["role"] == "authority"


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        (None, "assessed"),
        ("Sub-Processor", "stated"),
        ("sub processor", "stated"),
        ("sub_processor", "stated"),
        ("Data Subprocessor", "stated"),
        ("processor", "assessed"),
        ("partner", "assessed"),
    ],
)
def test_the_role_is_stated_when_the_last_flow_names_it(reading: Any, said: str | None, basis: str) -> None:
    """The text's word must be the legal role that the row has."""
    inv = world(flow("f1", "a:s", "b:p", stated_role="partner"), flow("f2", "b:p", "c:p", stated_role=said))
    assert rows(exposure(reading, inv))["c:p"]["role_basis"] == basis


# Sources and groups


def test_a_party_as_source_stands_for_its_group_downwards(reading: Any) -> None:
    """mid stands for itself and leaf, never for its parent head; group=false for itself alone."""
    inv = world(
        flow("f1", "head:x", "b:p"),
        flow("f2", "mid:x", "b:p"),
        flow("f3", "leaf:x", "alone:p"),
        parties=GROUP,
    )
    assert exposure(reading, inv, from_="head")["sources"] == ["head:x", "leaf:x", "mid:x"]
    assert exposure(reading, inv, from_="mid")["sources"] == ["leaf:x", "mid:x"]
    assert exposure(reading, inv, from_="mid", group=False)["sources"] == ["mid:x"]


def test_processings_of_one_party_can_be_recipients_of_each_other(reading: Any) -> None:
    """a's two processings are two sources; what one sends the other is a row."""
    inv = world(flow("f1", "a:s", "a:t", ["user.job"]), flow("f2", "a:t", "b:p", ["user"]))
    answer = exposure(reading, inv, from_="a")
    assert [(r["source"], r["processing"], r["categories"]["stated"]) for r in answer["recipients"]] == [
        ("a:s", "a:t", ["user.job"]),
        ("a:s", "b:p", ["user.job"]),
        ("a:t", "b:p", ["user"]),
    ]
    assert answer["totals"] == {"recipients": 2, "countries": 1}


def test_without_from_every_sending_controller_is_a_source(reading: Any) -> None:
    """Controllers and joint controllers that send, no processors, nobody whose only flow is not active."""
    inv = world(
        flow("f1", "a:s", "b:p"),
        flow("f2", "j:x", "b:p"),
        flow("f3", "b:p", "c:x"),
        flow("f4", "d:x", "b:p", valid_to="2020-01-01"),
        flow("f5", "e:x", "b:p", status="planned"),
        capacities={"j:x": "joint_controller", "c:x": "controller", "d:x": "controller", "e:x": "controller"},
    )
    assert exposure(reading, inv, from_=None)["sources"] == ["a:s", "j:x"]
    assert exposure(reading, inv, from_=None, include_planned=True)["sources"] == ["a:s", "e:x", "j:x"]


def test_without_from_own_parties_alone_are_sources_where_there_are_any(reading: Any) -> None:
    """An own party that sends nothing still keeps the others out."""
    inv = world(flow("f1", "a:s", "b:p"), flow("f2", "o:x", "b:p"), capacities={"o:x": "controller"})
    inv["party"]["o"]["own"] = True
    assert exposure(reading, inv, from_=None)["sources"] == ["o:x"]
    inv["processing"]["o:x"]["capacity"] = "processor"
    assert exposure(reading, inv, from_=None)["sources"] == []


def test_a_processing_that_sends_nothing_is_still_a_source_when_asked_for(reading: Any) -> None:
    """A party's silent processing is among the sources and has no rows."""
    inv = world(flow("f1", "a:s", "b:p"))
    answer = exposure(reading, inv, from_="b")
    assert (answer["sources"], answer["recipients"], answer["countries"]) == (["b:p"], [], [])
