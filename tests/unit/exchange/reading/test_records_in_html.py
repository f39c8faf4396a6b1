"""One small list in every shape that cards of a page have: what tells its rows apart is that they repeat."""

from __future__ import annotations

from itertools import cycle, product

import pytest

from tests.unit.exchange.reading.shapes import read, said

VENDORS = [
    ("Hetzner Online GmbH", "Hosting of servers", "Germany", "DE"),
    ("Stripe", "Payment processing", "Ireland, United States", "IE US"),
    ("Quarzel Labs Ltd", "Customer support chat", "United Kingdom", "GB"),
    ("Mailvelo", "Transactional e-mail", "Netherlands", "NL"),
]
EXPECTED = [f"{name}: {codes}" for name, _, _, codes in VENDORS]
NAMES = {
    "heading": "<h3>{}</h3>",
    "numbered": "<h3>1. {}</h3>",
    "linked": "<h4><a href='https://acme.example'>{}</a></h4>",
    "bold": "<p><strong>{}</strong></p>",
    "class": "<div class='name'>{}</div>",
    "plain": "<p>{}</p>",
    "logo": "<img src='l.svg' alt='logo'><div>{}</div>",
    "header": "<header><h3>{}</h3></header>",
    "badge": "<h3>{} <span class='badge'>Active</span></h3>",
}
FIELDS = {
    "bold labels": "<p><strong>{}:</strong> {}</p>",
    "bold, then colon": "<p><strong>{}</strong>: {}</p>",
    "plain labels": "<p>{}: {}</p>",
    "spans": "<div><span class='label'>{}</span><span class='value'>{}</span></div>",
    "divs": "<div><div class='l'>{}</div><div class='v'>{}</div></div>",
    "flat divs": "<div>{}</div><div>{}</div>",
    "paragraphs": "<p>{}</p><p>{}</p>",
    "definitions": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "bullets": "<ul><li>{}: {}</li></ul>",
    "breaks": "{}: {}<br>",
    "table": "<table><tr><th>{}</th><td>{}</td></tr></table>",
    "headings": "<h6>{}</h6><p>{}</p>",
    "small": "<div><small>{}</small><br>{}</div>",
    "no labels": "<p hidden>{}</p><p>{}</p>",
}
CARDS = {
    "div": "<div class='card'>{}{}</div>",
    "two parts": "<div class='card'><div>{}</div><div class='body'>{}</div></div>",
    "article": "<article>{}{}</article>",
    "list": "<li>{}{}</li>",
    "details": "<details><summary>{}</summary>{}</details>",
    "accordion": "<div><button aria-expanded='false'>{}</button><div hidden>{}</div></div>",
    "columns": "<div class='row'><div class='col'>{}<div>{}</div></div></div>",
    "link": "<a class='card' href='https://acme.example'>{}{}</a>",
    "rows": "<tr><td>{}</td><td>{}</td></tr>",
    "flat": "{}{}",
}
AROUND = {"list": "<ul>{}</ul>", "rows": "<table>{}</table>"}
PAIRS = list(zip(product(FIELDS, CARDS), cycle(NAMES), strict=False))
INTRO = "<h1>Sub-processors</h1><p>We use these sub-processors.</p>"


def page(field: str, card: str, name: str) -> str:
    """The list with cards of one kind, their names and fields each of one kind."""
    cards = []
    for vendor, purpose, place, _ in VENDORS:
        told = {"Purpose": purpose, "Data": "Name, e-mail address", "Location": place}
        fields = "".join(FIELDS[field].format(*one) for one in told.items())
        cards.append(CARDS[card].format(NAMES[name].format(vendor), fields))
    return f"<main>{INTRO}<div>{AROUND.get(card, '{}').format(''.join(cards))}</div></main>"


@pytest.mark.parametrize(("shape", "name"), PAIRS)
def test_a_list_is_read_in_every_shape_of_cards(shape: tuple[str, str], name: str) -> None:
    assert said(page(*shape, name), "list.html") == EXPECTED


