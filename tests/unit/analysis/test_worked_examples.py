"""Small cases of section 4 of the design, worked by hand; both readings must give these values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tests.oracle import Context, Places
from tests.oracle.comparison import Implementation, Oracle
from tests.oracle.documents import document, flow, inventory, places

DAY = date(2026, 11, 22)
TERMS: Mapping[str, tuple[str, ...]] = {
    "system": (),
    "user": (),
    "user.contact": ("user",),
    "user.contact.email": ("user.contact",),
    "user.contact.phone": ("user.contact",),
    "user.health": ("user",),
    "user.job": ("user",),
    "user.sick_note": ("user.health", "user.job"),
}
EU = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
EEA = EU | {"NO", "IS", "LI"}
MEMBERS = {"EU": EU, "EEA": EEA, "UK": {"GB"}, "CH": {"CH"}, "Europe": EEA | {"GB", "CH"}, "APAC": {"JP", "SG"}}
PLACES = Places(
    members=lambda region, day: MEMBERS.get(region, set()),
    regions=frozenset({*MEMBERS, "worldwide"}),
    closed=frozenset({"EU", "EEA", "UK", "CH"}),
)


@pytest.fixture(params=[Oracle(PLACES), Implementation()], ids=lambda reading: reading.name)
def reading(request: pytest.FixtureRequest) -> Any:
    """Section 4 by brute force, then by the implementation."""
    return request.param


def world(*flows: dict[str, Any], **rest: Any) -> Any:
    """An inventory over TERMS in which `a:s` is a controller, all else a processor unless told otherwise."""
    capacities = {"a:s": "controller", **rest.pop("capacities", {})}
    return inventory(*flows, terms=TERMS, capacities=capacities, **rest)


def asked(**given: Any) -> dict[str, Any]:
    return {"as_of": DAY, "context": Context(), "include_planned": False, "group": True, **given}


def exposure(reading: Any, inventory: Any, from_: str | None = "a:s", **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = reading.exposure(inventory, **asked(from_=from_, **given))
    return answer


def rows(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Rows of an answer of one source by recipient."""
    return {row["processing"]: row for row in answer["recipients"]}


def received(reading: Any, inventory: Any, **given: Any) -> dict[str, tuple[list[str], list[str]]]:
    """{recipient: (stated, possible)} from `a:s`."""
    found = rows(exposure(reading, inventory, **given))
    return {id_: (row["categories"]["stated"], row["categories"]["possible"]) for id_, row in found.items()}


def proof(reading: Any, inventory: Any, from_: str, to: str, **given: Any) -> tuple[list[tuple[str, str]], bool, dict[str, str]]:
    """([(flow ids, certainty)], truncated, {flow of the subgraph: certainty})."""
    answer = reading.proof(inventory, **asked(from_=from_, to=to, **given))
    listed = [(" ".join(one["flows"]), one["certainty"]) for one in answer["proofs"]]
    return listed, answer["truncated"], {one["flow"]: one["certainty"] for one in answer["subgraph"]}


def upstream(reading: Any, inventory: Any, **given: Any) -> list[tuple[str, int, str, list[str]]]:
    """[(processing, hops, certainty, possible)] in the answer's order."""
    answer = reading.impact(inventory, **asked(**given))
    return [(r["processing"], r["hops"], r["certainty"], r["categories"]["possible"]) for r in answer["upstream"]]


# What a set of terms is and how it shrinks from hop to hop


def test_each_hop_lets_through_only_what_it_carries(reading: Any) -> None:
    """a sends contact and health to b, b sends contact and job to c: c gets contact and the sick note's term."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact", "user.health"]),
        flow("f2", "b:p", "c:p", ["user.contact.email", "user.job"]),
    )
    assert received(reading, inv) == {
        "b:p": (["user.contact", "user.health"],) * 2,
        "c:p": (["user.contact.email", "user.sick_note"],) * 2,
    }


def test_stating_every_child_is_not_stating_the_parent(reading: Any) -> None:
    """email and phone are all children of contact, yet contact itself has not been stated."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact.phone", "user.contact.email"]))
    assert received(reading, inv) == {"b:p": (["user.contact.email", "user.contact.phone"],) * 2}


