"""What an answer holds beside its status: facts, sources, advice, and what never changes it."""

import copy
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorgraph.law import Hop, assess, build, shipped
from vendorgraph.law.hop import NOT_COVERED, NOT_EVALUABLE, STATUSES, WARNINGS
from vendorgraph.law.supposed import decision_ended

TODAY = dt.date(2026, 11, 22)
SINCE_2021 = {"in_force_from": "2021-01-01"}
HOP_FIELDS = {"status", "reason", "by", "warnings", "decided_by", "fact", "places"}
PLACE_FIELDS = {"place", "kind", "status", "reason", "by", "article", "fact", "source"}


def party(name, seat, **fields):
    document = {"id": name, "kind": "organisation", "established_in": seat, "member_of": None}
    return {**document, "certifications": [], "scope_of": [], **fields}


def hop(
    sender="FR",
    recipient="US",
    places=("US",),
    mechanisms=None,
    capacities=("controller", "processor"),
    **fields,
):
    flow = {
        "transform": "none",
        "categories": None,
        "locations": [{"place": place, "kind": None} for place in places],
        "mechanisms": mechanisms,
    }
    return Hop(flow, party("x", sender), party("y", recipient, **fields), *capacities, lambda name: None)


def clauses(**fields):
    entry = {"code": "A46-2-c", "module": 2, "valid_from": None, "valid_to": None, "verified": False}
    return [{**entry, **fields}]


def test_it_answers_with_the_fixed_fields():
    answer = assess(hop(), TODAY)
    assert answer.keys() == HOP_FIELDS
    assert all(place.keys() >= PLACE_FIELDS for place in answer["places"])


def test_it_tells_the_dated_fact_its_article_and_its_source():
    answer = assess(hop(recipient="CH", places=["CH"]), TODAY)
    place = answer["places"][0]
    assert place["fact"] == "CH - Switzerland: Decision 2000/518/EC in force since 2000-07-26."
    assert place["article"] == "GDPR Art. 45(3)"
    assert place["source"]


def test_it_cites_the_directive_for_a_day_before_the_gdpr():
    place = assess(hop(recipient="CH", places=["CH"]), dt.date(2018, 5, 24))["places"][0]
    assert (place["by"], place["article"]) == ("A45-3", "Directive 95/46/EC, Art. 25 and 26")


def test_it_cites_swiss_law_for_a_swiss_exporter():
    place = assess(hop("CH", mechanisms=clauses()), TODAY)["places"][0]
    assert place["article"] == "FADP Art. 16(2)(d)"


def test_it_tells_why_a_place_was_inside_for_a_time_only():
    place = assess(hop(recipient="GB", places=["GB"]), dt.date(2020, 6, 1))["places"][0]
    assert place["status"] == "not_a_transfer"
    assert "2021-01-01" in place["fact"]
    assert "ransition" in place["fact"]


def test_it_names_further_instruments_that_would_cover():
    certified = [{"mechanism": "DPF-EU", "from": None, "to": None, "data": "both"}]
    place = assess(hop(mechanisms=clauses(), certifications=certified), TODAY)["places"][0]
    assert (place["by"], place["also"]) == ("DPF-EU", ["A46-2-c"])


def test_it_names_the_instrument_that_does_not_cover():
    place = assess(hop(mechanisms=clauses(module=4)), TODAY)["places"][0]
    assert (place["by"], place["instrument"]) == (None, "A46-2-c")


def test_it_says_to_record_the_onward_hop_where_only_the_place_is_outside():
    answer = assess(hop(recipient="FR", mechanisms=[]), TODAY)
    assert "record the onward disclosure" in answer["places"][0]["fact"]
    assert "record the onward disclosure" in answer["fact"]
    assert "record the onward disclosure" not in answer["places"][1]["fact"]


@pytest.mark.parametrize(
    ("recipient", "place"), [("US", "US"), ("FR", "unknown"), ("FR", "Europe"), ("FR", "FR")]
)
def test_it_does_not_say_so_otherwise(recipient, place):
    answer = assess(hop(recipient=recipient, places=[place], mechanisms=[]), TODAY)
    assert all("record the onward disclosure" not in answer["fact"] for answer in answer["places"])


