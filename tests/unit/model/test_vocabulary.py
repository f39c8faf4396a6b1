"""The shipped terms: whole, linked to one another, and complete where the law lists its headings."""

import re

import pytest

from vendorgraph.model.common_fields import LEGAL_BASES
from vendorgraph.model.terms import CATEGORY, PURPOSE
from vendorgraph.model.vocabulary import shipped

KINDS = ("category", "purpose", "subject", "legal_basis", "country", "region", "mechanism")
FIELDS = {
    "category": {field.name for field in CATEGORY.fields},
    "purpose": {field.name for field in PURPOSE.fields},
    "subject": {"id", "name", "description", "dpv_iri"},
    "legal_basis": {"id", "name", "article", "description"},
    "country": {"id", "name", "names"},
    "region": {"id", "name", "names", "kind", "members"},
}
ID = re.compile(r"[a-z0-9](?:[a-z0-9._~:-]|_)*")
DPV = re.compile(r"https://w3id\.org/dpv(/pd)?#[A-Z][A-Za-z]+")
ART_9_HEADINGS = {
    "racial or ethnic origin": "user.demographic.race_ethnicity",
    "political opinions": "user.demographic.political_opinion",
    "religious beliefs": "user.demographic.religious_belief",
    "philosophical beliefs": "user.demographic.philosophical_belief",
    "trade-union membership": "user.demographic.trade_union_membership",
    "genetic data": "user.health_and_medical.genetic",
    "biometric data that identify": "user.biometric",
    "health": "user.health_and_medical",
    "sex life": "user.demographic.sex_life",
    "sexual orientation": "user.demographic.sexual_orientation",
}


def ancestors(terms, term):
    found, waiting = set(), list(terms[term]["parents"])
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting += terms[parent]["parents"]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_it_gives_every_term_under_its_own_id(kind):
    terms = shipped(kind)
    assert terms
    assert all(term["id"] == name for name, term in terms.items())
    assert all(term["name"].strip() for term in terms.values())


@pytest.mark.parametrize("kind", KINDS)
def test_it_lists_terms_in_the_order_of_their_ids(kind):
    assert list(shipped(kind)) == sorted(shipped(kind))


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_it_gives_terms_the_fields_of_the_schema_and_no_others(kind):
    assert {frozenset(term) for term in shipped(kind).values()} == {frozenset(FIELDS[kind])}


def test_it_has_no_other_kind():
    with pytest.raises(KeyError):
        shipped("planet")


def test_it_cannot_be_changed_by_a_reader():
    with pytest.raises(TypeError):
        shipped("category")["x"] = {}


@pytest.mark.parametrize("kind", ["category", "purpose"])
def test_it_has_every_parent_and_no_cycle(kind):
    terms = shipped(kind)
    assert all(ID.fullmatch(term) for term in terms)
    assert [name for name in terms if name in ancestors(terms, name)] == []


@pytest.mark.parametrize("kind", ["category", "purpose"])
def test_a_dotted_id_lies_under_the_id_before_its_last_dot(kind):
    for name, term in shipped(kind).items():
        assert term["parents"] == ([name.rsplit(".", 1)[0]] if "." in name else [])


def test_the_categories_have_the_two_roots_of_fideslang():
    assert [name for name, term in shipped("category").items() if not term["parents"]] == ["system", "user"]


@pytest.mark.parametrize(("heading", "category"), ART_9_HEADINGS.items())
def test_every_heading_of_article_9_has_a_marked_category(heading, category):
    assert shipped("category")[category]["special_category"], heading


@pytest.mark.parametrize(
    "category",
    [
        "user.health_and_medical.insurance_beneficiary_id",
        "user.health_and_medical.record_id",
        "user.biometric.health",
    ],
)
def test_numbers_and_measurements_that_tell_of_health_are_marked(category):
    assert shipped("category")[category]["special_category"]


@pytest.mark.parametrize(
    "category",
    [
        "user",
        "user.demographic",
        "user.demographic.gender",
        "user.content.self_image",
        "user.biometric.voice",
        "user.childrens",
        "user.financial",
        "user.criminal_history",
    ],
)
def test_what_is_not_of_article_9_by_itself_is_not_marked(category):
    assert not shipped("category")[category]["special_category"]


def test_criminal_history_alone_falls_under_article_10():
    assert {name for name, term in shipped("category").items() if term["criminal"]} == {
        "user.criminal_history"
    }


@pytest.mark.parametrize("kind", ["category", "purpose", "subject"])
def test_a_dpv_address_is_well_formed(kind):
    addresses = [term["dpv_iri"] for term in shipped(kind).values() if term["dpv_iri"]]
    assert addresses
    assert all(DPV.fullmatch(address) for address in addresses)


@pytest.mark.parametrize("kind", ["category", "purpose"])
def test_a_replacement_is_a_shipped_term(kind):
    terms = shipped(kind)
    assert all(term["replaced_by"] is None or term["replaced_by"] in terms for term in terms.values())


@pytest.mark.parametrize(
    "purpose",
    [
        "third_party_sharing.sale",
        "third_party_sharing.business_transfer",
        "essential.legal_obligation",
        "essential.service.security",
        "essential.service.security.bot_detection",
    ],
)
def test_it_has_the_purposes_that_policies_speak_of(purpose):
    assert purpose in shipped("purpose")


def test_it_has_account_holders_and_minors_as_data_subjects():
    assert {"account_holder", "minor", "employee", "patient", "customer"} <= set(shipped("subject"))


def test_it_has_exactly_the_legal_bases_of_the_schema():
    assert set(shipped("legal_basis")) == set(LEGAL_BASES)
    assert shipped("legal_basis")["A9-2-h"]["article"] == "GDPR Art. 9(2)(h)"
    assert shipped("legal_basis")["A10"]["article"] == "GDPR Art. 10"


def test_it_has_the_countries_of_iso_3166_and_kosovo():
    countries = shipped("country")
    assert len(countries) == 250
    assert "XK" in countries
    assert not {"UK", "EL", "EU", "AN", "ZZ"} & set(countries)


def test_it_names_every_country_in_every_language_it_has():
    languages = {frozenset(country["names"]) for country in shipped("country").values()}
    assert len(languages) == 1
    assert {"en", "fr", "de"} <= set(*languages)
    assert shipped("country")["DE"]["names"]["fr"] == "Allemagne"
    assert shipped("country")["FR"]["names"]["de"] == "Frankreich"


def test_it_has_the_instruments_with_their_former_ones():
    mechanisms = shipped("mechanism")
    assert {"A45-3", "A46-2-b", "A46-2-c", "A49-1-a", "DPF-EU", "DPF-UK", "DPF-CH", "UK-IDTA"} <= set(
        mechanisms
    )
    assert {"UK-ADDENDUM", "UNSPECIFIED", "UK-ADEQUACY", "CH-ANNEX-1"} <= set(mechanisms)
    assert mechanisms["PRIVACY-SHIELD-EU"]["legacy_of"] == "certification"
    assert mechanisms["SCC-2010-87"]["legacy_of"] == "clauses"
    assert mechanisms["A46-2-c"]["legacy_of"] is None
