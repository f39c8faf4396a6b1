"""Vendors whose name stands as a heading above headings of its own: "Company details", "Purpose", "Data centres"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Heading, Listing, Paragraph, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import KEYED, is_keyed, key_role
from vendorgraph.exchange.reading.lines.pieces import NUMBER, name_and_rest
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name, names_company
from vendorgraph.exchange.reading.places.resolve import is_place, names_place
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.vendor.sections import line_of
from vendorgraph.exchange.reading.vendor.uses import unread_sentences
from vendorgraph.exchange.vendors import catalogue, without_legal_form

#: What headings within a dossier may ask that makes what stands below them say something of its vendor.
_OF_PLACES = ("place", "storage", "processing", "access", "seat")
_TOLD = (*_OF_PLACES, "purpose", "service", "categories", "mechanisms")
#: What a line may say by its own key under any heading of a dossier.
_OWN = (*_OF_PLACES, "vendor", "address", "purpose", "website", "status")
#: Words of headings below which others than the vendor of a dossier stand.
_OTHERS = re.compile(
    r"\b(?:sub ?processors?|sub ?contractors?|processors|vendors|providers|third parties|recipients|"
    r"(?:unter)?auftragsverarbeiter|unterauftragnehmer|dienstleister|empfanger|sous traitants|prestataires|destinataires)\b"
)
_OTHERS_OF = re.compile(rf"{_OTHERS.pattern} (?:of|der|des|von|de|du|d)\b")


def with_dossiers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each vendor that has headings of its own as one card: its heading above one list."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = _end(blocks, at) if isinstance(block, Heading) and _is_vendor(block) else at
        lines = _lines(block.text, blocks[at + 1 : end]) if isinstance(block, Heading) else []
        found.append(block)
        at += 1
        if lines:
            found.append(Listing(lines[0].line, lines))
            at = end
    return found


def with_profiles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each table of keys below a vendor's name as lines below it: "Region | Ireland" as "Region: Ireland"."""
    recurring = _recurring(blocks)
    found: list[Block] = []
    for block in blocks:
        head = found[-1] if found else None
        lines = (
            _of_profile(block, recurring) if isinstance(block, Table) and isinstance(head, Heading) else []
        )
        named = isinstance(head, Heading) and head.level > 1 and looks_like_a_name(_name(head))
        found.append(Paragraph(block.line, Cell("\n".join(lines))) if lines and named else block)
    profiles = [at for at, block in enumerate(found) if block is not blocks[at]]
    vendors = sum(names_company(_name(found[at - 1])) for at in profiles)
    told = any(role_of(label) in ("purpose", "service", "categories", "mechanisms") for label in recurring)
    return found if told or vendors * 2 > len(profiles) else list(blocks)


def _recurring(blocks: Sequence[Block]) -> frozenset[str]:
    """The keys that most tables of keys below headings share, where some of them say where data are; none for others."""
    tables = [
        [tuple(collapsed(cell.text) for cell in cells) for _, cells in block.rows]
        for above, block in pairwise(blocks)
        if isinstance(block, Table) and isinstance(above, Heading) and above.level > 1
    ]
    tables = [rows for rows in tables if len(rows) > 1 and all(len(row) == 2 for row in rows)]
    times = Counter(key(row[0]) for rows in tables for row in rows if row[0])
    often = {label for label, count in times.items() if count > 1 and count * 2 > len(tables)}
    where = any(
        key(label) in often and (role_of(label) in _OF_PLACES or is_place(said))
        for rows in tables
        for label, said in rows
    )
    return frozenset(often) if where else frozenset()


def _name(block: Block) -> str:
    return NUMBER.sub("", block.text).split(" — ")[0] if isinstance(block, Heading) else ""


