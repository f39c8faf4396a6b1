"""What rules share: names that can mean a party, circles, durations, severities."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.analysis.rules.world import snapshot
from vendorgraph.analysis.question import Question, View, today
from vendorgraph.analysis.rules.chain import circles
from vendorgraph.analysis.rules.facts import Facts, listed
from vendorgraph.analysis.rules.names import can_mean, words
from vendorgraph.analysis.rules.retention import days
from vendorgraph.analysis.rules.rule import milder


@pytest.mark.parametrize(
    ("named_as", "name"),
    [
        ("Amazon Services Europe S.à r.l", "Amazon Services Europe S.à r.l."),
        ("Microsoft TEAMS", "Microsoft Teams"),
        ("Google, Inc.", "Google LLC"),
        ("Google Cloud Platform (GCP)", "Google"),
        ("DropBox", "Dropbox, Inc."),
        ("l'authentification Électronique", "authentification electronique"),
    ],
)
def test_a_name_may_be_written_in_other_ways(named_as: str, name: str) -> None:
    assert can_mean(named_as, [name])


@pytest.mark.parametrize(
    ("named_as", "name"),
    [("DropBox, Inc.", "Box"), ("Box", "Dropbox, Inc."), ("Google", "Goggle"), ("Inc.", "Box Inc.")],
)
def test_a_name_is_not_mistaken_for_another(named_as: str, name: str) -> None:
    assert not can_mean(named_as, [name])


def test_a_purpose_lies_within_those_that_it_is_placed_under_whatever_its_name() -> None:
    own = ("purpose", {"id": "lead_trade", "name": "Trade in leads", "parents": ["third_party_sharing.sale"]})
    facts = Facts(View.of(snapshot(own), Question(today())))
    assert facts.within("lead_trade", "third_party_sharing.sale")
    assert facts.within("lead_trade", "third_party_sharing")
    assert facts.within("lead_trade", "lead_trade")
    assert not facts.within("third_party_sharing.sale", "lead_trade")
    assert not facts.within("lead_trade", "marketing")


def test_a_name_of_nothing_but_forms_keeps_its_words() -> None:
    assert words("The Group") == {"the", "group"}


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_circles_are_the_sets_that_reach_each_other(edges: set[tuple[int, int]]) -> None:
    graph: dict[str, list[str]] = {}
    for sender, recipient in sorted(edges):
        graph.setdefault(str(sender), []).append(str(recipient))
    reach = {node: _reach(graph, node) for node in map(str, range(7))}
    together = {
        tuple(sorted({one} | {other for other in reach if other in reach[one] and one in reach[other]}))
        for one in reach
    }
    assert circles(graph) == sorted(list(circle) for circle in together if len(circle) > 1)


def _reach(graph: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(graph.get(node, ()))
    return found


def test_a_deep_chain_of_processors_needs_no_recursion() -> None:
    chain = {str(at): [str(at + 1)] for at in range(50_000)}
    assert circles(chain) == []
    assert len(circles({**chain, "50000": ["0"]})[0]) == 50_001


@pytest.mark.parametrize(
    ("one", "other"), [("P12M", "P1Y"), ("P2W", "P14D"), ("P1Y6M", "P18M"), ("PT5H", "P0D")]
)
def test_periods_of_one_length_are_equal(one: str, other: str) -> None:
    assert days(one) == pytest.approx(days(other))


def test_longer_periods_count_more_days() -> None:
    periods = ["P1D", "P1W", "P1M", "P13M", "P3Y"]
    assert all(days(one) < days(other) for one, other in itertools.pairwise(periods))


def test_one_step_milder_and_no_further_than_low() -> None:
    assert [milder("high"), milder("medium"), milder("low"), milder("high", 5)] == [
        "medium",
        "low",
        "low",
        "low",
    ]


def test_names_in_a_sentence() -> None:
    assert [listed([]), listed("a"), listed("ab"), listed("abc"), listed("abcde", 2)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
        "a, b and 3 more",
    ]
