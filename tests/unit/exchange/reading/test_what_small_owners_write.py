"""Names with what is set in below them, paragraphs of names in bold, and places as small owners write them."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, of, read, said

SET_IN = """Stadtwerke Quarxtal GmbH
Anlage B - Auftragsverarbeiter

B.1  Vorbemerkung

Sofern nicht anders angegeben, findet die Verarbeitung ausschließlich in Deutschland statt.

B.2  Auftragsverarbeiter

     Zorbix SE, Ettlingen
       Betrieb des Abrechnungssystems (Hosting und Wartung)
     Zorbax GmbH, Herne
       Rechenzentrum, Datensicherung
     Zorpeo + Partner, Berlin
       Kundenumfragen
     Zorportal GmbH, Achern
       Online-Kundenportal; Verarbeitung in Deutschland und Irland
       (Quarx-Wolke)
"""


def test_names_with_what_is_set_in_below_them_are_one_each() -> None:
    assert said(SET_IN, "list.txt") == [
        "Zorbix SE: DE",
        "Zorbax GmbH: DE",
        "Zorpeo + Partner: DE",
        "Zorportal GmbH: DE IE",
    ]
    (first, *_) = read(SET_IN, "list.txt").rows
    assert (first.seat, first.purposes[0][:7]) == ("Ettlingen", "Betrieb")


PARAGRAPHS = """<h1>Who looks after your data</h1><p>Our notice tells you why we keep it. This page names the companies.</p>
<h3>Church life</h3>
<p><strong>ChurchSuite</strong> is our address book. If you filled in a card, you are there. ChurchSuite keeps its data in the EU.</p>
<p><strong>Mailchimp</strong> sends the newsletter. It holds your name in the United States.</p>
<p><strong>Zoom</strong> carries the meetings. We do not record.</p>
<h3>Giving</h3>
<p><strong>Zorpeo Giving Scheme</strong> collects regular gifts. It is based in Leeds and keeps its data in the UK.</p>
<p><strong>SumUp</strong> is the card reader in the hall. Its servers are in Ireland and Germany.</p>
<p>The older registers are on paper. Those are not with a company.</p>"""


def test_paragraphs_that_begin_with_names_in_bold_are_read_whatever_the_headings_above_them() -> None:
    assert said(PARAGRAPHS, "list.html") == [
        "ChurchSuite: EU",
        "Mailchimp: US",
        "Zoom: unknown",
        "Zorpeo Giving Scheme: GB",
        "SumUp: IE DE",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Wer sich um Ihre Daten kümmert",
        "Firmen, die uns helfen",
        "Qui s'occupe de vos données",
        "Companies we work with",
    ],
)
def test_titles_of_who_helps_are_about_vendors(title: str) -> None:
    page = f"<h1>{title}</h1><ul><li>Zorbix GmbH, Deutschland</li><li>Mailchimp, USA</li></ul>"
    assert said(page, "list.html") == ["Zorbix GmbH: DE", "Mailchimp: US"]


STOPS = """# Unsere Auftragsbearbeiter

## Abonnemente

**Zorbix AG.** Die Zorbix AG in Bern verwaltet die Abonnemente. Die Daten bleiben in der Schweiz.

**Quarx Verlagsauslieferung AG.** Bestellungen aus dem Buchhandel liefert die Quarx in Zug aus. Bearbeitet wird in der Schweiz.

**Zorbax GmbH.** Sie beliefert Kunden in Österreich. Die Daten liegen in Deutschland.

## Büro

**Zorpay AG.** Buchhaltung, Schweiz.

**Zormail Ltd.** Manuskripte. Gespeichert wird in Irland.

**Treuhandbüro Zorpeo, Liestal.** Lohnbuchhaltung.

