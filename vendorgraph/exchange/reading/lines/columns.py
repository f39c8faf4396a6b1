"""What the columns of a list are: roles by the words of their headers (English, French, German), or by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.contents import (
    filled_cells,
    is_of_pages,
    is_said,
    known,
    looks_named,
    names_companies,
    says_where,
    share,
    share_of_said,
    text_at,
)
from vendorgraph.exchange.reading.lines.headers import (
    EXACT,
    OF_NOTES,
    PLACES,
    ROLES,
    is_of_servers,
    is_plain,
    role_of,
    with_seats,
)
from vendorgraph.exchange.reading.lines.owner_columns import with_owner_apart
from vendorgraph.exchange.reading.names.companies import ASIDE, FORM, is_company, looks_like_a_name
from vendorgraph.exchange.reading.places.placewords import plain, scan
from vendorgraph.exchange.reading.places.resolve import names_place, only_places

_OTHER = re.compile(
    r"cookie|\bmuster$|pattern|your rights|droits?$|recht(e)?$|purpose of cookie|expires|expir|changelog|change log|"
    r"^autorites?$|^authorit(y|ies)$|^aufsichtsbehorden?$"
)
_YES = re.compile(r"x|yes|y|ja|oui|true|wahr|vrai|1|[✓✔✅☑•●■]\ufe0f?", re.I)
_ANSWER = re.compile(rf"{_YES.pattern}|no|n|nein|non|false|falsch|faux|0|n/a|[–—✗✘❌☐○-]\ufe0f?", re.I)
_OF_COMPANY = re.compile(
    r"\b(name|location|country|seat|address) of (the )?company$", re.I
)  # a header, no company
_FIRST_ROWS = 30  # among which a header stands
SORTS = ("category", "kategorie", "categorie")  # above names that are grouped
_HEADER = 70  # characters of a header that asks for vendors, at most
_NAME = 6  # words of a name, at most
_MOSTLY = 0.6  # of a column's cells
_NEARLY_ALL = 0.8
_LOOSE = (
    "purpose",
    "categories",
    "section",
    "ignore",
)  # roles of headers that stand above places too: "Processing"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column plays which role, under which header.

    `skipped` rows stand before the first row of data, the last `deep` of them being the header; of two, the
    second is `below` as it is written.
    """

    roles: Mapping[int, str]
    headers: tuple[str, ...] = ()
    skipped: int = 0
    guessed: bool = False
    deep: int = 1
    below: tuple[str, ...] = ()
    ticked: Mapping[int, str] = field(
        default_factory=dict
    )  # columns of yes and no with the place they ask about

    def columns(self, *roles: str) -> list[int]:
        """The columns that play one of the roles, from left to right."""
        return [column for column, role in sorted(self.roles.items()) if role in roles]

    @property
    def places(self) -> bool:
        """Whether a column says where data go."""
        return bool(self.columns(*PLACES))


def layout_of(rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None = None) -> Layout | None:
    """The layout of a table whose first rows are given; None when nothing shows where its vendors stand."""
    if mapping:
        return _mapped(rows, mapping)
    for at, row in enumerate(rows[:_FIRST_ROWS]):
        filled = filled_cells(row)
        next_ = rows[at + 1] if at + 1 < len(rows) else ()
        if (below := _under_titles(row, next_)) and "vendor" in roles_of(below).values():
            return _of_two_rows(below, rows, at)
        if ticked := _ticked(row, rows[at + 1 :]):
            roles = roles_of("" if column in ticked else cell for column, cell in enumerate(row))
            if "vendor" in roles.values():
                return Layout(roles | dict.fromkeys(ticked, "place"), tuple(row), at + 1, ticked=ticked)
        if _is_of_body(row, rows[at + 1 :]):
            continue
        if (regions := _regional(row, rows[at + 1 :])) and "vendor" in regions.values():
            return Layout(regions, tuple(row), at + 1)
        titled = len(filled) > 1 and len(set(filled)) == 1  # a title over all columns
        roles = {} if titled or _begins_with_company(filled) else roles_of(row)
        if roles and _is_like_those_above(row, roles, rows[:at]):
            continue
        alone = len(filled) == 1 == max(len(filled_cells(one)) for one in rows)
        if roles and (len(roles) > 1 or alone or _is_lone_header(rows[at + 1 :], next(iter(roles)))):
            if (below := _second_header(row, next_, roles)) and "vendor" in roles_of(below).values():
                return _of_two_rows(below, rows, at)
            roles = with_owner_apart(roles, row, rows[at + 1 :])
            return Layout(_with_places(roles, row, rows[at + 1 :]), tuple(row), at + 1)
        if at == 0 and is_of_something_else(row):
            return None
    return _by_content(rows) or _of_names(rows)


