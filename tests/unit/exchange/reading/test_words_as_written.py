"""The words of a row are those of its source, whatever order and marks they are read in: they are kept as evidence."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read

MARKED = (
    "Acme Mail Ltd [Ireland]",
    "Bolt Software GmbH / hosting / Germany",
    "Cork Data Ltd · payments · USA",
    "Dorn Systems AG—mail—Switzerland",
)
PLACED = ["Ireland", "Germany", "USA", "Switzerland"]
ITEMS = "".join(f"<li>{line}</li>" for line in MARKED)
PAGES = {
    "bullets.md": "# Our sub-processors\n\n" + "".join(f"- {line}\n" for line in MARKED),
    "numbers.md": "# Our sub-processors\n\n"
    + "".join(f"{at}. {line}\n" for at, line in enumerate(MARKED, 1)),
    "paragraphs.md": "# Our sub-processors\n\n" + "".join(f"{line}\n\n" for line in MARKED),
    "bullets.html": f"<h1>Our sub-processors</h1><ul>{ITEMS}</ul>",
    "breaks.html": f"<h1>Our sub-processors</h1>\n<p>{'<br>'.join(MARKED)}</p>",
    "lines.txt": "Our sub-processors\n\n" + "".join(f"{line}\n" for line in MARKED),
    "bullets.txt": "Our sub-processors\n\n" + "".join(f"- {line}\n" for line in MARKED),
    "letters.txt": "Our sub-processors\n\n"
    + "".join(f"{at}. {line}\n" for at, line in zip("ABCD", MARKED, strict=True)),
}


@pytest.mark.parametrize("name", PAGES)
def test_marks_between_parts_stay_in_the_words(name: str) -> None:
    rows = read(PAGES[name], name).rows
    assert [row.words for row in rows] == list(MARKED)
    assert [[place.words for place in row.places] for row in rows] == [[place] for place in PLACED]


def test_brackets_of_a_line_below_stay_in_its_own_row() -> None:
    page = "# Our sub-processors\n\n- Acme Ltd (Ireland)\n  - mail\n- Acme Ltd [Ireland]\n  - payments\n"
    assert [row.words for row in read(page).rows] == [
        "Acme Ltd (Ireland) mail",
        "Acme Ltd [Ireland] payments",
    ]


@pytest.mark.parametrize(
    ("lines", "vendors"),
    [
        (
            (
                "Hosting – Acme Ltd, Ireland",
                "Payments – Bolt Software GmbH, Germany",
                "Mail – Cork Data Ltd, USA",
            ),
            ["Acme Ltd", "Bolt Software GmbH", "Cork Data Ltd"],
        ),
        (
            ("Ireland: Acme Ltd (mail)", "Germany: Cork Data Ltd (payments)"),
            ["Acme Ltd", "Cork Data Ltd"],
        ),
        (
            ("We use Acme Ltd for hosting in Ireland", "We use Bolt GmbH for payments in Germany"),
            ["Acme Ltd", "Bolt GmbH"],
        ),
    ],
)
def test_bullets_that_are_read_in_another_order_keep_theirs(
    lines: tuple[str, ...], vendors: list[str]
) -> None:
    rows = read("# Our sub-processors\n\n" + "".join(f"- {line}\n" for line in lines)).rows
    assert [row.words for row in rows] == list(lines)
    assert [name for row in rows for name in row.vendors] == vendors
