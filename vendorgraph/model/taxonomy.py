"""The taxonomy of data categories as sets of terms held in whole numbers, one bit a term.

`Taxonomy.down(c)` is what a flow that states the category c carries: the term with all below it
(docs/explanation/what-reaches-whom.md, "What is passed on").
Sets are sets of terms, inner ones included: stating every child of `user` is not stating `user`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vendorgraph.errors import Invalid

Terms = int  # a set of terms, one bit each


class Taxonomy:
    """An immutable acyclic taxonomy: a term may have several parents."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.ids: tuple[str, ...] = tuple(sorted(documents))
        self._bit = {term: 1 << at for at, term in enumerate(self.ids)}
        self.all: Terms = (1 << len(self.ids)) - 1
        self.parents = {term: tuple(documents[term]["parents"]) for term in self.ids}
        self._down = self._descend()
        self._up = self._ascend()
        flagged = [t for t in self.ids if documents[t]["special_category"] or documents[t]["criminal"]]
        self.sensitive: Terms = self.union(flagged)
        self._named: dict[Terms, tuple[str, ...]] = {}

    def _descend(self) -> dict[str, Terms]:
        """T(c) for every term, children before parents; Invalid when the terms form a cycle."""
        down = dict(self._bit)
        for term in reversed(_parents_first(self.parents)):
            for parent in self.parents[term]:
                down[parent] |= down[term]
        return down

    def _ascend(self) -> dict[str, Terms]:
        """Every term's proper ancestors."""
        up = dict.fromkeys(self.ids, 0)
        for term in _parents_first(self.parents):
            for parent in self.parents[term]:
                up[term] |= up[parent] | self._bit[parent]
        return up

    def __contains__(self, term: object) -> bool:
        return term in self._bit

    def down(self, term: str) -> Terms:
        """T(c): the term with all its descendants. KeyError when unknown."""
        return self._down[term]

    def alone(self, term: str) -> Terms:
        """The term without its descendants. KeyError when unknown."""
        return self._bit[term]

    def union(self, terms: Iterable[str]) -> Terms:
        """The union of T(c) over `terms`."""
        mask = 0
        for term in terms:
            mask |= self._down[term]
        return mask

    def terms(self, mask: Terms) -> list[str]:
        """The ids in the set, sorted."""
        found = []
        while mask:
            low = mask & -mask
            found.append(self.ids[low.bit_length() - 1])
            mask ^= low
        return found

    def maximal(self, mask: Terms) -> list[str]:
        """How a set is reported: its terms without a proper ancestor in the set, sorted by id."""
        known = self._named.get(mask)
        if known is None:
            known = tuple(term for term in self.terms(mask) if not self._up[term] & mask)
            self._named[mask] = known
        return list(known)

    def beyond(self, mask: Terms, other: Taxonomy, held: Terms) -> list[str]:
        """How what a set has and `held`, a set of terms of `other`, has not is reported.

        Both sets hold with each term its descendants: `user.contact` is nothing new where `user` was held.
        """
        return [term for term in self.maximal(mask) if term not in other or not other.alone(term) & held]


def _parents_first(parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The terms in an order in which every parent stands before its children."""
    order: list[str] = []
    state: dict[str, int] = {}
    for start in parents:
        stack = [(start, False)]
        while stack:
            term, done = stack.pop()
            if done:
                state[term] = 2
                order.append(term)
            elif state.get(term) == 1:
                raise Invalid(
                    f"category {term} is its own ancestor", {"parents": [f"{term} is its own ancestor"]}
                )
            elif term not in state:
                state[term] = 1
                stack.append((term, True))
                stack.extend((parent, False) for parent in parents[term] if state.get(parent) != 2)
    return order