def test_it_has_one_answer_for_a_region_only_when_its_countries_share_it():
    narrowed = {"id": "uk-eea-at", "regime": "UK", "country": "AT", "scope_kind": "inclusion"}
    asked = hop("GB", "GB", ["EEA"], mechanisms=[])
    assert assess(asked, TODAY)["status"] == "covered"
    unequal = assess(asked, TODAY, build([{**narrowed, "periods": [SINCE_2021]}]))
    assert unequal["reason"] == "location_not_specific"


def test_a_row_that_an_administrator_adds_serves_at_once_and_from_its_day():
    kenya = build(
        [
            {
                "id": "eu-ke",
                "regime": "EU",
                "country": "KE",
                "periods": [{"act": "(EU) 2027/1", "in_force_from": "2027-01-01"}],
            }
        ]
    )
    asked = hop(recipient="KE", places=["KE"], mechanisms=[])
    assert assess(asked, dt.date(2026, 12, 31), kenya)["reason"] == "no_mechanism"
    assert assess(asked, dt.date(2027, 1, 1), kenya)["by"] == "A45-3"
    assert assess(asked, dt.date(2027, 1, 1))["reason"] == "no_mechanism"


def test_an_added_row_serves_the_exporters_of_its_own_law_only():
    kenya = build([{"id": "uk-ke", "regime": "UK", "country": "KE", "periods": [SINCE_2021]}])
    assert assess(hop("GB", "KE", ["KE"], mechanisms=[]), TODAY, kenya)["by"] == "UK-ADEQUACY"
    assert assess(hop("FR", "KE", ["KE"], mechanisms=[]), TODAY, kenya)["reason"] == "no_mechanism"


def test_an_added_row_under_a_shipped_id_takes_its_place():
    ended = build(
        [
            {
                "id": "eu-uy",
                "regime": "EU",
                "country": "UY",
                "periods": [{"in_force_from": "2012-08-21", "until": "2026-01-01", "ended_by": "repeal"}],
            }
        ]
    )
    assert assess(hop(recipient="UY", places=["UY"], mechanisms=[]), TODAY)["status"] == "covered"
    assert assess(hop(recipient="UY", places=["UY"], mechanisms=[]), TODAY, ended)["reason"] == "no_mechanism"
    assert "eu-uy" in shipped().adequacy


@pytest.mark.parametrize(("place", "code"), [("UY", "A45-3"), ("US", "DPF-EU")])
def test_a_decision_supposed_to_end_before_it_began_is_not_in_force(place, code):
    law = shipped()
    for row in ("eu-uy", "eu-us-dpf"):
        law = decision_ended(law, row, dt.date(2000, 1, 1))
    held = [{"mechanism": "DPF-EU", "from": None, "to": None, "data": "both"}]
    asked = hop(
        recipient=place, places=[place], mechanisms=[{**clauses()[0], "code": code}], certifications=held
    )
    assert assess(asked, TODAY, law)["reason"] == "decision_not_in_force"


def test_a_mechanism_on_one_hop_says_nothing_about_the_next():
    first = assess(hop(mechanisms=clauses()), TODAY)
    onward = assess(hop("US", "IN", ["IN"], mechanisms=None, capacities=("processor", "processor")), TODAY)
    assert (first["status"], onward["reason"]) == ("covered", "exporter_outside_regimes")


def test_it_asks_the_law_of_the_day_not_of_today():
    shield = [{"mechanism": "PRIVACY-SHIELD-EU", "from": None, "to": None, "data": "both"}]
    asked = hop(mechanisms=[], certifications=shield)
    days = [dt.date(2016, 7, 11), dt.date(2016, 7, 12), dt.date(2020, 7, 15), dt.date(2020, 7, 16)]
    assert [assess(asked, day)["status"] for day in days] == [
        "not_covered",
        "covered",
        "covered",
        "not_covered",
    ]


