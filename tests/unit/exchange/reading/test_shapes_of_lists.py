"""The same two or three vendors in the many shapes in which people write lists, in English, French and German."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import of, read, said

LABELS_OF_LINES = """# Subprocessors

## Acme Mail Ltd

Location of processing: Ireland
Purpose: sending e-mail
Safeguards: SCCs

## Bolt Logs GmbH

Location of processing: Germany
Purpose: log storage
"""
LABELS_IN_BULLETS = """# Sous-traitants

### Acme Mail Ltd
- Finalité : envoi de courriels
- Lieu de traitement : Irlande
- Garanties : sans objet

### Bolt Logs GmbH
- Finalité : journaux
- Lieu : Allemagne
- Garanties : CCT
"""
BOLD_NAME_ABOVE_LINES = """# Unterauftragsverarbeiter

**Acme Mail Ltd**
Zweck: E-Mail-Versand
Standort: Irland
Garantien: –

**Bolt Logs GmbH**
Zweck: Protokolle
Ort der Verarbeitung: Nürnberg
Garantien: Standardvertragsklauseln
"""
BOLD_LABELS = """# Unterauftragsverarbeiter

## Acme Mail Ltd

**Zweck:** E-Mail-Versand
**Standort:** Irland

## Bolt Logs GmbH

**Zweck:** Protokolle
**Ort der Verarbeitung:** Deutschland
"""
NUMBERED = """# Sub-processors

1. **Acme Mail Ltd** (Ireland) – E-mail delivery
2. Bolt Logs GmbH, Germany, log storage
"""
UNDER_GROUPS = """# Sub-processors

- Infrastructure
  - Acme Mail Ltd – e-mail (Ireland)
- Observability
  - Bolt Logs GmbH – logs (Germany)
"""
UNDER_PLACES = """# Sub-processors

- **Ireland**
  - Acme Mail Ltd – e-mail
- **Germany**
  - Bolt Logs GmbH – logs
"""
NESTED_LABELS = """# Sub-processors

- Acme Mail Ltd
  - Purpose: e-mail
  - Location: Ireland
- Bolt Logs GmbH
  - Zweck: Protokolle
  - Standort: Frankfurt am Main
"""
TERMS = """<h1>Subprocessors</h1><dl><dt>Acme Mail Ltd</dt><dd>E-mail</dd><dd>Ireland</dd>
<dt>Bolt Logs GmbH</dt><dd>Logs</dd><dd>Germany</dd></dl>"""
TERMS_AS_LABELS = """<h1>Subprocessors</h1><dl><dt>Name</dt><dd>Acme Mail Ltd</dd><dt>Purpose</dt><dd>Mail</dd><dt>Location</dt>
<dd>Ireland</dd><dt>Name</dt><dd>Bolt Logs GmbH</dd><dt>Purpose</dt><dd>Logs</dd><dt>Location</dt><dd>Germany</dd></dl>"""
LABELS_IN_ONE_LIST = """# Sub-processors

- Name: Acme Mail Ltd
- Purpose: e-mail
- Location: Ireland
- Name: Bolt Logs GmbH
- Purpose: logs
- Location: Germany
"""
CARDS = """<h1>Subprocessors</h1><div><div class="card"><h3>Acme Mail Ltd</h3><p>E-mail</p><span>Ireland</span></div>
<div class="card"><h3>Bolt Logs GmbH</h3><p>Logs</p><span>Germany</span></div></div>"""
CARDS_OF_DIVS = """<h1>Subprocessors</h1><div><div><div>Acme Mail Ltd</div><div>E-mail</div><div>Ireland</div></div>
<div><div>Bolt Logs GmbH</div><div>Logs</div><div>Germany</div></div></div>"""
TURNED = "| | Acme Mail Ltd | Bolt Logs GmbH |\n|---|---|---|\n| Purpose | Mail | Logs |\n| Location | Ireland | Germany |\n"
TURNED_WITH_A_HEADER = "| Dienstleister | Acme Mail Ltd | Bolt Logs GmbH |\n|---|---|---|\n| Zweck | Mail | Logs |\n| Standort | Irland | Berlin |\n"
TWO_HEADERS = """<table><tr><th rowspan="2">Sub-processor</th><th rowspan="2">Service</th><th colspan="2">Location</th></tr>
<tr><th>Company</th><th>Data</th></tr><tr><td>Acme Mail Ltd</td><td>Mail</td><td>UK</td><td>Ireland</td></tr>
<tr><td>Bolt Logs GmbH</td><td>Logs</td><td>Austria</td><td>Germany</td></tr></table>"""
SPANNING_ROWS = """<table><tr><th>Service</th><th>Sub-processor</th><th>Country</th></tr>
<tr><td rowspan="2">Hosting</td><td>Acme Mail Ltd</td><td>Ireland</td></tr><tr><td>Bolt Logs GmbH</td><td>Germany</td></tr></table>"""
SEVERAL_TABLES = """# Sub-processors

