"""What the demo must answer: the facts of the published texts, and the chains of the fictional clinic."""

from __future__ import annotations

import datetime as dt

import pytest

from vendorgraph.analysis.diff import diff_answer
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.proof import proof_answer
from vendorgraph.analysis.question import Question, parse_context
from vendorgraph.analysis.simulate import simulate_answer
from vendorgraph.analysis.transfers import transfers_answer

DAY = dt.date(2026, 11, 22)
#: Company -> the event by which its business goes to somebody else.
SALES = {"clustdoc": "clustdoc-business-transfer", "publisher": "publisher-merger"}


@pytest.fixture(scope="session")
def rows(inventory):
    """The rows of /exposure by recipient."""

    def ask(from_=None, category=None, *, context="", planned=False, on=DAY):
        question = Question(on, parse_context(inventory, context), planned)
        answer = exposure_answer(inventory, question, from_=from_, category=category)
        return {row["processing"]["id"]: row for row in answer["recipients"]}

    return ask


def places(row):
    return [place["country"] for place in row["countries"]]


def parties(rows):
    return {row["party"]["id"] for row in rows.values()}


def test_the_host_in_luxembourg_is_a_subprocessor_of_clustdocs_customers_in_a_place_unknown(rows):
    row = rows("clustdoc-customers", "user")["amazon-services-europe:hosting"]
    assert (row["role"], row["hops"], row["certainty"]) == ("subprocessor", 2, "possible")
    assert places(row) == ["unknown"]
    assert row["categories"] == {"stated": [], "possible": ["user"]}
    assert row["party"]["established_in"] == "LU"


def test_health_data_of_clustdocs_customers_may_reach_somebody(rows):
    found = rows("clustdoc-customers", "user.health_and_medical")
    assert {"clustdoc:documents", "amazon-services-europe:hosting"} <= found.keys()
    assert {row["certainty"] for row in found.values()} == {"possible"}


def test_connectors_are_the_customers_own_processors(rows):
    found = rows("clustdoc-customers", "user")
    connectors = {"google:drive", "dropbox:storage", "box:storage", "stripe:payments", "authy:two-factor"}
    assert {found[id_]["role"] for id_ in connectors} == {"processor"}
    assert not connectors & rows("clustdoc").keys()


def test_a_connector_can_be_switched_off(rows):
    assert "box:storage" not in rows("clustdoc-customers", context="clustdoc-box:off")


def test_the_announced_connector_counts_only_when_plans_are_included(rows):
    assert "microsoft:onedrive-sharepoint" not in rows("clustdoc-customers")
    assert "microsoft:onedrive-sharepoint" in rows("clustdoc-customers", planned=True)


def test_legalcluster_has_six_vendors_of_which_microsoft_alone_is_known_to_be_in_france(rows):
    found = rows("legalcluster")
    assert parties(found) == {"stripe", "intercom", "google", "hotjar", "linkedin", "microsoft"}
    assert {id_ for id_, row in found.items() if "FR" in places(row)} == {"microsoft:azure"}
    assert places(found["microsoft:azure"]) == ["FR"]


def test_a_denied_disclosure_stays_possible(rows):
    assert rows("legalcluster")["hotjar:behaviour-analytics"]["certainty"] == "possible"


@pytest.mark.parametrize("company", SALES)
def test_the_buyer_of_a_company_appears_only_when_the_company_is_sold(rows, company):
    buyer = f"{company}-acquirer"
    assert buyer not in parties(rows(company))
    assert buyer in parties(rows(company, context=f"{SALES[company]}:on"))


def test_the_publisher_reaches_google_whose_seat_is_known_and_place_is_not(rows):
    row = rows("publisher")["google:recaptcha"]
    assert (row["party"]["established_in"], places(row)) == ("US", ["unknown"])


def test_the_role_of_recaptcha_changes_with_the_day(rows):
    before, after = rows("publisher", on=dt.date(2026, 4, 1)), rows("publisher", on=dt.date(2026, 4, 2))
    assert before["google:recaptcha-own-purposes"]["role"] == "controller"
    assert after["google:recaptcha"]["role"] == "processor"


def test_before_and_after_a_change_of_githubs_list_the_recipients_differ(rows):
    before, after = rows("github", on=dt.date(2026, 3, 10)), rows("github", on=dt.date(2026, 3, 11))
    assert after.keys() - before.keys() == {"tines:security"}