def _of_names(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of a table whose first column holds known vendors, under a header that tells little.

    Of names under "Service", "Product" or "Category" some need be known, if another header says what they are for.
    """
    header = rows[0] if rows else ()
    body = [row for row in rows[1:] if len(set(filled_cells(row))) > 1]
    if not header or len(rows) < 3 or is_company(header[0]):
        return None
    asks = role_of(header[0]) == "vendor" or key(header[0]).startswith("integration")
    if asks and known(rows[1:], 0) * 2 >= len(rows) - 1:
        return Layout({0: "vendor"}, tuple(header), 1)
    told = {at: role for at, cell in enumerate(header) if at and (role := role_of(cell)) and role != "vendor"}
    sorts = role_of(header[0]) in ("service", "section") or key(header[0]) in SORTS
    if not sorts or "purpose" not in told.values() or not looks_named(body, 0):
        return None
    if known(body, 0) < max(1, len(body) // 10):
        return None
    names = [text_at(row, 0) for row in body]
    short = sum(len(name.split()) <= _NAME and looks_like_a_name(name) for name in names)
    return Layout({**told, 0: "vendor"}, tuple(header), 1) if short >= len(body) * _NEARLY_ALL else None


def _of_two_rows(header: list[str], rows: Sequence[Sequence[str]], at: int) -> Layout:
    """The layout under a header made of two rows, the first of which is given by its place."""
    roles = _with_places(roles_of(header), header, rows[at + 2 :])
    return Layout(roles, tuple(header), at + 2, deep=2, below=tuple(rows[at + 1]))


def _begins_with_company(filled: Sequence[str]) -> bool:
    """Whether a row is one of a vendor, whatever else its cells sound like: "Acme, Inc. | Cloud service provider"."""
    return (
        bool(filled)
        and bool(FORM.search(filled[0]))
        and is_company(filled[0])
        and not _OF_COMPANY.search(filled[0])
    )


def _is_like_those_above(
    row: Sequence[str], roles: Mapping[int, str], above: Sequence[Sequence[str]]
) -> bool:
    """Whether a row is one of a body, of which some words sound like headers: "Acme | ERP provider. | Contact data"."""
    filled = filled_cells(row)
    if any(map(_names_vendors, filled)):
        return False
    alike = sum(len(set(filled_cells(one))) == len(filled) for one in above)
    ended = any(cell.rstrip().endswith(".") and len(cell.split()) > 1 for cell in filled)
    untold = len(filled) - len(roles)
    return bool(alike) and (untold > 1 or (alike > 1 and (untold > 0 or ended)))


def _names_vendors(cell: str) -> bool:
    """Whether a cell is a header of vendors and nothing else: "Vendor", "Dienstleister"."""
    short = len(cell.split()) < 3 and not cell.rstrip().endswith(".")
    return short and role_of(cell) == "vendor" and not is_company(cell)


def _is_of_body(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row says of whom or where what one below says of another: "Acme | Name, e-mail address | Ireland"."""
    named = [column for column, cell in enumerate(row) if role_of(cell) == "vendor"]
    counted = [text_at(one, 0) for one in (row, *below[:1])]
    return all(re.fullmatch(r"\d{1,3}[.)]?", one) for one in counted) or any(
        text_at(other, column) == row[column].strip() and other[:column] != row[:column]
        for other in below
        for column in named
    )


def _is_lone_header(below: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a cell alone in its row heads the companies below it, and is no title above the header of several."""
    return names_companies(below, column) and not any(len(roles_of(row)) > 1 for row in below[:_FIRST_ROWS])


def _ticked(header: Sequence[str], body: Sequence[Sequence[str]]) -> dict[int, str]:
    """Columns that ask yes or no about the place in their header: "US" over ticks, "Hosted in the EU?"."""
    found: dict[int, str] = {}
    answered = False
    for column, cell in enumerate(header):
        answers = [answer for row in body if (answer := text_at(row, column))]
        if only_places(cell) and not _is_outside(cell) and all(map(_ANSWER.fullmatch, answers)):
            found[column] = cell
            answered = answered or bool(answers)
    return found if answered else {}


def _regional(header: Sequence[str], body: Sequence[Sequence[str]]) -> dict[int, str]:
    """The roles of a header that names regions above places: "US region", "EU region"; {} for another."""
    named = [column for column, cell in enumerate(header) if cell.strip() and _is_a_place(cell)]
    if not named or any(share_of_said(body, column) < _MOSTLY for column in named):
        return {}
    roles = roles_of("" if column in named else cell for column, cell in enumerate(header))
    return {**roles, **dict.fromkeys(named, "place")} if len(roles) > 1 or len(named) > 1 else {}


def _is_outside(cell: str) -> bool:
    """Whether a header asks where data are not: "Hors UE"."""
    return any(item.name.sort == "outside" for item in scan(plain(cell))[0])


def is_yes(answer: str) -> bool:
    """Whether the cell of a column of yes and no is a yes."""
    return bool(_YES.fullmatch(answer.strip()))


def _with_places(
    roles: dict[int, str], header: Sequence[str], body: Sequence[Sequence[str]]
) -> dict[int, str]:
    """The roles, and that of a column whose header tells nothing and which holds little but places.

    One of several columns of places that holds none in any row is none: "Site" above "US1, EU1".
    """
    roles = {
        column: "website" if role in PLACES and is_of_pages(body, column) else role
        for column, role in roles.items()
    }
    servers = next(
        (column for column in range(len(header)) if _is_of_servers(roles, header, body, column)), None
    )
    if servers is not None:
        roles = with_seats({**roles, servers: "storage"}, header)
    placed = [column for column, role in roles.items() if role in PLACES]
    if len(placed) > 1 and any(share_of_said(body, column) >= _MOSTLY for column in placed):
        return {
            column: role for column, role in roles.items() if column not in placed or is_said(body, column)
        }
    if placed:
        return roles
    if len(body) < 2:
        return roles
    shares = {column: share(body, column) for column in range(max(map(len, body)))}
    found = {
        column
        for column, share in shares.items()
        if share >= (_MOSTLY if column not in roles else _NEARLY_ALL if roles[column] in _LOOSE else 2)
        or (_may_be_remarks(header, column, roles) and _say_where(body, column))
    }
    return {**roles, **dict.fromkeys(found, "place")}


def _may_be_remarks(header: Sequence[str], column: int, roles: Mapping[int, str]) -> bool:
    """Whether a column is of remarks, or one whose header tells nothing."""
    return column not in roles or bool(OF_NOTES.search(key(text_at(header, column))))


def _say_where(body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column of few words says where some vendors are: "Belgium" below "Remarks"."""
    said = [cell for row in body if (cell := text_at(row, column))]
    some = len(said) > 1 or any(map(only_places, said))
    return some and share_of_said(body, column) >= _NEARLY_ALL


def _under_titles(row: Sequence[str], next_: Sequence[str]) -> list[str] | None:
    """The header in the second row, when the first only groups its columns: "Vendor | | Processing"."""
    told = roles_of(next_)
    titles = set(filled_cells(row))
    if not 1 < len(titles) < len(filled_cells(next_)) or len(told) < 3:
        return None
    named = any(_begins_with_company([cell]) for cell in filled_cells(next_))
    if named or any(re.search(r":|\d", title) for title in titles):
        return None
    header: list[str] = []
    title = ""
    for column, cell in enumerate(next_):
        own, after = text_at(row, column), text_at(row, column + 1)
        title = own or title
        alone = own if after and after != own else ""  # a title above one column
        header.append(_joined(title, cell) if cell.strip() else alone)
    return header


def _joined(title: str, cell: str) -> str:
    """A header with the title above it, where that makes it one of places or says whose place it is."""
    both = f"{title} {cell}"
    asks = role_of(title) in PLACES or (role_of(cell) == "place" and is_plain(cell))
    return both if cell != title and asks and role_of(both) in ("seat", *PLACES) else cell


def _is_of_servers(
    roles: Mapping[int, str], header: Sequence[str], body: Sequence[Sequence[str]], column: int
) -> bool:
    """Whether a column is about servers and mostly says where: "Hosting" above "AWS, Frankfurt"."""
    cells = [cell for row in body if (cell := text_at(row, column))]
    free = roles.get(column, "categories") == "categories" and not set(roles.values()) & EXACT
    return free and is_of_servers(header[column]) and sum(map(names_place, cells)) * 2 > len(cells)


def _second_header(row: Sequence[str], next_: Sequence[str], roles: Mapping[int, str]) -> list[str] | None:
    """The headers of two rows as one, when the second tells apart what a wide cell of the first covers."""
    at = next(column for column, role in roles.items() if role == "vendor")
    if text_at(next_, at) not in ("", row[at].strip()):
        return None
    told = [column for column, cell in enumerate(next_) if cell.strip() and cell != text_at(row, column)]
    covered = [
        column
        for column in told
        if text_at(row, column) in {text_at(row, column - 1) if column else "", text_at(row, column + 1)}
    ]
    if not told or covered != told or any(only_places(next_[column]) for column in told):
        return None
    return [f"{cell} {text_at(next_, column)}" if column in told else cell for column, cell in enumerate(row)]


def is_of_something_else(headers: Iterable[str]) -> bool:
    """Whether a header is plainly of a table that lists something other than vendors, as cookies."""
    return any(_OTHER.search(key(header)) for header in headers)


def roles_of(headers: Iterable[str]) -> dict[int, str]:
    """The roles of a header row, {} when none of its cells names vendors."""
    cells = list(headers)
    counted = bool(cells) and key(cells[0]) == "no"  # "No." over the numbers of rows, and no Norway
    if is_of_something_else(cells) or any(map(_is_a_place, cells[counted:])):
        return {}
    roles: dict[int, str] = {}
    for at, cell in enumerate(cells):
        role = role_of(cell)
        if role == "vendor" and len(ASIDE.sub("", cell)) > _HEADER:
            return {}
        if role and not (role == "vendor" and "vendor" in roles.values()):
            roles[at] = role
        elif role:
            _second_name(roles, at, cells)
    roles = with_seats(roles, cells)
    if "vendor" not in roles.values():
        instead = next((role for role in ("service", "section") if role in roles.values()), None)
        others = set(roles.values()) & {*PLACES, "purpose", "seat", "website"}
        if instead is None or not others:
            return {}
        roles[next(at for at, role in roles.items() if role == instead)] = "vendor"
    return roles


#: What a header of names promises, the most telling first: a legal entity, a vendor, just a name, or that of a product.
_TELLING = (
    re.compile(r"\b(legal|entit|raison sociale|denomination|firmierung|rechtstrager|juristisch)"),
    re.compile(
        r"compan|societe|firma|unternehm|process|unterauftrag|auftragsverarb|auftragnehm|sous traitant|provider|vendor|"
        r"anbieter|dienstleister|prestataire|fournisseur|supplier"
    ),
    re.compile(
        r"^(?!.*\b(products?|produkts?|produits?|services?|tools?|outils?|software|logiciels?|solution|brand|marke|marque)\b)"
    ),
    re.compile(""),
)


def _is_a_place(cell: str) -> bool:
    """Whether a cell is a place rather than a header, as "Host region" and "NR." are, though there are such places."""
    return only_places(cell) and not _is_outside(cell) and role_of(cell) not in (*EXACT, "ignore")


def _second_name(roles: dict[int, str], at: int, cells: Sequence[str]) -> None:
    """Of two columns of names the one that says more of a company is the vendor's; the other is the service's."""
    first = next(column for column, role in roles.items() if role == "vendor")
    ranks = [
        next(rank for rank, told in enumerate(_TELLING) if told.search(key(cells[column])))
        for column in (first, at)
    ]
    if ranks[1] < ranks[0]:
        roles[first], roles[at] = "service", "vendor"
    elif re.search(r"\bsub", key(cells[at])) and ranks[0] == ranks[1]:
        roles[at] = "ignore"  # whom the vendor itself uses
    else:
        roles[at] = "service"


def _mapped(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> Layout:
    """The layout that a person gave: by header, or by #1, #2 … where there is none."""
    for role in mapping.values():
        if role not in ROLES:
            raise Invalid.at("map", f"{role!r} is no role of a column; accepted: {', '.join(ROLES)}")
    numbered = {int(name[1:]) - 1: role for name, role in mapping.items() if re.fullmatch(r"#\d+", name)}
    wanted = {key(name): role for name, role in mapping.items()}
    for at, row in enumerate(rows[:30]):
        roles = {column: wanted[key(cell)] for column, cell in enumerate(row) if key(cell) in wanted}
        if "vendor" in (*roles.values(), *numbered.values()) and roles:
            return Layout({**roles, **numbered}, tuple(row), at + 1)
    if "vendor" in numbered.values():
        header = next((at + 1 for at, row in enumerate(rows[:5]) if roles_of(row)), 0)
        return Layout(numbered, tuple(rows[header - 1]) if header else (), header)
    seen = " | ".join(cell for cell in (rows[0] if rows else ()) if cell)
    raise Invalid.at(
        "map", f"none of the headers stands in the file, or none is the vendor's; it begins with {seen!r}"
    )


def _by_content(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Roles from what the cells hold: a column of places shows a list; names stand in the first other column."""
    body = [row for row in rows if len(set(filled_cells(row))) > 1]  # others are titles over all columns
    width = max((len(row) for row in body), default=0)
    if len(body) < 2 or width < 2:
        return None
    shares = [share(body, column) for column in range(width)]
    best = max(range(width), key=lambda column: shares[column])
    if shares[best] < _MOSTLY:
        return None
    others = [
        column
        for column in range(width)
        if shares[column] < _MOSTLY and any(text_at(row, column) for row in body)
    ]
    if not others:
        return None
    names = max(others, key=lambda column: (known(body, column), looks_named(body, column), -column))
    roles = {column: "place" for column in range(width) if shares[column] >= _MOSTLY} | {names: "vendor"}
    labels = {
        column: text_at(body[-1], column)
        for column in others
        if len({text_at(row, column) for row in body}) == 1
    }
    for column in others:
        if column == names or (column in labels and role_of(labels[column])):
            continue  # "Purpose" before each purpose
        web = sum(bool(re.match(r"https?://|www\.", text_at(row, column))) for row in body) * 2 > len(body)
        numbers = all(re.fullmatch(r"[\d.,\s]*", text_at(row, column)) for row in body)
        roles[column] = "website" if web else "ignore" if numbers else "purpose"
    first = next((at for at, row in enumerate(rows) if row is body[0]), 0)
    header = not says_where(text_at(rows[first], best)) and not is_company(text_at(rows[first], names))
    if header and names and not known(body, names):
        return None  # headers that name no vendor, over words that name none
    asked = (
        role_of(text_at(rows[first], names)) if header and known(body, names) * 2 < len(body) - 1 else None
    )
    if asked in ("categories", "purpose", "mechanisms", "retention"):
        return None
    return Layout(roles, tuple(rows[first]) if header else (), first + header, guessed=True)
