"""Lists in contracts and letters: clauses that count, items over several lines, pages, underlined titles, heads and feet."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import named, of, read, said


def vendors(text: str, name: str = "list.txt") -> list[str]:
    """What is read of the rows that name a vendor."""
    return [of(row) for row in read(text, name).rows if row.vendors and not row.refused]


SCHEDULE = """1.  We are a controller of the personal data in your file. To run a practice
    we use the suppliers in paragraph 3.

2.  Barristers and courts are not our processors.

3.  {lead}

    (a) Zorbix EMEA Limited
        Document management. Every letter of a matter.

    (b) Quarx Limited
        Office and mail. Stored in Ireland and the
        Netherlands.

    (c) Acme Desk Limited
        Digital dictation. Stored in France.

4.  We ceased to use Dropbox in 2023.
"""


@pytest.mark.parametrize(
    "lead", ["The suppliers are:", "Die Dienstleister sind:", "Les sous-traitants sont les suivants :"]
)
def test_a_clause_of_a_contract_lists_vendors_by_letters(lead: str) -> None:
    found = vendors(SCHEDULE.format(lead=lead))
    assert found == ["Zorbix EMEA Limited: unknown", "Quarx Limited: IE NL", "Acme Desk Limited: FR"]


def test_clauses_that_list_nobody_stay_text() -> None:
    text = "1. Scope\n   (a) hosting\n   (b) support\n\n2. The customer shall:\n   (a) Inform Zorbix GmbH\n   (b) Pay on time\n"
    assert not vendors(f"Contract\n\n{text}")


ITEMS = """Anlage 2: Unterauftragnehmer

1.  Zorbix AG, Konradstrasse 12, 8005 Zürich, Schweiz
    Leistung: elektronische Signatur
    Verarbeitung in der Schweiz (Angemessenheitsbeschluss) und in
    Österreich

2.  Quarx SE, Maarweg 165, 50825 Köln
    Leistung: Übersetzung
    Verarbeitung in Finnland, Schweden und Deutschland

3.  Acme Desk GmbH, Marienstraße 18, 10117 Berlin
    Leistung: Ticketsystem
{page}
4.  Bolt s.r.o., Lipova 14, 602 00 Brno, Tschechien
    Leistung: Entwicklung
    Zugriff aus Tschechien auf Testdaten und, nach Freigabe, auf Daten
"""
PAGE = "\n\n                    Seite 1 von 2\n--------------------------------------\nAnlage 2: Unterauftragnehmer\n"


@pytest.mark.parametrize("page", ["", PAGE])
def test_lines_without_a_label_are_of_the_item_above_them(page: str) -> None:
    found = vendors(ITEMS.format(page=page) + ("\n          Seite 2 von 2\n" if page else ""))
    assert found == ["Zorbix AG: CH AT", "Quarx SE: FI SE DE", "Acme Desk GmbH: unknown", "Bolt s.r.o.: CZ"]


UNDERLINED = """SUB-PROCESSORS
==============

Zorbix GmbH
-----------
Purpose: hosting the application and the jobs, plus storage for
uploads. Region: Germany (Frankfurt). Basis: agreement under Article 28
GDPR.

Quarx Ltd. (optional)
---------------------
Purpose: mail. Region: Ireland (EU); Quarx acts as an independent
controller. Basis: Quarx DPA.

