"""From the rows of a table to rows in the words of the source, by the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.lines.columns import Layout, is_of_something_else, layout_of, roles_of
from vendorgraph.exchange.reading.lines.headers import PLACES, role_of
from vendorgraph.exchange.reading.lines.keys import KEYED, key_role
from vendorgraph.exchange.reading.names.companies import is_company, is_form, is_product
from vendorgraph.exchange.reading.names.kinds import is_task
from vendorgraph.exchange.reading.names.labels import TO_SIGN, is_label, is_sentence
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.names.standing import Standing, status_of_titles
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.reading.row import Mapped, Row, collapsed, set_aside
from vendorgraph.exchange.reading.tables.below import Below
from vendorgraph.exchange.reading.tables.cells import Cells, cell_at, refusal
from vendorgraph.exchange.reading.tables.other_tables import names_recipients, of_one, of_others
from vendorgraph.exchange.reading.tables.parallel import apart
from vendorgraph.exchange.reading.tables.said_again import without_headers_again
from vendorgraph.exchange.reading.vendor.parts import are_parties
from vendorgraph.exchange.vendors import catalogue, normalised, without_legal_form
from vendorgraph.model.wording import plural

_TOTAL = re.compile(r"^(total|totals|sum|summe|gesamt|insgesamt|somme|totaux)\b")
#: Where the parties to a contract sign: "Pour Acme SAS | Signature".
_FOR_WHOM = re.compile(r"(?:for|on behalf of|für|pour)\s", re.I)
_SIGNATURE = re.compile(r"(?:[^,]+,\s*)?(?:signatures?|unterschrift(?:en)?|signée?|signed)\W*", re.I)
_LEGEND = re.compile(
    r"^(\*+|†|‡|note\b|notes\b|legend|legende|remarque|hinweis|anmerkung|nb\b|n\.b\.|source\b|stand:|stand (vom |der )?\d|"
    r"(last|zuletzt) (updated?|reviewed|changed|modified|aktualisiert|geandert|gepruft)|derniere (mise|revision|modification)|"
    r"(prepared|compiled|maintained|erstellt|gepflegt|zusammengestellt|etabli|tenu) (by|von|durch|par)\b|"
    r"(date de )?mise a jour|etat au|version\b|page \d)",
    re.I,
)
_GROUP = re.compile(
    r"sub ?process|subproc|sub ?contract|sous traitant|unterauftrag|vendors|providers|prestataires|fournisseurs|dienstleister|"
    r"affiliat|subsidiar|filiale|tochter|konzern|third part|infrastructure|services$|"
    r"tools$|processors|partners|group compan|entit"
)
_DITTO = re.compile(
    r"[\"″〃]|''|id(?:em)?\.?|dit?to\.?|same(?: as (?:above|previous))?|(?:see|as) above|(?:siehe|wie) oben|ebenso|ebenda|"
    r"(?:voir|comme) ci-dessus",
    re.I,
)
_TWO_SENTENCES = re.compile(r"[a-zà-ÿ)]\.\s+[A-ZÀ-Þ].*[a-zà-ÿ]\.$")


def table_rows(table: Table, standing: Standing, mapping: Mapped | None = None) -> Iterator[Row]:
    """Every row of a table; all refused, with the reason, when it is no table of vendors."""
    grid = apart(_without_keys(_bare(_unwrapped(table.rows))))
    words = [[cell.text for cell in cells] for _, cells in grid]
    layout = layout_of(words, mapping)
    layout = layout if layout and layout.columns("vendor") else None
    if not mapping and (
        are_parties([row[0] for row in words if row]) or (words and are_parties(words[0], alone=True))
    ):
        yield set_aside(grid[0][0], "the table names the parties to the contract", len(grid))
        return
    said_first = layout is not None and not layout.guessed and layout.skipped == 1
    turned = _transposed(words, by_markup=_are_headed(grid), said_first=said_first) if not mapping else None
    if turned:
        yield from _turned(grid, turned, standing)
        return
    if not mapping and (aside := _of_else(grid, words, layout, standing.section or "")):
        yield aside
        return
    if layout is None:
        yield from _no_list(grid, words)
        return
    for line, cells in grid[: max(layout.skipped - layout.deep, 0)]:
        if any(cell.filled for cell in cells):
            yield refusal(line, cells, "stands before the header")
    reading = TableReading(layout, standing)
    for line, cells in grid[layout.skipped :]:
        row = reading.row(line, cells)
        if row is not None:
            yield row


def _of_else(
    grid: Sequence[tuple[int, list[Cell]]],
    words: Sequence[Sequence[str]],
    layout: Layout | None,
    section: str,
) -> Row | None:
    """What tells a table that is a form about one thing, or lists others than vendors."""
    if of_one(words):
        begins = collapsed(" | ".join(words[0]))
        return set_aside(
            grid[0][0], f"the table that begins with {begins!r} is a form about one thing", len(grid)
        )
    if layout is not None and of_others(layout, words, section):
        header = " | ".join(layout.headers)
        return set_aside(grid[0][0], f"the table under {header!r} names no vendors", len(grid) - 1)
    return None


#: What ends the name of a company before its legal form, and is no name by itself.
_OF_NAMES = re.compile(
    r"international|global|worldwide|group|holdings?|europe|emea|ireland|uk|usa|us|france|deutschland|germany|schweiz|austria|"
    r"osterreich|services?|solutions?|technolog(?:y|ies)|software|systems?|labs?|media|digital|cloud|data|payments?|networks?|"
    r"consulting|communications?|operations|online|hosting|analytics|security|und co|and co|et cie|associes?|"
)


def _unwrapped(rows: Sequence[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
    """Rows with those that only go on with the name above them put behind it: "Zendesk" and "International Ltd" below."""
    whole: list[tuple[int, list[Cell]]] = []
    for line, cells in rows:
        above = whole[-1][1] if whole else []
        if len(above) == len(cells) > 1 and _goes_on(above, cells):
            joined = [
                replace(one, text=f"{one.text} {more.text}".strip())
                for one, more in zip(above, cells, strict=True)
            ]
            whole[-1] = (whole[-1][0], joined)
        else:
            whole.append((line, cells))
    return whole


def _goes_on(above: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but the end of a company's name above it, or of brackets that are open there."""
    name, end = above[0].text.strip(), cells[0].text.strip()
    formed = without_legal_form(end) != normalised(end) or (is_form(end) and no_name(end) is None)
    if not name or not formed or without_legal_form(name) != normalised(name) or len(end.split()) > 2:
        return False
    rest = without_legal_form(end)
    if above[0].header or not (
        is_form(end) or _OF_NAMES.fullmatch(rest) or catalogue().find(f"{name} {end}")
    ):
        return False  # "Zorbix Ltd" below "Stripe" is a vendor of its own
    pairs = zip(above[1:], cells[1:], strict=True)
    return all(not more.text.strip() or one.text.count("(") > one.text.count(")") for one, more in pairs)


