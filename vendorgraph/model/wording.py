"""Counts and codes as people write them, for every sentence and page."""

from __future__ import annotations


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 flow`, `2 flows`, `1,200 flows`; `many` where the plural does not end in a mere s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def spoken(code: str) -> str:
    """A code of a vocabulary as words: `joint controller` for `joint_controller`."""
    return code.replace("_", " ")