def test_without_a_source_the_clinic_and_its_subsidiaries_are_asked(inventory):
    sources = exposure_answer(inventory, Question(DAY))["sources"]
    assert {source.partition(":")[0] for source in sources} == {
        "example-clinic",
        "example-clinic-uk",
        "example-clinic-ch",
    }


def test_a_hop_lost_its_basis_though_nothing_in_the_inventory_changed(inventory):
    days = Question(dt.date(2020, 7, 15)), Question(dt.date(2020, 7, 17))
    answer = diff_answer(inventory, *days)
    (hop,) = answer["transfers"]
    assert (hop["from"], hop["to"]) == ("example-clinic:patient-intake", "example-transcription:letters")
    assert (hop["before"]["by"], hop["after"]["reason"]) == ("PRIVACY-SHIELD-EU", "mechanism_invalidated")
    assert hop["inventory_changed"] is False
    assert not answer["recipients"]["gained"] + answer["countries"]["gained"]


def test_supposing_the_end_of_the_us_decision_lists_exactly_the_hops_that_rested_on_it(inventory):
    resting = {
        item["flow"]
        for item in transfers_answer(inventory, Question(DAY))["items"]
        if any(place["by"] == "DPF-EU" for place in item["places"])
    }
    change = {"op": "end_adequacy", "adequacy": "eu-us-dpf", "on": DAY.isoformat()}
    hops = simulate_answer(inventory, Question(DAY), [change])["hops"]
    assert {hop["flow"]: hop["after"]["by"] for hop in hops} == {
        "example-clinic:patient-intake--example-transcription:letters": None,
        "example-hosting:cloud--example-backup:vault": "A46-2-c",  # clauses to fall back on
    }
    assert resting == {hop["flow"] for hop in hops}


def test_each_subsidiary_sends_under_its_own_law(inventory):
    answer = transfers_answer(inventory, Question(DAY), from_="example-clinic")
    found = {item["flow"]: item["by"] for item in answer["items"]}
    assert found["example-clinic-uk:outpatients--example-transcription:letters"] == "DPF-UK"
    assert found["example-clinic-uk:outpatients--example-hosting:cloud"] == "UK-ADEQUACY"
    assert found["example-clinic-ch:day-clinic--example-transcription:letters"] == "A46-2-c"
    assert found["example-clinic-ch:day-clinic--example-clinic:patient-intake"] == "CH-ANNEX-1"


def test_the_clinic_reaches_a_party_three_hops_away_by_a_proof_with_document_and_lines(inventory):
    answer = proof_answer(
        inventory,
        Question(DAY),
        from_="example-clinic:patient-intake",
        to="example-backup:vault",
        category="user.health_and_medical",
    )
    (proof,) = answer["proofs"]
    assert proof == {
        "flows": [
            "example-clinic:patient-intake--example-software:portal",
            "example-software:portal--example-hosting:cloud",
            "example-hosting:cloud--example-backup:vault",
        ],
        "certainty": "stated",
    }
    for flow in proof["flows"]:
        first = inventory.document("flow", flow)["evidence"][0]
        assert first["document"] in inventory.records["document"]
        assert first["lines"]


def test_githubs_vendors_are_possible_recipients_three_hops_from_the_clinic(rows):
    row = rows("example-clinic", "user.contact.email")["amazon-web-services:cloud"]
    assert (row["hops"], row["certainty"], row["role"]) == (2, "possible", "subprocessor")
    deep = rows("example-clinic:patient-intake", "user.contact.email")["openai:ai"]
    assert (deep["hops"], deep["certainty"], deep["role"]) == (3, "possible", "subprocessor")


def test_a_chain_of_four_hops_ends_in_singapore(rows):
    row = rows("example-clinic:patient-intake", "user.account")["example-ticketing:cases"]
    assert (row["hops"], row["certainty"], places(row)) == (4, "stated", ["SG"])


def test_patients_of_the_other_sites_get_no_messages_by_way_of_switzerland(rows):
    assert "example-messages:reminders" in rows("example-clinic", context="site:annemasse")
    assert "example-messages:reminders" not in rows("example-clinic", context="site:lyon")
