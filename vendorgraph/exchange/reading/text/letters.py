"""What stands around a list in a letter or contract and lists nobody: its head, and whom to ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile

from vendorgraph.exchange.reading.blocks import Cell, Heading, Paragraph
from vendorgraph.exchange.reading.dates import first_day
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.keys import is_keyed
from vendorgraph.exchange.reading.lines.pieces import name_and_rest
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line, label_of
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.labels import asks_whom, is_recipients
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.row import collapsed

_MOST = 8  # lines of the head of a letter between two blank ones
_OWNER = 3  # lines above a title
_EDITION = re.compile(
    r"(?:version|stand|fassung|edition|revision|as of|last updated|updated|mise a jour|derniere mise a jour|date|v \d)\b"
)
_ABOVE = 25  # filled lines among which the title of the list stands
#: What ends a letter, or stands above who signs a contract.
_CLOSING = re.compile(
    r"(?:(?:with )?(?:(?:kind|best|warm|many|sincere|our)(?:est)? )*(?:regards|wishes|thanks)|"
    r"(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|thank you|"
    r"(?:signed|executed)(?: (?:for|by|on behalf)\b.{0,60})?|for and on behalf of.{0,60}|"
    r"(?:mit )?(?:(?:freundliche[nm]?|besten?|vielen?|herzlichen?|lieben?|schönen?) )+(?:gr(?:ü|ue)(?:ß|ss)en?|dank)"
    r"(?: aus \w+)?|hochachtungsvoll|vielen dank|gez\.?(?: .{0,40})?|unterschrift(?:en)?|unterzeichnet.{0,40}|"
    r"(?:bien )?cordialement|(?:bien )?(?:sincèrement|amicalement)(?: vôtre)?|bien à vous|"
    r"(?:meilleures |sincères )?salutations(?: distinguées)?|"
    r"(?:avec )?(?:nos|mes) (?:meilleure?s|sincères|cordiales) (?:salutations|sentiments)|merci|"
    r"fait à .{2,40}|pour (?:le|la) (?:société|prestataire|client).{0,40}|lu et approuvé)[\s,.!:]*",
    re.I,
)
_SIGNED = 3  # groups of lines of a signature


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
                Paragraph(group[0][0], Cell(collapsed(" | ".join(line.strip(" ,") for _, line in group))))
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


def with_asides(lines: Sequence[Line]) -> list[Paragraph | Sequence[Line]]:
    """The lines, with what ends a letter, who signs it and whom to ask as a paragraph for each group of lines."""
    times = Counter(key(label[0]) for _, line in lines if (label := label_of(line)))
    parts: list[Paragraph | Sequence[Line]] = []
    begun = at = 0
    while at < len(lines):
        groups: list[list[Line]] = []
        end = at + 1
        if _CLOSING.fullmatch(lines[at][1].strip()):
            groups, end = _signed(lines, at)
        elif not at or not lines[at - 1][1].strip():
            group = list(takewhile(lambda line: line[1].strip(), lines[at:]))
            groups, end = ([group], at + len(group)) if group and _is_contact(group, times) else ([], end)
        if groups:
            parts += [lines[begun:at], *(Paragraph(group[0][0], Cell(_in_one(group))) for group in groups)]
            begun = end
        at = end
    return [*parts, lines[begun:]]


def _signed(lines: Sequence[Line], at: int) -> tuple[list[list[Line]], int]:
    """(the groups of lines from the words that end a letter on to the end of its signature, where that is)."""
    found: list[list[Line]] = []
    for blank, run in groupby(lines[at:], key=lambda line: not line[1].strip()):
        group = list(run)
        about = any(ABOUT.search(key(line)) for _, line in group)
        if (
            not blank
            and found
            and (about or len(found) > _SIGNED or (len(group) > 1 and not _is_head(group)))
        ):
            break
        at += len(group)
        found += [] if blank else [group]
    return found, at


def _in_one(group: Sequence[Line]) -> str:
    return collapsed(" | ".join(line.strip(" ,") for _, line in group))


def _is_contact(group: Sequence[Line], times: Mapping[str, int]) -> bool:
    """Whether lines say whom to ask: a label for that, which the text has once, before the first, and no further ones."""
    label = label_of(group[0][1])
    if (
        label is None
        or times[key(label[0])] > 1
        or any(label_of(line) and "@" not in line for _, line in group[1:])
    ):
        return False
    return is_recipients(label[0]) or asks_whom(label[0])
