"""What pages hold besides their list: authorities, offices, customers, data and systems of their own, menus and notes."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

TABLE = "# Sub-processors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | US |\n"
BULLETS = (
    "# Sub-processors\n\n## Infrastructure\n\n- Acme Ltd – hosting – Ireland\n- Bolt – e-mail – France\n"
)
CARDS = "# Sub-processors\n\n## Acme Ltd\n\nPurpose: Hosting  \nLocation: Ireland\n\n## Bolt\n\nPurpose: E-mail  \nLocation: France\n"
LISTS = {
    TABLE: ["Stripe: US"],
    BULLETS: ["Acme Ltd: IE", "Bolt: FR"],
    CARDS: ["Acme Ltd: IE", "Bolt: FR"],
}
BESIDE = {
    "authorities": "## Complaints\n\n- Data Protection Commission (Ireland)\n- CNIL (France)",
    "authorities in a table": "## Beschwerderecht\n\n| Behörde | Land |\n|---|---|\n| Datenschutzbehörde | Österreich |\n| EDÖB | Schweiz |",
    "customers": "## Our customers\n\n- Nordlicht Hotels GmbH – Germany – travel\n- Wexcombe Health Ltd – UK – health",
    "customers in a table": "## Références\n\n| Client | Pays |\n|---|---|\n| Hôtel du Lac SARL | Suisse |\n| Bréhat SAS | France |",
    "offices": "## Niederlassungen\n\n| Standort | Anschrift | Land |\n|---|---|---|\n| Zentrale | Torstraße 1 | Deutschland |",
    "places of one's own data": "## Where your data lives\n\n- Database: eu-west-1 (Ireland)\n- Customer state (Dynamo) is in eu-west-2 (London).",
    "systems": "## Environnements\n\n| Environnement | Localisation |\n|---|---|\n| Production | France |\n| Recette | Allemagne |",
    "retention": "## How long we keep data\n\n- Account data: while the account exists\n- Invoices: 7 years",
    "sites": "## Champ d'application\n\n- Le site internet exemple.fr\n- L'application mobile Exemple",
    "pages of the owner": "## Follow us\n\n- LinkedIn\n- YouTube\n- GitHub",
    "persons": "## Vorstand\n\n- Erika Muster, Bonn\n- Kassenwart: Max Beispiel, Köln",
    "transfers": "## Transferts\n\n- États-Unis : Data Privacy Framework\n- Inde : clauses contractuelles types",
    "facts": "- Hosted in: Ireland\n- Encrypted: yes\n- GDPR: compliant",
    "signatures": "## Signatures\n\n| | Le client | Le prestataire |\n|---|---|---|\n| Nom | ____ | Jeanne Exemple |\n| Lieu | ____ | Lyon, France |",
    "parties": "## Contrat\n\n| Responsable du traitement | Le client |\n|---|---|\n| Sous-traitant | Exemple SAS, Lyon, France |",
    "categories": "## Data categories\n\n| Category | Examples | Sensitivity |\n|---|---|---|\n| Contact data | Name, e-mail address | Normal |\n| Payment data | IBAN, number | High |",
    "an address": "## Contact\n\nAcme Software Ltd  \n12 Harbour Street  \nDublin 2, Ireland  \nprivacy@acme.test",
    "what is said not to be one": "- Hinweis zu Kiwi: Die Plattform Kiwi (Kiwi, Inc., USA) ist kein Subprozessor.\n- Server: nur in der EU",
    "a form": "| Document | List of sub-processors |\n|---|---|\n| Version | 3.1 |\n| Owner | Privacy team |",
    "what tells of no vendor": "## Backups\n\n- Frequency: daily\n- Retention: 30 days\n- Restore: tested",
    "annexes": "## Annexes\n\n- Annexe 1 : description du traitement\n- Annexe 2 : mesures",
    "authorities among persons": "## Questions\n\n- Data Protection Commission (Ireland)\n- Information Commissioner (UK)",
    "departments": "## Wer bei uns Zugriff hat\n\n- Support (Deutschland)\n- Entwicklung (Polen)",
    "resellers": "## Vertriebspartner\n\n| Händler | Land |\n|---|---|\n| Alpensoft AG | Schweiz |\n| Donau IT GmbH | Österreich |",
    "a copyright": "© 2026 Acme Software Ltd, 12 Harbour Street, Dublin 2, Ireland.",
    "an end": "End of document",
    "a note": "We no longer use Kiwi Inc. (USA) for e-mail.",
}


@pytest.mark.parametrize("text", LISTS, ids=["table", "bullets", "cards"])
@pytest.mark.parametrize("beside", BESIDE)
def test_what_stands_beside_a_list_makes_no_vendor_and_takes_none(text: str, beside: str) -> None:
    found = said(
        f"{text}\n{BESIDE[beside]}\n\n## Support\n\n- Zendesk (US) – tickets\n- Kilo Oy (Finland) – chat\n"
    )
    assert [row for row in found if not row.startswith("refused")] == [
        *LISTS[text],
        "Zendesk: US",
        "Kilo Oy: FI",
    ]


def test_what_is_no_list_of_vendors_is_told() -> None:
    found = read(f"{TABLE}\n{BESIDE['customers']}\n")
    assert "'Our customers' says that these are customers, no vendors; its 2 rows are not read" in " ".join(
        found.warnings
    )


@pytest.mark.parametrize(
    "around",
    [
        '<ol class="breadcrumbs"><li><a href="/hc">Zendesk</a></li><li>GDPR</li></ol>',
        '<div aria-label="Breadcrumb"><ul><li>Stripe</li><li>Legal</li></ul></div>',
        '<div id="cookie-banner"><p>Wir verwenden Cookies, um Ihnen die Nutzung zu erleichtern.</p></div>',
        '<div class="cookie-consent"><ul><li>Statistics: Google Analytics</li></ul></div>',
        '<ul class="social"><li><a href="https://x.test">Twitter</a></li><li>GitHub</li></ul>',
        '<div class="footer"><h4>Acme Software Ltd</h4><p>12 Harbour Street<br>Dublin 2, Ireland</p></div>',
        '<div class="mega-menu"><h4>Integrations</h4><ul><li>Slack</li><li>HubSpot</li></ul></div>',
        "<div class='offices'><div><h3>Dublin</h3><p>12 Harbour Street</p><p>Ireland</p></div></div>",
        "<dl><dt>Controller</dt><dd>Acme Software Ltd, Dublin, Ireland</dd><dt>Version</dt><dd>3</dd></dl>",
    ],
)
def test_what_stands_around_every_page_of_a_site_names_none(around: str) -> None:
    page = "<h1>Sub-processors</h1>{0}<ul><li>Acme Ltd (Ireland) – hosting</li><li>Stripe (US) – payments</li></ul>{0}"
    found = said(page.format(around), "list.html")
    assert [row for row in found if not row.startswith("refused")] == ["Acme Ltd: IE", "Stripe: US"]


def test_a_table_stands_around_no_page() -> None:
    table = "<table><tr><th>Vendor</th><th>Location</th></tr><tr><td>Stripe</td><td>US</td></tr></table>"
    assert said(f'<h1>Sub-processors</h1><div class="sidebar">{table}</div>', "list.html") == ["Stripe: US"]


@pytest.mark.parametrize(
    "title", ["Customer support", "Office tools", "Press monitoring", "Kundenservice", "Équipe et paie"]
)
def test_titles_that_say_more_are_of_vendors(title: str) -> None:
    assert said(
        f"# Sub-processors\n\n## {title}\n\n- Kilo Oy (Finland) – chat\n- Bolt (France) – mail\n"
    ) == [
        "Kilo Oy: FI",
        "Bolt: FR",
    ]


BELOW = {
    "notes": "\nNotes,,\nAll vendors are bound by contract.,,\nReview: once a year,,\n",
    "offices": "\nOffices,,\nOffice,Address,Country\nHeadquarters,12 Harbour Street,Ireland\n",
    "customers": "\nReferenzkunden,,\nKunde,Land,Branche\nHotel Nordlicht GmbH,Deutschland,Reisen\n",
    "retention": "\nData,Period,Reason\nInvoices,7 years,Tax law\nLogs,30 days,Security\n",
    "abbreviations": "\nAbkürzungen,,\nSCC,EU-Standardvertragsklauseln,\nDPF,Data Privacy Framework,\n",
    "a contact": '\nContact,,\nAcme Software Ltd,,\n"12 Harbour Street, Dublin 2",,\n',
}


@pytest.mark.parametrize("below", BELOW)
def test_what_a_blank_row_sets_apart_from_the_table_of_a_sheet_is_no_vendor(below: str) -> None:
    found = read(
        f"Vendor,Purpose,Location\nAcme Ltd,Hosting,Ireland\nBolt,E-mail,France\n{BELOW[below]}", "list.csv"
    )
    assert [row.vendors for row in found.rows if not row.refused] == [("Acme Ltd",), ("Bolt",)]
    assert len(found.rows) == 2 + len([line for line in BELOW[below].split("\n") if line])


def test_vendors_behind_a_blank_row_and_a_title_stay_vendors() -> None:
    text = "Vendor,Purpose,Location\nAcme Ltd,Hosting,Ireland\n\nSupport,,\nKilo Oy,Chat,\nQuarx,Tickets,France\n"
    more = "\nFournisseur,Pays,Finalité\nBolt,France,E-mail\n"
    found = [row for row in said(text + more, "list.csv") if not row.startswith("refused")]
    assert found == ["Acme Ltd: IE", "Kilo Oy: unknown", "Quarx: FR", "Bolt: FR"]
