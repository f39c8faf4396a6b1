"""Cards of a text that say no place among others, histories below a list, links to parts of a page, companies of a group."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

CARDS = """Liste des sous-traitants

1. Hébergement

   Quarx SAS
   2 rue Kellermann, 59100 Roubaix
   Service : serveurs
   Lieu de traitement : France

   Zorbax SAS
   8 rue de la Ville, 75008 Paris
   Service : sauvegardes
   Lieu de traitement : Belgique


2. Options

   Zorpeo SAS
   16 rue de la Banque, 75002 Paris
   Service : notes de frais
   Lieu de traitement : Irlande

   Zorsign (Quarxologie International)
   7 rue du Faubourg, 75009 Paris
   Service : signature

   Zorbux SAS
   15 rue des Halles, 75001 Paris
   Service : comptes rendus
   Lieu de traitement : Espagne

"""
LISTED = [
    "Quarx SAS: FR",
    "Zorbax SAS: BE",
    "Zorpeo SAS: IE",
    "Zorsign (Quarxologie International): unknown",
    "Zorbux SAS: ES",
]


def test_a_card_without_a_place_is_one_as_those_beside_it_are() -> None:
    found = read(CARDS, "list.txt").rows
    assert said(CARDS, "list.txt") == LISTED
    (unplaced,) = [row for row in found if "Zorsign" in row.vendors[0]]
    assert (unplaced.seat, unplaced.purposes) == ("7 rue du Faubourg, 75009 Paris", ("signature",))


@pytest.mark.parametrize("more", ["Bonjour\n   Voir : la suite", "Annexe\n   7 rue du Faubourg, 75009 Paris"])
def test_other_lines_among_cards_are_none(more: str) -> None:
    text = CARDS.replace(
        "Zorsign (Quarxologie International)\n   7 rue du Faubourg, 75009 Paris\n   Service : signature", more
    )
    assert said(text, "list.txt") == [one for one in LISTED if "Zorsign" not in one]


@pytest.mark.parametrize(
    "history",
    [
        "HISTORIQUE\n   01/10/2024  ajout de Zorbux\n   12/03/2023  retrait de Zorfax Inc. (États-Unis), remplacé par Quarx",
        "Change log\n2024-10-01 Zorfax Inc. (USA) added\n2023-03-12 Zormax Ltd (Ireland) removed",
        "Änderungshistorie\n01.10.2024: Zorfax GmbH, Berlin entfernt\n12.03.2023: Zormax AG, Zürich ergänzt",
    ],
)
def test_what_has_changed_is_no_vendor_though_its_title_stands_directly_above(history: str) -> None:
    found = read(f"{CARDS}\n{history}\n", "list.txt")
    assert [row.vendors[0] for row in found.rows] == [one.split(":")[0] for one in LISTED]


def test_links_to_the_parts_of_a_page_are_no_vendors() -> None:
    page = """<h1>Unterauftragsverarbeiter</h1>
<p><a href="#a1">Anhang I – Parteien</a> | <a href="#a2">Anhang II – TOM</a> | <a href="#a3">Anhang III – Liste</a></p>
<h2 id="a1">Anhang I</h2><p><strong>Verantwortlicher:</strong> der Kunde</p>
<h2 id="a2">Anhang II</h2><p>Die Maßnahmen stehen im Konto.</p>
<h2 id="a3">Anhang III</h2>
<p><strong>1. Quarx SARL</strong><br>Anschrift: Ring 1, L-1855 Luxemburg<br>Ort der Verarbeitung: Deutschland</p>
<p><strong>2. Zorbix Inc.</strong><br>Anschrift: Main St 1, Boston, MA, USA<br>Ort der Verarbeitung: USA</p>"""
    assert said(page, "list.html") == ["Quarx SARL: DE", "Zorbix Inc.: US"]


def test_vendors_that_are_links_to_notes_or_elsewhere_stay() -> None:
    page = """<h1>Sub-processors</h1><ul>
<li><a href="#n1">Quarx GmbH</a>, Germany</li><li><a href="#n2">Zorbix Inc.</a>, USA</li></ul>
<p id="n1">Hosting.</p><p id="n2">Mail.</p>"""
    assert said(page, "list.html") == ["Quarx GmbH: DE", "Zorbix Inc.: US"]
    away = '<h1>Sub-processors</h1><ul><li><a href="#">Quarx GmbH</a></li><li><a href="#">Zorbix Inc.</a></li></ul>'
    assert said(away, "list.html") == ["Quarx GmbH: unknown", "Zorbix Inc.: unknown"]


@pytest.mark.parametrize(
    ("title", "sentence", "vendors"),
    [
        (
            "Sociétés du groupe",
            "Les équipes de <b>Quarx Hispania S.L.</b> (Espagne) et de <b>Quarx Ltd</b> (Royaume-Uni) peuvent accéder aux données.",
            ["Quarx Hispania S.L.: ES", "Quarx Ltd: GB"],
        ),
        (
            "Group companies",
            "The support teams of Quarx Pty Ltd (Australia) and Quarx Inc. (USA) may access the data at night.",
            ["Quarx Pty Ltd: AU", "Quarx Inc.: US"],
        ),
        (
            "Konzerngesellschaften",
            "Quarx AG (Schweiz) und Quarx BV (Niederlande) können auf Daten zugreifen.",
            ["Quarx AG: CH", "Quarx BV: NL"],
        ),
        (
            "Konzerngesellschaften",
            "Mitarbeitende der Quarx GmbH (Österreich) haben im Supportfall Zugriff auf die Daten.",
            ["Quarx GmbH: AT"],
        ),
        ("Group companies", "The teams of Quarx Pty Ltd (Australia) do not access the data.", []),
        ("Contact", "The support teams of Quarx Pty Ltd (Australia) may access the mailbox.", []),
    ],
)
def test_companies_of_the_owners_group_share_its_name(title: str, sentence: str, vendors: list[str]) -> None:
    page = f"<title>Sub-processors | Quarx</title><h1>Quarx sub-processors</h1><ul><li>Zorbix SAS (France)</li><li>Zorbax AG (Germany)</li></ul><h2>{title}</h2><p>{sentence}</p>"
    assert said(page, "list.html") == ["Zorbix SAS: FR", "Zorbax AG: DE", *vendors]


def test_names_that_only_lead_to_what_is_said_of_them_are_not_lost() -> None:
    page = """<h1>Sub-processors</h1><ul><li><a href="#a">Quarx GmbH</a></li><li><a href="#b">Zorbix Inc.</a></li></ul>
<p id="a">Hosting in Germany.</p><p id="b">Mail in the USA.</p>"""
    assert [row.vendors for row in read(page, "list.html").rows] == [("Quarx GmbH",), ("Zorbix Inc.",)]
