"""Lists of Markdown as their authors meant them: names between two, and what is set in too little below a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.places.resolve import only_places

_BULLET = re.compile(r"[*+-] +\S")
_COUNTED = re.compile(r"(\d{2,3}[.)] +)\S")
_SET_IN = re.compile(r" {2,3}(?=[*+-] +\S)")
_PLAIN = re.compile(r"[^\W_]|\*\*")  # how a line begins that is neither set in nor marked


def set_in(text: str) -> str:
    """The text with bullets below "10. Acme" set in as far as that number asks for, where they are as below "9. Bolt"."""
    lines = text.split("\n")
    width = 0
    for at, line in enumerate(lines):
        if found := _COUNTED.match(line):
            width = len(found[1])
        elif width and (short := _SET_IN.match(line)) and len(short[0]) < width:
            lines[at] = f"{' ' * width}{line.lstrip()}"
        elif not line.startswith(" "):
            width = 0
    return "\n".join(lines)


def apart(text: str) -> tuple[str, list[int]]:
    """(the text with a blank line above such names, the number of each of its lines in the text as it was, from 0)."""
    lines = text.split("\n")
    found = {at for at in range(1, len(lines) - 1) if _is_between(lines, at)}
    names = [lines[at].strip(" *") for at in found]
    if not found or sum(map(is_company, names)) * 2 < len(names):
        return text, list(range(len(lines) + 1))
    made: list[str] = []
    numbers: list[int] = []
    for at, line in enumerate(lines):
        if at in found:
            made.append("")
            numbers.append(at)
        made.append(line)
        numbers.append(at)
    return "\n".join(made), [*numbers, len(lines)]


def _is_between(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a name that stands between two bullets of which neither is set in."""
    below = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    if not (_BULLET.match(lines[at - 1]) and _BULLET.match(below) and _PLAIN.match(lines[at])):
        return False
    name = lines[at].strip(" *")
    return looks_like_a_name(name) and name[:1].isupper() and not only_places(name)
