"""Towns with the part of a country in which they lie, postal codes, codes that are states too, and regions beside countries."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Poole, Dorset", "GB"),
        ("Athlone, Co. Westmeath", "IE"),
        ("Zorpmoor, Co. Laois", "IE"),
        ("Quimper, Finistère", "FR"),
        ("Saint-Sébastien-sur-Loire (Loire-Atlantique)", "FR"),
        ("Mühldorf am Inn", "DE"),
        ("Dartmouth, NS B3B 1X7", "CA"),
        ("Loiching, DE", "DE"),
        ("Wilmington, DE", "US"),
        ("Dover, DE 19901", "US"),
        ("Valletta, MT", "MT"),
        ("Gewerbepark 7, 92421 Schwandorf", "DE"),
        ("London, Ontario", "CA"),
        ("Paris, Texas", "US"),
        ("Kent", "unknown"),
        ("EU Cloud (Frankfurt)", "DE"),
        ("Germany. EU-incorporated company, EU-hosted. No transfer outside the EEA.", "DE"),
        ("US, EU-hosted", "US EU"),
    ],
)
def test_a_cell_for_places(words: str, places: str) -> None:
    page = f"# Sub-processors\n\n| Name | Purpose | Location |\n|---|---|---|\n| Kelvo | Mail | {words} |\n"
    assert said(page) == [f"Kelvo: {places}"]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Données hébergées à Issoudun.", "FR"),
        ("Données hébergées à Châteauroux (36).", "FR"),
        ("Location of data: Portlaoise, Co. Laois", "IE"),
        ("Data stored in Germany; account metadata in the United States.", "DE US"),
        ("Données hébergées à Zorpville.", "unknown"),
    ],
)
def test_a_town_or_data_in_a_sentence(sentence: str, places: str) -> None:
    page = f"# Sous-traitants\n\n- **Kelvo SAS** : magazine. {sentence}\n- **Norvia SAS** : paie. Données hébergées en France.\n"
    assert said(page) == [f"Kelvo SAS: {places}", "Norvia SAS: FR"]


def test_a_numbered_name_above_its_numbered_lines_is_one_vendor() -> None:
    names = (("Kelvo GmbH", "Deutschland (EU)"), ("Norvia Limited", "Irland"), ("Zorbix AG", "Schweiz"))
    text = (
        "LISTE DER UNTERAUFTRAGSVERARBEITER\n\nWir setzen die folgenden Unterauftragsverarbeiter ein:\n\n"
        + "".join(
            f"{at}. {name}\n  {at}.1 Unternehmen: {name}\n  {at}.2 Zweck: Versand\n  {at}.3 Ort der Verarbeitung: {where}\n\n"
            for at, (name, where) in enumerate(names, 1)
        )
    )
    assert said(text, "list.txt") == ["Kelvo GmbH: DE", "Norvia Limited: IE", "Zorbix AG: CH"]