| Affiliate | Entity location | Data location |
|---|---|---|
| Acme Mail Ltd | UK | Ireland |

| Dienst | Anbieter | Serverstandort |
|---|---|---|
| Logs | Bolt Logs GmbH | Deutschland |
"""
ACCORDION = """<h1>Sub-processors</h1><details><summary>Acme Mail Ltd</summary><p>E-mail</p><p>Location: Ireland</p></details>
<details><summary>Bolt Logs GmbH</summary><p>Logs</p><p>Location: Germany</p></details>"""
LINES_OF_A_PARAGRAPH = """<h2>Auftragsverarbeiter</h2><p>Acme Mail Ltd, Irland – E-Mail<br>Bolt Logs GmbH: Protokolle (Deutschland)</p>"""
PARAGRAPHS = """# Sub-processors

We use these:

Acme Mail Ltd (Ireland): e-mail

Bolt Logs GmbH, Germany – logs

We review this list: yearly.
"""
TICKS = "| Vendor | Ireland | Germany | US | Purpose |\n|---|:-:|:-:|---|---|\n| Acme Mail Ltd | ✓ | – | | mail |\n| Bolt Logs GmbH | | x | | logs |\n"
WHAT_BEFORE_WHO = """# Auftragsverarbeiter

- **E-Mail-Versand:** Acme Mail Ltd (Irland)
- Logs: Bolt Logs GmbH, Deutschland
"""
WHAT_BEFORE_WHO_IN_PARAGRAPHS = """# Sub-processors

**Hosting:** Acme Mail Ltd (Ireland)

**Logs:** Bolt Logs GmbH (Germany)
"""
HEADINGS_OF_WHAT = """# Sub-processors

## Hosting
Acme Mail Ltd, Ireland

