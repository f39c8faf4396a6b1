"""Fields of forms, tables of countries, sentences of all under general titles, bullets over two lines, brands with their makers."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, of, read, said

HEAD = "| Vendor | Location | Purpose |\n|---|---|---|\n"


def test_a_label_with_what_a_form_asks_for() -> None:
    items = "".join(
        f"Subunternehmer {letter}\nName/Firma: {name}\nFunktion/Tätigkeit: Technik\nSitz [Stadt, Land]: {seat}\n"
        "Übermittlung in Drittländer: keine\n\n"
        for letter, name, seat in (
            ("A", "Zorbix Ltd", "Dublin, Irland"),
            ("B", "Kelvo GmbH", "Ring 6, Berlin, Deutschland"),
        )
    )
    rows = read(f"Anlage 2\nUnterauftragsverhältnisse\n\n{items}", "list.txt").rows
    assert [(row.vendors[0], row.seat) for row in rows] == [
        ("Zorbix Ltd", "Dublin, Irland"),
        ("Kelvo GmbH", "Ring 6, Berlin, Deutschland"),
    ]


def test_a_drawn_table_with_a_header_of_its_own_takes_none_from_above() -> None:
    def drawn(*rows: tuple[str, str, str]) -> str:
        lines = ["".join(cell.ljust(26) for cell in row).rstrip() for row in rows]
        return "\n".join([lines[0], "------------------------  " * 3, *lines[1:]])

    vendors = drawn(
        ("Sous-traitant", "Rôle", "Localisation"), ("Supabase", "Base", "UE"), ("Vercel", "Hébergement", "UE")
    )
    laws = drawn(
        ("Pays", "Loi applicable", "Autorité"),
        ("Sénégal", "Loi 2008-12", "CDP"),
        ("Togo", "Loi 2019-014", "IPDCP"),
    )
    text = f"ANNEXE C - LISTE DES SOUS-TRAITANTS\n\n{vendors}\n\nANNEXE D - JURIDICTIONS\n\n{laws}\n"
    assert [one for one in said(text, "list.txt") if not one.startswith("refused")] == [
        "Supabase: EU",
        "Vercel: EU",
    ]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("1. Objet", "Sauf mention contraire, les données sont hébergées et traitées en France."),
        ("Introduction", "All data is stored and processed in France."),
        ("Allgemeines", "Alle Daten werden in Frankreich verarbeitet."),
        ("Data residency", "All customer data is processed in France."),
    ],
)
def test_a_sentence_of_all_under_a_general_title(title: str, sentence: str) -> None:
    text = f"Annexe 4 - Sous-traitants ultérieurs\n\n{title}\n\n{sentence}\n\nListe\n\n- Zorbix SAS\n  Impression\n\n- Stripe\n  Paiement\n"
    assert said(text, "list.txt") == ["Zorbix SAS: FR", "Stripe: FR"]


def test_bullets_over_two_lines_parted_by_blank_ones_are_one_list() -> None:
    items = "- Equinix France SAS (Saint-Denis)\n  Hébergement des serveurs\n\n- Maileva\n  Impression et envoi postal\n\n"
    more = "- Zorbix SAS\n  Signature des contrats\n  Lieu de traitement : Allemagne\n\n- Cabinet Ferrand & Associés\n  Contrôle de paie\n"
    rows = read(f"Sous-traitants\n\n{items}{more}", "list.txt").rows
    assert [row.vendors[0] for row in rows] == [
        "Equinix France SAS",
        "Maileva",
        "Zorbix SAS",
        "Cabinet Ferrand & Associés",
    ]
    assert rows[1].purposes == ("Impression et envoi postal",)


def test_a_wrapped_bullet_stays_one_line() -> None:
    text = (
        "Subprocessors\n\n- Stripe: payments, subscriptions and everything else that has to do with money, in\n  Ireland\n\n"
        "- Zorbix Ltd: chat, United Kingdom\n"
    )
    assert said(text, "list.txt") == ["Stripe: IE", "Zorbix Ltd: GB"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Google Cloud / Firebase", ["Google Cloud (Firebase)"]),
        ("Auth0 / Okta, Inc.", ["Auth0 (Okta, Inc.)"]),
        ("Google Cloud / Firebase (Google Ireland Ltd.)", ["Google Cloud (Google Ireland Ltd.)"]),
        ("Stripe Payments Europe Ltd / Stripe Inc.", ["Stripe Payments Europe Ltd (Stripe Inc.)"]),
        ("AWS / Google Cloud", ["AWS", "Google Cloud"]),
        ("Twilio, Kelvo, Tarnix", ["Twilio", "Kelvo", "Tarnix"]),
        ("Zorbix Software, Paris, France", ["Zorbix Software"]),
    ],
)
def test_a_brand_and_its_maker_are_one_vendor_and_three_short_names_are_three(
    cell: str, names: list[str]
) -> None:
    (row,) = read(f"# Subprocessors\n\n{HEAD}| {cell} | Germany | Chat |\n").rows
    assert list(row.vendors) == names


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Ireland (UK and EMEA customers only)", "IE"),
        ("OpenAI API with EU data residency", "EU"),
        ("USA with EU data residency", "US"),
        ("US (provider-dependent)", "US"),
        ("UK and EU", "GB EU"),
    ],
)
def test_whose_data_and_what_is_offered_beside_a_place(words: str, places: str) -> None:
    assert of(located(words)) == f"Acme Mail, Inc.: {places}"


def test_how_a_country_protects_data_is_no_place_and_a_name_may_call_out() -> None:
    head = "| Subprocessor | Location | Purpose | Protection regime in that country |\n|---|---|---|---|\n"
    rows = "| Zorbix Inc. | United States | AI | No statute like Japan's APPI |\n| Stripe | United States | Payments | Same as above |\n"
    assert said(f"# Subprocessors\n\n{head}{rows}") == ["Zorbix Inc.: US", "Stripe: US"]
    bullets = (
        "- **Kahoot!** (Kahoot! ASA) – Quiz. Server in Irland.\n- **Stripe** – Zahlung. Server in Irland.\n"
    )
    assert said(f"# Dienste\n\n{bullets}") == ["Kahoot! (Kahoot! ASA): IE", "Stripe: IE"]
