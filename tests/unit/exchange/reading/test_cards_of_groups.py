"""Vendors in definitions under the names of groups, in panels of menus, in tables of their own, in cards behind links."""

from __future__ import annotations

from tests.unit.exchange.reading.shapes import of, read, said

GROUPS = """<h1>Our processors</h1>
<h2>Administration</h2><dl>
<dt>Zorp Software GmbH</dt><dd>Accounting<br>Seat: Vienna · Processed in Germany and the Netherlands</dd>
<dt>Blimp IT GmbH</dt><dd>Elections<br>Seat: Linz · Processed in Austria</dd></dl>
<h2>Schools</h2><dl><dt>Quop GmbH</dt><dd>Timetables<br>Seat: Graz · Processed in the EU</dd></dl>"""


def test_headings_above_definitions_of_companies_are_groups_and_the_seat_ends_at_a_dot() -> None:
    assert said(GROUPS, "list.html") == ["Zorp Software GmbH: DE NL", "Blimp IT GmbH: AT", "Quop GmbH: EU"]


def test_the_panel_of_a_menu_that_holds_definitions_is_text() -> None:
    panels = "".join(
        f'<div><h3>{group}</h3><nav class="w-dropdown-list"><dl><dt>{name}</dt><dd>{what}</dd>'
        f"<dd>Location: {where}</dd></dl></nav></div>"
        for group, name, what, where in (
            ("Storing", "Zorp Ltd", "Keeps the files that people send us", "Ireland"),
            ("Sending", "Blimp SAS", "Sends all of the mails to people", "France"),
        )
    )
    menu = '<nav><a href="/">Home</a><a href="/p">Pricing, and all that comes with it</a></nav>'
    page = f"<h1>Sub-processors</h1>{menu}{panels}"
    assert said(page, "list.html") == ["Zorp Ltd: IE", "Blimp SAS: FR"]


def test_a_table_of_keys_below_the_name_of_each_vendor_is_its_card() -> None:
    text = "# Sub-processors\n\n" + "".join(
        f"## {number} {name} — {rated}\n\n| Item | Value |\n|---|---|\n| Purpose | {what} |\n| Region | {where} |\n\n"
        for number, name, rated, what, where in (
            ("2.1", "Stripe", "critical", "Payments", "Ireland"),
            ("2.2", "Zorp Ltd", "important", "Mail", "United States"),
        )
    )
    assert said(text) == ["Stripe: IE", "Zorp Ltd: US"]


def test_a_legend_of_how_much_depends_on_a_vendor_names_none() -> None:
    text = "# Sub-processors\n\n- **Critical**: touches data of customers\n- **Minor**: tools of our own\n\n## List\n\n- Zorp Ltd (Ireland): mail\n"
    assert said(text) == ["Zorp Ltd: IE"]


def test_a_link_that_asks_is_no_heading_and_the_card_behind_it_counts() -> None:
    cards = [
        (
            "Zorp, Inc.",
            "<p>Mails are sent by Zorp.</p><p><a href='https://z.test'>How long are they kept?</a></p>",
        ),
        ("Blimp, Inc.", "<p>Payments are processed by Blimp.</p>"),
    ]
    page = "<h1>Sub-processors</h1>" + "".join(f"<h3>{name}</h3>{body}" for name, body in cards)
    assert said(page, "list.html") == ["Zorp, Inc.: unknown", "Blimp, Inc.: unknown"]


def test_marks_of_bullets_drawn_as_elements_are_no_names_and_rows_keep_their_order() -> None:
    items = "".join(
        f'<li class="flex"><span>·</span><span>{name} ({where}) — {what}</span></li>'
        for name, where, what in (
            ("Zorp Inc.", "USA", "hosting"),
            ("Blimp LLC", "Germany", "mail"),
            ("Quop AG", "EU", "logs"),
        )
    )
    page = f"<h1>Contract</h1><h2>Sub-processors</h2><p>These are approved:</p><ul>{items}</ul>"
    assert said(page, "list.html") == ["Zorp Inc.: US", "Blimp LLC: DE", "Quop AG: EU"]


def test_vendors_of_running_text_keep_its_order() -> None:
    text = "# Sub-processors\n\n## Hosting\n\nWe use **Zorp Ltd** and **Blimp GmbH**.\n\n## Mail\n\nWe use **Quop AG**.\n"
    assert said(text) == ["Zorp Ltd: unknown", "Blimp GmbH: unknown", "Quop AG: unknown"]