Contact
-------
Questions: privacy@quux.example
"""


def test_underlined_titles_are_vendors() -> None:
    assert vendors(UNDERLINED) == ["Zorbix GmbH: DE", "Quarx Ltd.: IE"]


def test_the_rule_of_a_table_underlines_no_title() -> None:
    text = "Sub-processors\n\nVendor      Purpose     Location\n--------------------------------\nZorbix      Mail        Ireland\nQuarx       Chat        France\n"
    assert vendors(text) == ["Zorbix: IE", "Quarx: FR"]


def test_labels_in_bold_below_a_heading_are_lines_of_one_vendor() -> None:
    card = "### {0}\n\n**Entity:** {0}, Inc. (USA)\n**Purpose:** Mail\n**Data location:** {1}\n**DPA:** https://quux.example\n\n"
    text = "".join(card.format(*one) for one in [("Zorbix", "Germany"), ("Quarx", "France")])
    assert vendors(f"# Subprocessors\n\n{text}", "list.md") == ["Zorbix, Inc.: DE", "Quarx, Inc.: FR"]


def test_the_label_of_a_vendor_begins_a_card_whoever_it_is() -> None:
    names = ["Acme Desk SAS", "Bolt SAS", "Zorbix (Quarx)", "Stripe Payments Europe Ltd", "Quux SAS"]
    card = "Sous-traitant : {}\nServices concernés : paiement\nPrestation : envoi\nLieu de traitement : France\n\n"
    text = "".join(map(card.format, names))
    assert vendors(f"Liste des sous-traitants\n\n{text}") == [f"{name}: FR" for name in names]


HEADS = [
    "Zorp, Inc.\n760 Market Street, Floor 10\nSan Francisco, CA 94102",
    "ZORP PRYCE LLP\nSolicitors and Notaries - Cardiff | Bristol | Dublin",
    "Zorp GmbH\nHauptstraße 4\n10115 Berlin\nTel. 030 1234",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_letter_lists_nobody(head: str) -> None:
    table = "Name           Purpose     Location\nQuarx Ltd      Mail        Ireland\nAcme GmbH      Chat        Germany\n"
    assert vendors(f"{head}\n\nSUBPROCESSORS\n\n{table}") == ["Quarx Ltd: IE", "Acme GmbH: DE"]


def test_vendors_above_the_first_title_stay() -> None:
    text = "Zorbix GmbH, Berlin\nQuarx Ltd, Dublin\n\nEnd of the list of subprocessors\n"
    assert vendors(text) == ["Zorbix GmbH: DE", "Quarx Ltd: IE"]


@pytest.mark.parametrize(
    "foot",
    [
        "Délégué à la protection des données : Mutuelle du Sud,\nDPD, 4 rue de la Rotonde, 13004 Marseille.",
        "Kontakt: Zorp GmbH\nHauptstraße 4, 10115 Berlin",
        "Data protection officer: Zorp Ltd\n12 High Street, Cork, Ireland",
    ],
)
def test_whom_to_ask_is_no_vendor(foot: str) -> None:
    text = f"Sous-traitants\n\n- Quarx SAS (France)\n- Stripe (Irlande)\n\n{foot}\n"
    assert vendors(text) == ["Quarx SAS: FR", "Stripe: IE"]


@pytest.mark.parametrize(
    "cell",
    [
        "(vacant - contract ended October 2024)",
        "vacant",
        "(unbesetzt seit 2024)",
        "entfällt",
        "[gelöscht]",
        "(frei)",
        "contract ended 31/10/2024",
        "vacant depuis 2024",
        "(supprimé)",
    ],
)
def test_nobody_stands_in_a_row_that_is_vacant(cell: str) -> None:
    assert named(cell).refused


@pytest.mark.parametrize(
    "cell", ["Frei", "Void", "Libre GmbH", "Vacant Labs", "Blank Street Ltd", "(Zorbix)"]
)
def test_names_that_only_begin_so_are_vendors(cell: str) -> None:
    assert named(cell).refused is None


def test_a_name_by_itself_below_a_heading_is_a_vendor_as_others_of_the_page_are() -> None:
    line = "<p><strong>{}</strong> : {}. <em>Hébergement en {}.</em></p>"
    text = (
        "<h1>Nos prestataires</h1><h3>La boutique</h3>"
        + line.format("Zorbix SAS", "le site", "France")
        + line.format("Quarx", "les avis", "Irlande")
        + "<h3>Les comptes</h3>"
        + line.format("Pennylane", "factures", "Allemagne")
        + "<p>Une question ? Écrivez-nous.</p>"
    )
    assert said(text, "list.html") == ["Zorbix SAS: FR", "Quarx: IE", "Pennylane: DE"]
    note = "<h3>Note</h3><p><strong>Note:</strong> Zorbix is in France.</p>"
    assert said(text + note, "list.html")[:3] == ["Zorbix SAS: FR", "Quarx: IE", "Pennylane: DE"]
    assert len(vendors(text + note, "list.html")) == 3


def test_a_title_between_the_owner_and_the_day_is_that_of_the_text() -> None:
    text = (
        "CARNET DE BORD - application\nSous-traitants et services tiers\nVersion du 2 mars 2025\n\n"
        "Je fais simple.\n\n1. Ce qui fait tourner l'application\n\n"
        "   - Kelvo : serveurs, Paris.\n   - Norvia et Zorbix : prévisions.\n   - Tarvo : copies, Amsterdam.\n"
    )
    assert said(text, "list.txt")[0] == "Kelvo: FR"
    assert said(text, "list.txt")[-1] == "Tarvo: NL"


def test_fields_of_a_document_are_no_vendors() -> None:
    text = (
        ".. _liste:\n\n============\nSous-traitants\n============\n\n:Version: 1.2\n:Date: 2 mai 2026\n:Contact: dpo@acme.test\n\n"
        "* Stripe, Irlande\n* Zorbix GmbH, Berlin\n"
    )
    found = [one for one in said(text, "list.txt") if not one.startswith("refused")]
    assert found == ["Stripe: IE", "Zorbix GmbH: DE"]


LETTERS = ["a b c", "A B C", "i ii iii", "I II III"]


@pytest.mark.parametrize("letters", LETTERS)
@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "({}) "])
def test_letters_and_roman_numbers_count_items(letters: str, mark: str) -> None:
    names = ["Zorbix GmbH – mail – Germany", "Quarxly – tickets – France", "Acme Ltd – hosting – Ireland"]
    lines = "\n".join(mark.format(one) + name for one, name in zip(letters.split(), names, strict=True))
    assert vendors(f"Subprocessors\n\n{lines}\n") == ["Zorbix GmbH: DE", "Quarxly: FR", "Acme Ltd: IE"]


def test_initials_count_nothing() -> None:
    text = "A. Zorbix GmbH – mail – Germany\nJ. Quarx & Co. Ltd – tickets – France\n"
    assert vendors(f"Subprocessors\n\n{text}")[1:] == ["J. Quarx & Co. Ltd: FR"]


CLOSINGS = [
    "Kind regards,\nMary Byrne\nData Protection Officer\nZorp Ltd, 14 Harbour Street, Galway",
    "Mit freundlichen Grüßen\n\nMarie Brandt\nZorp GmbH, Hafenstraße 14, 20457 Hamburg",
    "Cordialement,\nMarie Le Brun\nZorp SAS, 14 rue du Port, 44000 Nantes",
    "For and on behalf of Zorp Ltd\n\nMary Byrne\nDirector",
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_who_signs_is_no_vendor(closing: str) -> None:
    text = f"Dear customer,\n\nwe use these subprocessors:\n\n- Quarx Ltd (mail, Ireland)\n- Stripe (payments, US)\n\n{closing}\n"
    assert vendors(text) == ["Quarx Ltd: IE", "Stripe: US"]
    annex = f"{closing}\n\nAnnex: subprocessors\n\n- Acme Mail GmbH (e-mail, Germany)\n"
    assert vendors(annex) == ["Acme Mail GmbH: DE"]


@pytest.mark.parametrize("mark", ["", "1. ", "- "])
def test_a_line_below_a_label_tells_of_the_vendor_above_it(mark: str) -> None:
    card = "{}{}\nPurpose: mail\nData stored in {}.\n"
    pairs = [("Zorbix GmbH", "Germany"), ("Quarxly", "France"), ("Acme Ltd", "Ireland")]
    text = "".join(card.format(mark, *one) for one in pairs)
    assert vendors(f"Subprocessors\n\n{text}") == ["Zorbix GmbH: DE", "Quarxly: FR", "Acme Ltd: IE"]


SENTENCES = (
    "{}: hosting of all customers of the platform, of\ntheir users and of visitors, with backups that are kept for\n"
    "thirty days. Personal data are stored in {} only and\nare encrypted.\n{}"
)


@pytest.mark.parametrize("between", ["", "\n"])
def test_texts_that_are_broken_over_lines_are_one_vendor_each(between: str) -> None:
    pairs = [("Zorbix GmbH", "Germany"), ("Quarxly", "France"), ("Acme Ltd", "Ireland")]
    text = "".join(SENTENCES.format(*one, between) for one in pairs)
    assert vendors(f"Subprocessors\n\n{text}") == ["Zorbix GmbH: DE", "Quarxly: FR", "Acme Ltd: IE"]


def test_the_rest_of_what_a_label_says_is_no_name() -> None:
    card = (
        "{}\nZweck: Hosting der Anwendung für alle Kunden der Plattform, deren\nNutzer und Besucher, einschließlich der "
        "Sicherungen, die dreißig\nTage aufbewahrt werden. Verarbeitungsort: {}.\n"
    )
    text = card.format("Zorbix GmbH", "Irland") + card.format("Quarxly", "Frankreich")
    assert vendors(f"Unterauftragsverarbeiter\n\n{text}") == ["Zorbix GmbH: IE", "Quarxly: FR"]


def test_names_above_sentences_that_say_where() -> None:
    cards = [("Zorbix GmbH", "Germany"), ("Quarxly", "France"), ("Acme Ltd", "Ireland")]
    text = "\n".join(f"{name}\nSupport tickets. Data stored in {place}.\n" for name, place in cards)
    assert vendors(f"Subprocessors\n\n{text}") == ["Zorbix GmbH: DE", "Quarxly: FR", "Acme Ltd: IE"]


def test_titles_above_sentences_that_say_where_are_no_vendors() -> None:
    text = "Hosting\nData is stored in Germany.\n\nSupport\nTickets are kept in France.\n\nBackups\nBackups are stored in Ireland.\n"
    assert not vendors(f"Security\n\n{text}")


@pytest.mark.parametrize(
    "text", ["Quarxly, Hauptstraße 3, 1010 Wien", "Zorbix GmbH, Hauptstraße 3, 1010 Wien"]
)
def test_a_name_before_its_address_is_a_vendor_above_labels(text: str) -> None:
    other = "Acme Ltd, 14 Harbour Street, Galway\nPurpose: mail\nLocation: Ireland\n"
    found = vendors(f"Subprocessors\n\n{text}\nPurpose: hosting\nLocation: Germany\n{other}")
    assert found == [f"{text.split(',')[0]}: DE", "Acme Ltd: IE"]


def test_items_are_counted_beyond_a_hundred() -> None:
    names = [f"Zorb{chr(97 + at)}x Cloud" for at in range(4)]
    items = "\n\n".join(
        f"{98 + at}. {name}, Hafenstr. 3, 20457 Hamburg\n    Leistung: Hosting"
        for at, name in enumerate(names)
    )
    assert [one.rpartition(":")[0] for one in vendors(f"Unterauftragsverarbeiter\n\n{items}\n")] == names


@pytest.mark.parametrize(
    "line",
    ["{} – {} – {}", "{}: {}, {}", "{} ({}, {})", "{}, {}, {}"],
)
def test_lines_of_one_width_are_vendors_of_their_own(line: str) -> None:
    rows = [
        ("Zorbix GmbH", "hosting of the application", "Germany"),
        ("Stripe Payments Europe, Ltd.", "card payments and refunds", "Ireland"),
        ("Quarxly Ticketing", "support tickets of the platform", "France"),
        ("Mailjet SAS", "e-mail delivery for everybody concerned", "Belgium"),
    ]
    text = "\n".join("    " + line.format(*row) for row in rows)
    found = vendors(
        f"Sub-processors\n\nWe use the following sub-processors:\n\n{text}\n\nWe announce changes.\n"
    )
    assert [one.split(": ")[1] for one in found] == ["DE", "IE", "FR", "BE"]


PAIRS = [("Zorbix GmbH", "Germany"), ("Quarxly", "France"), ("Acme Ltd", "Ireland")]
IN_ALL = ["Zorbix GmbH: DE", "Quarxly: FR", "Acme Ltd: IE"]
SPREAD = {
    "lines below a name": "<p><b>{}</b> – support tickets<br>Location: {}</p>",
    "lines below a plain name": "<p>{} – support tickets<br>Location: {}</p>",
    "a paragraph each": "<p><b>{}</b> – support tickets</p><p>Location: {}</p>",
    "a labelled paragraph each": "<p>Provider: <b>{}</b></p><p>Purpose: tickets</p><p>Location: {}</p>",
    "a block each": "<div><div>Provider: {}</div><div>Purpose: tickets</div><div>Location: {}</div></div>",
    "a name in a title with what for": "<h3>{} – hosting of the application</h3><p>Location: {}</p>",
}


@pytest.mark.parametrize("card", SPREAD.values(), ids=SPREAD)
def test_lines_with_labels_in_a_page_are_of_the_vendor_above_them(card: str) -> None:
    cards = "".join(card.format(*one) for one in PAIRS)
    assert vendors(f"<h2>Sub-processors</h2>{cards}<p>We announce changes.</p>", "list.html") == IN_ALL


ONE = {
    "names": "<b>{}</b><br>Purpose: tickets<br>Location: {}<br><br>",
    "names with what for": "<b>{}</b> – tickets<br>Location: {}<br><br>",
    "labels": "Provider: <b>{}</b><br>Purpose: tickets<br>Location: {}<br><br>",
}


@pytest.mark.parametrize("card", ONE.values(), ids=ONE)
def test_one_paragraph_holds_several_vendors(card: str) -> None:
    cards = "".join(card.format(*one) for one in PAIRS)
    assert vendors(f"<h2>Sub-processors</h2><p>{cards}</p>", "list.html") == IN_ALL


def test_numbers_that_markdown_escapes_count_items() -> None:
    text = "\n\n".join(f"{at}\\. {name}: tickets, {place}" for at, (name, place) in enumerate(PAIRS, 1))
    assert vendors(f"# Sub-processors\n\n{text}\n", "list.md") == IN_ALL


def test_labels_of_a_page_are_no_vendors() -> None:
    text = "<h1>Privacy</h1><p>Last change – May 2025<br>Location: Germany</p><p>Version – 3<br>Location: France</p>"
    assert not vendors(text, "list.html")
