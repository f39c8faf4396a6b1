"""Rows that an administrator adds to the law: accepted or refused, and what the law makes of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.law import Hop, assess, law_with, shipped
from vendorgraph.law.tables import _adequacy, _completed
from vendorgraph.model import vocabulary
from vendorgraph.model.law_rows import EXPORTERS
from vendorgraph.model.record import Delta, Record
from vendorgraph.model.validation import load_document

DECISION: dict[str, Any] = {
    "id": "eu-ke",
    "title": "Kenya",
    "regime": "EU",
    "country": "KE",
    "in_force_from": "2027-01-01",
    "reason": "Adopted after this version was made.",
    "sources": ["https://eur-lex.example/ke"],
}
END: dict[str, Any] = {
    "id": "no-dpf",
    "ends": "eu-us-dpf",
    "until": "2027-03-01",
    "reason": "Annulled by the Court",
    "sources": ["C-703/25 P"],
}


def row(base: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return load_document("adequacy", {**base, **changed})


def refusals(base: dict[str, Any], **changed: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refused:
        row(base, **changed)
    return refused.value.errors


def test_a_decision_serves_the_whole_country_and_all_exporters_of_its_regime_unless_it_says_otherwise() -> (
    None
):
    for regime, groups in EXPORTERS.items():
        document = row(DECISION, regime=regime)
        assert (document["scope_kind"], document["exporters"]) == ("whole", list(groups))
    assert row(DECISION, exporters=["EEA_EFTA"])["exporters"] == ["EEA_EFTA"]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"country": "UK"}, "country", "GB"),
        ({"country": "ZZ"}, "country", "ISO 3166"),
        ({"country": "EEA"}, "country", "a country is accepted here"),
        ({"country": None}, "country", "required for a decision of your own"),
        ({"regime": "US"}, "regime", "one of EU, UK, CH"),
        ({"regime": None}, "regime", "required"),
        ({"title": None}, "title", "required"),
        ({"in_force_from": None}, "in_force_from", "required"),
        ({"until": "2027-01-01"}, "until", "does not lie after in_force_from"),
        ({"scope_kind": "partial"}, "scope_kind", "one of whole"),
        ({"scope_kind": "certification"}, "framework", "DPF-EU"),
        (
            {"scope_kind": "certification", "framework": "DPF-UK"},
            "framework",
            "no certification framework of this regime",
        ),
        ({"scope_kind": "certification", "framework": "A46-2-c"}, "framework", "no certification framework"),
        ({"framework": "DPF-EU"}, "framework", "the scope certification only"),
        ({"scope_kind": "exclusion"}, "exclusions", "say who or what is excluded"),
        ({"exclusions": ["Authorities."]}, "exclusions", "the scope exclusion only"),
        ({"exporters": ["UK"]}, "exporters", "EU_MEMBER_STATES, EEA_EFTA"),
        ({"sources": []}, "sources", "name at least one"),
        ({"sources": None}, "sources", "is required"),
        ({"reason": None}, "reason", "required"),
        ({"reason": " "}, "reason", "blank"),
        ({"id": "eu-jp"}, "id", "`ends: eu-jp`"),
    ],
)
def test_it_refuses_a_decision_in_a_sentence(changed: dict[str, Any], field: str, said: str) -> None:
    assert said in refusals(DECISION, **changed)[field][0]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"ends": "eu-usdpf"}, "ends", "the nearest are eu-us-dpf"),
        ({"ends": "eu-ke"}, "ends", "is no adequacy decision that ships"),
        ({"until": None}, "until", "is required with `ends`"),
        ({"until": "2023-07-10"}, "until", "came into force, 2023-07-10"),
        ({"ends": "eu-us-privacy-shield"}, "until", "no longer serves from 2020-07-16 on already"),
        ({"title": "Mine"}, "title", "eu-us-dpf keeps its own"),
        ({"regime": "UK"}, "regime", "eu-us-dpf keeps its own"),
        ({"country": "US"}, "country", "eu-us-dpf keeps its own"),
        ({"exporters": ["UK"]}, "exporters", "eu-us-dpf keeps its own"),
        ({"in_force_from": "2023-01-01"}, "in_force_from", "eu-us-dpf keeps its own"),
    ],
)
def test_it_refuses_an_end_in_a_sentence(changed: dict[str, Any], field: str, said: str) -> None:
    assert said in refusals(END, **changed)[field][0]


def test_a_file_may_state_a_part_of_a_row() -> None:
    assert load_document("adequacy", {"id": "eu-ke", "reason": "Because."}, partial=True) == {
        "id": "eu-ke",
        "reason": "Because.",
    }


def test_without_rows_the_law_is_the_shipped_one() -> None:
    assert law_with([]) is shipped()


def test_a_shipped_row_stays_the_same_when_others_are_added() -> None:
    for id_, shipped_row in vocabulary.shipped("adequacy").items():
        assert _adequacy(_completed(shipped_row)) == shipped().adequacy[id_]
    law = law_with([row(DECISION)])
    assert {**law.adequacy} == {**shipped().adequacy, "eu-ke": law.adequacy["eu-ke"]}


def test_an_added_decision_says_what_it_is_by_its_number_or_its_id() -> None:
    numbered = law_with([row(DECISION, decision="(EU) 2027/1")]).adequacy["eu-ke"]
    assert [(p.act, p.first, p.end, p.scope_kind) for p in numbered.periods] == [
        ("(EU) 2027/1", "2027-01-01", None, "whole")
    ]
    assert law_with([row(DECISION)]).adequacy["eu-ke"].periods[0].act == "decision eu-ke"
    assert numbered.source == "https://eur-lex.example/ke"


def test_an_end_cuts_the_shipped_row_and_says_why_and_by_what_source() -> None:
    ended = law_with([row(END)]).adequacy["eu-us-dpf"]
    assert ended.on("2027-02-28") is not None
    assert ended.on("2027-03-01") is None
    assert ended.periods[-1].ended_by == "Annulled by the Court; C-703/25 P"
    assert ended.source == shipped().adequacy["eu-us-dpf"].source
    assert shipped().adequacy["eu-us-dpf"].on("2027-03-01") is not None


def test_an_end_within_several_periods_takes_the_later_ones_away() -> None:
    early = law_with([row(END, ends="eu-gb", until="2025-09-01")]).adequacy["eu-gb"]
    assert [(p.first, p.end) for p in early.periods] == [
        ("2021-06-28", "2025-06-28"),
        ("2025-06-28", "2025-09-01"),
    ]
    between = law_with([row(END, ends="eu-gb", until="2025-06-28")]).adequacy["eu-gb"]
    assert [(p.first, p.end) for p in between.periods] == [("2021-06-28", "2025-06-28")]


def test_of_two_ends_the_earlier_holds_whatever_their_order() -> None:
    ends = [row(END), row(END, id="earlier", until="2027-01-01")]
    for documents in (ends, ends[::-1]):
        assert law_with(documents).adequacy["eu-us-dpf"].periods[-1].end == "2027-01-01"


def test_an_end_of_a_row_that_the_tables_no_longer_have_changes_nothing() -> None:
    law = law_with([row(END) | {"ends": "eu-gone"}])
    assert {**law.adequacy} == {**shipped().adequacy}


def test_a_snapshot_takes_up_rows_and_lets_go_of_them_and_of_what_it_worked_out() -> None:
    empty = Snapshot.build({}, 1)
    assert empty.law is shipped()
    added = empty.with_delta(Delta(2, {"adequacy": {"no-dpf": Record(row(END), 2)}}))
    assert added.law.adequacy["eu-us-dpf"].on("2027-03-01") is None
    assert added.memory is not empty.memory
    unrelated = added.with_delta(Delta(3, {"document": {}}))
    assert unrelated.law is added.law
    gone = unrelated.with_delta(Delta(4, {}, {"adequacy": {"no-dpf"}}))
    assert gone.law is shipped()
    with_a_term = added.with_delta(Delta(3, {"category": {}}, {"adequacy": {"no-dpf"}}))
    assert with_a_term.law is shipped()


def test_a_snapshot_built_whole_has_the_rows_that_are_recorded() -> None:
    built = Snapshot.build({"adequacy": {"eu-ke": Record(row(DECISION), 1)}}, 1)
    assert built.law.adequacy["eu-ke"].on(dt.date(2027, 1, 1).isoformat()) is not None


def certified_hop() -> Hop:
    """From France to a US company certified under the DPF, with no other instrument."""
    blank: dict[str, Any] = {"kind": "organisation", "certifications": [], "scope_of": [], "member_of": None}
    certificate = {"mechanism": "DPF-EU", "from": "2023-10-01", "to": None, "data": "both"}
    flow = {
        "transform": "none",
        "categories": None,
        "locations": [{"place": "US", "kind": None}],
        "mechanisms": [],
    }
    sender = {**blank, "id": "x", "established_in": "FR"}
    recipient = {**blank, "id": "y", "established_in": "US", "certifications": [certificate]}
    return Hop(flow, sender, recipient, "controller", "processor", lambda _: None)


def test_a_hop_that_rested_on_an_ended_framework_says_why_from_its_day_and_not_before() -> None:
    law = law_with([row(END)])
    before = assess(certified_hop(), dt.date(2027, 2, 28), law)
    assert before == assess(certified_hop(), dt.date(2027, 2, 28))
    assert (before["status"], before["by"]) == ("covered", "DPF-EU")
    after = assess(certified_hop(), dt.date(2027, 3, 1), law)
    assert (after["status"], after["reason"]) == ("not_covered", "mechanism_invalidated")
    assert (
        "no longer in force from 2027-03-01 on (Annulled by the Court; C-703/25 P)"
        in after["places"][0]["fact"]
    )