def test_a_set_is_reported_as_its_maximal_terms(reading: Any) -> None:
    """contact and its child email are reported as contact alone."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact.email", "user.contact"]))
    assert received(reading, inv) == {"b:p": (["user.contact"],) * 2}


def test_a_term_with_two_parents_is_carried_by_either(reading: Any) -> None:
    """The sick note stands under health and under job: health then job leaves the sick note."""
    inv = world(flow("f1", "a:s", "b:p", ["user.health"]), flow("f2", "b:p", "c:p", ["user.job"]))
    assert received(reading, inv)["c:p"] == (["user.sick_note"], ["user.sick_note"])


def test_everything_is_reported_as_the_roots(reading: Any) -> None:
    """Categories not stated let all of the taxonomy through: its roots."""
    inv = world(flow("f1", "a:s", "b:p", None))
    assert received(reading, inv) == {"b:p": ([], ["system", "user"])}


def test_categories_not_stated_state_nothing_further_on(reading: Any) -> None:
    """After a flow that states no categories nothing is stated, and the next flow's list still limits."""
    inv = world(flow("f1", "a:s", "b:p", None), flow("f2", "b:p", "c:p", ["user.job"]))
    assert received(reading, inv)["c:p"] == ([], ["user.job"])


def test_an_open_list_states_its_list_and_lets_all_possibly_through(reading: Any) -> None:
    """"e.g. contact": contact is stated, anything is possible."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"], categories_open=True))
    assert received(reading, inv) == {"b:p": (["user.contact"], ["system", "user"])}


def test_an_open_list_lets_through_only_what_the_sender_may_hold(reading: Any) -> None:
    """b got health only, so its open list of contact brings c possibly health and states nothing."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.health"]),
        flow("f2", "b:p", "c:p", ["user.contact"], categories_open=True),
    )
    assert received(reading, inv)["c:p"] == ([], ["user.health"])