def _of_profile(table: Table, recurring: Collection[str]) -> list[str]:
    """The lines of a table of two columns whose first says by keys what the second tells of one vendor; [] for others."""
    rows = [[collapsed(cell.text) for cell in cells] for _, cells in table.rows]
    if len(rows) < 2 or any(len(row) != 2 for row in rows):
        return []
    roles = [role_of(row[0]) for row in rows]
    told = {*_OF_PLACES, "purpose", "service"} & set(roles)
    known = sum(role is not None for role in roles)
    shared = sum(key(row[0]) in recurring for row in rows) * 2 > len(rows)
    if not shared and (not told or known < 2 or any(map(_is_vendors, (row[0] for row in rows)))):
        return []
    return [
        f"{row[0]}: {row[1]}"
        for row, role in zip(rows, roles, strict=True)
        if row[1] and (role not in (None, "vendor") or (role is None and key(row[0]) in recurring))
    ]


def _is_vendors(name: str) -> bool:
    return is_company(name) and not catalogue().is_word(name)


def _is_vendor(heading: Heading) -> bool:
    """Whether a heading is a vendor's name; the title of a page, or of its list, names its owner."""
    return (
        heading.level > 1
        and is_company(NUMBER.sub("", heading.text))
        and not _OTHERS_OF.search(key(heading.text))
    )


def _end(blocks: Sequence[Block], at: int) -> int:
    """Where what stands below a heading ends: at the next one that is not deeper."""
    level = blocks[at].level  # type: ignore[union-attr]
    ends = (
        here
        for here in range(at + 1, len(blocks))
        if isinstance(other := blocks[here], Heading) and other.level <= level
    )
    return next(ends, len(blocks))


def _lines(vendor: str, blocks: Sequence[Block]) -> list[Entry]:
    """What the headings of a dossier say of its vendor; [] when they tell no place or purpose, or may hold others."""
    heads = [block for block in blocks if isinstance(block, Heading)]
    roles = [role_of(head.text) for head in heads]
    if not {*_OF_PLACES, "purpose", "service"} & set(roles) or any(map(_may_hold_others, heads)):
        return []
    if any(isinstance(block, Table) or _names_others(vendor, block) for block in blocks):
        return []
    lines: list[Entry] = []
    role, title = None, ""
    for block in blocks:
        if isinstance(block, Heading):
            role, title = role_of(block.text), collapsed(NUMBER.sub("", block.text)).rstrip(":")
        else:
            lines += (
                Entry(block.line, Cell(said)) for text in _texts(block) if (said := _said(role, title, text))
            )
    return lines


def _may_hold_others(heading: Heading) -> bool:
    return is_company(NUMBER.sub("", heading.text)) or bool(_OTHERS.search(key(heading.text)))


def _names_others(vendor: str, block: Block) -> bool:
    """Whether a block names known vendors, or lists companies, besides the one whose dossier it is part of."""
    own = without_legal_form(NUMBER.sub("", vendor))
    texts = _texts(block)
    names = [name for text in texts for _, found in unread_sentences(Cell(text)) for name in found]
    if isinstance(block, Listing):
        heads = (name_and_rest(text)[0] for text in texts if not is_keyed(text))
        names += [head for head in heads if is_company(head)]
    known = catalogue().find(own)
    return any(
        not f"{own} ".startswith(f"{without_legal_form(name)} ")
        and (known is None or catalogue().find(name) != known)
        for name in names
    )


def _texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [line for line in block.cell.text.split("\n") if line.strip()]
    return [line_of(entry) for entry in block.entries] if isinstance(block, Listing) else []


def _said(role: str | None, title: str, text: str) -> str:
    """A line with the key that its heading gives it; "" for one that says nothing of where or what for."""
    keyed = KEYED.match(text)
    if key_role(text) in _OWN:
        return text
    if role in _OF_PLACES and keyed and names_place(keyed[2]):
        return f"{title}: {keyed[2]}"  # "Primary: Helsinki" below "Data centres"
    return f"{title}: {text}" if role in _TOLD and not is_keyed(text) else ""
