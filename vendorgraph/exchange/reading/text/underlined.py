"""Titles of a text that stand above a rule as long as they are: each with its rank among those of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.blocks import Heading
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line

_RULE = re.compile(r"([=~^*#\"'+_–—─═-])\1{2,}")
_COLUMNS = re.compile(r"\S(?:\s{3,}|\t)\S|[|│]")  # between the cells of a header above the rule of a table
_LONG = 100  # characters of a title
_OFF = 3  # characters by which its rule is longer or shorter


def with_underlined(lines: Sequence[Line]) -> list[Heading | Sequence[Line]]:
    """The lines, with titles above rules of their own length as headings, the outermost of those that recur first."""
    found = [at for at in range(len(lines) - 1) if _is_title(lines, at)]
    ranks: dict[str, int] = {}
    for at in found:
        ranks.setdefault(_mark(lines, at), len(ranks) + 2)
    parts: list[Heading | Sequence[Line]] = []
    begun = 0
    for at in found:
        over = bool(at) and _RULE.fullmatch(lines[at - 1][1].strip()) is not None
        parts += [
            lines[begun : at - over],
            Heading(lines[at][0], ranks[_mark(lines, at)], lines[at][1].strip()),
        ]
        begun = at + 2
    parts.append(lines[begun:])
    return [part for part in parts if isinstance(part, Heading) or any(line.strip() for _, line in part)]


def _mark(lines: Sequence[Line], at: int) -> str:
    """By what the titles of one rank are known: what their rules are made of."""
    return lines[at + 1][1].strip()[:1]


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands by itself, or between rules, above a rule of its own length."""
    text, rule = lines[at][1].strip(), lines[at + 1][1].strip()
    above = lines[at - 1][1].strip() if at else ""
    if not text or len(text) > _LONG or not _RULE.fullmatch(rule):
        return False
    if above != rule and abs(len(rule) - len(text)) > _OFF:
        return False
    apart = not above or _RULE.fullmatch(above) is not None
    named = re.search(r"\w", text) is not None and not _COLUMNS.search(text)
    return apart and named and not (BULLET.match(text) and text.endswith((".", ";", ",")))