@pytest.mark.parametrize("doubt", [{"status": "disclaimed"}, {"basis": "inferred"}])
def test_disclaimed_and_inferred_flows_give_possible_only(reading: Any, doubt: dict[str, str]) -> None:
    """What a source denies or a reviewer infers is possible, never stated."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"], **doubt))
    assert received(reading, inv) == {"b:p": ([], ["user.contact"])}
    assert rows(exposure(reading, inv))["b:p"]["certainty"] == "possible"


def test_an_anonymised_flow_brings_nothing_and_adds_no_country(reading: Any) -> None:
    """An anonymised flow has no row, no country and no proof, but makes its sender a source."""
    inv = world(flow("f1", "a:s", "b:p", ["user"], transform="anonymised", locations=places("US")))
    answer = exposure(reading, inv, from_=None)
    assert answer["sources"] == ["a:s"]
    assert (answer["recipients"], answer["countries"]) == ([], [])
    assert proof(reading, inv, "a:s", "b:p") == ([], False, {})


@pytest.mark.parametrize("transform", ["encrypted", "pseudonymised", "aggregated"])
def test_other_transforms_let_personal_data_through(reading: Any, transform: str) -> None:
    """Pseudonymised data are personal data; so is what a text calls aggregated."""
    inv = world(flow("f1", "a:s", "b:p", ["user.job"], transform=transform))
    assert received(reading, inv) == {"b:p": (["user.job"],) * 2}


def test_what_a_processing_declares_to_hold_never_limits_exposure(reading: Any) -> None:
    """b declares health only and still passes contact on."""
    holder = document("processing", id="b:p", party="b", capacity="processor", categories=["user.health"])
    inv = world(flow("f1", "a:s", "b:p"), flow("f2", "b:p", "c:p", ["user.contact"]), processings=[holder])
    assert received(reading, inv)["c:p"] == (["user.contact"], ["user.contact"])


# Which flows are active


@pytest.mark.parametrize(
    ("condition", "switched", "reached"),
    [
        ({"kind": "option"}, {}, True),
        ({"kind": "option"}, {"c": "off"}, False),
        ({"kind": "option", "default": "off"}, {}, False),
        ({"kind": "option", "default": "off"}, {"c": "on"}, True),
        ({"kind": "event"}, {}, False),
        ({"kind": "event"}, {"c": "on"}, True),
    ],
)
def test_a_condition_is_its_default_unless_the_context_switches_it(
    reading: Any, condition: dict[str, str], switched: dict[str, str], reached: bool
) -> None:
    """An option is on, an event off, until the question says otherwise."""
    inv = world(flow("f1", "a:s", "b:p", conditions=["c"]), conditions=[document("condition", id="c", **condition)])
    assert set(received(reading, inv, context=Context(conditions=switched))) == ({"b:p"} if reached else set())


def test_one_condition_that_is_off_stops_the_flow(reading: Any) -> None:
    """Both conditions of a flow must be on; the row names them sorted when they are."""
    both = [document("condition", id="x", kind="option"), document("condition", id="e", kind="event")]
    inv = world(flow("f1", "a:s", "b:p", conditions=["x", "e"]), conditions=both)
    assert received(reading, inv) == {}
    found = rows(exposure(reading, inv, context=Context(conditions={"e": "on"})))
    assert found["b:p"]["conditions"] == ["e", "x"]


@pytest.mark.parametrize(
    ("scope", "fixed", "reached"),
    [
        ({"region": ["EU", "CH"]}, {}, True),
        ({"region": ["EU", "CH"]}, {"region": ("CH",)}, True),
        ({"region": ["EU", "CH"]}, {"region": ("US",)}, False),
        ({"region": ["EU"]}, {"plan": ("free",)}, True),
        ({"region": ["EU"], "plan": ["paid"]}, {"region": ("EU",), "plan": ("free",)}, False),
        ({}, {"region": ("US",)}, True),
    ],
)
def test_a_scope_must_allow_what_the_context_fixes(reading: Any, scope: Any, fixed: Any, reached: bool) -> None:
    """A dimension that only one of scope and context names excludes nothing."""
    inv = world(flow("f1", "a:s", "b:p", scope=scope))
    assert set(received(reading, inv, context=Context(scope=fixed))) == ({"b:p"} if reached else set())


@pytest.mark.parametrize(
    ("day", "reached"),
    [("2026-03-10", False), ("2026-03-11", True), ("2026-03-12", True), ("2026-03-13", False)],
)
def test_a_flow_holds_from_its_first_day_and_no_longer_on_its_last(reading: Any, day: str, reached: bool) -> None:
    """valid_from is the first day, valid_to the first day on which it no longer holds."""
    inv = world(flow("f1", "a:s", "b:p", valid_from="2026-03-11", valid_to="2026-03-13"))
    assert set(received(reading, inv, as_of=date.fromisoformat(day))) == ({"b:p"} if reached else set())


@pytest.mark.parametrize("bound", [{"valid_from": None, "valid_to": "2027-01-01"}, {"valid_from": "2020-01-01"}])
def test_an_absent_bound_is_open(reading: Any, bound: dict[str, str | None]) -> None:
    """A flow without a start has always held, one without an end still does."""
    assert set(received(reading, world(flow("f1", "a:s", "b:p", **bound)))) == {"b:p"}


def test_a_planned_flow_counts_as_active_only_when_included(reading: Any) -> None:
    """Announced flows are left out; with planned included they state what they carry."""
    inv = world(flow("f1", "a:s", "b:p", ["user.job"], status="planned"))
    assert received(reading, inv) == {}
    assert received(reading, inv, include_planned=True) == {"b:p": (["user.job"], ["user.job"])}


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
        {"source": "a:s", "country": "FR", "kinds": [], "categories": _both("user.contact"), "recipients": ["b:p"]},
        {"source": "a:s", "country": "US", "kinds": ["storage"], "categories": _both("user.contact"), "recipients": []},
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
    assert row["categories"] == _both("user.contact", "user.health")
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
    """b surely gets contact in one hop and possibly health in two; asked for health the row is possible, 2 hops."""
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
    """"All data" is read beside what the source says it holds."""
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

GROUP = [
    document("party", id="head"),
    document("party", id="mid", member_of="head"),
    document("party", id="leaf", member_of="mid"),
    document("party", id="alone", member_of="none"),
]


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
        ("EEA", {"fr", "eea", "eu", "mixed"}, {"gb", "ch", "mixed", "us", "world", "europe", "unknown", "none"}),
        ("EU", {"fr", "eu", "mixed"}, {"gb", "ch", "mixed", "us", "world", "europe", "unknown", "none", "eea"}),
        ("UK", {"gb"}, {"fr", "eea", "eu", "mixed", "ch", "us", "world", "europe", "unknown", "none"}),
        ("CH", {"ch"}, {"fr", "eea", "eu", "mixed", "gb", "us", "world", "europe", "unknown", "none"}),
        ("Europe", {"fr", "eea", "eu", "mixed", "gb", "ch", "europe"}, {"mixed", "us", "world", "unknown", "none"}),
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
        assert (list(rows(answer)), [row["country"] for row in answer["countries"]]) == (["b:p"], ["FR", "US"])
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
    inv = world(flow("f1", "a:s", "head:x"), flow("f2", "a:s", "leaf:x"), flow("f3", "a:s", "b:p"), parties=GROUP)
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


# Proofs


def test_a_stated_proof_comes_first_although_it_is_longer(reading: Any) -> None:
    """One possible flow against two stated ones: the stated way is listed first."""
    inv = world(
        flow("a1", "a:s", "c:p", status="disclaimed"),
        flow("b1", "a:s", "b:p"),
        flow("b2", "b:p", "c:p"),
    )
    assert proof(reading, inv, "a:s", "c:p") == (
        [("b1 b2", "stated"), ("a1", "possible")],
        False,
        {"a1": "possible", "b1": "stated", "b2": "stated"},
    )


def test_a_proof_is_stated_by_one_term_through_all_its_flows(reading: Any) -> None:
    """Contact is stated first, health second; the open list lets health through possibly: a possible proof."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact"], categories_open=True),
        flow("f2", "b:p", "c:p", ["user.health"]),
    )
    assert proof(reading, inv, "a:s", "c:p") == (
        [("f1 f2", "possible")],
        False,
        {"f1": "possible", "f2": "possible"},
    )


