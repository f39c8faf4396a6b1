"""Text in cells that a spreadsheet must not run, and that a program reads back unchanged.

A text that begins like a formula (= + - @, their full-width forms, tab, carriage return, line feed),
or with apostrophes before one of these, gets one apostrophe in front. Taking one apostrophe away from
every text that has apostrophes before such a character gives back exactly what was written.
"""

from __future__ import annotations

import re
from typing import Any

_FORMULA = "=+\\-@\t\r\n＝＋－＠"
_RUNS = re.compile(f"'*[{_FORMULA}]")
_PROTECTED = re.compile(f"'+[{_FORMULA}]")
#: What XML 1.0, and so XLSX, cannot hold.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST = 32_767  # characters of one cell of a spreadsheet
_CUT = " … (cut)"


def protect(text: str) -> str:
    """`text` as it may stand in a cell."""
    return f"'{text}" if _RUNS.match(text) else text


def unprotect(text: str) -> str:
    """The text that `protect` was given."""
    return text[1:] if _PROTECTED.match(text) else text


def printable(text: str) -> str:
    """`text` without characters that XML cannot hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def cell(value: Any) -> Any:
    """A value for a CSV cell: lists joined, texts protected, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    return protect(value) if isinstance(value, str) else value


def sheet_cell(value: Any) -> Any:
    """The same for a spreadsheet's cell, which holds at most LONGEST characters."""
    made = cell(value)
    if not isinstance(made, str):
        return made
    made = printable(made)
    return made if len(made) <= LONGEST else made[: LONGEST - len(_CUT)] + _CUT
