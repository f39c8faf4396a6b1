"""Layouts that lost rows or places of lists nobody had seen: each again here, with names that no company has."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import in_html, read, said


def test_names_of_affiliates_in_one_line_are_each_a_row() -> None:
    page = "<h1>Subprocessors</h1><h2>Our affiliates</h2><p>{}</p>"
    found = ["Zorp GK: JP", "Zorp UK Ltd.: GB", "Zorp France SAS: FR"]
    for line in (
        "Zorp GK (Japan) · Zorp UK Ltd. (United Kingdom) · Zorp France SAS (France)",
        "Zorp GK (Japan), Zorp UK Ltd. (United Kingdom), Zorp France SAS (France)",
    ):
        assert said(page.format(line), "list.html") == found


def test_a_sentence_below_a_title_of_the_group_names_those_who_work_for_it() -> None:
    page = (
        "<h1>Sous-traitants</h1><table><tr><th>Nom</th><th>Pays</th></tr><tr><td>Stripe</td><td>Irlande</td></tr></table>"
        "<h2>Entités du groupe</h2><p>Zorp Hispania SL (Barcelone, Espagne) et Zorp Ltd (Londres, Royaume-Uni) "
        "interviennent comme sous-traitants ultérieurs pour la maintenance.</p>"
    )
    assert said(page, "list.html")[1:] == ["Zorp Hispania SL: ES", "Zorp Ltd: GB"]


@pytest.mark.parametrize(
    ("where", "countries", "seat"),
    [
        ("Verarbeitung: Irland, USA", "IE US", "Stockholm"),
        ("Verarbeitung: EU-Datengrenze", "EU", "Stockholm"),
        ("Processing: EU Data Boundary", "EU", "Stockholm"),
        ("Verarbeitung: EU (Rechenzentren Frankfurt und Amsterdam), Kontodaten USA", "DE NL US", "Stockholm"),
    ],
)
def test_what_is_processed_where_makes_the_town_behind_the_name_a_seat(
    where: str, countries: str, seat: str
) -> None:
    page = f"<h1>Unterauftragsverarbeiter</h1><dl><dt>Zorp AB, Stockholm</dt><dd>Abstimmungen<br>{where}</dd></dl>"
    (row,) = read(page, "list.html").rows
    assert (said(page, "list.html"), row.seat) == ([f"Zorp AB: {countries}"], seat)


def test_a_town_with_its_country_in_the_bracket_of_a_name_is_a_seat_beside_another_place() -> None:
    text = "### Sous-traitants\n\n- **Zorp GmbH** (Gunzenhausen, Allemagne) : sauvegardes – Finlande\n- **Quarx SAS** (Paris) : DNS – France\n"
    rows = read(text).rows
    assert [(said(text)[0], rows[0].seat)] == [("Zorp GmbH: FI", "Gunzenhausen, Allemagne")]


def test_a_town_behind_a_name_gives_way_to_what_is_said_of_all() -> None:
    text = (
        "Anlage – Weitere Auftragsverarbeiter\n\nAlle Auftragsverarbeiter verarbeiten die Daten ausschließlich in der Europäischen Union.\n\n"
        "1. Zorp GmbH, Leipzig\n   Abrechnung\n\n2. Quarx GmbH, Am Anger 5, 99084 Erfurt\n   Aktenvernichtung\n"
    )
    assert said(text, "list.txt") == ["Zorp GmbH: EU", "Quarx GmbH: EU"]


@pytest.mark.parametrize(
    ("purpose", "countries"),
    [
        ("Videokonferenzen, Irland, Kontodaten USA", "US IE"),
        ("Auslieferung weltweit, auf Wunsch nur über Server in der EU", "worldwide EU"),
        ("Data is stored in Ireland. Customers may elect a region: Australia, Canada", "IE AU CA"),
    ],
)
def test_no_place_of_some_of_the_data_is_lost(purpose: str, countries: str) -> None:
    page = f"<h1>Subprocessors</h1><dl><dt>Zorp GmbH</dt><dd>{purpose}</dd><dt>Stripe</dt><dd>payments, Ireland</dd></dl>"
    (first, _) = said(page, "list.html")
    assert set(first.removeprefix("Zorp GmbH: ").split()) == set(countries.split())


def test_data_of_a_kind_behind_a_place_do_not_take_it_away() -> None:
    assert in_html("Zorp d.o.o.", "weltweit, Protokolldaten in der EU")[0] == "Zorp d.o.o.: worldwide EU"


def test_a_region_is_no_seat() -> None:
    page = "<h1>Unterauftragsverarbeiter</h1><dl><dt>Zorp Inc.</dt><dd>Chat<br>Verarbeitung: EU (Rechenzentren Frankfurt und Amsterdam), Kontodaten USA</dd></dl>"
    assert read(page, "list.html").rows[0].seat is None


def test_a_product_before_its_company_is_one_vendor() -> None:
    assert in_html("Zorpify Online / Quarx &amp; Kelvo GmbH", "Österreich")[0] == (
        "Zorpify Online (Quarx & Kelvo GmbH): AT"
    )
    assert in_html("Stripe / Quarx GmbH", "Irland")[0] == "Stripe+Quarx GmbH: IE"


def test_a_group_of_bullets_may_hold_a_name_that_goes_on_behind_its_form() -> None:
    text = (
        "# Weitere Auftragsverarbeiter\n\n- Unterstützung\n"
        "  - Zorp GmbH & Co. KG Systemhaus Linden, Ringstraße 14, 35440 Linden (Vor-Ort-Service)\n"
        "  - Quarx GmbH, Marienstraße 18, 10117 Berlin (Tickets)\n"
    )
    assert [row.vendors for row in read(text).rows] == [
        ("Zorp GmbH & Co. KG Systemhaus Linden",),
        ("Quarx GmbH",),
    ]


def test_a_broken_sentence_that_ends_in_a_colon_names_nobody() -> None:
    text = (
        "Anlage 2: Unterauftragsverhältnisse\n\n"
        "Der Auftragnehmer nimmt für die Verarbeitung von Daten im Auftrag des Auftraggebers\n"
        "Leistungen von Dritten in Anspruch, die in seinem Auftrag Daten verarbeiten\n"
        '("Unterauftragnehmer"). Dabei handelt es sich um nachfolgende Unternehmen:\n\n'
        "Name                Leistung        Ort\n------------------  --------------  -----------\n"
        "Zorp GmbH           Hosting         Deutschland\nQuarx AG            Versand         Schweiz\n"
    )
    assert said(text, "list.txt") == ["Zorp GmbH: DE", "Quarx AG: CH"]


def test_a_numbered_title_above_a_table_is_no_vendor() -> None:
    table = "Name                Zweck           Ort\n------------------  --------------  -----------\nZorp GmbH           Hosting         Deutschland\n"
    text = f"Genehmigte Unterauftragsverarbeiter\n\nI.  Hosting (je nach gewählter Region einer der Anbieter)\n\n{table}\nII. Betrieb\n\n{table.replace('Zorp', 'Quarx')}"
    assert [one for one in said(text, "list.txt") if not one.startswith("refused")] == [
        "Zorp GmbH: DE",
        "Quarx GmbH: DE",
    ]


PAGE = (
    "ZORPDALE DISTRICT COUNCIL                                   OFFICIAL\nPortal - Data Processing Agreement                    Version 2.3\n"
    "__________________________________________________________________________\n\n"
)
HEADER = (
    "No.  Sub-processor                Service               Registered office      Location of\n"
    "                                                                               processing\n"
    "---  ---------------------------  --------------------  ---------------------  ----------------\n"
)


def test_rows_that_are_counted_are_apart_over_pages_with_a_running_head() -> None:
    rows = [
        "1    Zorp Ireland Ltd             Hosting               Dublin 18, Ireland     United Kingdom\n",
        "2    Quarx Services Limited       Recovery              Farnborough, Hampshire United Kingdom,\n"
        "                                                                               Ireland\n",
        "3    Kelvo UK Limited             Back-office           London SE1             United Kingdom\n",
    ]
    more = ["4    Norvia Ltd                   Scanning              Manchester             Ireland\n"]
    text = (
        f"{PAGE}SCHEDULE 3 - AUTHORISED SUB-PROCESSORS\n\n{HEADER}{''.join(rows)}\n{' ' * 60}Page 11 of 19\n"
        f"{PAGE}{HEADER}{''.join(more)}\n{' ' * 60}Page 12 of 19\n"
    )
    named = [one for one in said(text, "annex.txt") if not one.startswith("refused")]
    assert named == [
        "Zorp Ireland Ltd: GB",
        "Quarx Services Limited: GB IE",
        "Kelvo UK Limited: GB",
        "Norvia Ltd: IE",
    ]


def test_a_company_with_its_address_before_what_it_does_is_named_by_its_name_alone() -> None:
    text = (
        "Unterauftragsverarbeiter\n\nKundenservice\n\n"
        "Zorp Armenia CJSC (Eriwan, Armenien) beantwortet Anfragen im First-Level-Support. Die Verarbeitung findet in Armenien statt.\n\n"
        "Quarx B.V. (Naarden, Niederlande) stellt die Telefonanlage bereit. Die Verarbeitung findet in Deutschland statt.\n\n"
        "Kelvo Operations Limited (One Kelvo Place, Dublin 18, Irland) stellt mit Kelvo Cloud die Plattform für die Verwaltung bereit. "
        "Die Verarbeitung findet in Deutschland und den Niederlanden statt.\n"
    )
    assert said(text, "list.txt") == [
        "Zorp Armenia CJSC: AM",
        "Quarx B.V.: DE",
        "Kelvo Operations Limited: DE NL",
    ]


def test_a_tick_before_a_name_that_is_said_more_of_is_no_task() -> None:
    text = (
        "## Subprocessors – only if you switch them on\n\n"
        "- [x]  **Twilio** – SMS reminders. Messages are processed in the US and in Ireland.\n"
        "- [x]  **Zapier** – only when you connect it. US.\n- [ ] ask Stripe for its agreement\n"
    )
    assert said(text)[:2] == ["Twilio: US IE", "Zapier: US"]


def test_a_party_that_its_bracket_names_is_no_vendor() -> None:
    text = (
        "SCHEDULE 3 - SUB-PROCESSORS\n\n3.1  The Council (Controller) gives the Supplier authorisation to engage these:\n\n"
        "3.2  Zorp Ltd (Ireland) hosts the portal.\n"
    )
    assert not any("Council" in one for one in said(text, "annex.txt"))


def test_the_links_of_a_bar_are_no_vendors() -> None:
    page = (
        '<div class="imkt-navbar"><ul><li><a>Products</a></li><li><a>Teams</a></li><li><a>Support</a></li></ul></div>'
        "<h1>List of subprocessors</h1><table><tr><th>Name</th><th>Country</th></tr><tr><td>Zorp Inc.</td><td>US</td></tr></table>"
    )
    assert said(page, "list.html") == ["Zorp Inc.: US"]


def test_a_column_of_what_is_outside_says_where_and_a_bare_yes_is_no_place_at_home() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    page = (
        "<h1>Our data processors</h1><p>Unless the table says otherwise, information stays in the United Kingdom.</p>"
        "<table><tr><th>Organisation</th><th>Service</th><th>Outside the UK?</th></tr>"
        + row.format("Zorp Ltd", "Housing system (Cx)", "No")
        + row.format("Quarx Ltd", "Scheduling", "Yes – Ireland")
        + row.format("Kelvo Pty Ltd", "Bulletin", "Yes – USA and Australia")
        + row.format("Norvia Ltd", "Survey", "Yes")
        + "</table>"
    )
    assert said(page, "list.html") == [
        "Zorp Ltd: GB",
        "Quarx Ltd: IE",
        "Kelvo Pty Ltd: US AU",
        "Norvia Ltd: unknown",
    ]


def test_what_is_said_of_a_name_is_no_vendor_of_a_group() -> None:
    text = (
        "Weitere Auftragsverarbeiter\n\n1.  Zorp GmbH, Oldenburg\n    Kita-Verwaltung. Verarbeitung in Deutschland.\n\n"
        "2.  QUARX Friedhofssoftware, Inh. U. Petersen\n    Friedhofsverwaltung. Verarbeitung in Deutschland (Fernwartung).\n\n"
        "3.  Kelvo eG, Dortmund\n    Spendenportal. Verarbeitung in Deutschland.\n"
    )
    names = [row.vendors[0] for row in read(text, "list.txt").rows]
    assert names == ["Zorp GmbH", "QUARX Friedhofssoftware", "Kelvo eG"]


def test_cards_of_as_many_lines_do_not_begin_inside_another_card() -> None:
    card = "<p><strong>{}</strong><br>{}<br>{}</p>"
    page = (
        "<h1>Qui traite vos données ?</h1><p>Nous faisons appel aux prestataires suivants.</p>"
        + card.format(
            "Zorp SAS", "Livraison en point relais", "1 avenue de l'Horizon, 59650 Villeneuve, France"
        )
        + card.format(
            "Quarx Group LLC (Quarxmail)",
            "Lettre d'information",
            "675 Ponce Ave NE, Atlanta, GA 30308, États-Unis",
        )
        + card.format(
            "Kelvo Avis (Kelvo SAS)", "Collecte des avis", "18-20 avenue Schuman, 13002 Marseille, France"
        )
        + "<p>Une question ? Écrivez à Claire.</p>"
    )
    assert [row.vendors[0] for row in read(page, "list.html").rows] == [
        "Zorp SAS",
        "Quarx Group LLC (Quarxmail)",
        "Kelvo Avis (Kelvo SAS)",
    ]


def test_sentences_about_what_passes_by_whom_name_each_with_its_own_places() -> None:
    page = (
        "# Nos sous-traitants\n\n## Les courriels\n\nLes messages passent par Mailjet (serveurs en Allemagne et en Belgique). "
        "Pour les lettres, nous utilisons Ecomail, dont les données sont conservées en République tchèque.\n\n"
        "## Sécurité\n\nLe filtrage est assuré par Cloudflare, dont le réseau est mondial. Les sites sont chez o2switch, en France.\n"
    )
    assert said(page) == ["Mailjet: DE BE", "Ecomail: CZ", "Cloudflare: worldwide", "o2switch: FR"]


def test_the_foot_of_a_copied_page_names_no_vendors() -> None:
    table = "Third-party\nPurpose\nCountry\n\nZorp SARL\nHosting\nIreland\n\nQuarx, Inc.\nMail\nUnited States\n\nKelvo SE\nSearch\nGermany\n"
    text = f"Sub-processors\n\n{table}\nFollow us\nLinkedIn\nYouTube\n\nZorpal SARL — 9 rue de Dinan, 35000 Rennes — hello@zorpal.example\nMentions légales   Confidentialité   Plan du site\n"
    assert said(text, "list.txt") == ["Zorp SARL: IE", "Quarx, Inc.: US", "Kelvo SE: DE"]


def test_the_product_for_which_others_are_used_is_none_of_them() -> None:
    text = (
        "# Anlage 2 – Unterauftragsverarbeiter\n\nZur Bereitstellung von **Zorpbüro Cloud** setzt der Auftragnehmer die folgenden weiteren "
        "Auftragsverarbeiter ein.\n\nDerzeit setzt der Auftragnehmer zur Bereitstellung von **Zorpbüro Cloud** (Rechnungen) die folgenden ein.\n\n"
        "| Unternehmen | Serverstandort |\n| --- | --- |\n| Quarx GmbH | Deutschland |\n"
    )
    assert [one for one in said(text) if not one.startswith("refused")] == ["Quarx GmbH: DE"]


def test_a_legal_form_alone_is_no_vendor() -> None:
    text = (
        "SCHEDULE 2 - AUTHORISED SUB-PROCESSORS\n\n(Clause 6.2 of the Addendum between Zorp & Finch Creative\n"
        'Ltd ("the Agency") and the Client)\n\n1.  Sub-processors:\n\n    (a)  Quarx Inc., USA - hosting\n    (b)  Kelvo Ltd, Ireland - mail\n'
    )
    assert [one for one in said(text, "list.txt") if not one.startswith("refused")] == [
        "Quarx Inc.: US",
        "Kelvo Ltd: IE",
    ]


def test_a_long_name_with_its_form_is_a_name() -> None:
    name = "Zorp Global Data Centers & Cloud Infrastructure India Pvt. Ltd."
    assert in_html(name.replace("&", "&amp;"), "India")[0] == f"{name}: IN"


def test_a_task_before_a_sentence_about_who_does_it_is_no_vendor() -> None:
    text = (
        "Teil C: Unsere Dienstleister\n\n"
        "a) Mitgliederverwaltung: Wir nutzen Zorpverein der Zorp Software-Design GmbH, Freiburg. Die Daten werden in Rechenzentren in Deutschland gespeichert.\n\n"
        "b) Newsletter: Der Versand erfolgt über Quarx GmbH & Co. KG, Serverstandorte sind Deutschland und Irland.\n\n"
        "c) Internetseite: Die Seite liegt bei der Kelvo GmbH (Am Anger 3/5, 57290 Neunkirchen) auf Servern in Berlin.\n\n"
        "d) Vereinszeitung: Druck und Versand übernimmt die Druckerei Norvia KG, Augsburg.\n"
    )
    rows = read(text, "list.txt").rows
    assert said(text, "list.txt") == [
        "Zorp Software-Design GmbH: DE",
        "Quarx GmbH & Co. KG: DE IE",
        "Kelvo GmbH: DE",
        "Druckerei Norvia KG: DE",
    ]
    assert [row.purposes[0] for row in rows] == [
        "Mitgliederverwaltung",
        "Newsletter",
        "Internetseite",
        "Vereinszeitung",
    ]
    assert rows[3].words == "Vereinszeitung: Druck und Versand übernimmt die Druckerei Norvia KG, Augsburg."
    assert (rows[0].seat, rows[2].seat) == ("Freiburg", "Am Anger 3/5, 57290 Neunkirchen")


def test_what_they_all_do_is_said_of_all() -> None:
    text = (
        "# Our suppliers and your data\n\nWe share some information with suppliers. They all store it in the UK unless we say otherwise.\n\n"
        "- **Zorp Limited**: our housing system\n- **Quarx Limited**: customer records (stored in Germany and France)\n"
    )
    assert said(text) == ["Zorp Limited: GB", "Quarx Limited: DE FR"]


def test_an_area_of_service_is_no_place() -> None:
    text = "Service area,Processor,System,Hosting location\nPayroll & HR,Zorp UK Limited,iZorp,United Kingdom\nRevenues,Quarx Limited,Quarx,Ireland\n"
    assert said(text, "list.csv") == ["Zorp UK Limited: GB", "Quarx Limited: IE"]


def test_that_nothing_goes_elsewhere_leaves_what_is_said_of_all() -> None:
    text = (
        "# Eingesetzte Auftragsverarbeiter\n\nAlle hier genannten Dienstleister verarbeiten die Daten **ausschließlich auf Servern in Deutschland**; "
        "eine Übermittlung in Drittländer findet nicht statt.\n\n* **Zorp GmbH** – Betrieb\n* **Quarx GmbH** – Wartung\n"
    )
    assert said(text) == ["Zorp GmbH: DE", "Quarx GmbH: DE"]


def test_where_the_data_of_some_customers_are_is_a_place() -> None:
    card = "<div><h3>{}</h3><p>{}</p><p><strong>Data location:</strong> {}</p></div>"
    page = "<h1>Subprocessors</h1>" + "".join(
        (
            card.format("Zorp, Inc.", "Hosting", "USA (N. Virginia, Oregon); EU customers: Ireland"),
            card.format("Quarx, Inc.", "Recording", "USA, EU customers: Ireland"),
            card.format("Kelvo Ltd", "Chat", "UK and EMEA customers: Ireland"),
        )
    )
    assert [set(one.split(": ")[1].split()) for one in said(page, "list.html")] == [
        {"US", "IE"},
        {"US", "IE"},
        {"IE"},
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Eine Verarbeitung in den USA durch die Zorp LLC kann nicht ausgeschlossen werden.",
        "Processing in the United States cannot be ruled out.",
        "Datenübermittlung in die USA möglich.",
    ],
)
def test_what_is_not_excluded_may_happen(sentence: str) -> None:
    text = f"Unterauftragnehmer\n\n1. Zorp Ireland Limited, 1 Barrow Street, Dublin 4, Irland\n   Leistung: Analytics. {sentence}\n\n2. Quarx GmbH, Berlin\n   Leistung: Versand. Die Verarbeitung findet in Deutschland statt.\n"
    assert said(text, "list.txt") == ["Zorp Ireland Limited: US", "Quarx GmbH: DE"]


def test_counted_texts_that_begin_with_companies_are_a_row_each() -> None:
    text = (
        "Annexe C\n\nSous-traitants du Prestataire\n\n"
        "1. Zorpcloud (Zorp SAS, 2 rue Kellermann, 59100 Roubaix, France). Hébergement de données\nde santé. Les données sont hébergées en France.\n\n"
        "2. Quarx Lab, Inc. (2804 Mission College Blvd, Santa Clara, CA 95054, Etats-Unis).\nTéléconsultation vidéo. Les flux transitent par des serveurs situés en Allemagne et aux\nPays-Bas.\n\n"
        "3. Kelvo SAS (2 rue Breguet, 75011 Paris, France). Infogérance et supervision. Les\ndonnées sont accessibles depuis la France et le Portugal.\n\n"
        "4. Norvia SAS (9 rue Mallet, 92130 Issy, France).\nSignature des contrats. Les données sont hébergées en France, en Allemagne et aux\nPays-Bas.\n"
    )
    assert said(text, "list.txt") == [
        "Zorpcloud: FR",
        "Quarx Lab, Inc.: DE NL",
        "Kelvo SAS: FR PT",
        "Norvia SAS: FR DE NL",
    ]


def test_a_key_behind_what_another_key_says_is_one_of_its_own() -> None:
    text = (
        "ANNEX III - LIST OF SUB-PROCESSORS\n\nThe controller has authorised the following sub-processors:\n\n"
        "1. Name: Zorp Europe, Limited\n   Address: 1 Canal Street, Dublin, Ireland\n"
        "   Description of processing: Card payments. Location of processing: EEA and\n   United States.\n\n"
        "2. Name: Quarx GmbH\n   Address: Am Anger 1, 10115 Berlin, Germany\n   Description of processing: Mail. Location of processing: Germany.\n"
    )
    rows = read(text, "list.txt").rows
    assert said(text, "list.txt") == ["Zorp Europe, Limited: EEA US", "Quarx GmbH: DE"]
    assert rows[0].purposes == ("Card payments",)


def test_what_stands_at_the_foot_of_a_copied_page_is_no_vendor() -> None:
    text = (
        "Sub-processors\n\nZorp ApS\nHosting\nDenmark\n\nQuarx, Inc.\nMail\nUnited States\n\nKelvo SE\nSearch\nGermany\n\n"
        "Questions about this page?\nWrite to privacy@zorpal.example or Zorpal ApS, Vestergade 74, 1620 Copenhagen, Denmark.\n\n"
        "© 2024 Zorpal\nInstagram\nZorpal club\nTerms\nPrivacy\n"
    )
    assert said(text, "list.txt") == ["Zorp ApS: DK", "Quarx, Inc.: US", "Kelvo SE: DE"]