def test_no_proof_where_no_single_term_passes(reading: Any) -> None:
    """Contact then health: two flows in a row and nothing that passes both."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"]), flow("f2", "b:p", "c:p", ["user.health"]))
    assert proof(reading, inv, "a:s", "c:p") == ([], False, {})


def test_a_proof_is_about_the_category_asked(reading: Any) -> None:
    """Asked for health, only the way that carries it; asked for nothing, both."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"]), flow("f2", "a:s", "b:p", ["user.health"]))
    assert proof(reading, inv, "a:s", "b:p", category="user.sick_note") == ([("f2", "stated")], False, {"f2": "stated"})
    assert proof(reading, inv, "a:s", "b:p")[0] == [("f1", "stated"), ("f2", "stated")]


def test_more_proofs_than_asked_for_are_truncated(reading: Any) -> None:
    """Three parallel flows, two asked for: truncated; three asked for: not."""
    inv = world(flow("f3", "a:s", "b:p"), flow("f1", "a:s", "b:p"), flow("f2", "a:s", "b:p"))
    listed, truncated, subgraph = proof(reading, inv, "a:s", "b:p", limit=2)
    assert (listed, truncated, sorted(subgraph)) == ([("f1", "stated"), ("f2", "stated")], True, ["f1", "f2", "f3"])
    assert proof(reading, inv, "a:s", "b:p", limit=3)[1] is False


def test_a_self_loop_is_in_the_subgraph_and_in_no_listed_proof(reading: Any) -> None:
    """b's loop lies on a walk from a to c, but no proof visits b twice."""
    inv = world(flow("f1", "a:s", "b:p"), flow("f2", "b:p", "b:p"), flow("f3", "b:p", "c:p"))
    assert proof(reading, inv, "a:s", "c:p") == (
        [("f1 f3", "stated")],
        False,
        {"f1": "stated", "f2": "stated", "f3": "stated"},
    )


def test_the_subgraph_stops_at_the_recipient_and_never_returns_to_the_source(reading: Any) -> None:
    """The flow beyond b and back to it, the flow back to a and a's own loop are on no walk that counts."""
    inv = world(
        flow("f1", "a:s", "b:p"),
        flow("f2", "b:p", "c:p"),
        flow("f3", "c:p", "b:p"),
        flow("f4", "c:p", "a:s"),
        flow("f5", "a:s", "a:s"),
        flow("f6", "b:p", "b:p"),
    )
    assert proof(reading, inv, "a:s", "b:p") == ([("f1", "stated")], False, {"f1": "stated"})