SEATS = st.sampled_from([None, "FR", "NO", "GB", "CH", "US", "JP", "KR", "IN"])
PLACES = st.sampled_from(["FR", "GB", "CH", "US", "JP", "KR", "BR", "IN", "EEA", "EU", "Europe", "unknown"])
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2032, 12, 31))
BOUNDS = st.none() | DAYS.map(str)
ENTRIES = st.fixed_dictionaries(
    {
        "code": st.sampled_from(sorted(shipped().instruments)),
        "module": st.sampled_from([None, 1, 2, 3, 4]),
        "valid_from": BOUNDS,
        "valid_to": BOUNDS,
        "verified": st.booleans(),
    }
)
CERTIFICATES = st.fixed_dictionaries(
    {
        "mechanism": st.sampled_from(["DPF-EU", "DPF-UK", "DPF-CH", "PRIVACY-SHIELD-EU", "SAFE-HARBOUR"]),
        "from": BOUNDS,
        "to": BOUNDS,
        "data": st.sampled_from([None, "hr", "non_hr", "both"]),
    }
)
SCOPES = st.fixed_dictionaries(
    {
        "decision": st.sampled_from(["eu-jp", "eu-kr", "eu-br", "uk-jp", "eu-epo", "no-such-row"]),
        "in_scope": st.booleans(),
        "from": BOUNDS,
        "to": BOUNDS,
    }
)
CAPACITIES = st.sampled_from(["controller", "joint_controller", "processor"])


@st.composite
def hops(draw):
    flow = {
        "transform": draw(st.sampled_from(["none", "encrypted", "anonymised"])),
        "categories": draw(st.none() | st.just(["user.financial"])),
        "locations": [{"place": place, "kind": None} for place in draw(st.lists(PLACES, max_size=3))],
        "mechanisms": draw(st.none() | st.lists(ENTRIES, max_size=3)),
    }
    kind = draw(st.sampled_from(["organisation", "authority", "international_organisation"]))
    recipient = party(
        "y",
        draw(SEATS),
        kind=kind,
        certifications=draw(st.lists(CERTIFICATES, max_size=2)),
        scope_of=draw(st.lists(SCOPES, max_size=2)),
    )
    heads = {name: head for name in "xy" if (head := draw(st.sampled_from([None, "g", "h"])))}
    return Hop(flow, party("x", draw(SEATS)), recipient, draw(CAPACITIES), draw(CAPACITIES), heads.get)


def turned(asked):
    """The same hop with every list the other way round."""
    asked = copy.deepcopy(asked)
    asked.flow["locations"].reverse()
    asked.recipient["certifications"].reverse()
    asked.recipient["scope_of"].reverse()
    if asked.flow["mechanisms"]:
        asked.flow["mechanisms"].reverse()
    return asked


@given(hops(), DAYS)
def test_every_hop_has_an_answer_in_the_words_of_the_rules(asked, day):
    answer = assess(asked, day)
    for given_ in [answer, *answer["places"]]:
        assert given_["status"] in STATUSES
        reasons = {"not_covered": NOT_COVERED, "not_evaluable": NOT_EVALUABLE}.get(given_["status"], (None,))
        assert given_["reason"] in reasons
        assert (given_["by"] is not None) == (given_["status"] == "covered")
        assert set(given_["warnings"]) <= set(WARNINGS)
        assert given_["status"] == "covered" or not given_["warnings"]


@given(hops(), DAYS)
def test_a_hop_is_as_bad_as_its_worst_place(asked, day):
    answer = assess(asked, day)
    if answer["places"]:
        assert answer["status"] == min((place["status"] for place in answer["places"]), key=STATUSES.index)


@given(hops(), DAYS)
def test_the_order_in_which_facts_were_recorded_changes_nothing(asked, day):
    once, again = assess(asked, day), assess(turned(asked), day)
    for answer in (once, again):
        for place in answer["places"]:
            del place["fact"]  # of two equal opinions the one recorded first lends its words
        del answer["fact"]
    assert once == again


@given(hops(), DAYS)
def test_an_unknown_location_is_never_covered(asked, day):
    for place in assess(asked, day)["places"]:
        if place["place"] in ("unknown", "Europe"):
            assert place["status"] == "not_evaluable"


@given(hops(), DAYS)
def test_asking_changes_nothing_that_is_recorded(asked, day):
    before = copy.deepcopy((asked.flow, asked.sender, asked.recipient))
    first, second = assess(asked, day), assess(asked, day)
    assert (asked.flow, asked.sender, asked.recipient) == before
    assert first == second


@given(hops(), DAYS)
def test_a_fresh_copy_of_the_law_gives_the_same_answer(asked, day):
    assert assess(asked, day, FRESH) == assess(asked, day)


FRESH = build()