def _bare(grid: list[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
    """The rows of a table without its header where the cells below say it again."""
    if len(grid) < 2:
        return grid
    rows = without_headers_again([cells for _, cells in grid])
    return [(line, cells) for (line, _), cells in zip(grid, rows, strict=True)]


def _without_keys(grid: list[tuple[int, list[Cell]]]) -> list[tuple[int, list[Cell]]]:
    """Rows whose every cell says what it is ("Name: Acme | Location: Ireland") as a table with these keys as header."""
    matches = [[KEYED.match(cell.text) for cell in cells] for _, cells in grid]
    keys = [tuple(match[1] if match else "" for match in row) for row in matches]
    if len(grid) < 2 or len(set(keys)) != 1 or len(keys[0]) < 2 or not all(keys[0]):
        return grid
    header = [Cell(text, header=True) for text in keys[0]]
    rows = [
        (line, [replace(cell, text=match[2]) for cell, match in zip(cells, row, strict=True) if match])
        for (line, cells), row in zip(grid, matches, strict=True)
    ]
    return [(grid[0][0], header), *rows]


def _no_list(grid: Sequence[tuple[int, list[Cell]]], words: Sequence[Sequence[str]]) -> Iterator[Row]:
    """A table of cookies is set aside as a whole; of another without vendors every row is refused."""
    header = " | ".join(cell for cell in words[0] if cell) if words else ""
    body = grid[1:] if grid and any(cell.header for cell in grid[0][1]) else grid
    if words and is_of_something_else(words[0]):
        yield set_aside(grid[0][0], f"the table under {header!r} names no vendors", len(body))
        return
    for line, cells in body:
        if any(cell.text for cell in cells):
            yield refusal(line, cells, f"stands in a table that names no vendors; its header is {header!r}")


def _are_headed(grid: Sequence[tuple[int, list[Cell]]]) -> bool:
    """Whether the first cell of each row, and no other, is marked as a header."""
    rows = [cells for _, cells in grid if cells]
    return len(rows) > 1 and all(
        cells[0].header and len(cells) > 1 and not any(cell.header for cell in cells[1:]) for cells in rows
    )


#: What stands above labels in a table whose columns are vendors.
_OF_LABELS = re.compile(
    r"|criteri(?:on|a)|kriteri(?:um|en)|criteres?|merkmale?|details?|angaben?|information(?:en|s)?|attributes?"
)


def _transposed(
    words: Sequence[Sequence[str]], *, by_markup: bool, said_first: bool
) -> dict[int, str] | None:
    """The roles of the first column's cells, when they are headers and the rest of each row are values.

    Few of them need be known where the markup says so; none is where the first row is plainly a header of columns.
    """
    if len(words) < 2 or max(map(len, words)) < 2 or (said_first and not by_markup):
        return None
    asks = [cell for cell in words[0] if role_of(cell) and not is_company(cell)]
    if len(asks) > (len(words[0]) // 2 if by_markup else 1):
        return None
    first = [row[0] if row else "" for row in words]
    if _OF_LABELS.fullmatch(key(first[0])) and _are_names(words[0][1:], first[1:]):
        first[0] = "Name"
    roles = roles_of(first)
    named = next((first[at] for at, role in roles.items() if role == "vendor"), "")
    if names_recipients(first) and not names_recipients([named]):
        return None  # a form about a processing activity: "Name", "Purpose", "Recipients"
    says = set(roles.values()) & {*PLACES, "seat", "purpose", "website"}
    enough = len(roles) * 3 >= len(words) * (1 if by_markup and len(roles) > 1 else 2)
    return roles if says and enough else None


def _are_names(cells: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether cells above values are names: companies, or anything above labels of what for and of where."""
    if sum(map(is_company, cells)) * 2 > len(cells):
        return True
    asked = {role_of(label) for label in labels}
    named = all(cell.strip() and role_of(cell) is None and not only_places(cell) for cell in cells)
    return (
        named
        and len(cells) > 1
        and "purpose" in asked
        and bool(asked & set(PLACES))
        and "vendor" not in asked
    )


def _turned(
    grid: Sequence[tuple[int, list[Cell]]], roles: dict[int, str], standing: Standing
) -> Iterator[Row]:
    """The columns of a transposed table as rows; each has the line of the row with the names."""
    columns = [list(column) for column in zip_longest(*(cells for _, cells in grid), fillvalue=Cell(""))]
    headers = tuple(cells[0].text for _, cells in grid)
    found = layout_of([[cell.text for cell in cells] for cells in columns])
    layout = found if found and found.skipped == 1 and not found.guessed else Layout(roles, headers, 1)
    names = next(at for at, role in layout.roles.items() if role == "vendor")
    reading = TableReading(layout, standing)
    for cells in columns[1:]:
        row = reading.row(grid[names][0], cells)
        if row is not None:
            yield row


class TableReading:
    """Reads the rows below a header one after another; a heading inside the table changes the section."""

    def __init__(self, layout: Layout, standing: Standing) -> None:
        self._section = standing.section
        self._lead = standing.places
        self._status = self._standing_status = standing.status
        self._below = Below()
        self._begin(layout)

    def _begin(self, layout: Layout) -> None:
        """Read what follows by a layout."""
        self._layout = layout
        self._above: Sequence[Cell] = ()
        self._cells = Cells(layout)
        self._headers = [key(header) for header in layout.below or layout.headers]
        self._width = max(len(layout.headers), max(layout.roles) + 1)

    def row(self, line: int, cells: Sequence[Cell]) -> Row | None:
        """The row that cells make, refused or not; None for one that is blank."""
        if not any(cell.filled for cell in cells):
            self._below.blank()
            return None
        filled = [cell for cell in cells if cell.text.strip()]
        why = self._not_a_vendor(cells, filled) if filled else None
        if why:
            return refusal(line, cells, why, self._section)
        cells, note = self._repaired(cells)
        cells = self._undittoed(cells)
        return self._cells.row(line, cells, Standing(self._section, self._lead, self._status), note)

    def _undittoed(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells with those of the row above where one says "ditto"."""
        if any(_DITTO.fullmatch(cell.text.strip()) for cell in cells):
            above = [*self._above, *(Cell("") for _ in cells)]
            cells = [
                above[at] if at != self._cells.vendor and _DITTO.fullmatch(cell.text.strip()) else cell
                for at, cell in enumerate(cells)
            ]
        self._above = cells
        return cells

    def _not_a_vendor(self, cells: Sequence[Cell], filled: Sequence[Cell]) -> str | None:
        first = collapsed(filled[0].text)
        keys = [key(cell.text) for cell in cells]
        if self._headers and keys[: len(self._headers)] == self._headers[: len(keys)] and len(filled) > 1:
            return "repeats the header"
        distinct = len({id(cell) for cell in filled})
        texts = tuple(
            "" if any(cell is before for before in cells[:at]) else cell.text for at, cell in enumerate(cells)
        )
        if distinct > 1 and (self._repeats(keys) or self._below.begins(filled) or _all_headers(texts)):
            roles = roles_of(texts)
            if len(roles) >= max(2, distinct - 1):
                if roles == self._layout.roles or len(set(keys) - {""}) < distinct:
                    return "repeats the header"
                self._begin(Layout(roles, texts))
                return "is the header of another table"
        if _TOTAL.match(key(first)):
            return "is a total, no vendor"
        signed = any(_SIGNATURE.fullmatch(collapsed(cell.text)) for cell in filled)
        if signed and _FOR_WHOM.match(first) and not self._is_named(cells):
            return TO_SIGN
        alone = len({id(cell) for cell in filled}) == 1 and not any(cell.lacks for cell in cells)
        legend = _is_legend(first) or (self._width > 1 and _explains(first))
        note = alone and (legend or len(first) > 120 or _is_about_page(first) or _is_said(first))
        heads = alone and not note and (filled[0].wide or self._is_group(cells, filled[0], first))
        if heads and self._heads_vendors(first):
            self._below.goes_on()
        below = self._below.why(filled, self._is_named(cells))
        if note:
            return "is a note to the table, no vendor"
        if heads and self._width > 1:
            self._section = first.rstrip(":")
            self._status = status_of_titles([first]) or self._standing_status
            return "is a heading inside the table, no vendor"
        return below

    def _is_named(self, cells: Sequence[Cell]) -> bool:
        """Whether the cell of the name holds a company, or one of places nothing but places."""
        where = (cell_at(cells, column).text for column in self._layout.columns(*PLACES))
        return is_company(cell_at(cells, self._cells.vendor).text) or any(
            map(only_places, filter(str.strip, where))
        )

    def _repeats(self, keys: Sequence[str]) -> bool:
        return len(set(keys) & set(self._headers)) * 2 >= len(set(keys))

    def _is_group(self, cells: Sequence[Cell], only: Cell, first: str) -> bool:
        """Whether the only filled cell of a row is a heading: by its words, a place, or bold and no known name."""
        at = next(column for column, cell in enumerate(cells) if cell is only)
        leading = next((column for column, header in enumerate(self._headers) if header), 0)
        if self._width < 2 or catalogue().find(first) or at not in (0, leading, self._cells.vendor):
            return False
        bold = only.strong is not None and collapsed(only.strong) == first and only.link is None
        return first.endswith(":") or bold or self._heads_vendors(first)

    def _heads_vendors(self, first: str) -> bool:
        """Whether the words of a heading are those of a group of vendors: by what they are for, or where."""
        what = len(self._layout.roles) > 1 and not is_company(first)
        what = what and (is_task(first) or bool(read_purposes([first])))
        return what or bool(_GROUP.search(key(first))) or only_places(first)

    def _repaired(self, cells: Sequence[Cell]) -> tuple[Sequence[Cell], str | None]:
        """A row with more cells than headers: a name whose comma was not quoted is put together again."""
        if not self._headers or len(cells) == len(self._headers):
            return cells, None
        if len(cells) < len(self._headers):
            return cells, f"has {plural(len(cells), 'cell')} under {plural(len(self._headers), 'header')}"
        extra = len(cells) - len(self._headers)
        if all(not cell.text.strip() for cell in cells[-extra:]):
            return cells[:-extra], None
        note = f"has {plural(len(cells), 'cell')} under {plural(len(self._headers), 'header')}"
        at = self._cells.vendor
        if at + 1 < len(cells) and is_form(cells[at + 1].text):
            joined = Cell(f"{cells[at].text},{cells[at + 1].text}", cells[at].link)
            rest = [*cells[:at], joined, *cells[at + 2 :]]
            return self._repaired(rest)[0], f"{note}; the name was put together again"
        return cells, note


def _all_headers(texts: Sequence[str]) -> bool:
    """Whether every filled cell of a row is a header, and one of them that of vendors."""
    roles = [role_of(text) for text in texts if text.strip()]
    return len(roles) > 2 and all(roles) and "vendor" in roles and not any(map(_names_known, texts))


def _names_known(text: str) -> bool:
    """Whether words are a company or a product of a known one: "Hetzner Cloud Provider"."""
    return is_company(text) or is_product(text)


def _is_legend(text: str) -> bool:
    """Whether a line tells when the table was made, or what the marks in it mean."""
    return bool(_LEGEND.match(text) or _LEGEND.match(key(text)))


def _explains(text: str) -> bool:
    """Whether a line is about the instruments that a table names: "SCC: standard contractual clauses"."""
    return bool(read_instruments([text])) and not is_company(text)


def _is_said(text: str) -> bool:
    """Whether a line is a sentence or two, as of how often the list is reviewed."""
    small = sum(word[:1].islower() for word in text.split())
    spoken = is_sentence(text, ()) or (small > 3 and small * 2 > len(text.split()) and not is_company(text))
    return bool(_TWO_SENTENCES.search(text)) or (text.endswith(".") and spoken)


def _is_about_page(text: str) -> bool:
    """Whether a line tells of the page: "Contact: dpo@acme.test", "Stand: 1.2.2025"."""
    before, colon, after = text.partition(":")
    return bool(colon) and (is_label(before) or "@" in after) and key_role(text) in (None, "ignore")
