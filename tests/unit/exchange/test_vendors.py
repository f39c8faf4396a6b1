"""The catalogue of well-known vendors: unique names, exact answers."""

from __future__ import annotations

from collections import Counter

import pytest

from vendorgraph.exchange.vendors import Catalogue, Vendor, catalogue, normalised, without_legal_form
from vendorgraph.model import checks, places


def _twice(values: list[str]) -> set[str]:
    return {value for value, times in Counter(values).items() if times > 1}


def test_every_id_is_unique_and_a_slug() -> None:
    ids = [vendor.id for vendor in catalogue().vendors]
    assert _twice(ids) == set()
    assert [id_ for id_ in ids if checks.slug(id_)] == []


def test_no_two_vendors_share_a_name_an_alias_or_a_service() -> None:
    claims = [
        key
        for vendor in catalogue().vendors
        for key in {normalised(w) for w in (*vendor.names(), *vendor.services)}
    ]
    assert _twice(claims) == set()


def test_no_two_vendors_share_a_domain_and_domains_are_bare_hosts() -> None:
    domains = [domain for vendor in catalogue().vendors for domain in vendor.domains]
    assert _twice(domains) == set()
    assert [d for d in domains if d != d.lower() or d.startswith("www.") or "/" in d or "." not in d] == []


def test_every_seat_is_a_country_and_every_group_a_vendor() -> None:
    known = catalogue().by_id
    assert {v.seat for v in known.values() if v.seat and not places.is_country(v.seat)} == set()
    assert {v.group for v in known.values() if v.group and v.group not in known} == set()


def test_a_group_never_leads_back_to_its_member() -> None:
    known = catalogue().by_id
    for vendor in known.values():
        above, steps = vendor.group, 0
        while above is not None:
            assert above != vendor.id
            above, steps = known[above].group, steps + 1
            assert steps < 10


def test_every_ordinary_word_is_the_name_of_a_vendor() -> None:
    assert {word for word in catalogue()._words if catalogue().find(word) is None} == set()


def test_it_holds_more_than_five_hundred_vendors() -> None:
    assert len(catalogue().vendors) > 500


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Google LLC", "google"),
        ("google, inc.", "google"),
        ("Google Analytics", "google"),
        ("Google Ireland Ltd", "google-ireland"),
        ("Google Cloud Platform", "google"),
        ("GCP", "google"),
        ("Microsoft Corp, Inc", "microsoft"),
        ("Azure", "microsoft"),
        ("Amazon S3", "aws"),
        ("AWS", "aws"),
        ("Amazon Services Europe S.à r.l", "amazon-services-europe"),
        ("DropBox, Inc.", "dropbox"),
        ("OVH SAS", "ovh"),
        ("Hetzner Online GmbH", "hetzner"),
        ("Stripe Payments Europe Ltd", "stripe-europe"),
        ("https://www.stripe.com/privacy", "stripe"),
        ("support.zendesk.com", "zendesk"),
        ("SAP SE", "sap"),
        ("PayPal (Europe) S.à r.l. et Cie, S.C.A.", "paypal-europe"),
    ],
)
def test_it_finds_a_vendor_by_the_words_that_texts_use(words: str, expected: str) -> None:
    found = catalogue().find(words)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    "words", ["", "Acme Unheard Of GmbH", "the Publisher", "stripes", "example.com", "Ltd"]
)
def test_it_finds_nothing_for_other_words(words: str) -> None:
    assert catalogue().find(words) is None


def test_a_product_keeps_its_usual_name() -> None:
    assert catalogue().service("GA4") == "Google Analytics 4"
    assert catalogue().service("MS Teams") == "Microsoft Teams"
    assert catalogue().service("Stripe") is None


def test_ordinary_words_are_known_as_such() -> None:
    assert catalogue().is_word("Box")
    assert not catalogue().is_word("Zendesk")


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("Clust Technologies S.A.S.", "clust technologies"),
        ("Müller & Söhne GmbH & Co. KG", "muller & sohne"),
        ("Cybot A/S", "cybot"),
        ("Pipedrive OÜ", "pipedrive"),
        ("Foo S.à r.l.", "foo"),
        ("Limited", "limited"),
    ],
)
def test_legal_forms_at_the_end_of_a_name_do_not_count(words: str, bare: str) -> None:
    assert without_legal_form(words) == bare


def test_a_name_wins_over_another_vendors_name_without_its_legal_form() -> None:
    ours = Vendor("foo-ltd", "Foo Services", "Foo Limited", (), {}, (), None, None)
    theirs = Vendor("foo", "Foo", None, (), {}, (), None, None)
    found = Catalogue((ours, theirs)).find("Foo")
    assert found is not None
    assert found.id == "foo"
