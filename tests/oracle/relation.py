"""The two relations of one source, stated and possible, by repeated passes over all flows."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.reading import Passage, Reading, Terms

Holdings = dict[str, set[str]]
RELATIONS = ("stated", "possible")


def passes(reading: Reading, source: str, relation: str) -> list[Holdings]:
    """What every processing holds after 0, 1, 2 … flows; the last entry is the least fixed point.

    Pass n is made from pass n-1 alone, so a term is in entry n just when n flows or fewer bring it.
    """
    holdings: Holdings = {processing: set() for processing in reading.processings}
    holdings[source] = set(reading.taxonomy.all)
    history = [holdings]
    while True:
        following = {processing: set(terms) for processing, terms in holdings.items()}
        for passage in reading.passages:
            following[passage.recipient] |= holdings[passage.sender] & passage.lets_through(relation)
        if following == holdings:
            return history
        history.append(following)
        holdings = following


def fewest_flows(history: list[Holdings], processing: str, query: Terms) -> int | None:
    """The first pass after which the processing holds something in the query; None when never."""
    for flows, holdings in enumerate(history):
        if holdings[processing] & query:
            return flows
    return None


def simple_paths(reading: Reading, source: str, query: Terms) -> Iterator[tuple[list[Passage], Terms, Terms]]:
    """Every path from the source that visits no processing twice and carries a term of the query.

    Each comes with the terms that pass all of its flows, in the stated and in the possible relation.
    """

    def extend(
        path: list[Passage], visited: set[str], stated: Terms, possible: Terms
    ) -> Iterator[tuple[list[Passage], Terms, Terms]]:
        if path:
            yield path, stated, possible
        end = path[-1].recipient if path else source
        for passage in reading.passages:
            if passage.sender == end and passage.recipient not in visited and possible & passage.possible:
                yield from extend(
                    [*path, passage],
                    visited | {passage.recipient},
                    stated & passage.stated,
                    possible & passage.possible,
                )

    yield from extend([], {source}, query, query)
