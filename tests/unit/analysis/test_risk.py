"""The score of a party: contributions that sum, that move the right way, and that link to their proof."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings

from tests.oracle.strategies import inventories
from tests.unit.analysis.rules.world import (
    DAY,
    Document,
    at,
    commitment,
    contract,
    flow,
    party,
    processing,
    snapshot,
)
from vendorgraph.analysis.findings import findings_answer
from vendorgraph.analysis.proof import proof_answer
from vendorgraph.analysis.question import Question, parse_context
from vendorgraph.analysis.risk import WEIGHTS, risk_answer
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model.record import Record

QUESTION = Question(dt.date.fromisoformat(DAY))
US = party("host", established_in="US")
CLAUSES = {"code": "A46-2-c", "module": 2, "verified": True}


def to_host(**given: Any) -> Document:
    return flow("shop:orders", "host:cloud", **{"locations": at("US"), "legal_basis": "A6-1-b", **given})


WORLD = (US, to_host(), flow("host:cloud", "backup:vault", locations=at("FR")))


def score(
    *documents: Document, of: str = "host", question: Question = QUESTION, **given: Any
) -> dict[str, Any]:
    return risk_answer(snapshot(*documents), question, of, **given)


def part(name: str, *documents: Document, of: str = "host") -> dict[str, Any]:
    (found,) = [row for row in score(*documents, of=of)["contributions"] if row["name"] == name]
    return found


def test_the_score_is_the_sum_of_its_contributions() -> None:
    answer = score(*WORLD)
    assert [row["name"] for row in answer["contributions"]] == list(WEIGHTS)
    assert answer["score"] == pytest.approx(sum(row["points"] for row in answer["contributions"]))
    for row in answer["contributions"]:
        assert row["points"] == pytest.approx(row["value"] * row["weight"], abs=0.006)
        assert row["proof"] or not row["points"], row


def test_the_weights_make_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == score(*WORLD)["of"] == 100


def test_a_deployment_can_override_weights() -> None:
    answer = score(*WORLD, weights={"review": 0, "places": 40})
    assert answer["weights"] == {**WEIGHTS, "review": 0, "places": 40}
    assert {row["name"]: row["points"] for row in answer["contributions"]}["review"] == 0
    assert answer["of"] == 110


@pytest.mark.parametrize(
    ("weights", "accepted"),
    [
        ({"weather": 1}, "one of sensitivity, categories"),
        ({"review": -1}, "0 to 1,000"),
        ({"review": float("nan")}, "0 to 1,000"),
        ({"review": True}, "0 to 1,000"),
    ],
)
def test_it_refuses_weights_that_make_no_sense(weights: dict[str, float], accepted: str) -> None:
    with pytest.raises(Invalid, match=accepted):
        score(*WORLD, weights=weights)


def test_it_refuses_an_unknown_party() -> None:
    with pytest.raises(Invalid, match="the nearest is host"):
        score(*WORLD, of="hots")


def test_a_party_that_nothing_reaches_has_only_findings_and_review_against_it() -> None:
    answer = score(*WORLD, party("mailer"), of="mailer")
    assert {row["name"] for row in answer["contributions"] if row["points"]} == {"review"}


@pytest.mark.parametrize(
    ("name", "milder", "graver"),
    [
        ("sensitivity", to_host(), to_host(categories=["user.health_and_medical"])),
        ("sensitivity", to_host(), to_host(categories=None)),
        ("sensitivity", to_host(categories=None), to_host(categories=["user.criminal_history"])),
        ("categories", to_host(), to_host(categories=["user"])),
        ("categories", to_host(), to_host(categories=None)),
        ("places", to_host(mechanisms=[CLAUSES]), to_host()),
        ("places", to_host(), to_host(mechanisms=[])),
        ("places", to_host(mechanisms=[CLAUSES]), to_host(locations=[], mechanisms=[CLAUSES])),
        ("findings", to_host(), to_host(categories=None)),
        ("assurance", to_host(mechanisms=[CLAUSES]), to_host(mechanisms=[{**CLAUSES, "verified": False}])),
    ],
)
def test_what_is_graver_or_less_known_never_counts_less(
    name: str, milder: Document, graver: Document
) -> None:
    assert part(name, US, milder)["points"] < part(name, US, graver)["points"]


def test_a_contract_lowers_what_assurances_are_missing() -> None:
    with_contract = (contract(), to_host(contract="dpa"))
    assert part("assurance", US, *with_contract)["points"] < part("assurance", US, to_host())["points"]


def test_a_certificate_that_holds_lowers_it_and_one_that_has_ended_does_not() -> None:
    def certified(until: str) -> Document:
        certificate = {"mechanism": "DPF-EU", "from": "2024-01-01", "to": until, "data": "both"}
        return party("host", established_in="US", certifications=[certificate])

    without = part("assurance", US, to_host())["points"]
    assert part("assurance", certified("2028-01-01"), to_host())["points"] < without
    assert part("assurance", certified("2026-11-22"), to_host())["points"] == without


def test_hops_that_are_covered_count_a_little_and_are_linked() -> None:
    found = part("places", US, to_host(mechanisms=[CLAUSES]))
    assert found["value"] == pytest.approx(0.2)
    assert "0 of 1 hops" in found["says"]
    assert "an instrument covers 1 hop" in found["says"]
    (proof,) = found["proof"]
    assert parse_qs(urlsplit(proof).query)["flow"] == ["shop:orders--host:cloud"]


def test_depth_counts_hops_from_the_nearest_source() -> None:
    chain = (to_host(), flow("host:cloud", "backup:vault"), flow("backup:vault", "tape:store"))
    depths = [part("depth", US, *chain, of=of)["value"] for of in ("host", "backup", "tape")]
    assert depths == [0, pytest.approx(1 / 3, abs=1e-4), pytest.approx(2 / 3, abs=1e-4)]


def test_more_sources_count_more() -> None:
    more = (US, to_host(), flow("clinic:files", "host:cloud"))
    some = (US, to_host(), flow("clinic:files", "mailer:mail"))
    assert part("sources", *some)["of"] == {"count": 1, "of": 2, "what": "sources of the question"}
    assert part("sources", *some)["points"] < part("sources", *more)["points"]


def test_a_single_point_is_told() -> None:
    assert "a single point" in part("concentration", *WORLD)["says"]
    assert "no single point" in part("concentration", *WORLD, of="backup")["says"]


@pytest.mark.parametrize(
    ("review", "value"),
    [
        ({}, 1.0),
        ({"due": "2027-01-01"}, 1.0),
        ({"done_on": "2026-11-01", "outcome": "approved"}, 0.0),
        ({"done_on": "2026-11-01", "outcome": "approved_with_conditions"}, 0.4),
        ({"done_on": "2026-11-01"}, 0.5),
        ({"done_on": "2026-11-01", "outcome": "rejected"}, 1.0),
        ({"done_on": "2025-11-21", "outcome": "approved", "interval": "P1Y"}, 1.0),
        ({"done_on": "2025-11-22", "outcome": "approved", "interval": "P1Y"}, 0.0),
    ],
)
def test_a_review_counts_by_its_outcome_and_whether_it_is_in_time(
    review: dict[str, Any], value: float
) -> None:
    documents = [("review", {"id": "r", "party": "host", **review})] if review else []
    assert part("review", *WORLD, *documents)["value"] == value


def test_a_decision_lowers_the_findings() -> None:
    found = findings_answer(snapshot(*WORLD), QUESTION, party="host")["items"]
    decisions = [
        ("decision", {"id": f"d{at}", "finding": item["fingerprint"], "status": "accepted"})
        for at, item in enumerate(found)
    ]
    assert part("findings", *WORLD, *decisions[:1])["points"] < part("findings", *WORLD)["points"]
    assert part("findings", *WORLD, *decisions)["points"] == 0


def test_the_proof_of_what_reaches_it_is_an_address_that_answers() -> None:
    documents = (US, to_host(categories=["user.health_and_medical"]))
    (proof,) = part("sensitivity", *documents)["proof"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(proof).query).items()}
    assert urlsplit(proof).path == "/api/v1/exposure/proof"
    assert asked["as_of"] == DAY
    answer = proof_answer(
        snapshot(*documents), QUESTION, from_=asked["from"], to=asked["to"], category=asked["category"]
    )
    assert answer["proofs"]


def test_findings_are_proved_by_fingerprints() -> None:
    known = {item["fingerprint"] for item in findings_answer(snapshot(*WORLD), QUESTION)["items"]}
    proof = part("findings", *WORLD)["proof"]
    assert proof
    assert set(proof) <= known


def test_links_keep_the_context_and_the_plans_of_the_question() -> None:
    built = snapshot(*WORLD)
    question = Question(QUESTION.as_of, parse_context(built, "region:CH"), include_planned=True)
    links = [link for row in risk_answer(built, question, "host")["contributions"] for link in row["proof"]]
    assert all(
        "context=region%3ACH" in link and "include=planned" in link for link in links if "as_of" in link
    )


def test_what_would_lower_it_most_comes_first_and_saves_what_it_says() -> None:
    rows = score(*WORLD)["would_lower_most"]
    saves = [row["saves"] for row in rows]
    assert saves == sorted(saves, reverse=True)
    assert all(save > 0 for save in saves)
    points = {row["name"]: row["points"] for row in score(*WORLD)["contributions"]}
    assert all(row["saves"] <= points[row["name"]] for row in rows)


def test_stating_the_categories_saves_what_was_said() -> None:
    open_ended = (US, to_host(categories=None))
    saves = {row["name"]: row["saves"] for row in score(*open_ended)["would_lower_most"]}
    drop = part("sensitivity", *open_ended)["points"] - part("sensitivity", US, to_host())["points"]
    assert saves["sensitivity"] == pytest.approx(drop)


def test_a_group_is_scored_together_unless_told_otherwise() -> None:
    world = (party("host", established_in="US"), party("backup", member_of="host"), *WORLD[1:])
    together = score(*world)
    alone = score(*world, question=Question(QUESTION.as_of, group=False))
    assert (together["parties"], alone["parties"]) == (["backup", "host"], ["host"])


def test_the_inventorys_own_parties_are_the_sources_where_there_are_any() -> None:
    world = (*WORLD, party("shop", own=True), flow("clinic:files", "host:cloud"))
    assert part("sources", *world)["of"]["of"] == 1


def test_promises_of_a_party_that_nothing_reaches_count_through_their_findings() -> None:
    world = (commitment("relies_on", "mailer", mechanism="PRIVACY-SHIELD-EU"), processing("mailer:mail"))
    assert part("findings", *world, of="mailer")["points"] > 0


@settings(max_examples=40, deadline=None)
@given(inventories())
def test_on_any_inventory_every_value_lies_between_0_and_1_and_points_sum(inventory: Any) -> None:
    records = {
        kind: {id_: Record(found) for id_, found in documents.items()}
        for kind, documents in inventory.items()
    }
    built = Snapshot.build(records, 1, shipped_terms=False)
    for id_ in records["party"]:
        answer = risk_answer(built, QUESTION, id_)
        assert all(row["proof"] for row in answer["contributions"] if row["points"])
        assert all(0 <= row["value"] <= 1 for row in answer["contributions"])
        assert answer["score"] == pytest.approx(
            sum(row["points"] for row in answer["contributions"]), abs=0.01
        )
        assert 0 <= answer["score"] <= answer["of"]
