"""Which party a name means: certain is matched, likely is asked, new is made, companies of a group stay apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.matching import Match, Matcher, remembered
from vendorgraph.exchange.vendors import catalogue
from vendorgraph.model.record import Record
from vendorgraph.model.validation import load_document


def snapshot(*parties: dict[str, Any]) -> Snapshot:
    documents = [load_document("party", party) for party in parties]
    return Snapshot.build({"party": {document["id"]: Record(document) for document in documents}})


def matcher(*parties: dict[str, Any], known: bool = True) -> Matcher:
    return Matcher(snapshot(*parties), catalogue() if known else None)


def party(id_: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "name": name, **more}


def meant(found: Match) -> tuple[str, str | None, str | None]:
    return (found.outcome, found.party, found.service)


GOOGLE = party("google", "Google LLC", established_in="US")
AWS = party("amazon-web-services", "Amazon Web Services, Inc.", established_in="US")
MICROSOFT = party("microsoft", "Microsoft Corporation")
GITHUB = party("github", "GitHub")


@pytest.mark.parametrize(
    ("words", "service"),
    [
        ("Google LLC", None),
        ("google llc", None),
        ("Google", None),
        ("Google, Inc.", None),
        ("Google Cloud Platform", "Google Cloud Platform"),
        ("Google Cloud Platform (GCP)", "Google Cloud Platform"),
        ("Google LLC (Analytics)", "Analytics"),
        ("Google Advertising Products", "Advertising Products"),
    ],
)
def test_company_brand_and_services_are_one_party(words: str, service: str | None) -> None:
    assert meant(matcher(GOOGLE).match(words)) == ("matched", "google", service)


@pytest.mark.parametrize("words", ["Microsoft (Azure)", "Azure (Microsoft)", "Microsoft Azure"])
def test_a_service_is_found_on_either_side_of_the_bracket(words: str) -> None:
    found = matcher(MICROSOFT).match(words)
    assert (found.outcome, found.party) == ("matched", "microsoft")
    assert found.service is not None
    assert "Azure" in found.service


@pytest.mark.parametrize(
    "words", ["AWS", "Amazon Web Services (AWS)", "Amazon Web Services Inc (AWS)", "AMAZON WEB SERVICES"]
)
def test_an_acronym_is_the_company_it_abbreviates(words: str) -> None:
    assert meant(matcher(AWS).match(words)) == ("matched", "amazon-web-services", None)


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        ([GOOGLE], "Google Ireland Limited"),
        ([GITHUB], "GitHub BV"),
        ([GITHUB, party("github-netherlands", "GitHub BV")], "GitHub Germany GmbH"),
        ([AWS], "Amazon Web Services EMEA SARL"),
        ([party("aws-emea", "Amazon Web Services EMEA SARL")], "Amazon Services Europe S.à r.l."),
        ([party("samba", "Samba TV, Inc.")], "Samba TV UK Limited"),
        ([party("foo", "Foo Sp. z o.o.")], "Foo GmbH"),
        ([party("vendor", "Vendor 1")], "Vendor 2"),
        ([party("sunrise-austria", "Sunrise Austria GmbH")], "Sunrise Australia Pty Ltd"),
    ],
)
def test_companies_of_one_group_stay_apart(parties: list[dict[str, Any]], words: str) -> None:
    found = matcher(*parties).match(words)
    assert found.outcome == "new"
    assert found.proposal is not None
    assert found.proposal["id"] not in {party["id"] for party in parties}


@pytest.mark.parametrize(
    ("existing", "words"),
    [
        (party("cloudflare", "Cloudflare"), "Cloudfare"),
        (party("acme", "Acme AG"), "Acme GmbH"),
        (party("oracle", "Oracle"), "Oracle America, Inc."),
        (party("sample", "Sample Ltd", established_in="IE"), "Sample Ltd"),
        (party("payfriend", "PayFriend"), "Splitit (PayFriend)"),
        (party("captify-technologies", "Captify Technologies Limited"), "Captify"),
    ],
)
def test_what_is_likely_is_put_before_a_person(existing: dict[str, Any], words: str) -> None:
    seat = "United Kingdom" if words == "Sample Ltd" else None
    found = matcher(existing, known=False).match(words, seat=seat)
    assert found.outcome == "unsure"
    assert [candidate for candidate, _ in found.candidates] == [existing["id"]]
    assert found.why


def test_another_name_in_the_source_finds_the_party_and_is_known_from_then_on() -> None:
    matching = matcher(party("nexmo", "Nexmo"), known=False)
    assert meant(matching.match("NexMo Inc (aka Vonage)")) == ("matched", "nexmo", None)
    assert meant(matching.match("Vonage")) == ("matched", "nexmo", None)


def test_the_brands_of_one_company_in_brackets_are_one_party() -> None:
    matching = matcher(known=False)
    first = matching.match("ADITION (Virtual Minds GmbH)")
    assert first.proposal == {
        "id": "virtual-minds",
        "name": "Virtual Minds GmbH",
        "aliases": ["ADITION", "ADITION (Virtual Minds GmbH)"],
    }
    matching.learn("virtual-minds", first.proposal)
    assert meant(matching.match("Adex (Virtual Minds GmbH)")) == ("matched", "virtual-minds", "Adex")


def test_the_seat_decides_between_parties_of_one_name() -> None:
    matching = matcher(
        party("acme-ie", "Acme Limited", established_in="IE"),
        party("acme-gb", "Acme Ltd", established_in="GB"),
    )
    assert matching.match("Acme Ltd.", seat="Ireland").party == "acme-ie"
    assert matching.match("Acme Ltd.").outcome == "unsure"


def test_a_link_to_a_partys_domain_finds_it() -> None:
    matching = matcher(
        party("example-mail", "Example Mail Services", domains=["example-mail.test"]), known=False
    )
    found = matching.match("Example Post", website="https://www.example-mail.test/privacy")
    assert (found.outcome, found.party) == ("matched", "example-mail")


def test_a_merged_party_is_found_by_its_former_id() -> None:
    assert matcher(party("acme", "Acme", former_ids=["acme-corp"])).match("acme-corp").party == "acme"


@pytest.mark.parametrize("words", ["Sample Australia Pty Ltd", "Sample"])
def test_a_seat_that_a_list_gets_wrong_makes_no_second_party(words: str) -> None:
    """A brand, or a registered name that can only be of one of the two countries."""
    existing = party("sample", words, established_in="AU")
    found = matcher(existing, known=False).match(words, seat="United States")
    assert (found.outcome, found.party) == ("matched", "sample")
    assert "recorded is AU" in found.why


def test_a_decision_about_two_seats_of_one_registered_name_stays() -> None:
    sample = party("sample", "Sample Ltd", established_in="IE")
    decided = remembered(load_document("party", sample), "Sample Ltd", "United Kingdom")
    assert decided["aliases"] == ["Sample Ltd (GB)"]
    again = matcher(decided, known=False).match("Sample Ltd", seat="United Kingdom")
    assert (again.outcome, again.party) == ("matched", "sample")


def test_before_any_party_is_recorded_services_become_the_company() -> None:
    matching = matcher()
    found = matching.match("Google Apps")
    assert (found.outcome, found.service) == ("new", "Apps")
    assert found.proposal == {"id": "google", "name": "Google", "aliases": ["Google Apps"]}


def test_a_decision_stays_as_an_alias() -> None:
    cloudflare = party("cloudflare", "Cloudflare")
    assert matcher(cloudflare, known=False).match("Cloudfare").outcome == "unsure"
    decided = remembered(cloudflare, "Cloudfare")
    assert decided["aliases"] == ["Cloudfare"]
    assert remembered(decided, "cloudfare ") == decided
    assert meant(matcher(decided, known=False).match("Cloudfare")) == ("matched", "cloudflare", None)


def test_a_name_without_letters_is_never_made_a_party() -> None:
    assert matcher().match(" – ").outcome == "unsure"


_WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=10)
_FORMS = (
    "",
    " Inc.",
    ", Inc",
    " Incorporated",
    " GmbH",
    " G.m.b.H.",
    " S.A.S.",
    " SAS",
    " Ltd",
    " Limited",
    " B.V.",
    " BV",
)
_DRESS = (str.upper, str.title, lambda text: text.replace(" ", "-"), lambda text: text.replace("e", "é"), str)


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(_WORD, min_size=1, max_size=3),
    st.sampled_from(_FORMS),
    st.sampled_from(_FORMS),
    st.sampled_from(_DRESS),
)
def test_spellings_of_one_name_never_become_two_parties(
    words: list[str], first: str, second: str, dress: Any
) -> None:
    matching = matcher(known=False)
    made = matching.match(" ".join(words) + first)
    assert made.proposal is not None
    matching.learn(made.proposal["id"], made.proposal)
    again = matching.match(dress(" ".join(words)) + second)
    if not first or not second or _form(first) == _form(second):
        assert (again.outcome, again.party) == ("matched", made.proposal["id"])
    assert again.outcome != "new" or _form(first) != _form(second)


def _form(written: str) -> str:
    letters = written.lower().replace(".", "").strip(" ,")
    return {"incorporated": "inc", "limited": "ltd"}.get(letters, letters)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(_WORD, st.sampled_from(_FORMS)), max_size=12))
def test_matching_again_makes_nothing_new(rows: list[tuple[str, str]]) -> None:
    names = ["".join(row) for row in rows]
    made: dict[str, dict[str, Any]] = {}
    first = matcher(known=False)
    outcomes = []
    for name in names:
        found = first.match(name)
        if found.outcome == "new":
            assert found.proposal is not None
            assert found.proposal["id"] not in made
            made[found.proposal["id"]] = found.proposal
            first.learn(found.proposal["id"], found.proposal)
        outcomes.append(found.outcome)
    again = matcher(*made.values(), known=False)
    for name, outcome in zip(names, outcomes, strict=True):
        assert again.match(name).outcome == ("unsure" if outcome == "unsure" else "matched")


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=30), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_written_gets_an_answer(words: str, bracket: str, seat: str) -> None:
    matching = matcher(GOOGLE, MICROSOFT)
    for text in (words, f"{words} ({bracket})", f"{words} aka {bracket}"):
        found = matching.match(text, website=bracket, seat=seat)
        assert found.outcome in ("matched", "unsure", "new")
        assert found.why
        assert found.outcome != "new" or (found.proposal and found.proposal["id"])