def test_what_cards_have_in_common_is_no_purpose() -> None:
    rows = read(page("spans", "div", "badge"), "list.html").rows
    assert [row.purposes for row in rows] == [(purpose,) for _, purpose, _, _ in VENDORS]


def test_sections_of_cards_stay_sections() -> None:
    cards = "<h2>{}</h2><div><div class='card'><h3>{}</h3><p>{}</p></div></div>"
    text = INTRO + cards.format("Infrastructure", "Acme Cloud Ltd", "Ireland")
    text += cards.format("Former sub-processors", "Bolt Mail GmbH", "Germany")
    first, second = read(text, "list.html").rows
    assert (first.vendors, first.section) == (("Acme Cloud Ltd",), "Infrastructure")
    assert second.refused is not None
    assert second.section == "Former sub-processors"


@pytest.mark.parametrize("list_", ["<ul><li>Acme Ltd – mail – Ireland</li><li>Bolt GmbH – SMS – Germany</li></ul>",
    "<table><tr><th>Vendor</th><th>Use</th><th>Location</th></tr><tr><td>Acme Ltd</td><td>mail</td><td>Ireland</td></tr>"
    "<tr><td>Bolt GmbH</td><td>SMS</td><td>Germany</td></tr></table>"])  # fmt: skip
def test_sections_that_hold_lists_are_no_records(list_: str) -> None:
    text = f"{INTRO}<section><h2>Infrastructure</h2>{list_}</section><section><h2>Communication</h2>{list_}</section>"
    assert said(text, "list.html").count("Acme Ltd: IE") == 2


def test_contacts_that_look_alike_are_no_vendors() -> None:
    contacts = (
        "<p>Acme Holding Ltd<br>Email: a@acme.test</p><p>Data Protection Officer<br>Email: d@acme.test</p>"
    )
    table = "<table><tr><th>Vendor</th><th>Location</th></tr><tr><td>Stripe</td><td>US</td></tr></table>"
    assert said(f"{INTRO}{table}<h2>Questions</h2><section>{contacts}</section>", "list.html") == [
        "Stripe: US"
    ]


def test_two_vendors_in_one_container_stay_two() -> None:
    row = "<div class='row'><p><b>{}</b></p><p>Ireland</p><p><b>{}</b></p><p>USA</p></div>"
    pairs = [("Stripe", "Acme Ltd"), ("Twilio", "Bolt GmbH"), ("Zendesk", "Quarx Inc.")]
    text = INTRO + "".join(row.format(*pair) for pair in pairs)
    assert said(text, "list.html") == [
        f"{name}: {code}" for pair in pairs for name, code in zip(pair, ("IE", "US"), strict=True)
    ]


@pytest.mark.parametrize("purposes", [("Hosting",), ("Analytics", "Web hosting")])
def test_a_purpose_that_all_cards_share_is_no_label(purposes: tuple[str, ...]) -> None:
    told = "".join(f"<p>{purpose}</p>" for purpose in purposes)
    names = ("Stripe", "Acme Ltd", "Bolt GmbH")
    text = INTRO + "".join(f"<div><h3>{name}</h3>{told}<p>Ireland</p></div>" for name in names)
    rows = read(text, "list.html").rows
    assert [(row.vendors[0], row.purposes) for row in rows] == [(name, purposes) for name in names]
    assert said(text, "list.html") == [f"{name}: IE" for name in names]


def test_the_address_of_a_page_is_no_second_vendor_of_a_card() -> None:
    card = "<div><h3>{0}</h3><p>{1}</p><p>Ireland</p><p><a href='https://{2}'>{2}</a></p></div>"
    vendors = [
        ("Stripe", "Payments", "stripe.com"),
        ("Zendesk", "Tickets", "zendesk.com"),
        ("Acme Ltd", "Mail", "acme.test"),
    ]
    text = INTRO + "".join(card.format(*vendor) for vendor in vendors)
    assert said(text, "list.html") == [f"{name}: IE" for name, _, _ in vendors]
