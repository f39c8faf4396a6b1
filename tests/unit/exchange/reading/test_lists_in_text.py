"""Lists inside text: lines that begin with companies, items in sentences, cells with lists, pairs of lines."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import of, read, said


def test_long_lines_of_a_text_that_begin_with_companies_are_a_list() -> None:
    text = """List of subprocessors

Acme Mail, Inc., 410 Terry Avenue North, Seattle, WA 98109, USA - e-mail for notices and invitations (data stored in Frankfurt, Germany)
Bolt Oy, Mannerheimintie 1, 00100 Helsinki, Finland - surveys (hosted in Finland)
"""
    found = read(text, "list.txt").rows
    assert [of(row) for row in found] == ["Acme Mail, Inc.: DE", "Bolt Oy: FI"]
    assert found[0].seat == "410 Terry Avenue North, Seattle, WA 98109, USA"


def test_what_groups_bullets_is_no_vendor_though_nobody_knows_those_in_it() -> None:
    text = "- **Hosting & infrastructure**\n  - Acme Cloud (Helsinki)\n- **Support**\n  - Quarx Desk — ticketing — US (SCCs)\n"
    found = read(f"# Sub-processors\n\n{text}").rows
    assert [of(row) for row in found] == ["Acme Cloud: FI", "Quarx Desk: US"]
    assert (found[1].purposes, found[1].extra) == (("ticketing",), {"mechanisms": [{"code": "A46-2-c"}]})


def test_what_for_stands_before_a_name_that_nobody_knows() -> None:
    text = "1. E-mails : Mailjet SAS (France)\n2. Support : Quarx (Finlande)\n3. Hébergement : OVH SAS (Gravelines, France)\n"
    assert said(f"# Fournisseurs\n\n{text}") == ["Mailjet SAS: FR", "Quarx: FI", "OVH SAS: FR"]


def test_a_list_inside_a_cell() -> None:
    cell = "<ul><li>Acme, Inc.</li><li>Acme Europe, Ltd.</li></ul> | Mail | <ul><li>USA</li><li>Ireland</li></ul>"
    text = f"| Vendor | Purpose | Location |\n|---|---|---|\n| {cell} |\n| Stripe | Payments | US |\n"
    assert said(text)[:2] == ["Acme, Inc.: US", "Acme Europe, Ltd.: IE"]


def test_a_heading_that_names_a_company_of_which_nothing_is_read_is_told() -> None:
    text = "# Sub-processors\n\n| Vendor | Location |\n|---|---|\n| Stripe | US |\n\n## Acme Mail Ltd\n\n(See the annex.)\n"
    assert any("the heading 'Acme Mail Ltd' names a company" in one for one in read(text).warnings)


def test_lines_pasted_one_below_the_other_without_headers() -> None:
    text = "Sub-processors\nAcme, Inc.\nHosting\nUnited States, Germany\nBolt Oy\nSurveys\nFinland\nQuarx\nSMS\nUnited Kingdom\n"
    assert said(text, "list.txt") == ["Acme, Inc.: US DE", "Bolt Oy: FI", "Quarx: GB"]


def test_cells_that_say_what_they_are() -> None:
    text = "Name: Acme Ltd | Service: mail | Location: Ireland\nName: Bolt Oy | Service: logs | Location: Finland\n"
    found = read(text, "list.txt").rows
    assert [of(row) for row in found] == ["Acme Ltd: IE", "Bolt Oy: FI"]
    assert found[0].purposes == ("mail",)


def test_a_sentence_of_affiliates_beside_a_table() -> None:
    table = "| Prestataire | Pays |\n|---|---|\n| Stripe | Irlande |\n"
    text = f"# Sous-traitants\n\n{table}\nNos filiales : Acme SAS (France), Acme Tunisie SARL (Tunisie).\n"
    assert said(text) == ["Stripe: IE", "Acme SAS: FR", "Acme Tunisie SARL: TN"]


def test_names_in_bold_that_nobody_knows_are_rows_of_their_own() -> None:
    text = "<h2>Subprocessors</h2><p><b>Zorpify</b> – forms (Finland)<br><b>Quarx</b> – SMS (UK)</p>"
    assert said(text, "list.html") == ["Zorpify: FI", "Quarx: GB"]


def test_letters_count_the_items_of_a_text() -> None:
    text = "(2) Es werden eingesetzt:\na) Acme Ltd, Cork – Mail\nb) Zorpify, Wien – Support\n"
    assert said(f"Unterauftragnehmer\n\n{text}", "list.txt")[1:] == ["Acme Ltd: IE", "Zorpify: AT"]


def test_running_text_of_a_card_says_where_in_any_of_its_sentences() -> None:
    long = "It answers within a day and is certified. " * 8
    text = f"## Acme Mail Ltd\n\nSends our mail. {long}Messages are stored in Canada. {long}\n\n## Zorpify Oy\n\nForms. Hosted in Finland.\n"
    assert said(f"# Sub-processors\n\n{text}") == ["Acme Mail Ltd: CA", "Zorpify Oy: FI"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("AWS<br>Twilio | Ireland<br>USA", ["AWS: IE", "Twilio: US"]),
        ("Zorpify Inc.<br>Quux Ltd | Ireland<br>Germany", ["Zorpify Inc.: IE", "Quux Ltd: DE"]),
        ("AWS<br>Twilio | Ireland<br>USA<br>France", ["AWS+Twilio: IE US FR"]),
        ("Zorpify Inc.<br>12 High Street, Cork | Ireland<br>Germany", ["Zorpify Inc.: IE DE"]),
    ],
)
def test_names_and_places_of_as_many_lines_are_pairs(row: str, found: list[str]) -> None:
    table = f"# Subprocessors\n\n| Vendors | Locations |\n|---|---|\n| {row} |\n| Mailjet | France |\n"
    assert said(table) == [*found, "Mailjet: FR"]


def test_two_cells_without_a_header_that_are_lists_side_by_side_are_pairs() -> None:
    page = "<h1>Subprocessors</h1><table><tr><td>AWS<br>Twilio<br>Stripe</td><td>Ireland<br>USA<br>Ireland</td></tr></table>"
    assert said(page, "list.html") == ["AWS: IE", "Twilio: US", "Stripe: IE"]


@pytest.mark.parametrize(
    ("bullet", "found"),
    [
        ("Steuerberater: Kanzlei Huber, Köln", "Kanzlei Huber: DE"),
        ("Law firm: Baxter Quill, London", "Baxter Quill: GB"),
        ("Cabinet d'avocats : Martin Roux, Lyon", "Martin Roux: FR"),
        (
            "Law firm: where needed, in London",
            "refused: names no vendor: 'Law firm' says what kind of vendor it is and names none",
        ),
    ],
)
def test_a_kind_of_vendor_stands_before_the_name_and_is_none(bullet: str, found: str) -> None:
    assert said(f"# Sub-processors\n\n- Stripe: payments, Ireland\n- {bullet}\n")[1] == found
