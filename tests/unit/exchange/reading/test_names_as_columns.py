"""Tables whose vendors are columns: labels go down the first column, each further column is one vendor."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said


def html(rows: list[tuple[str, ...]]) -> str:
    lines = "".join(
        f"<tr><th>{label}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for label, *cells in rows
    )
    return f"<h1>Subprocessors of Quendel</h1><table>{lines}</table>"


def markdown(rows: list[tuple[str, ...]], title: str = "Subprocessors of Quendel") -> str:
    first, *others = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"# {title}\n", first, "|" + "---|" * len(rows[0]), *others]) + "\n"


@pytest.mark.parametrize(
    "rows",
    [
        [("Subprocessor", "Zorbix Inc.", "Functional Quarl, Inc. d/b/a Quarl"), ("Purpose", "Payment processing", "Service monitoring"),
         ("Location", "United States", "Germany")],
        [("Supplier", "Zorbix", "Quarl"), ("What they do for us", "Hosting", "Support"), ("Personal data involved", "All", "Names"),
         ("Where data is processed", "United States", "Germany"), ("Our remark", "–", "–"), ("Reviewed by", "AB", "CD")],
        [("Name", "Zorbix", "Quarl"), ("À quoi ça sert", "Hébergement", "Support"), ("Pays", "États-Unis", "Allemagne")],
        [("Unterauftragsverarbeiter", "Zorbix", "Quarl"), ("Leistung", "Hosting", "Support"), ("Region", "USA", "Deutschland")],
    ],
)  # fmt: skip
def test_the_columns_of_a_table_headed_by_its_rows_are_the_vendors(rows: list[tuple[str, ...]]) -> None:
    page = said(html(rows), "list.html")
    assert [line.split(" ")[0].rstrip(":") for line in page] == [cell.split(" ")[0] for cell in rows[0][1:]]
    assert ["US" in page[0], "DE" in page[1]] == [True, True]


@pytest.mark.parametrize("corner", ["", "Kriterium", "Criteria", "Critère"])
def test_in_markdown_too_with_a_corner_that_says_nothing(corner: str) -> None:
    rows = [(corner, "Zorbix", "Quarl"), ("Purpose", "Hosting", "Support"), ("Location", "Ireland", "Spain")]
    assert [row.vendors for row in read(markdown(rows)).rows] == [("Zorbix",), ("Quarl",)]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Feature", "Free plan", "Enterprise"),
            ("Data location", "EU", "EU or US"),
            ("Support", "no", "yes"),
        ],
        [("", "Starter", "Business"), ("Hosting location", "Germany", "Germany"), ("Price", "5", "10")],
        [("", "2025", "2026"), ("Purpose", "Hosting", "Hosting"), ("Incidents", "3", "1")],
    ],
)
def test_columns_of_plans_and_years_are_no_vendors(rows: list[tuple[str, ...]]) -> None:
    list_ = markdown([("Vendor", "Location"), ("Zorbix", "Ireland")], "Subprocessors")
    found = read(f"{list_}\n{markdown(rows, 'Plans')}").rows
    assert [row.vendors for row in found if not row.refused] == [("Zorbix",)]
