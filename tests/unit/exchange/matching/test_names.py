"""Names are taken apart into what a company is called, its legal form and what stands beside."""

from __future__ import annotations

import pytest

from vendorgraph.exchange.matching import names


@pytest.mark.parametrize(
    ("words", "core", "form"),
    [
        ("Google LLC", "google", "llc"),
        ("GitHub Germany GmbH", "githubgermany", "gmbh"),
        ("GitHub India Pty Ltd", "githubindia", "pty"),
        ("Tines Automation Inc.", "tinesautomation", "inc"),
        ("Microsoft Corp, Inc", "microsoft", "inc"),
        ("Amazon Services Europe S.à r.l.", "amazonserviceseurope", "sarl"),
        ("Clust Technologies S.A.S.", "clusttechnologies", "sas"),
        ("Comscore B.V.", "comscore", "bv"),
        ("Saint-Gobain N.V.", "saintgobain", "nv"),
        ("Brandhouse/Subsero A/S", "brandhousesubsero", "as"),
        ("Emerse Sverige AB", "emersesverige", "ab"),
        ("Readpeak Oy", "readpeak", "oy"),
        ("Zeit Agency ApS", "zeitagency", "aps"),
        ("Rakuten KK", "rakuten", "kk"),
        ("Toyota Co., Ltd.", "toyota", "ltd"),
        ("Onnetwork Sp. z o.o.", "onnetwork", "spzoo"),
        ("SevenData S.p.a.", "sevendata", "spa"),
        ("Performax.cz, s.r.o.", "performaxcz", "sro"),
        ("OS Data Solutions GmbH &amp; Co. KG", "osdatasolutions", "kg"),
        ("BotTalk UG (haftungsbeschränkt)", "bottalk", "ug"),
        ("AlgoriX Technology Pte. Ltd.,", "algorixtechnology", "pte"),
        ("Natív Hirdetés Korlátolt Felelősségű Társaság", "nativhirdetes", "kft"),
        ("DoubleVerify Inc.\u200b", "doubleverify", "inc"),
        ("The Trade Desk, Inc.", "tradedesk", "inc"),
        ("ООО Яндекс", "yandeks", "ooo"),
        ("Société Générale", "societegenerale", None),
        ("SE", "se", None),
    ],
)
def test_a_legal_form_is_told_from_the_name(words: str, core: str, form: str | None) -> None:
    name = names.parse(words)
    assert (name.core, name.form.name if name.form else None) == (core, form)


@pytest.mark.parametrize(
    ("words", "main", "also"),
    [
        ("NexMo Inc (aka Vonage)", "NexMo Inc", ("Vonage",)),
        ("Exponential Interactive, Inc d/b/a VDX.tv", "Exponential Interactive, Inc", ("VDX.tv",)),
        ("Intercept Interactive Inc. dba Undertone", "Intercept Interactive Inc.", ("Undertone",)),
        ("Meta Platforms, Inc. (formerly Facebook, Inc.)", "Meta Platforms, Inc.", ("Facebook, Inc.",)),
        ("Neustar, Inc., a TransUnion company", "Neustar, Inc.", ()),
        ("Zendesk, Inc. and its affiliates", "Zendesk, Inc.", ()),
        ("Mailjet SAS et ses filiales", "Mailjet SAS", ()),
        ("Personio SE und ihre Tochtergesellschaften", "Personio SE", ()),
        ("Marks and Spencer", "Marks and Spencer", ()),
        ("Amazon Web Services (AWS), Inc.", "Amazon Web Services, Inc.", ()),
        ("MEDIA FORCE COMMUNICATIONS (2007) LTD", "MEDIA FORCE COMMUNICATIONS (2007) LTD", ()),
    ],
)
def test_other_names_and_groups_stand_beside_the_name(words: str, main: str, also: tuple[str, ...]) -> None:
    name = names.parse(words)
    assert (name.main, name.also) == (main, also)


def test_a_bracket_at_the_end_is_told_from_the_name() -> None:
    assert names.parse("Google LLC (Analytics)").bracket == "Analytics"
    assert names.parse("Google LLC (Analytics)").core == "google"


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://aws.amazon.com/compliance/gdpr-center/", "amazon.com"),
        ("https://www.example.co.uk/privacy", "example.co.uk"),
        ("sentry.io", "sentry.io"),
        ("Google LLC", None),
        (None, None),
    ],
)
def test_the_domain_that_somebody_registers_is_found(address: str | None, domain: str | None) -> None:
    assert names.domain_of(address) == domain


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("US", "US"),
        ("United States", "US"),
        ("Allemagne", "DE"),
        ("Irland", "IE"),
        ("UK", "GB"),
        ("Varies", None),
    ],
)
def test_a_seat_is_understood_as_code_or_in_words(words: str, country: str | None) -> None:
    assert names.country_of(words) == country