## Logs
Bolt Logs GmbH, Germany
"""
PLACE_IN_THE_CELL_OF_THE_NAME = """| Sub-processor and location | Service |
|---|---|
| Acme Mail Ltd – Ireland | mail |
| Bolt Logs GmbH, Germany | logs |
"""
PLACE_IN_A_BRACKET = """| Sous-traitant (pays) | Service |
|---|---|
| Acme Mail Ltd (Irlande) | mail |
| Bolt Logs GmbH (Allemagne) | logs |
"""
NUMBERED_SECTIONS = """<h2>3. Eingesetzte Dienstleister</h2><p>Wir setzen folgende Unterauftragnehmer ein:</p>
<h3>3.1 Acme Mail Ltd</h3><p>Für E-Mails nutzen wir Acme. Die Daten werden in Irland gespeichert.</p>
<h3>3.2 Bolt Logs GmbH</h3><p>Die Protokolle werden bei Bolt in Frankfurt gespeichert.</p>"""
LINES_OF_AN_ADDRESS = """<h2>Auftragsverarbeiter</h2><p><b>E-Mail</b></p><p>Acme Mail Ltd<br>Main Street 3, Dublin<br>Serverstandort: Irland</p>
<p><b>Logs</b></p><p>Bolt Logs GmbH<br>Serverstandort: Frankfurt<br><a href="https://bolt.test">https://bolt.test</a></p>"""
LINE_THAT_SAYS_WHO = """# Auftragsverarbeiter

### E-Mail – Acme

- Anbieter: Acme Mail Ltd, USA
- Serverstandort: Dublin (EU)

### Protokolle – Bolt

- Anbieter: Bolt Logs GmbH, Österreich
- Serverstandort: Frankfurt (EU)
"""
NAMES_IN_DIVS = """<h2>Auftragsverarbeiter</h2><div><div>Acme Mail Ltd</div><div>E-Mail<br>Serverstandort: <b>Dublin, IE</b></div></div>
<div><div>Bolt Logs GmbH</div><div>Protokolle<br>Serverstandort: <b>Berlin, DE</b></div></div>"""
LONG_LINES_WITH_KEYS = """# Sous-traitants

## 1. Courriels

Acme Mail Ltd — Rôle : courriels. Données traitées : données de compte, documents générés et journaux. Lieu de traitement : Irlande.

## 2. Journaux

Bolt Logs GmbH — Rôle : journaux. Données traitées : adresses. Lieu de traitement : Allemagne.
"""
LINES_OF_AN_ITEM = """# Unterauftragnehmer

1. **Acme Mail Ltd**
   The Reflector, 10 Hanover Quay, Dublin 2
   Leistung: E-Mail
   Ort: Irland

2. **Bolt Logs GmbH**
   Industriestraße 25, 91710 Gunzenhausen
   Leistung: Protokolle
   Ort: Deutschland
"""
ADDRESS_BEHIND_BOLD = """# Unterauftragsverarbeiter

**Acme Mail Ltd**, 10 Hanover Quay, Dublin 2
E-Mail, Server in Irland

**Bolt Logs GmbH**, Industriestraße 25, 91710 Gunzenhausen
Protokolle, gehostet in Frankfurt
"""
FORM_OF_CLAUSES = """# Annex III – List of sub-processors

1. Name: Acme Mail Ltd
Address: 10 Hanover Quay, Dublin 2
Description of processing (including a clear delimitation of responsibilities in case several sub-processors are authorised): e-mail
Place of processing: Ireland

2. Name: Bolt Logs GmbH
Address: Industriestraße 25, 91710 Gunzenhausen
Description of processing: logs
Place of processing: Germany
"""
FIELDS_OF_A_BULLET = """# Annexe 3 : sous-traitants ultérieurs

- **Dénomination sociale** : Acme Mail Ltd ; **Adresse** : 10 Hanover Quay, Dublin 2 ; **Prestation** : e-mail ; **Localisation des données** : Irlande
- **Dénomination sociale** : Bolt Logs GmbH ; **Adresse** : Industriestraße 25, 91710 Gunzenhausen ; **Prestation** : journaux ; **Localisation des données** : Allemagne
"""
CARDS_ABOVE_RULES = """# Sub-processors

Vendor: Acme Mail Ltd
Purpose: e-mail
Region: Ireland
---
Vendor: Bolt Logs GmbH
Purpose: logs
Region: Germany
---
"""
BARS_BEHIND_BOLD = """# Sub-processors

**Acme Mail Ltd** (Acme) | E-mail | Ireland

**Bolt Logs GmbH** | Logs | Germany
"""
RUNNING_TEXT_OF_A_CARD = f"""# Sub-processors

### Acme Mail Ltd

Sends our mail. {"We chose it because it keeps what it must keep and nothing else, and says so to whoever asks. " * 6}

Location: Ireland

### Bolt Logs GmbH

Keeps logs.

Location: Germany
"""
PARAGRAPHS_WITH_STOPS = """# Sub-processors

Acme Mail Ltd, Cork, Ireland. E-mail for all customers.

Bolt Logs GmbH, Munich, Germany. Logs.
"""
MARKS_IN_ONE_PARAGRAPH = """<h1>Sub-processors</h1><p>• Acme Mail Ltd (Ireland) – e-mail<br>• Bolt Logs GmbH (Germany) – logs</p>"""
SENTENCE_WITH_A_COLON = """# Privacy

Our sub-processors are: Acme Mail Ltd (Ireland) and Bolt Logs GmbH (Germany).
"""
ITEMS_WITH_LETTERS = """# Unterauftragsverhältnisse

(1) Der Auftragnehmer setzt derzeit ein:

a) Acme Mail Ltd, Cork (Irland) – E-Mail;
b) Bolt Logs GmbH, Gunzenhausen – Protokolle, Standort Falkenstein
"""
ITEMS_WITH_ROMAN_NUMBERS = """# Sub-processors

(i) Acme Mail Ltd (e-mail; Ireland); and
(ii) Bolt Logs GmbH (logs; Germany).
"""
NAMES_IN_BOLD_IN_ONE_PARAGRAPH = """<h2>Sub-processors</h2>
<p><b>Acme Mail Ltd</b> &mdash; e-mail (Ireland)<br><b>Bolt Logs GmbH</b> &mdash; logs (Germany)</p>"""
LABELS_ABOVE = """<h1>Sub-processors</h1><h3>Acme Mail Ltd</h3><p>Purpose</p><p>E-mail</p><p>Location</p><p>Ireland</p>
<h3>Bolt Logs GmbH</h3><p>Purpose</p><p>Logs</p><p>Location</p><p>Germany</p>"""
LABELS_BESIDE = """<h1>Sub-processors</h1><div>
<div><span>Acme Mail Ltd</span><div>Purpose</div><div>E-mail</div><div>Location</div><div>Ireland</div></div>
<div><span>Bolt Logs GmbH</span><div>Purpose</div><div>Logs</div><div>Location</div><div>Germany</div></div></div>"""
SHAPES = {name: text for name, text in globals().items() if name.isupper() and isinstance(text, str)}


