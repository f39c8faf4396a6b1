"""What pages say above and below their lists of vendors: notes, addresses, links to terms, legends, the owner; none is a vendor."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

VENDORS = (
    ("Supabase", "IE", "Ireland"),
    ("Zorbix GmbH", "DE", "Germany"),
    ("Stripe", "US", "USA"),
    ("Kelvo SAS", "FR", "France"),
)
READ = [f"{name}: {code}" for name, code, _ in VENDORS]
LISTS = {
    "table": "<table><tr><th>Name</th><th>Purpose</th><th>Location</th></tr>"
    + "".join(f"<tr><td>{name}</td><td>Hosting</td><td>{where}</td></tr>" for name, _, where in VENDORS)
    + "</table>",
    "bullets": "<ul>"
    + "".join(f"<li><b>{name}</b> – hosting, {where}</li>" for name, _, where in VENDORS)
    + "</ul>",
    "cards": "".join(
        f"<h3>{name}</h3><p>Purpose: Hosting<br>Location: {where}</p>" for name, _, where in VENDORS
    ),
}
ELSE = (
    ("", ["* Only used if the customer turns on the add-on.", "** Formerly Sendgrid, Inc."]),
    ("", ["Acme GmbH · Konsul-Smidt-Straße 8p · 28217 Bremen"]),
    ("", ["Dernière mise à jour : 3 mars 2025 – Acme SAS, Paris"]),
    ("Footnotes", ["Stripe is an independent controller for fraud prevention.", "Supabase runs on AWS infrastructure."]),
    ("Fußnoten", ["1 Nur bei Nutzung der Chatfunktion", "2 Vertrag mit der Mollie B.V. seit 2021"]),
    ("Anmerkungen", ["AV-Vertrag der OVH GmbH: ovhcloud.com", "Nur bei Buchung des Moduls „Workflow“."]),
    ("Links to the privacy policies", ["Stripe: https://stripe.com/privacy", "Supabase: https://supabase.com/privacy"]),
    ("Data processing agreements", ["Stripe – https://stripe.com/legal/dpa", "Supabase – https://supabase.com/legal/dpa"]),
    ("Ladungsfähige Anschriften", ["Zorbix GmbH, Ring 25, 91710 Gunzenhausen, Deutschland", "Kelvo SAS, 8 rue de la Paix, 75008 Paris"]),
    ("What sub-processors may not do", ["Use data for their own purposes", "Train models on your data"]),
    ("Partners", ["Trusted Shops certified", "Member of Bitkom e. V."]),
    ("Glossaire", ["CCT : clauses contractuelles types", "EEE : Espace économique européen"]),
    ("Our offices", ["Berlin, Germany", "London, United Kingdom"]),
)  # fmt: skip


@pytest.mark.parametrize("form", LISTS)
@pytest.mark.parametrize("tag", ["ul", "p"])
@pytest.mark.parametrize(("title", "items"), ELSE)
def test_it_is_no_vendor_in_html(form: str, tag: str, title: str, items: list[str]) -> None:
    head = f"<h2>{title}</h2>" if title else ""
    listed = f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"
    other = head + (listed if tag == "ul" else "".join(f"<p>{one}</p>" for one in items))
    vendors = f"<h2>Current sub-processors</h2>{LISTS[form]}"
    below = said(f"<h1>Acme: Subprocessors</h1>{vendors}{other}", "list.html")
    assert [one for one in below if not one.startswith("refused: ")] == READ
    if title:
        assert said(f"<h1>Acme: Subprocessors</h1>{other}{vendors}", "list.html") == READ


@pytest.mark.parametrize(("title", "items"), ELSE)
def test_it_is_no_vendor_in_a_text_and_its_places_are_none_of_the_last_vendor(
    title: str, items: list[str]
) -> None:
    cards = "".join(f"{name}\n  Purpose: Hosting\n  Location: {where}\n\n" for name, _, where in VENDORS)
    other = f"{title}\n\n" + "".join(f"- {one}\n" for one in items) if title else "\n\n".join(items)
    assert said(f"Subprocessors of Acme\n\n{cards}{other}\n", "list.txt") == READ


def test_the_owner_of_a_page_is_told_and_its_companies_in_the_table_stay() -> None:
    rows = read(
        f"<h1>Acme: Subprocessors</h1>{LISTS['bullets']}<ul><li>Acme GmbH · Ring 8 · 28217 Bremen</li></ul>",
        "list.html",
    ).rows
    assert [row.refused for row in rows if not row.vendors] == [
        "is the owner of the page and its address, no vendor"
    ]
    table = LISTS["table"].replace("Kelvo SAS", "Acme SAS")
    assert said(f"<h1>Acme: Subprocessors</h1>{table}", "list.html")[-1] == "Acme SAS: FR"


def test_names_that_only_sound_like_remarks_are_vendors() -> None:
    assert said(
        "# Subprocessors\n\n- Only Domains Ltd – domains, New Zealand\n- Nuri GmbH – bank, Germany\n"
    ) == [
        "Only Domains Ltd: NZ",
        "Nuri GmbH: DE",
    ]
