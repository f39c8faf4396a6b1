"""Titles of a text that stand among its other lines: a browser copies no blank line around a heading between lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.titles import ABOUT

#: A line that is a numbered heading: "2. Data that we collect".
NUMBERED = re.compile(
    r"(?P<number>\d{1,2})(?:\.\d{1,2})*\.?\s+[A-ZÀ-Þ](?:(?! - )[^,:;()|–—]){3,70}[^\s,:;.()|–—-]"
)
_SAID = re.compile(r"\s[–—-]\s|:\s")  # before what a line says of a vendor
_COLUMNS = re.compile(r"\s{2,}")  # between the cells of a row
_LONG = 80  # characters of a title


def with_titles(lines: Sequence[Line]) -> list[Line]:
    """The lines, with blank ones around titles: those whose numbers go on, and those of vendors that end a group."""
    texts = [line.strip() for _, line in lines]
    found = _numbered(texts) | {at for at in range(1, len(texts)) if _ends_group(texts, at)}
    made: list[Line] = []
    for at, (number, line) in enumerate(lines):
        made += [(number, ""), (number, line), (number, "")] if at in found else [(number, line)]
    return made


def _numbered(texts: Sequence[str]) -> set[int]:
    """Which lines are titles whose numbers go on from one to the next, of which one stands above a blank line."""
    numbers = {
        at: int(found["number"])
        for at, text in enumerate(texts)
        if (found := NUMBERED.fullmatch(text))
        and not _COLUMNS.search(text)
        and not any(BULLET.match(one) for one in (*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2]))
        and not is_company(BULLET.sub("", text))
    }
    goes_on = {
        at for one, next_ in pairwise(numbers) if numbers[next_] == numbers[one] + 1 for at in (one, next_)
    }
    parted = any(not "".join(texts[at + 1 : at + 2]) for at in goes_on)
    return goes_on if parted else set()


def _ends_group(texts: Sequence[str], at: int) -> bool:
    """Whether a line is a title of vendors at the end of lines that are none, above a blank one."""
    text = texts[at]
    if not text or not texts[at - 1] or len(text) > _LONG or "".join(texts[at + 1 : at + 2]):
        return False
    plain = not text.endswith((".", ":", ";", ",", "?")) and text[:1].isupper() and not BULLET.match(text)
    return (
        plain
        and not _SAID.search(text)
        and bool(ABOUT.search(key(text)))
        and not is_company(text)
        and not is_company(texts[at - 1])
    )
