"""JSON and YAML lists of vendors, as sites keep them as data: each entry is a row, its keys are the headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.html.cells import cell_of
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.headers import PLACES, is_of_servers, role_of
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.row import Mapped, Row, collapsed
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.reading.tables.grids import Line, sheet_rows
from vendorgraph.exchange.text import Path, Unreadable, lines_of, parse

_SAYS = frozenset({*PLACES, "seat", "address", "purpose", "service", "categories", "mechanisms"})
_TITLES = ("title", "name", "label", "category", "group", "section", "type")
_LISTS = re.compile(
    r"process|vendor|supplier|provider|subcontract|soustrait|sous.?trait|prestataire|fournisseur|anbieter|auftrag|"
    r"subunternehm|dienstleister|third.?part",
    re.I,
)
_DEPTH = 8  # lists within lists
Record = tuple[Path, Mapping[str, Any]]


def read(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The entries of every list of vendors in the file, each with the line on which it begins."""
    try:
        value = parse(source.text)
    except Unreadable as error:
        raise Invalid(f"{source.name}:{error.line or 1}: {error.message}") from None
    groups = list(_groups(value, (), None, mapping))
    lines = lines_of(source.text, {path for _, records in groups for path, _ in records})
    for section, records in groups:
        yield from sheet_rows(_sheet(records, lines), mapping, section)


def holds_vendors(text: str) -> bool:
    """Whether a JSON or YAML text holds a list of vendors."""
    try:
        return next(_groups(parse(text), (), None, None), None) is not None
    except Unreadable:
        return False


def _groups(
    value: Any, path: Path, section: str | None, mapping: Mapped | None, depth: int = 0
) -> Iterator[tuple[str | None, Sequence[Record]]]:
    """(section, entries) of each list of vendors at or below a value."""
    if depth > _DEPTH:
        return
    records = _named(_records(value, path), path)
    if records and not _groups_others(records) and _of_vendors(records, path, mapping):
        yield section, records
        return
    inner = (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, one in inner:
        if isinstance(one, Mapping | list):
            titled = (
                next((one[key] for key in _TITLES if isinstance(one.get(key), str)), None)
                if isinstance(one, Mapping)
                else None
            )
            said = titled or (_words(name) if isinstance(name, str) else section)
            yield from _groups(one, (*path, name), said, mapping, depth + 1)


def _records(value: Any, path: Path) -> list[Record]:
    """The entries of a list of objects or names, or of an object that holds one object for each name."""
    if isinstance(value, list):
        told = path and _LISTS.search(str(path[-1]))
        return [
            ((*path, at), one if isinstance(one, Mapping) else {"name": one})
            for at, one in enumerate(value)
            if isinstance(one, Mapping) or (told and isinstance(one, str))
        ]
    if isinstance(value, Mapping) and value and all(map(_is_flat, value.values())):
        if any("name" in map(str.lower, map(str, one)) for one in value.values()):
            return [((*path, name), one) for name, one in value.items()]
        return [((*path, name), {"name": name, **one}) for name, one in value.items()]
    return []


def _is_flat(value: Any) -> bool:
    """Whether a value is an object that may be one vendor: it holds no list of objects itself, but of places."""
    if not isinstance(value, Mapping) or (value and all(isinstance(one, Mapping) for one in value.values())):
        return False
    return all(not _holds_objects(one) or _is_of_places(str(key)) for key, one in value.items())


def _is_of_places(key: str) -> bool:
    """Whether a key asks where; "data" holds anything."""
    words = _words(key).lower()
    return role_of(words) in (*PLACES, "seat") or (is_of_servers(words) and words != "data")


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def _groups_others(records: Sequence[Record]) -> bool:
    """Whether entries are groups: each holds a list of vendors under a key that says so."""
    return all(
        any(
            _holds_objects(one) and _LISTS.search(str(key)) and not _is_of_places(str(key))
            for key, one in record.items()
        )
        for _, record in records
    )


def _named(records: Sequence[Record], path: Path) -> Sequence[Record]:
    """Entries with their title as the name, where they have no other and are vendors by the way to them or by these titles."""
    headers = _headers(records)
    companies = sum(is_company(str(record.get("title"))) for _, record in records) * 2 > len(records)
    if "title" not in headers or any(role_of(header) == "vendor" for header in headers):
        return records
    if not companies and not _is_of_vendors(path):
        return records
    return [
        (path, {"name" if key == "title" else key: one for key, one in record.items()})
        for path, record in records
    ]


def _of_vendors(records: Sequence[Record], path: Path, mapping: Mapped | None) -> bool:
    headers = _headers(records)
    if mapping and {header.lower() for header in headers} & {name.lower() for name in mapping}:
        return True
    roles = set(roles_of(headers).values())
    return "vendor" in roles and bool(roles & _SAYS or _is_of_vendors(path))


def _is_of_vendors(path: Path) -> bool:
    """Whether a key on the way to a list says that it is one of vendors."""
    return any(_LISTS.search(str(step)) for step in path)


def _headers(records: Sequence[Record]) -> list[str]:
    return [_words(key) for key in dict.fromkeys(str(key) for _, record in records for key in record)]


def _sheet(records: Sequence[Record], lines: Mapping[Path, int]) -> Iterator[Line]:
    keys = list(dict.fromkeys(str(key) for _, record in records for key in record))
    yield 0, [Cell(_words(key), header=True) for key in keys]
    for at, (path, record) in enumerate(records, 1):
        yield lines.get(path, at), [_cell(record.get(key)) for key in keys]


def _words(key: str) -> str:
    """A key as a header: `dataCenter_location` is "data Center location"."""
    return collapsed(re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_-]", " ", key))


def _cell(value: Any) -> Cell:
    said = "\n".join(_texts(value))
    if re.search(r"</?[a-z][^<>]*>", said, re.I):
        return cell_of(html.fragment_fromstring(said, create_parent="div"))
    return Cell(said)


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts in a value in order; of an object its name alone, else its places, when it has any."""
    if isinstance(value, Mapping):
        named = next(
            (value[key] for key in ("name", "label", "title") if isinstance(value.get(key), str)), None
        )
        placed = [one for key, one in value.items() if _is_of_places(str(key))]
        value = [named] if named else placed or list(value.values())
    if isinstance(value, list):
        for one in value if depth < _DEPTH else ():
            yield from _texts(one, depth + 1)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif value is not None and str(value).strip():
        yield str(value).strip()
