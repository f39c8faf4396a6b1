"""Places, seats, instruments, bases and roles of a recipient; promises and claims of the speaker."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import one, promise, promises, read
from vendorgraph.exchange.policy_text import draft_file
from vendorgraph.exchange.text import parse_yaml


def test_an_address_is_a_seat_and_no_place_of_processing() -> None:
    recipient = one("Invitations are sent by Trustpilot A/S, Pilestraede 58, 1112 Copenhagen, Denmark.")
    assert recipient.values("seat") == ("DK",)
    assert [fact for fact in recipient.facts if fact.field.startswith("place")] == []


def test_a_place_behind_a_word_for_storing_is_a_place_of_storage() -> None:
    recipient = one("Backups are kept with Backblaze on servers in the Netherlands.")
    assert recipient.values("place:storage") == ("NL",)


@pytest.mark.parametrize(
    ("language", "words", "code"),
    [
        ("en", "the standard contractual clauses", "A46-2-c"),
        ("fr", "les clauses contractuelles types", "A46-2-c"),
        ("de", "die Standardvertragsklauseln", "A46-2-c"),
        ("en", "the EU-U.S. Data Privacy Framework", "DPF-EU"),
        ("en", "the Privacy Shield", "PRIVACY-SHIELD-EU"),
        ("fr", "des règles d'entreprise contraignantes", "A46-2-b"),
        ("en", "the International Data Transfer Addendum", "UK-ADDENDUM"),
        ("de", "ein Angemessenheitsbeschluss", "A45-3"),
        ("en", "contractual clauses", "UNSPECIFIED"),
        ("fr", "des clauses contractuelles", "UNSPECIFIED"),
    ],
)
def test_an_instrument_is_read_by_the_codes_of_the_law_tables(language: str, words: str, code: str) -> None:
    said = {
        "en": "Transfers rest on {}.",
        "fr": "Les transferts reposent sur {}.",
        "de": "Grundlage der Übermittlung sind {}.",
    }
    assert ("relies_on", code) in promises(said[language].format(words), language)


@pytest.mark.parametrize(
    ("dated", "code"),
    [
        ("Last updated: 30/10/2020", "PRIVACY-SHIELD-EU"),
        ("Last updated: 2 May 2024", "DPF-EU"),
        ("Undated", "UNSPECIFIED"),
    ],
)
def test_a_framework_without_its_name_is_the_one_of_the_texts_day(dated: str, code: str) -> None:
    text = f"{dated}\n\nData are processed under the privacy protection frameworks EU-US of the Department of Commerce."
    assert ("relies_on", code) in promises(text)


def test_an_instrument_beside_a_vendor_is_that_vendors() -> None:
    drafts = read("Mail is sent by Klaviyo in the United States under the standard contractual clauses.")
    assert drafts.recipients[0].values("mechanism") == ("A46-2-c",)
    assert drafts.promises == ()


def test_basis_categories_and_role_are_read_with_their_lines() -> None:
    recipient = one(
        "Help desk\n\nZendesk acts as our processor; it receives your e-mail address. The basis is Art. 6(1)(f) GDPR."
    )
    assert recipient.value("legal_basis") == "A6-1-f"
    assert recipient.value("role") == "processor"
    assert "user.contact.email" in recipient.values("category")
    assert {fact.line for fact in recipient.facts} == {5}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We do not transfer data outside the European Union.", ("no_transfer_outside", "EU")),
        ("fr", "Vos données ne quittent pas l'Union européenne.", ("no_transfer_outside", "EU")),
        ("de", "Daten werden nicht außerhalb des EWR übermittelt.", ("no_transfer_outside", "EEA")),
        ("en", "All data are stored in France.", ("all_data_in", "FR")),
        ("fr", "L'ensemble de vos données est hébergé en France.", ("all_data_in", "FR")),
        ("de", "Sämtliche Daten werden in Österreich gespeichert.", ("all_data_in", "AT")),
        ("en", "We never sell your data.", ("no_sale", None)),
        ("fr", "Nous ne vendons jamais vos données.", ("no_sale", None)),
        ("de", "Ein Verkauf Ihrer Daten findet nicht statt.", ("no_sale", None)),
        ("en", "The data may be sold to third parties.", ("other", "sale")),
        ("en", "Suppliers must keep the same confidentiality.", ("flow_down", None)),
        ("fr", "Nos prestataires sont tenus aux mêmes obligations.", ("flow_down", None)),
        ("de", "Dienstleister müssen dieselben Pflichten einhalten.", ("flow_down", None)),
        ("en", "This list of processors is complete.", ("list_complete", None)),
        ("fr", "Aucun autre sous-traitant n'intervient.", ("list_complete", None)),
        ("en", "We do not record any personal data when you visit.", ("no_personal_data", None)),
        ("en", "We encrypt data in transit.", ("other", "security")),
        ("en", "We will tell you of a breach within 72 hours.", ("other", "breach notice")),
        ("de", "Rechnungen löschen wir nach zehn Jahren.", ("other", "retention")),
    ],
)
def test_promises_and_claims_are_drafted(language: str, text: str, expected: tuple[str, str | None]) -> None:
    assert expected in promises(text, language)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("If the business is sold, data pass to the buyer.", "sale"),
        ("We do not knowingly collect personal data of children.", "no_personal_data"),
        ("The list of processors is not exhaustive and will grow.", "list_complete"),
        ("You may transfer your data outside the service.", "no_transfer_outside"),
    ],
)
def test_what_only_sounds_like_a_promise_is_none(text: str, kind: str) -> None:
    drafted = read(text).promises
    assert [p for p in drafted if kind in (p.kind, p.topic)] == []


def test_a_promise_says_its_line_its_entry_and_its_exception() -> None:
    found = promise(
        "Sauf pour Zoom, nous ne transférons aucune donnée hors de l'Union européenne.",
        "no_transfer_outside",
        "fr",
    )
    assert found.line == 3
    assert found.why == ("fr.commitments.no-transfer-outside",)
    assert "exception" in (found.note or "")


def test_a_period_becomes_a_duration() -> None:
    found = [p for p in read("Logs are kept for 13 months.").promises if p.topic == "retention"]
    assert [p.duration for p in found] == ["P13M"]


def test_every_entry_of_the_lexicons_compiles_and_names_no_vendor() -> None:
    from vendorgraph.exchange.policy_text.lexicon import lexicon
    from vendorgraph.exchange.vendors import catalogue

    systems = {
        "google",
        "apple",
        "microsoft",
        "meta",
    }  # in the names of browsers, systems and shops, and neutral hosts
    for language in ("en", "fr", "de"):
        for section in ("trigger", "apposition", "list_intro", "not_used", "group", "purpose", "category"):
            for entry in lexicon(language).section(section):
                words = entry.pattern.pattern.replace("|", " ")
                spoken = {
                    v.id for v in catalogue().vendors if f" {v.name} " in f" {words} " and len(v.name) > 4
                }
                assert spoken - systems == set(), entry.id


def test_data_said_to_be_on_servers_of_a_country_and_not_to_leave_a_region_are_two_promises() -> None:
    said = promises("Your data is stored on servers in Finland. Your data doesn’t leave the EU for storage.")
    assert said == {("all_data_in", "FI"), ("no_transfer_outside", "EU")}


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "(a) "])
def test_the_mark_of_an_item_does_not_hide_its_promise(mark: str) -> None:
    item = f"{mark}Everyone who works for us has signed up to the same rules."
    assert ("flow_down", None) in promises(item)


@pytest.mark.parametrize(
    ("language", "text", "purposes"),
    [
        (
            "en",
            "We share your email address with Mailchimp for newsletters. Payments are processed by Stripe. "
            "Our servers are hosted by OVH in France.",
            {"mailchimp": "email", "stripe": "payment_processing", "ovh": "hosting"},
        ),
        (
            "de",
            "Den Newsletter verschicken wir mit Mailchimp. Zahlungen wickelt Stripe ab. Die Server stehen bei OVH.",
            {"mailchimp": "email", "stripe": "payment_processing"},
        ),
    ],
)
def test_the_sentence_in_which_a_later_company_stands_says_nothing_of_the_one_before(
    language: str, text: str, purposes: dict[str, str]
) -> None:
    read_as = {
        r.party: [p.rpartition(".")[2] for p in r.values("purpose")] for r in read(text, language).recipients
    }
    assert {party: read_as[party] for party in purposes} == {party: [p] for party, p in purposes.items()}


def test_a_later_sentence_without_another_company_still_speaks_of_the_one_before() -> None:
    drafts = read(
        "Payments are made with Zorpeo Ltd. It stores the data in Ireland. Stripe hosts our servers."
    )
    (zorpeo,) = (r for r in drafts.recipients if r.party == "zorpeo")
    assert any(fact.value == "IE" for fact in zorpeo.facts)


@pytest.mark.parametrize(
    "more", ["", " and whoever else has to know of it in our house or outside of it" * 8]
)
def test_a_promise_of_no_kind_of_the_model_is_stated_as_it_was_read(more: str) -> None:
    text = f"If your data are lost or stolen we inform you and the authority within 72 hours{more}."
    content = parse_yaml(draft_file(read(text)))
    (promised,) = (c for c in content["commitments"] if c["kind"] == "other")
    assert promised["statement"].startswith("If your data are lost or stolen we inform you")
    assert len(promised["statement"]) <= 300


def test_data_in_towns_of_two_countries_name_both() -> None:
    found = promise(
        "Customer data are kept in the AWS regions Dublin (eu-west-1) and Frankfurt.", "all_data_in"
    )
    assert (found.place, found.note) == ("IE", "also names DE")
