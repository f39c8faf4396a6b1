"""Titles that say of what stands below them that it is used no more, not yet, by the owner itself, or told once more."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

LIST = "# Sub-processors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | Ireland |\n| Zorbix GmbH | Chat | Germany |\n"
BULLETS = "\n- Mailchimp (newsletter)\n- Norvia GmbH, Berlin\n"
TABLE = "\n| Vendor | Purpose | Location |\n|---|---|---|\n| Mailchimp | Newsletter | US |\n| Norvia GmbH | Post | Berlin |\n"
IN_USE = ["Stripe", "Zorbix GmbH"]
UNUSED = [
    "Previously used services", "Vendors we stopped using", "Services we've dropped", "Terminated sub-processors",
    "Replaced vendors", "Ended in 2024", "Contrats terminés", "Expired contracts", "Abgelaufene Verträge", "Weggefallene Unterauftragsverarbeiter", "Ausgeschiedene Dienstleister",
    "Abgelöste Dienste", "Gekündigte Dienstleister", "Ersetzte Dienstleister", "Ceux qu’on n’utilise plus",
    "Sous-traitants qui ne sont plus utilisés", "Prestataires sortis de la liste", "Sous-traitants ultérieurs précédents",
]  # fmt: skip
OUR_OWN = [
    "What we run ourselves", "Services we host ourselves", "Operated by us on our own servers", "Selbst betriebene Dienste",
    "Was wir selbst betreiben", "Eigenbetrieb", "Ce que nous hébergeons nous-mêmes", "Services auto-hébergés",
    "Logiciels exploités par nous-mêmes",
]  # fmt: skip
WITHOUT_DATA = [
    "Traitements en qualité de sous-traitant", "Verarbeitungstätigkeiten als Auftragsverarbeiter",
    "Processing activities as a processor",
    "Services that do not process personal data", "Vendors without access to personal data", "No access to customer data",
    "Tools that receive no personal data", "Dienste ohne Zugriff auf personenbezogene Daten", "Dienstleister ohne Personenbezug",
    "Dienste, die keine personenbezogenen Daten erhalten", "Services sans accès aux données personnelles",
    "Prestataires n'ayant pas accès aux données", "Outils ne traitant aucune donnée personnelle",
]  # fmt: skip
PLANNED = [
    "Sub-processors to be added", "Coming soon", "Vendors we are evaluating", "In Prüfung", "Demnächst",
    "Noch nicht im Einsatz", "Voraussichtlich ab 2099", "Prochains sous-traitants", "Bientôt", "En cours d'évaluation",
]  # fmt: skip


@pytest.mark.parametrize("below", [BULLETS, TABLE], ids=["bullets", "table"])
@pytest.mark.parametrize("title", [*UNUSED, *OUR_OWN, *WITHOUT_DATA])
def test_what_stands_under_a_title_that_denies_it_is_no_vendor_of_today(title: str, below: str) -> None:
    found = read(f"{LIST}\n## {title}\n{below}")
    assert [name for row in found.rows if not row.refused for name in row.vendors] == IN_USE
    refused = [row for row in found.rows if row.refused]
    assert refused or found.warnings  # and it is told


@pytest.mark.parametrize("title", PLANNED)
def test_what_stands_under_a_title_of_the_future_is_planned(title: str) -> None:
    rows = [row for row in read(f"{LIST}\n## {title}\n{TABLE}").rows if not row.refused]
    assert [row.vendors[0] for row in rows if row.extra.get("status") != "planned"] == IN_USE


@pytest.mark.parametrize(
    "title",
    [
        "Sub-processors added or replaced in 2025",
        "How sub-processors may be replaced",
        "Wenn Dienstleister ersetzt werden",
        "Newly added sub-processors",
        "Services that process personal data",
        "Vendors with access to customer data",
        "Self-service portal",
        "Dienstleister mit Zugriff auf personenbezogene Daten",
        "Prestataires ayant accès aux données",
        "Hosting",
        "Overview",
        "Termine und Nachrichten",
    ],
)
def test_other_titles_deny_nothing(title: str) -> None:
    assert said(f"{LIST}\n## {title}\n{TABLE}")[2:] == ["Mailchimp: US", "Norvia GmbH: DE"]


CARDS = "".join(
    f"### {name}\n\n- Purpose: {what}\n- Location: {where}\n\n"
    for name, what, where in (
        ("Stripe", "Payments", "Ireland"),
        ("Zorbix GmbH", "Chat", "Germany"),
        ("Norvia", "Post", "US"),
    )
)
ONCE = ["Stripe: IE", "Zorbix GmbH: DE", "Norvia: US"]


@pytest.mark.parametrize(
    "title", ["Summary", "At a glance", "Zusammenfassung", "Récapitulatif", "Providers by feature"]
)
def test_a_summary_of_vendors_that_stand_above_is_not_read_again(title: str) -> None:
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | Ireland |\n| Norvia | Post | US |\n"
    found = read(f"# Sub-processors\n\n## Current sub-processors\n\n{CARDS}## {title}\n\n{table}")
    assert [row.vendors for row in found.rows] == [("Stripe",), ("Zorbix GmbH",), ("Norvia",)]
    assert any("lists these vendors elsewhere; its 2 rows are not read" in one for one in found.warnings)


def test_a_summary_keeps_what_stands_in_it_alone() -> None:
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | Ireland |\n| Kelvo | Maps | France |\n"
    page = f"# Sub-processors\n\n## Current sub-processors\n\n{CARDS}## Summary\n\n{table}"
    assert said(page) == [*ONCE, "Kelvo: FR"]
    assert said(f"# Sub-processors\n\n## Overview\n\n{table}") == ["Stripe: IE", "Kelvo: FR"]


def test_the_same_vendors_for_two_products_are_read_twice() -> None:
    table = "\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | Ireland |\n| Norvia | Post | US |\n"
    page = f"# Sub-processors\n\n## Product A{table}\n## Product B{table}"
    assert said(page) == ["Stripe: IE", "Norvia: US"] * 2


@pytest.mark.parametrize(
    "clause",
    [
        "Der Verantwortliche genehmigt allgemein die Hinzuziehung weiterer Auftragsverarbeiter. Sie stehen in Anlage 2.",
        "The Customer generally authorises further processors. Those engaged at signing are listed in Annex 2.",
        "Le Responsable autorise de manière générale d'autres sous-traitants. Ils figurent à l'annexe 2.",
    ],
)
def test_what_a_party_to_the_contract_does_is_no_vendor(clause: str) -> None:
    page = f"# Contract\n\n## 7. Sub-processors / Unterauftragsverarbeiter\n\n1. {clause}\n2. Zorbix GmbH, Berlin\n3. Stripe, Ireland\n"
    assert [row.vendors for row in read(page).rows if not row.refused] == [("Zorbix GmbH",), ("Stripe",)]


def test_a_company_whose_name_begins_as_a_party_is_a_vendor() -> None:
    page = "# Sub-processors\n\n- The Client Company Ltd, Ireland: support\n- Der Dienstleister GmbH, Köln: Druck\n"
    assert said(page) == ["The Client Company Ltd: IE", "Der Dienstleister GmbH: DE"]


@pytest.mark.parametrize("title", ["Annex", "ANNEX", "Appendix"])
def test_an_annex_may_hold_the_list(title: str) -> None:
    page = f"Sub-processors\n\nSee the annex for whom we use.\n\n{title}\n\n- Stripe, Ireland\n- Zorbix GmbH, Germany\n"
    assert said(page, "list.txt") == ["Stripe: IE", "Zorbix GmbH: DE"]


def test_links_to_other_lists_are_no_vendors() -> None:
    page = "<h1>Subprocessors</h1><p>Use another region? See its list:</p><ul><li>Subprocessors, EU region</li><li>Subprocessors, US region</li></ul>"
    table = "<table><tr><th>Name</th><th>Location</th></tr><tr><td>Zorbix</td><td>Australia</td></tr><tr><td>Stripe</td><td>US</td></tr></table>"
    rows = read(f"{page}{table}", "list.html").rows
    assert [row.vendors for row in rows if not row.refused] == [("Zorbix",), ("Stripe",)]


def test_a_plus_joins_two_known_vendors() -> None:
    page = f"{LIST}| Digital Realty + OpenMetal | Servers | Netherlands |\n| Zorbix + Chat | Chat | Spain |\n"
    assert said(page)[2:] == ["Digital Realty+OpenMetal: NL", "Zorbix + Chat: ES"]


def test_what_a_title_denies_goes_for_the_titles_below_it() -> None:
    page = f"{LIST}\n## Services we host ourselves\n\n### Chat\n\n- Mattermost: chat\n- Jitsi: calls\n"
    assert [name for row in read(page).rows if not row.refused for name in row.vendors] == IN_USE


def test_a_title_of_vendors_below_one_that_denies_holds_them() -> None:
    page = f"# Privacy\n\n## What we run ourselves\n\nOur servers.\n\n### Sub-processors of these\n{TABLE}"
    assert said(page) == ["Mailchimp: US", "Norvia GmbH: DE"]


@pytest.mark.parametrize(
    "sentences",
    [
        "Der Quellcode liegt bei GitHub, die Domain ist über Vercel registriert. Beide verarbeiten keine Daten unserer Nutzer.",
        "Our code is hosted at GitHub. They get no data of our users.",
        "Le code est hébergé chez GitHub. Ils ne reçoivent aucune donnée de nos utilisateurs.",
    ],
)
def test_who_gets_no_data_by_the_next_sentence_is_no_vendor(sentences: str) -> None:
    assert said(f"{LIST}\n{sentences}\n") == ["Stripe: IE", "Zorbix GmbH: DE"]
    assert len(said(f"{LIST}\n{sentences.partition('. ')[0]}.\n")) > 2


def test_a_name_in_bold_with_a_bracket_stands_above_its_address() -> None:
    block = "<p><strong>{}</strong> ({})<br/>{}<br/>{}</p>"
    page = "<h1>Sub-processors</h1>" + "".join(
        block.format(*one)
        for one in (
            ("Norvia Group", "translations", "1600 Utica Avenue South", "Minneapolis, Minnesota 55416, USA"),
            (
                "Kelvo S.A.",
                "a portal that is hosted by them",
                "Rue de la Gare 5",
                "L-4437 Soleuvre, Luxembourg",
            ),
        )
    )
    assert said(page, "list.html")[0] == "Norvia Group: US"
    assert [one.vendors[0].partition(" (")[0] for one in read(page, "list.html").rows] == [
        "Norvia Group",
        "Kelvo S.A.",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "We do not sell your data. We share it with these:",
        "We never share your data with anyone but them:",
        "If services are terminated, data are deleted. These providers help us:",
        "Wir verkaufen keine Daten und geben sie nur an diese weiter:",
    ],
)
def test_an_introduction_that_denies_something_else_denies_no_vendor(lead: str) -> None:
    assert said(f"# Sub-processors\n\n## Who they are\n\n{lead}\n{BULLETS}") == [
        "Mailchimp: unknown",
        "Norvia GmbH: DE",
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "They do not sell your data.",
        "They never share your data with others.",
        "They process no data for other purposes.",
    ],
)
def test_a_promise_about_a_vendor_does_not_take_it_away(rest: str) -> None:
    assert "Twilio: unknown" in said(f"{LIST}\nWe use Twilio for text messages. {rest}\n")


@pytest.mark.parametrize("title", ["Self-hosted", "Self-hosted customers", "Legal notice", "Controller"])
def test_titles_above_do_not_deny_what_is_listed_below_another(title: str) -> None:
    page = f"# Privacy\n\n## {title}\n\n### Sub-processors\n{TABLE}\n### Hosting\n\n- Hetzner Online GmbH, Germany\n"
    assert said(page) == ["Mailchimp: US", "Norvia GmbH: DE", "Hetzner Online GmbH: DE"]
