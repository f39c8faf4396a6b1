"""Pages that a converter made Markdown of: tags around parts, definitions, and tables whose cells go on over lines."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said
from vendorgraph.exchange.reading.markdown.between_lists import apart
from vendorgraph.exchange.reading.markdown.open_tables import without_open_tables

FOUND = ["Quarx Ltd: IE", "Zorpify: FR NL", "Belmora Oy: FI"]
BETWEEN_TAGS = """
[Skip to content](#main)

<div class="page" role="main">

# Our sub-processors

<div class="grid">

<div class="card">

### Quarx Ltd

Hosting

<div class="where">

Dublin, Ireland

</div>

</div>

<div class="card">

### Zorpify

E-mail

<div class="where">

France and Netherlands

</div>

</div>

<div class="card">

### Belmora Oy

Help desk

<div class="where">

Finland

</div>

</div>

</div>

</div>
"""
BULLETS_BETWEEN_TAGS = """
<div id="main">

# Our sub-processors

-   **Quarx Ltd** - Hosting (Ireland)

-   **Zorpify** - E-mail (France, Netherlands)

-   **Belmora Oy** - Help desk (Finland)

</div>
"""
OF_PANDOC = """
# Our sub-processors

Quarx Ltd~
Hosting

Location: Ireland

Zorpify~
E-mail

Location: France, Netherlands

Belmora Oy~
Help desk

Location: Finland
""".replace("~", "  ")
LABELS_OF_PANDOC = """
# Our sub-processors

Quarx Ltd

What they do for us~
Hosting

Whose data~
Customers

Where the data are held~
Ireland

Zorpify

What they do for us~
E-mail

Whose data~
Staff

Where the data are held~
France, Netherlands

Belmora Oy

What they do for us~
Help desk

Whose data~
Staff

Where the data are held~
Finland
""".replace("~", "  ")
BEHIND_COLONS = """
# Our sub-processors

Quarx Ltd
:   Hosting
:   Location: Ireland

Zorpify
:   E-mail
:   Location: France, Netherlands

Belmora Oy
:   Help desk
:   Location: Finland
""".replace("~", "  ")
SET_IN = """
# Our sub-processors

Quarx Ltd

Purpose
    Hosting
Location
    Ireland
Zorpify

Purpose
    E-mail
Location
    France, Netherlands
Belmora Oy

Purpose
    Help desk
Location
    Finland
""".replace("~", "  ")
NAMES_OVER_LINES = """
# Our sub-processors

**Company**| **Purpose**| **Location**~
---|---|---~
**Quarx Ltd**~
1 Pier Road, Cork, Ireland| Hosting| Ireland~
**Zorpify**~
2 rue Haute, Lyon, France| E-mail| France, Netherlands~
**Belmora Oy**~
Katu 3, Turku, Finland| Help desk| Finland~
~
Some words behind it.
""".replace("~", "  ")
PLACES_OVER_LINES = """
# Our sub-processors

Company| Purpose| Location~
---|---|---~
Quarx Ltd| Hosting| Ireland~
Zorpify Inc.| E-mail| France (for customers there)~
Netherlands (for the others)~
Belmora Oy| Help desk~
and chat| Finland~
""".replace("~", "  ")


OF_PANDOC_BETWEEN_TAGS = """
<div>

# Our sub-processors

Quarx Ltd.~
Hosting, as you know it.

Data are kept in Ireland

Zorpify~
E-mail

Data are kept in France and the Netherlands

Belmora Oy~
Help desk

Data are kept in Finland

</div>
""".replace("~", "  ")
BETWEEN_BULLETS = """
# Our sub-processors

Quarx Ltd

* **Purpose:** Hosting
* **Location:** Ireland
Zorpify

* **Purpose:** E-mail
* **Location:** France, Netherlands
Belmora Oy
* **Purpose:** Help desk
* **Location:** Finland
"""
LACKING_CELLS = """
# Our sub-processors

| Category | Company | Purpose | Location |
|---|---|---|---|
| Servers | Quarx Ltd | Hosting | Ireland |
| Zorpify | E-mail | France, Netherlands |
| People | Belmora Oy | Help desk | Finland |
"""


@pytest.mark.parametrize(
    "text",
    [
        BETWEEN_TAGS,
        BULLETS_BETWEEN_TAGS,
        OF_PANDOC,
        LABELS_OF_PANDOC,
        BEHIND_COLONS,
        SET_IN,
        NAMES_OVER_LINES,
        PLACES_OVER_LINES.replace(" Inc.", ""),
        OF_PANDOC_BETWEEN_TAGS.replace("Ltd.", "Ltd"),
        BETWEEN_BULLETS,
        LACKING_CELLS,
    ],
)
def test_what_a_converter_made_of_a_list_is_read(text: str) -> None:
    assert said(text) == FOUND


@pytest.mark.parametrize(
    "text", [BETWEEN_TAGS, BULLETS_BETWEEN_TAGS, BEHIND_COLONS, NAMES_OVER_LINES, BETWEEN_BULLETS]
)
def test_each_row_stands_in_the_line_of_its_name(text: str) -> None:
    lines = text.split("\n")
    assert all(row.vendors[0] in lines[row.number - 1] for row in read(text).rows)


def test_a_page_of_html_with_the_marks_of_markdown_in_its_text_is_html() -> None:
    page = (
        "<html><body>\n<h1>Sub-processors</h1>\n<ul><li>Quarx Ltd, Ireland</li>\n<li>Zorpify, France</li></ul>\n"
        "<pre>\n\n# a heading in code\n\n* Belmora\n\n</pre></body></html>"
    )
    assert said(page, "page.html") == ["Quarx Ltd: IE", "Zorpify: FR"]


def test_a_name_that_stands_twice_above_what_it_is_for_is_no_label() -> None:
    of_one = "Zorpify  \n{}\n\nLocation: Ireland\n\n"
    text = (
        f"# Our sub-processors\n\n{of_one.format('Hosting')}Belmora Oy  \nHelp desk\n\nLocation: Finland\n\n"
    )
    assert said(text + of_one.format("E-mail")) == ["Zorpify: IE", "Belmora Oy: FI", "Zorpify: IE"]


def test_terms_that_name_no_company_are_left_as_they_are() -> None:
    text = "# Sub-processors\n\n- Quarx Ltd, Ireland\n- Zorpify, France\n\nOur office  \nOpen on Mondays\n\nLocation: Finland\n"
    assert said(text) == ["Quarx Ltd: IE", "Zorpify: FR"]


def test_lines_that_go_on_set_in_are_no_definitions() -> None:
    text = "# Sub-processors\n\nWe use these vendors, each of them for one thing only, and we tell you here what\n    it is for.\n\n- Quarx Ltd, Ireland\n"
    assert said(text) == ["Quarx Ltd: IE"]


@pytest.mark.parametrize(
    "text",
    [
        "A| B  \n---|---  \nQuarx| Ireland  \nZorpify| France  \n",  # each row is one line
        "| A | B |\n|---|---|\n| Quarx | Ireland |\n",
        "A| B| C  \n---|---|---  \nQuarx| Ireland  \nZorpify| France| x| y  \n",  # bars that do not add up
        "Quarx| Ireland  \n",
    ],
)
def test_other_tables_are_left_to_markdown(text: str) -> None:
    assert without_open_tables(text) == (text, {})


def test_many_rows_are_all_read_and_a_row_without_an_end_is_none() -> None:
    head = "Company| Purpose| Location  \n---|---|---  \n"
    rows = "".join(f"Quarx {at} Ltd  \n1 Pier Road, Cork| Hosting| Ireland  \n" for at in range(300))
    assert len(read(f"# Sub-processors\n\n{head}{rows}").rows) == 300
    assert without_open_tables(head + "Quarx| Hosting  \n" + "and on  \n" * 50_000)[1] == {}


def test_labels_between_tags_are_no_terms() -> None:
    text = (
        "<div>\n\n# Our sub-processors\n\n" + LABELS_OF_PANDOC.partition("\n\n")[2].strip() + "\n\n</div>\n"
    )
    assert said(text) == FOUND


@pytest.mark.parametrize(
    "row",
    [
        "| Zorp Ltd | Hosting | Ireland | |",  # a vendor without a note
        "| Zorp Ltd | Hosting | | |",
        "| Zorpify | Hosting | | |",
    ],
)
def test_a_row_that_lacks_the_last_cells_alone_stays_where_it_is(row: str) -> None:
    text = f"# Sub-processors\n\n| Company | Purpose | Location | Note |\n|---|---|---|---|\n| Quarx Ltd | Mail | Finland | New |\n{row}\n"
    assert [one.vendors for one in read(text).rows] == [("Quarx Ltd",), (row.split(" | ")[0].strip("| "),)]


@pytest.mark.parametrize("below", ["Servers in Ireland", "with Acme", "the mail of our members", "Ireland"])
def test_a_bullet_that_goes_on_in_the_next_line_is_one(below: str) -> None:
    text = f"* Quarx Ltd, which hosts\n{below}\n* Zorpify, France\n"
    assert apart(text)[0] == text


@pytest.mark.parametrize("first", ["[]", "[](/)", "[ ] Draft"])
def test_a_page_that_begins_with_a_picture_without_words_is_no_json(first: str) -> None:
    assert said(f"{first}\n\n# Sub-processors\n\n- Quarx Ltd, Ireland\n") == ["Quarx Ltd: IE"]


def test_emphasis_on_nothing_before_a_name_is_no_part_of_it() -> None:
    text = (
        "# Dienstleister\n\n  * __**Quarx AG** : Zeitmessung\n  * __**Zorp GmbH** (Zorpify): Kurse, Irland\n"
    )
    assert [(row.vendors, row.purposes) for row in read(text).rows] == [
        (("Quarx AG",), ("Zeitmessung",)),
        (("Zorp GmbH (Zorpify)",), ("Kurse",)),
    ]