Wir verkaufen keine Adressen.
"""


def test_names_in_bold_with_a_stop_are_one_each_where_others_are_written_so() -> None:
    rows = read(STOPS).rows
    assert [of(row) for row in rows] == [
        "Zorbix AG.: CH",
        "Quarx Verlagsauslieferung AG.: CH",
        "Zorbax GmbH.: DE",
        "Zorpay AG.: CH",
        "Zormail Ltd.: IE",
        "Treuhandbüro Zorpeo: unknown",
    ]
    assert rows[-1].seat == "Liestal"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Processed in the United Kingdom and, for support outside office hours, in Australia.", "GB AU"),
        ("Deutschland; Support außerhalb der Geschäftszeiten: Indien", "DE IN"),
        ("France ; assistance en dehors des heures ouvrées : Maroc", "FR MA"),
        ("outside of Australia", "unknown"),
        ("Bahnhofstraße 22, 4810 Gmunden", "AT"),
    ],
)
def test_hours_deny_no_place_and_a_town_ends_an_address(words: str, places: str) -> None:
    assert of(located(words)) == f"Acme Mail, Inc.: {places}"


@pytest.mark.parametrize("hedge", ["in Einzelfällen ", "ggf. ", "in some cases the ", "ponctuellement, les "])
def test_a_transfer_that_is_seldom_made_is_one(hedge: str) -> None:
    table = f"Vendor,Purpose,Place of processing,Transfers to third countries\nZorbix Ltd,Mail,EU,{hedge.replace(',', ';')}USA (DPF)\nZorbax,Hosting,DE,no\n"
    assert said(table, "list.csv") == ["Zorbix Ltd: EU US", "Zorbax: DE"]


@pytest.mark.parametrize(
    ("cell", "name", "seat"),
    [
        ("Studio Quarx SPRL, Bastogne", "Studio Quarx SPRL", "Bastogne"),
        ("Foto Zorpeo, Rottweil", "Foto Zorpeo", "Rottweil"),
        ("Quarx, Zorbix & Partner", "Quarx, Zorbix & Partner", None),
    ],
)
def test_a_small_town_behind_a_name_is_its_seat(cell: str, name: str, seat: str | None) -> None:
    (row, _) = read(f'Anbieter,Zweck,Ort\n"{cell}",Fotos,\nStripe,Zahlungen,IE\n', "list.csv").rows
    assert ("+".join(row.vendors), row.seat) == (name, seat)


def test_a_column_that_names_the_owner_in_each_row_is_not_that_of_vendors() -> None:
    table = "Company,Sub-processor,What they do\n"
    rows = [
        "Quarx,Zorbix,Hosting on servers in the US",
        "Quarx,Stripe,Payments on servers in Ireland",
        "Quarx,Zorbax Ltd,Mail",
    ]
    assert said(table + "\n".join(rows), "list.csv") == ["Zorbix: US", "Stripe: IE", "Zorbax Ltd: unknown"]
    whose = ["Stripe,Zorbix,Payments", "Adyen,Zorbax Ltd,Payments", "Mollie,,Payments"]
    assert [one.split(":")[0] for one in said(table + "\n".join(whose), "list.csv")] == [
        "Stripe",
        "Adyen",
        "Mollie",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "All of that happens in the US, once the nearest edge has taken the request.",
        "Das alles geschieht in den USA.",
        "Tout cela se passe aux États-Unis.",
    ],
)
def test_all_of_that_is_of_all(sentence: str) -> None:
    page = f"# Sub-processors\n\nThese companies process personal data for us. {sentence}\n\n| Vendor | Address | Purpose |\n|---|---|---|\n| Zorbix GmbH | Ring 1, 10115 Berlin, Germany | VM hosting |\n| Zorbax Ltd | 1 Road, Cork, Ireland | Mail |\n"
    assert said(page) == ["Zorbix GmbH: US", "Zorbax Ltd: US"]


def test_what_protects_in_third_countries_is_no_place() -> None:
    page = "# AVV\n\n| Anbieter | Region | Zweck | Drittland-Schutz |\n|---|---|---|---|\n| Zorbix Inc. | EU (Frankfurt) | Datenbank | n/a (EU) |\n| Zorbax Inc. | USA | Mail | SCC |\n"
    assert said(page) == ["Zorbix Inc.: DE", "Zorbax Inc.: US"]


@pytest.mark.parametrize(
    "name",
    ["Self-hosted (Quarxsink)", "Selbst betrieben (Quarxsink)", "Auto-hébergé (Quarxsink)", "On-premises"],
)
def test_what_the_owner_runs_itself_is_no_vendor(name: str) -> None:
    page = f"# Sub-processors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| {name} | Errors | EU |\n| Stripe | Payments | US |\n"
    first, second = read(page).rows
    assert "itself" in (first.refused or "")
    assert second.vendors == ("Stripe",)


def test_cards_whose_text_begins_with_their_name_in_bold_stay_cards() -> None:
    card = "### {0}\n\n**{0}** sends what we write.\n\n- Purpose: mail\n- Location: {1}\n\n"
    page = "# Sub-processors\n\n" + "".join(
        card.format(*one) for one in (("Mailgun", "USA"), ("Zorbix", "Norway"), ("Stripe", "Ireland"))
    )
    assert said(page) == ["Mailgun: US", "Zorbix: NO", "Stripe: IE"]


def test_other_words_in_bold_with_a_stop_are_no_names() -> None:
    rows = [of(row) for row in read(f"{STOPS}\n**Ihre Rechte.** Sie können Auskunft verlangen.\n").rows]
    assert not any("Rechte" in row for row in rows)


def test_headings_that_say_behind_a_name_what_for_are_cards() -> None:
    card = "<h5>{}</h5><p>{}</p>"
    page = (
        "<h1>Les prestataires qui traitent des données pour vous</h1><p>Nous faisons appel aux sociétés suivantes.</p>"
        + card.format("Zorpswitch SAS – hébergement des sites et des boîtes mail", "Chemin des Pardiaux, 63000 Clermont-Ferrand. Les serveurs sont en France.")
        + card.format("Brevo – envoi des infolettres", "106 boulevard Haussmann, 75008 Paris. Données hébergées en Allemagne.")
        + card.format("ManageWP (GoDaddy) – maintenance de WordPress", "Traitement aux États-Unis.")
        + card.format("Axeptio – recueil du consentement aux cookies", "Société Quarx, Montpellier. Données hébergées en France.")
        + "<h3>On ne les utilise plus</h3><ul><li>Mailchimp (jusqu’à mars 2024)</li><li>Heroku</li></ul>"
    )  # fmt: skip
    gone = "refused: stands under 'On ne les utilise plus': no vendor of today"
    vendors = ["Zorpswitch SAS: FR", "Brevo: DE", "ManageWP (GoDaddy): US", "Axeptio: FR"]
    assert said(page, "list.html") == [*vendors, gone, gone]


@pytest.mark.parametrize("head", ["{n}", "{n} – {w}", "{n}: {w}", "{i}. {n}", "{i}. {n} – {w}", "{n} ({w})"])
@pytest.mark.parametrize(
    "body",
    ["<p>{s}</p>", "<p>12 Ring Road, Berlin. {s}</p>", "<p>12 Ring Road, Berlin</p><p>{s}</p>", "<ul><li>{w}</li><li>{s}</li></ul>"],
)  # fmt: skip
def test_headings_of_every_form_are_cards_whatever_stands_below(head: str, body: str) -> None:
    vendors = [
        ("Hetzner", "hosting of the application", "Germany"),
        ("Zorbix Ltd", "sending of newsletters", "Ireland"),
        ("Quarxo", "customer support", "Norway"),
        ("Sentry", "error monitoring", "France"),
    ]
    page = "<h1>Our sub-processors</h1><p>We use the following companies to process personal data.</p>"
    for at, (name, what, country) in enumerate(vendors, 1):
        told = {"n": name, "w": what, "i": at, "s": f"Data is hosted in {country}."}
        page += f"<h3>{head.format(**told)}</h3>{body.format(**told)}"
    found = [one.split(": ")[-1] for one in said(page, "list.html")]
    assert found == ["DE", "IE", "NO", "FR"]


def test_labels_with_a_colon_as_headings_are_no_vendors() -> None:
    page = (
        "<h1>Our sub-processors</h1><ul><li>Zorbix Ltd (Ireland)</li><li>Stripe (USA)</li></ul>"
        "<h3>Notice: thirty days before a change</h3><p>Customers hear from us in Germany.</p>"
        "<h3>Purpose: hosting</h3><p>Data is hosted in France.</p>"
    )
    assert said(page, "list.html") == ["Zorbix Ltd: IE", "Stripe: US"]
