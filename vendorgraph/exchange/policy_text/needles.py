"""Which expressions a text may hold at all: each needs some letters that are looked up before it is tried.

A policy is read by some hundred expressions a language, of which a sentence holds a handful. What an
expression needs is taken from its parsed form; one that needs nothing certain is always tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]  # what `re` itself compiles from
from typing import Any

_LETTERS = 3  # letters in a row by which a text and an expression meet
_ONCE_OR_MORE = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)


class Needles:
    """An index of expressions by letters that any text holding them must have."""

    def __init__(self, expressions: Iterable[str]) -> None:
        self._always: set[str] = set()
        self._by_letters: dict[str, set[str]] = {}
        for expression in expressions:
            needed = needles(expression)
            if needed is None:
                self._always.add(expression)
            for words in needed or ():
                self._by_letters.setdefault(words[:_LETTERS], set()).add(expression)
        self.possible = lru_cache(maxsize=64)(self._possible)

    def _possible(self, text: str) -> frozenset[str]:
        """The expressions that `text` may hold; no other one is found in it."""
        folded = text.casefold()
        held = {folded[at : at + _LETTERS] for at in range(len(folded) - _LETTERS + 1)}
        return frozenset(
            self._always.union(*map(self._by_letters.__getitem__, held & self._by_letters.keys()))
        )


def needles(expression: str) -> frozenset[str] | None:
    """Strings, case folded, one of which is in every text where `expression` is found; None when unknown."""
    return _needed(_parser.parse(expression))


def _needed(parsed: Any) -> frozenset[str] | None:
    """The rarest need of a sequence, which is met by each of its parts."""
    needs: list[frozenset[str]] = []
    run = ""
    for operation, argument in parsed:
        if operation is _constants.LITERAL:
            run += chr(argument).casefold()
            continue
        needs.append(frozenset({run}))
        run = ""
        if (need := _of_part(operation, argument)) is not None:
            needs.append(need)
    needs.append(frozenset({run}))
    return max((need for need in needs if min(map(len, need)) >= _LETTERS), key=_rarity, default=None)


def _of_part(operation: Any, argument: Any) -> frozenset[str] | None:
    if operation is _constants.SUBPATTERN:
        return _needed(argument[-1])
    if operation is _constants.ATOMIC_GROUP:
        return _needed(argument)
    if operation in _ONCE_OR_MORE and argument[0] > 0:
        return _needed(argument[2])
    if operation is _constants.ASSERT and argument[0] > 0:
        return _needed(argument[1])
    if operation is _constants.BRANCH:
        branches = [_needed(branch) for branch in argument[1]]
        return frozenset().union(*branches) if all(branch is not None for branch in branches) else None  # type: ignore[arg-type]
    return None


def _rarity(need: frozenset[str]) -> tuple[int, int]:
    return -len(need), min(map(len, need))