def test_a_badge_that_says_that_nobody_is_chosen_yet_refuses_the_card() -> None:
    page = """<h1>Sub-processors</h1><ul><li><p>Zorp</p><span class="badge rounded-full">in use</span><p>Database</p>
<p>Location: Ireland</p><p>The provider is Zorp Inc. (USA). Standard clauses apply.</p></li><li><p>Hosting of the app</p>
<span class="badge rounded-full">planned — not yet selected</span><p>Servers</p><p>Location: EU</p></li></ul>"""
    found = read(page, "list.html").rows
    assert [(row.vendors, row.seat) for row in found] == [(("Zorp",), "USA"), ((), None)]
    assert [place.words for place in found[0].places] == ["Ireland"]
    assert "names no vendor" in (found[1].refused or "")


def test_an_address_below_the_name_of_a_card_is_no_heading() -> None:
    text = "# Sub-processors\n\n## Always\n\n" + "".join(
        f"### {name}\n{street}\n\n- **Purpose:** {what}\n- **Location:** {where}\n\n"
        for name, street, what, where in (
            ("Zorp GmbH", "Willestr. 4–6, 24103 Kiel, Deutschland", "SMS", "Germany"),
            ("Blimp B.V.", "Keizersgracht 126, 1015 CW Amsterdam, Netherlands", "Payments", "Belgium"),
        )
    )
    assert said(text) == ["Zorp GmbH: DE", "Blimp B.V.: BE"]


def test_the_lines_of_an_address_are_a_seat_where_the_purpose_says_where() -> None:
    items = "".join(
        f"<li><p><b>{name}</b><br>{street}<br>{town}<br>Deutschland</p><p>Zweck: {what}</p></li>"
        for name, street, town, what in (
            ("Zorp GmbH", "Alt-Moabit 2", "10557 Berlin", "E-Mail; Verarbeitung in Frankreich"),
            ("Blimp GmbH", "Marienstraße 18", "10117 Berlin", "Tickets, Hosting bei AWS in Irland"),
        )
    )
    found = read(f"<h1>Unterauftragnehmer</h1><ol>{items}</ol>", "list.html").rows
    assert [(row.vendors[0], [place.words for place in row.places]) for row in found] == [
        ("Zorp GmbH", ["Frankreich"]),
        ("Blimp GmbH", ["Irland"]),
    ]
    assert found[0].seat == "Alt-Moabit 2, 10557 Berlin, Deutschland"


def test_breaks_that_a_page_shows_part_its_lines() -> None:
    lines = "We use these sub-processors:\n\n• Zorp, Inc. (USA) — mail — under clauses\n• Blimp SAS (France) — hosting"
    for start in ('<div style="white-space: pre-line">', '<div class="whitespace-pre-wrap">', "<pre>"):
        end = "</pre>" if start == "<pre>" else "</div>"
        found = read(f"<h1>Sub-processors</h1>\n{start}{lines}{end}", "list.html").rows
        assert [of(row) for row in found] == ["Zorp, Inc.: US", "Blimp SAS: FR"]
        assert found[0].number == 4


def test_integrations_are_vendors_where_most_are_known() -> None:
    rows = "".join(
        f"| {name} | You connect it | {what} |\n"
        for name, what in (
            ("**GitHub** (GitHub, Inc.)", "Reads"),
            ("**Slack**", "Posts"),
            ("Zorpify", "As above"),
        )
    )
    text = f"# Sub-processors\n\n| Integration | Triggered by | Data flow |\n|---|---|---|\n{rows}"
    assert [name for row in read(text).rows for name in row.vendors] == [
        "GitHub (GitHub, Inc.)",
        "Slack",
        "Zorpify",
    ]


def test_a_table_of_keys_below_a_bold_line_is_a_card_too() -> None:
    text = "# Sub-processors\n\n" + "".join(
        f"**{name}:**\n\n| | |\n|---|---|\n| Purpose | {what} |\n| Country | {where} |\n\n"
        for name, what, where in (("Zorp, Inc.", "Mail", "Ireland"), ("Stripe", "Payments", "United States"))
    )
    assert said(text) == ["Zorp, Inc.: IE", "Stripe: US"]
