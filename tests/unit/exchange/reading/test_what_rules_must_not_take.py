"""Ordinary lists beside those that a rule is made for: what it must leave as it is."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, named, of, read, said

TABLE = "# Sub-processors\n\n| Vendor | Purpose |\n|---|---|\n| Stripe | Payments |\n| Zorp Ltd | Mail |\n"
NOBODY = ["Stripe: unknown", "Zorp Ltd: unknown"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Only one of our processors is located in the United States.",
        "Nur unser Support-Dienstleister hat seinen Sitz in Indien.",
        "Only support data is stored in India.",
        "Our team, located in Berlin, reviews all providers every year.",
        "All data requests are handled by our office located in Dublin.",
        "All providers are certified by auditors based in Germany.",
        "All processors are managed from our headquarters located in Paris.",
        "Until 2023 all data was stored in the United States.",
        "From 2027 on, all data will be stored in Germany.",
        "All sub-processors for US customers are located in the United States.",
        "All payment data is stored in Ireland.",
        "All data about our employees is stored in Ireland.",
        "All data is stored encrypted and the keys are kept in Switzerland.",
        "All data is stored in the EU, except for payments, which Stripe handles.",
        "Alle Daten werden in Deutschland gespeichert, ausgenommen Stripe.",
        "Toutes les données sont hébergées en France, sauf celles de Stripe.",
    ],
)
def test_a_sentence_of_some_or_of_others_places_nobody(sentence: str) -> None:
    assert said(f"{TABLE}\n{sentence}\n") == NOBODY


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Applicants", "All data of applicants is stored in Germany."),
        ("Our website", "All data is stored in Germany."),
    ],
)
def test_a_sentence_under_another_subject_places_nobody(title: str, sentence: str) -> None:
    assert said(f"# Privacy\n\n#{TABLE}\n## {title}\n\n{sentence}\n") == NOBODY


@pytest.mark.parametrize(
    ("bullet", "places"),
    [
        ("Zorp – Germany – support through Zorp Inc. (USA)", "DE US"),
        ("Zorp – Ireland – backups at Blimp LLC (USA)", "IE US"),
        ("Zorp: servers in Ireland; maintenance by Zorp Ltd (India)", "IE IN"),
    ],
)
def test_a_company_that_helps_from_elsewhere_is_a_place_and_no_seat(bullet: str, places: str) -> None:
    assert said(f"# Sub-processors\n\n- Stripe – Ireland\n- {bullet}\n")[1] == f"Zorp: {places}"


@pytest.mark.parametrize(
    ("purpose", "place"),
    [
        ("Web analytics, without cookies, hosted in Germany", "DE"),
        ("E-mail delivery, no tracking; servers located in Ireland", "IE"),
        ("Webanalyse, ohne Cookies, gehostet in Deutschland", "DE"),
        ("Mesure d'audience, sans cookies, hébergée en France", "FR"),
        ("Video, no recording – servers in Germany", "DE"),
        ("Hosted in Ireland, without transfer to the US", "IE"),
    ],
)
def test_what_is_denied_beside_a_place_takes_no_other_clause(purpose: str, place: str) -> None:
    assert said(f"{TABLE}| Blimp | {purpose} |\n")[2] == f"Blimp: {place}"


def test_genitives_are_no_other_words() -> None:
    text = "# Sous-traitants\n\n## Réunions\n\n- Zoom : visioconférence\n- Zorp (réunions)\n"
    assert said(text) == ["Zoom: unknown", "Zorp: unknown"]


def test_a_region_beside_its_country_is_kept() -> None:
    assert of(located("Germany (servers in the EU)")) == "Acme Mail, Inc.: DE EU"


@pytest.mark.parametrize(
    ("bullet", "vendor"),
    [
        ("OneTrust for consent management", "OneTrust"),
        ("Geckoboard for dashboards", "Geckoboard"),
        ("Microsoft Office for documents", "Microsoft Office"),
    ],
)
def test_a_name_that_ends_like_an_office_is_read_without_what_it_is_for(bullet: str, vendor: str) -> None:
    assert (
        said(f"# Sub-processors\n\n- {bullet}\n- Stripe for payments\n- Hetzner Online GmbH for hosting\n")[0]
        == f"{vendor}: unknown"
    )


@pytest.mark.parametrize("tick", ["<span>●</span>", "<b>•</b>", "<p>●</p>"])
def test_a_mark_alone_in_a_cell_is_a_tick(tick: str) -> None:
    head = "<h1>Sub-processors</h1><table><tr><th>Vendor</th><th>Purpose</th><th>EU</th><th>US</th></tr>"
    rows = f"<tr><td>Zorp</td><td>Mail</td><td>{tick}</td><td></td></tr><tr><td>Stripe</td><td>Payments</td><td></td><td>{tick}</td></tr>"
    assert said(f"{head}{rows}</table>", "list.html") == ["Zorp: EU", "Stripe: US"]


@pytest.mark.parametrize(
    "name",
    [
        "Medium",
        "Tier",
        "Upwork (freelancers)",
        "Maria Gomez (freelancer)",
        "Julie Martin (indépendante)",
        "Zorp (various)",
        "Divers Alert Network",
        "Different Kettle",
        "Zorp (region not yet known)",
        "For Rent GmbH",
    ],
)
def test_names_that_hold_a_word_for_something_else(name: str) -> None:
    row = named(name)
    assert row.refused is None
    assert row.vendors[0].startswith(name.split(" (")[0])


def test_links_around_a_text_take_no_list_with_them() -> None:
    lines = "Sub-processors\n- Stripe, US\n- Twilio, US\n- Hetzner, Germany\n"
    three = ["Stripe: US", "Twilio: US", "Hetzner: DE"]
    assert said(f"Imprint | Privacy | Terms\n{lines}", "list.txt") == three
    assert said(f"{lines}Imprint | Privacy | Terms\n", "list.txt") == three


def test_numbered_lines_with_blank_lines_between_are_a_list() -> None:
    text = "Sub-processors\n\n1. Zorpify in Ireland\n\n2. Blimp in Germany\n\n3. Quopify in France\n"
    assert said(text, "list.txt") == ["Zorpify: IE", "Blimp: DE", "Quopify: FR"]


def test_bullets_of_promises_behind_a_blank_line_are_a_list_of_their_own() -> None:
    promises = "".join(
        f"- We never {what}\n"
        for what in ("sell data", "share logs", "read mail", "train models", "keep cards")
    )
    text = f"Sub-processors\n\n- Stripe: payments, US\n- Twilio: SMS, US\n\n{promises}"
    assert said(text, "list.txt")[:2] == ["Stripe: US", "Twilio: US"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The following data centres are used as sub-processors:",
        "Als Auftragsverarbeiter setzen wir folgende Datenverarbeiter ein:",
        "We use sub-processors for the following purposes:",
        "Our sub-processors carry out the following activities:",
        "Nos sous-traitants réalisent les prestations suivantes :",
    ],
)
def test_a_sentence_that_announces_vendors_does(sentence: str) -> None:
    assert said(f"# Privacy\n\n{sentence}\n\n- Zorpify: mail\n- Blimp: logs\n") == [
        "Zorpify: unknown",
        "Blimp: unknown",
    ]


def test_a_table_of_products_under_a_heading_about_vendors_is_read() -> None:
    head = "| Product | Purpose | Data categories | Safeguards | Retention |\n|---|---|---|---|---|\n"
    rows = (
        "| Brightwave | Mail | Names | SCC | 1 year |\n| Foxglove | Logs | IP addresses | SCC | 30 days |\n"
    )
    assert said(f"# Sub-processors\n\n{head}{rows}") == ["Brightwave: unknown", "Foxglove: unknown"]


def test_dots_lead_to_a_place() -> None:
    text = "# Sub-processors\n\n- Stripe ................ USA\n- Zorp Ltd ................ Ireland\n"
    assert said(text) == ["Stripe: US", "Zorp Ltd: IE"]


def test_a_menu_with_a_blurb_is_no_list() -> None:
    menu = "<nav><div><p>Products for every team that sends and receives invoices worldwide</p><a href=/a>Pay</a><ul><li>Slack</li></ul></div></nav>"
    page = f"<title>Zorp</title>{menu}<h1>Sub-processors</h1><ul><li>Stripe: payments, US</li><li>Hetzner: hosting, Germany</li></ul>"
    assert said(page, "list.html") == ["Stripe: US", "Hetzner: DE"]


def test_a_label_with_a_place_may_be_a_name() -> None:
    assert said("# Sub-processors\n\n- Article 19 (UK)\n- Stripe (US)\n") == ["Article 19: GB", "Stripe: US"]


def test_details_that_add_places_are_rows() -> None:
    text = "# Sub-processors\n\n- Zorp Ltd\n- Stripe, Inc.\n\n## Details\n\n- Zorp Ltd: hosting, Germany\n- Stripe, Inc.: payments, USA\n"
    assert said(text) == ["Zorp Ltd: DE", "Stripe, Inc.: US"]


@pytest.mark.parametrize(
    ("purpose", "place"),
    [
        ("Support staff based in India", "IN"),
        ("Support provided by employees located in the Philippines", "PH"),
        ("Payroll of employees located in France", "unknown"),
        ("Hosting in Frankfurt, data does not leave the EU", "DE"),
        ("Hébergement à Paris ; les données ne quittent pas l'UE", "FR"),
        ("Data hosted in Ireland by Amazon Inc.", "IE"),
        ("Travel booking: hotel stays in France", "unknown"),
        ("Nice Hosting", "unknown"),
    ],
)
def test_who_works_somewhere_and_where_data_stay(purpose: str, place: str) -> None:
    assert said(f"{TABLE}| Blimp | {purpose} |\n")[2] == f"Blimp: {place}"


def test_breaks_within_a_name_or_a_cell_part_nothing() -> None:
    style = 'style="white-space:pre-wrap"'
    cells = f"<td {style}>Amazon Web\nServices</td><td {style}>United\nStates</td>"
    page = f"<h1>Sub-processors</h1><table><tr><th>Vendor</th><th>Location</th></tr><tr>{cells}</tr><tr><td>Stripe</td><td>IE</td></tr></table>"
    assert said(page, "list.html") == ["Amazon Web Services: US", "Stripe: IE"]


def test_a_vendor_named_like_a_clause_is_a_card() -> None:
    cards = "".join(
        f"## {name}\n\nPurpose: design\nLocation: Ireland\n\n"
        for name in ("Stripe", "Section 8 Studios", "Section 9 Ltd")
    )
    assert said(f"# Sub-processors\n\n{cards}") == [
        "Stripe: IE",
        "Section 8 Studios: IE",
        "Section 9 Ltd: IE",
    ]


def test_an_accordion_of_lines_with_keys_is_text() -> None:
    cards = "".join(
        f"<h3>{name}</h3><p>Purpose: Hosting of our customer data</p><p>Location: {where}</p>"
        for name, where in (("Zorp Ltd", "Ireland"), ("Blimp GmbH", "Germany"))
    )
    assert said(f'<h1>Sub-processors</h1><nav class="accordion">{cards}</nav>', "list.html") == [
        "Zorp Ltd: IE",
        "Blimp GmbH: DE",
    ]


@pytest.mark.parametrize(
    ("bullet", "row"),
    [
        ("Zorp (MLT) – mail", "Zorp: MT"),
        ("eBay Payments – payments – USA", "eBay Payments: US"),
        ("Sinch Mail (to be confirmed) – SMS – Sweden", "Sinch Mail (to be confirmed): SE"),
        ("Zorp Ltd – a company based in Austin, Texas, hosting our data in Germany", "Zorp Ltd: DE"),
        ("Zorp Ltd ____________ USA", "Zorp Ltd: US"),
    ],
)
def test_bullets_that_rules_must_not_take(bullet: str, row: str) -> None:
    assert said(f"# Sub-processors\n\n- Stripe – payments – Ireland\n- {bullet}\n")[1] == row


def test_a_line_with_a_year_is_no_street() -> None:
    page = "<h1>Unterauftragnehmer</h1><ul>" + "".join(
        f"<li>{name}<br>Hosting seit 2019<br>10115 Berlin</li>" for name in ("Zorp GmbH", "Blimp GmbH")
    )
    assert said(page, "list.html") == ["Zorp GmbH: DE", "Blimp GmbH: DE"]


def test_a_registered_company_that_is_a_country_is_a_seat() -> None:
    text = "Company,Registered Company,Purpose,Location\nZorp,Ireland,Mail,USA\nBlimp,France,Logs,Germany\n"
    assert [row.seat for row in read(text, "list.csv").rows] == ["Ireland", "France"]


def test_what_has_changed_in_services_is_no_list_of_vendors() -> None:
    text = "# Changes\n\n| Service | Old version | New version |\n|---|---|---|\n| Stripe | 1 | 2 |\n| Twilio | 3 | 4 |\n"
    assert not [row for row in read(text).rows if row.vendors]


def test_a_dash_in_the_bracket_of_a_title_parts_no_name() -> None:
    cards = "".join(
        f"### {name}\n\nPurpose: code\nLocation: Ireland\n\n"
        for name in ("GitHub (GitHub, Inc. — a Microsoft subsidiary)", "Stripe")
    )
    first = said(f"# Sub-processors\n\n{cards}")[0]
    assert first.startswith("GitHub (GitHub, Inc.")
    assert first.count("(") == first.count(")")


@pytest.mark.parametrize(
    "title",
    ["Third party vendors we share personal or sensitive data with:", "Vendors that process health data"],
)
def test_a_title_of_vendors_and_the_data_they_get_heads_vendors(title: str) -> None:
    page = f"# Services\n\n### {title}\n\n- Stripe - Billing\n- Zorpify - Analytics\n- Acmely - Ads\n- Bolty - Support\n"
    assert said(page) == [f"{name}: unknown" for name in ("Stripe", "Zorpify", "Acmely", "Bolty")]
