"""What stands around a list in a letter or contract and lists nobody: its head, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from vendorgraph.exchange.reading.blocks import Cell, Heading, Paragraph
from vendorgraph.exchange.reading.companies import is_company
from vendorgraph.exchange.reading.dates import first_day
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.keys import is_keyed
from vendorgraph.exchange.reading.labels import is_recipients
from vendorgraph.exchange.reading.pieces import name_and_rest
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.textlines import BULLET, Line, label_of
from vendorgraph.exchange.reading.titles import ABOUT

_MOST = 8  # lines of the head of a letter between two blank ones
_OWNER = 3  # lines above a title
_EDITION = re.compile(
    r"(?:version|stand|fassung|edition|revision|as of|last updated|updated|mise a jour|derniere mise a jour|date|v \d)\b"
)
_ABOVE = 25  # filled lines among which the title of the list stands
#: What says whom to ask, before a colon.
_CONTACT = re.compile(
    r"(?:(?:your|our|data protection|privacy|postal|ihre?|unsere?|votre|notre|adresse) )*"
    r"(?:contact(?: (?:us|person|details|address))?|questions?|enquiries|inquiries|postal address|address for notices|"
    r"(?:kontakt|ansprechpartner(?:in)?|ruckfragen|fragen|postanschrift|zustandig)(?:daten)?(?: \w+){0,2}|"
    r"postale|pour toute question|contacter|interlocuteur|responsable du traitement|verantwortlicher?|verantwortliche stelle|"
    r"(?:data )?controller|impressum|imprint|editeur)(?: (?:is|ist|est))?"
)


def with_head(lines: Sequence[Line]) -> tuple[list[Heading | Paragraph], Sequence[Line]]:
    """The head of a letter above the title of its list as a paragraph for each group of lines, and the lines below it.

    A title between the owner's name and the day of the list is a heading.
    """
    filled = [at for at, (_, line) in enumerate(lines) if line.strip()]
    title = next((at for at in filled[:_ABOVE] if ABOUT.search(key(lines[at][1]))), None)
    if title is None:
        return [], lines
    found: list[Heading | Paragraph] = []
    at = 0
    for blank, run in groupby(lines[:title], key=lambda line: not line[1].strip()):
        group = list(run)
        if not blank and (at + len(group) == title or not _is_head(group)):
            break
        at += len(group)
        if not blank:
            found.append(
                Paragraph(group[0][0], Cell(collapsed(", ".join(line.strip(" ,") for _, line in group))))
            )
    titled = list(takewhile(lambda line: line[1].strip(), lines[at:]))
    if _is_titled(titled, title - at):
        found += [Paragraph(number, Cell(line.strip())) for number, line in titled[: title - at]]
        found.append(Heading(lines[title][0], 6, lines[title][1].strip()))
        found += [Paragraph(number, Cell(line.strip())) for number, line in titled[title - at + 1 :]]
        at += len(titled)
    return found, lines[at:] if found else lines


def _is_titled(group: Sequence[Line], title: int) -> bool:
    """Whether lines are a title with the owner above it or the day of the list below it, and nothing else."""
    above, below = group[:title], group[title + 1 :]
    plain = len(group) > 1 and len(above) < _OWNER and _is_head(group) and title < len(group)
    return (
        plain
        and all(first_day(line) or _EDITION.match(key(line)) for _, line in below)
        and not any(is_company(name_and_rest(line.strip())[0]) or is_keyed(line) for _, line in group)
    )


def _is_head(group: Sequence[Line]) -> bool:
    """Whether lines may be the head of a letter: no items, no labels, and at most one company among them."""
    texts = [line for _, line in group]
    listed = any(BULLET.match(line) or "\t" in line or is_keyed(line) for line in texts)
    companies = sum(is_company(name_and_rest(line.strip())[0]) for line in texts)
    return 1 < len(group) <= _MOST and not listed and companies < 2


def is_contact(group: Sequence[Line]) -> bool:
    """Whether lines say whom to ask: a label for that before the first, and no further ones below it."""
    label = label_of(group[0][1])
    asked = label is not None and bool(is_recipients(label[0]) or _CONTACT.fullmatch(key(label[0])))
    return asked and not any(label_of(line) and "@" not in line for _, line in group[1:])
