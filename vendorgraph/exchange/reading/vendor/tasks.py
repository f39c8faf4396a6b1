"""Bullets that name a task and then say in a sentence who does it: "Newsletter: We send it with Acme GmbH, in Ireland."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Cell, Entry
from vendorgraph.exchange.reading.lines.keys import is_telling, key_role
from vendorgraph.exchange.reading.lines.pieces import STOP, name_and_rest
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.places.resolve import names_place
from vendorgraph.exchange.reading.vendor.prose import names_in

_TASK = re.compile(r"(?P<what>[^:.;()\d\n]{3,60}?)\s?:\s+(?P<said>[^\n]+)", re.S)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_FEWEST = 4  # words of a sentence
_JOINED = ("&", "+", "and", "und", "et", "of", "de", "du", "der")  # small words in names


def by_task(entries: Sequence[Entry]) -> list[Entry]:
    """The bullets as one for each company that they name, with its task and the rest nested in it; [] if few are such."""
    told = [list(_of_task(entry)) for entry in entries]
    if len(entries) < 2 or sum(map(bool, told)) * 2 <= len(entries):
        return []
    return [one for entry, found in zip(entries, told, strict=True) for one in found or [entry]]


def _of_task(entry: Entry) -> Iterator[Entry]:
    """A bullet for each company in the sentence behind a task; none where a company or another label begins it."""
    found = _TASK.fullmatch(entry.cell.text.strip())
    if found is None or entry.inner or is_company(found["what"]) or is_telling(entry.cell.text):
        return
    said = found["said"]
    first = name_and_rest(said)[0]
    begins = is_company(first) and all(word[:1].isupper() or word in _JOINED for word in first.split())
    if len(said.split()) < _FEWEST or begins or key_role(said):
        return
    for name in names_in(said):
        bracket = _BRACKET.match(said, said.find(name) + len(name))
        whole = f"{name} ({bracket[1]})" if bracket else name
        rest = said.replace(f"{name}{bracket[0]}" if bracket else name, "…", 1)
        inner = [
            found["what"],
            *(sentence.strip(" ,.") for sentence in STOP.split(rest) if names_place(sentence)),
        ]
        cell = replace(entry.cell, text=whole, strong=None, written=entry.cell.text)
        yield Entry(entry.line, cell, [Entry(entry.line, Cell(text, written="")) for text in inner])
