"""What a list says of the past, of today and of the future: by a status, a day, a heading, or struck out."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.unit.exchange.reading.shapes import named, of, read, said

PLANNED = (
    "planned", "geplant", "prévu", "ab 2099", "from 1 March 2099", "à partir de mars 2099", "effective 2099-03-01", "ab 01.03.2099",
    "from Q3 2099", "coming soon", "at launch", "noch nicht aktiv", "in Vorbereitung",
)  # fmt: skip
TODAY = (
    "active",
    "aktiv",
    "en service",
    "live",
    "ab 2020",
    "since March 2021",
    "depuis 2022",
    "until 2099",
    "",
)
PAST = ("removed", "beendet", "until June 2020", "bis 31.12.2020", "jusqu'au 1er mars 2021", "not in use")


def status_of(cell: str) -> str:
    row = read(
        f"vendor,purpose,country,status\nAcme Ltd,Mail,DE,{cell}\nStripe,Payments,IE,\n", "list.csv"
    ).rows[0]
    return "past" if "no vendor of today" in (row.refused or "") else row.extra.get("status", "today")


@pytest.mark.parametrize("cell", PLANNED)
def test_a_status_of_the_future(cell: str) -> None:
    assert status_of(cell) == "planned"


@pytest.mark.parametrize("cell", TODAY)
def test_a_status_of_today(cell: str) -> None:
    assert status_of(cell) == "today"


@pytest.mark.parametrize("cell", PAST)
def test_a_status_of_the_past(cell: str) -> None:
    assert status_of(cell) == "past"


def test_a_status_stands_where_a_bullet_says_it() -> None:
    text = """# Sub-processors

- **Acme** (DE) — e-mail (planned)
- **Bolt** (DE) — logs — geplant
- **Cargo** (DE) — forecasts (future demand)
"""
    assert [row.extra.get("status") for row in read(text).rows] == ["planned", "planned", None]


def test_a_status_line_of_a_card() -> None:
    text = "# Sub-processors\n\n## Acme Ltd\n\nPurpose: mail\n\nLocation: DE\n\nStatus: planned\n\n## Bolt Ltd\n\nPurpose: logs\n\nLocation: DE\n"
    assert [row.extra.get("status") for row in read(text).rows] == ["planned", None]


def test_a_heading_of_today_and_the_future_is_read_as_today_and_says_so() -> None:
    text = "## Current and planned sub-processors (at launch)\n\n| Vendor | Purpose | Country |\n|---|---|---|\n| Stripe | Payments | US |\n"
    (row,) = read(text).rows
    assert (row.extra, row.note) == (
        {},
        "'Current and planned sub-processors (at launch)' does not say which of them is planned: it is read as one of today",
    )


def test_words_between_tildes_in_a_sheet_are_struck_out() -> None:
    assert said("vendor,country\n~~Zendesk~~,IE\n~~Mailgun~~ Brevo,FR\nStripe,US\n", "list.csv") == [
        "refused: is struck out in the source, no vendor of today",
        "Brevo: FR",
        "Stripe: US",
    ]


SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/"
SHARED = (
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
GONE = '<r><rPr><strike/></rPr><t xml:space="preserve">Mailgun </t></r>'


def as_saved(book: io.BytesIO, runs: dict[str, str]) -> bytes:
    """The workbook with its strings shared, as a spreadsheet program saves them, some of them in formatted runs."""
    strings: list[str] = []

    def shared(cell: re.Match[str]) -> str:
        strings.append(runs.get(cell[1], f"<t>{cell[1]}</t>"))
        return f't="s"><v>{len(strings) - 1}</v>'

    made = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            if part.startswith("xl/worksheets/"):
                text = re.sub(r't="inlineStr"><is><t>([^<]*)</t></is>', shared, text)
            new.writestr(part, text.replace("</Types>", f"{SHARED}</Types>"))
        items = "".join(f"<si>{one}</si>" for one in strings)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SPREADSHEET}main">{items}</sst>')
    return made.getvalue()


def test_a_struck_out_font_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Vendor", "Country"], ["Zendesk", "IE"], ["Stripe", "US"], ["OLD NEW", "FR"], ["OLD", "DE"]):
        sheet.append(row)
    sheet["A2"].font = Font(strike=True)
    saved = io.BytesIO()
    book.save(saved)
    content = as_saved(saved, {"OLD NEW": f"{GONE}<r><t>Brevo</t></r>", "OLD": GONE})
    assert [of(row) for row in read(content, "list.xlsx").rows] == [
        "refused: is struck out in the source, no vendor of today",
        "Stripe: US",
        "Brevo: FR",
        "refused: is struck out in the source, no vendor of today",
    ]


def test_a_status_behind_a_name_is_no_part_of_it() -> None:
    found = read(
        "vendor,country\nAcme – geplant,DE\nBolt (new from 1 Jan 2099),DE\nCargo – discontinued,DE\n",
        "list.csv",
    ).rows
    assert [row.extra.get("status") for row in found] == ["planned", "planned", None]
    assert found[0].vendors == ("Acme",)
    assert found[2].refused == "the source says 'discontinued' of it: no vendor of today"


@pytest.mark.parametrize(
    "cell",
    [
        "Zorpify GmbH (Bientôt disponible)",
        "Zorpify GmbH (coming soon)",
        "Zorpify GmbH [coming soon]",
        "Zorpify GmbH (geplant)",
        "Zorpify GmbH, coming soon",
        "Zorpify GmbH – demnächst",
        "Zorpify GmbH geplant",
        "Zorpify GmbH (ab 1.3.2097)",
    ],
)
def test_what_is_said_of_a_name_is_no_part_of_it_and_makes_it_planned(cell: str) -> None:
    row = named(f'"{cell}"')
    assert row.vendors == ("Zorpify GmbH",)
    assert row.extra["status"] == "planned"


def test_a_day_gone_by_behind_a_name_is_noted() -> None:
    row = named("Zorpify GmbH (ab 1.3.2020)")
    assert row.vendors == ("Zorpify GmbH",)
    assert "status" not in row.extra
    assert "ab 1.3.2020" in (row.note or "")


def test_a_bullet_that_says_that_it_is_planned_is_for_nothing_else() -> None:
    (row, *_) = read(
        "# Subprocessors\n\n* Stripe (coming soon) – payments – Ireland\n* Mailjet – mail – France\n"
    ).rows
    assert row.extra["status"] == "planned"
    assert row.purposes == ("payments",)