@pytest.mark.parametrize("shape", SHAPES)
def test_vendors_and_places_are_right_in_every_shape(shape: str) -> None:
    text = SHAPES[shape]
    found = said(text, "list.html" if text.startswith("<") else "list.md")
    assert [one.replace(" (Acme)", "") for one in found] == [
        "Acme Mail Ltd: IE",
        "Bolt Logs GmbH: DE",
    ]


def test_what_stands_in_the_lines_of_a_label_stays_apart() -> None:
    first = read(LABELS_OF_LINES).rows[0]
    assert (first.purposes, first.extra["mechanisms"]) == (("sending e-mail",), [{"code": "A46-2-c"}])


def test_a_purpose_that_is_a_word_of_places_too_is_kept() -> None:
    assert read("# Sub-processors\n\n- Acme Ltd – hosting (US)\n- Bolt Ltd – backup (DE)\n").rows[
        0
    ].purposes == ("hosting",)


def test_a_column_that_asks_yes_or_no_about_a_place() -> None:
    text = "Vendor,Purpose,Hosted in EU?\nAcme Ltd,Mail,Yes\nBolt GmbH,Logs,No\n"
    assert said(text, "list.csv") == ["Acme Ltd: EU", "Bolt GmbH: unknown"]


def test_ditto_is_what_stands_in_the_row_above() -> None:
    text = "Vendor;Purpose;Country\nAcme Ltd;Mail;Ireland\nBolt GmbH;idem;same as above\nCargo;wie oben;Germany\nDelta;Logs;〃\n"
    assert said(text, "list.csv") == ["Acme Ltd: IE", "Bolt GmbH: IE", "Cargo: DE", "Delta: DE"]
    assert read(text, "list.csv").rows[2].purposes == ("Mail",)


def test_several_vendors_behind_what_they_are_for() -> None:
    assert said("# Sub-processors\n\n- Payments: Stripe, Adyen\n- Zorpify: forms\n") == [
        "Stripe+Adyen: unknown",
        "Zorpify: unknown",
    ]


def test_a_header_of_vendors_and_seats_gives_no_place() -> None:
    text = "Firma / Sitz;Leistung\nAcme Ltd, Dublin;Mail\nBolt GmbH, Berlin;Logs\n"
    found = read(text, "list.csv").rows
    assert [(row.vendors, row.seat, row.places) for row in found] == [
        (("Acme Ltd",), "Dublin", ()),
        (("Bolt GmbH",), "Berlin", ()),
    ]


def test_two_tables_in_one_sheet_have_headers_of_their_own() -> None:
    text = "Vendor,Country,\nAcme Ltd,Ireland,\n,,\nSub-processors – Mobile,,\nVendor,Purpose,Country\nBolt GmbH,Logs,Germany\n"
    found = read(text, "list.csv").rows
    assert [of(row) for row in found] == [
        "Acme Ltd: IE",
        "refused: is a heading inside the table, no vendor",
        "refused: is the header of another table",
        "Bolt GmbH: DE",
    ]


def test_a_card_without_a_vendor_among_cards_that_name_theirs_is_refused() -> None:
    text = f"{LINE_THAT_SAYS_WHO}\n### Kontaktformular\n\n- Name, E-Mail, Nachricht\n- Zweck: Anfragen\n"
    assert said(text)[2:] == ["refused: names no vendor"]


def test_cells_between_bars_of_a_text_without_header_go_on_in_the_next_line() -> None:
    text = """Art. 4 Unterauftragsverarbeiter

(1) Genehmigte Unterauftragsverarbeiter:

  Acme Inc. | Sprachsynthese in Echtzeit,
    keine Speicherung | USA / SCCs gem. Art. 46 DSGVO
  Bolt GmbH | Automatisierung | Deutschland / EU
  Cargo Technologies | Frontend | EU
"""
    assert said(text, "list.txt") == ["Acme Inc.: US", "Bolt GmbH: DE", "Cargo Technologies: EU"]


@pytest.mark.parametrize("shape", ["LABELS_ABOVE", "LABELS_BESIDE"])
def test_a_label_is_no_purpose(shape: str) -> None:
    assert [row.purposes for row in read(SHAPES[shape], "list.html").rows] == [("E-mail",), ("Logs",)]


@pytest.mark.parametrize("first", ["", "Sub-processor"])
def test_every_column_of_places_counts_whose_header_says_whose_data(first: str) -> None:
    text = f"| {first} | US customers | EU customers |\n|---|---|---|\n| Acme Ltd | Canada | Ireland |\n| Bolt GmbH | Canada | Germany |\n"
    assert said(f"# Sub-processors\n\n{text}") == ["Acme Ltd: CA IE", "Bolt GmbH: CA DE"]
