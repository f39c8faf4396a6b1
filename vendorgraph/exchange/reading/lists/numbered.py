"""Vendors that a page numbers in a way of its own: "2 · Acme", "[2] Acme", "B) Acme", "Vendor 2: Acme" as "2. Acme"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from vendorgraph.exchange.reading.blocks import Block, Cell, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.lists.counted import counted
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.vendors import catalogue

_WHO = (
    r"(?:sub-?processors?|processors?|vendors?|providers?|suppliers?|recipients?|unter-?auftrag\w+|auftragsverarbeiter|subunternehmer|"
    r"dienstleister|anbieter|empfänger|sous-traitants?(?: ultérieurs?)?|prestataires?|fournisseurs?|destinataires?)"
)
_NUMBER = re.compile(
    rf"\s*(?P<form>(?:{_WHO}\s+)?[(\[#§]?\s*(?:(?:no|nr)\b\.?|n[°º]|#)?\s*(?P<outer>(?:\d{{1,2}}\.)*))"
    r"(?P<count>\d{1,3}|[ivx]{1,5}|[a-z])(?P<end>\s?[.):|\]·/º°–—-]{1,2}|)\s+(?=\S)",
    re.I,
)
_USUAL = re.compile(r"\s*(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s")  # as every reader of items knows them
_LETTERED = re.compile(r"\s*\(?[a-z]{1,5}\)\s")  # as readers of texts know them besides
_LAID_OUT = re.compile(r"\t|\S {2,}\S|\|.*\|")  # a line of columns
_NAME_ENDS = re.compile(r"\s[–—|-]\s|[:,;(\n]")
_LEAST_BARE = 3  # items that count without a mark: "1 Acme"


def renumber(blocks: Iterable[Block]) -> None:
    """Writes "1. " before the names that headings count in another way, nothing before those of paragraphs, bullets and rows."""
    groups: dict[Hashable, list[Sequence[Heading | Cell]]] = defaultdict(list)
    for place, same in _holders(blocks):
        groups[place].append(same)
    for place, items in groups.items():
        of_table = isinstance(place, tuple)
        for at, number in _counting([same[0].text for same in items], rows=of_table).items():
            for holder in items[at]:
                _write(holder, number if isinstance(place, int) else "")


def with_numbers(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines of a text, those that count vendors in another way with "1. " before the name."""
    numbers: dict[int, str] = {}
    indents: dict[int, list[int]] = defaultdict(list)
    for at, (_, line) in enumerate(lines):
        if line.strip() and not (_LAID_OUT.search(line.strip()) or _LETTERED.match(line)):
            indents[_indent(line)].append(at)
    for places in indents.values():
        counting = _counting([lines[at][1] for at in places])
        numbers |= {places[at]: number for at, number in counting.items()}
    return [
        (nth, " " * _indent(line) + _NUMBER.sub(numbers[at], line, 1) if at in numbers else line)
        for at, (nth, line) in enumerate(lines)
    ]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _holders(blocks: Iterable[Block]) -> Iterator[tuple[Hashable, Sequence[Heading | Cell]]]:
    """What may begin with a number, each with the place in which such count; cells that one spans say the same."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.level, [block]
        elif isinstance(block, Paragraph):
            yield Paragraph, [block.cell]
        elif isinstance(block, Listing):
            yield from (("item", [entry.cell]) for entry in block.entries)
        else:
            for at, (_, row) in enumerate(block.rows):
                alone = not at and all(cell.text == row[0].text for cell in row)
                yield from [(("title",), row) if alone else (("row", id(block)), row[:1])] if row else []


def _counting(texts: Sequence[str], *, rows: bool = False) -> dict[int, str]:
    """Which of the texts count vendors in another way than usual, in `rows` in any way, with the number to write."""
    forms: dict[tuple[str, bool, str], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for at, text in enumerate(texts):
        number = None if _USUAL.match(text) and not rows else _NUMBER.match(text)
        if number and (number["form"].strip() or number["end"] or number["count"].isdigit()):
            form = re.sub(r"\s", "", number["form"].lower()), number["count"].isdigit(), number["end"].strip()
            forms[form].append((at, number))
    return {
        at: f"{number['outer']}{nth} " if number["outer"] else f"{nth}. "
        for (form, _, end), found in forms.items()
        for at, nth, number in _run(found, texts, _LEAST_BARE if not (form or end) else 2)
    }


def _run(
    found: Sequence[tuple[int, re.Match[str]]], texts: Sequence[str], least: int
) -> Iterator[tuple[int, int, re.Match[str]]]:
    """(which text, its count, its number) of those that count on from one, if a company is among them.

    Letters and bare digits may be part of names ("A. Weber KG"): they count where all do, and half are of companies.
    """
    numbers = dict(found)
    going = list(counted([(at, number["count"].lower()) for at, number in found]))
    names = [_NAME_ENDS.split(texts[at][numbers[at].end() :])[0] for at, _ in going]
    own = any(catalogue().find(_NAME_ENDS.split(texts[at])[0]) for at, _ in going)  # "B. Braun", "1 Password"
    weak = all(not (number["count"].isdigit() and number["end"]) for number in numbers.values())
    whole = len(going) == len(found) and sum(map(is_company, names)) * 2 >= len(names)
    if len(going) >= least and any(map(is_company, names)) and not own and (whole or not weak):
        yield from ((at, nth, numbers[at]) for at, nth in going)


def _write(holder: Heading | Cell, number: str) -> None:
    before = _NUMBER.match(holder.text)
    said = before[0] if before else ""
    holder.text = number + holder.text[len(said) :]
    if isinstance(holder, Cell):
        apart = [text.removeprefix(said.strip()).strip() for text in (holder.strong or "", *holder.bold)]
        holder.strong, holder.bold = apart[0] or None, apart[1:]