def test_the_subgraph_follows_one_term_at_a_time(reading: Any) -> None:
    """The detour over c carries health only, and health does not get from c's end to d."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact", "user.health"]),
        flow("f2", "b:p", "c:p", ["user.health"]),
        flow("f3", "c:p", "b:p", ["user.contact"]),
        flow("f4", "b:p", "d:p", ["user.contact"]),
    )
    assert proof(reading, inv, "a:s", "d:p")[2] == {"f1": "stated", "f4": "stated"}


def test_a_flow_of_the_subgraph_is_stated_only_on_a_walk_stated_throughout(reading: Any) -> None:
    """The stated first flow leads on by an inferred one alone, so it is possible; unless a stated way joins."""
    flows = [flow("f1", "a:s", "b:p"), flow("f2", "b:p", "c:p", basis="inferred")]
    assert proof(reading, world(*flows), "a:s", "c:p")[2] == {"f1": "possible", "f2": "possible"}
    inv = world(*flows, flow("f3", "b:p", "c:p"))
    assert proof(reading, inv, "a:s", "c:p")[2] == {"f1": "stated", "f2": "possible", "f3": "stated"}


def test_proofs_of_parties_are_those_of_all_their_processings(reading: Any) -> None:
    """a's two processings each send to one of c's; the second one is reached over a's other source too."""
    inv = world(flow("f1", "a:s", "c:p"), flow("f2", "a:t", "c:q"), flow("f3", "a:s", "a:t"))
    listed, _, subgraph = proof(reading, inv, "a", "c")
    assert listed == [("f1", "stated"), ("f2", "stated"), ("f3 f2", "stated")]
    assert set(subgraph) == {"f1", "f2", "f3"}


# Impact


def test_impact_is_exposure_read_backwards(reading: Any) -> None:
    """Upstream of c: b in one hop with contact, a in two with email, nobody else."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact.email", "user.health"]),
        flow("f2", "b:p", "c:p", ["user.contact"]),
        flow("f3", "x:s", "y:p"),
    )
    assert upstream(reading, inv, processing="c:p") == [
        ("b:p", 1, "stated", ["user.contact"]),
        ("a:s", 2, "stated", ["user.contact.email"]),
    ]


def test_impact_hops_are_counted_in_the_stated_relation_of_a_stated_row(reading: Any) -> None:
    """a possibly sends to c directly and surely over b: stated, two hops."""
    inv = world(
        flow("f1", "a:s", "c:p", None),
        flow("f2", "a:s", "b:p", ["user.job"]),
        flow("f3", "b:p", "c:p", ["user.job"]),
    )
    assert upstream(reading, inv, processing="c:p") == [
        ("b:p", 1, "stated", ["user.job"]),
        ("a:s", 2, "stated", ["system", "user"]),
    ]


def test_a_target_can_be_upstream_of_another_target_and_never_of_itself(reading: Any) -> None:
    """v's front sends to v's back and back again; x only loops to itself."""
    inv = world(
        flow("f1", "v:front", "v:back", ["user.job"]),
        flow("f2", "v:back", "v:front", ["user.health"]),
        flow("f3", "x:p", "x:p"),
    )
    assert upstream(reading, inv, party="v") == [
        ("v:back", 1, "stated", ["user.health"]),
        ("v:front", 1, "stated", ["user.job"]),
    ]
    assert upstream(reading, inv, party="x") == []


def test_impact_of_a_party_unites_its_processings_and_its_group(reading: Any) -> None:
    """a sends job to head and health to leaf: both count for head, job alone without the group."""
    inv = world(flow("f1", "a:s", "head:x", ["user.job"]), flow("f2", "a:s", "leaf:x", None), parties=GROUP)
    assert upstream(reading, inv, party="head") == [("a:s", 1, "stated", ["system", "user"])]
    assert upstream(reading, inv, party="head", group=False) == [("a:s", 1, "stated", ["user.job"])]
    assert upstream(reading, inv, party="alone") == []


def _both(*terms: str) -> dict[str, list[str]]:
    return {"stated": sorted(terms), "possible": sorted(terms)}
