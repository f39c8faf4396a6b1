"""Columns that say in each row whose list it is, beside the one that names the vendors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vendorgraph.exchange.reading.lines.headers import role_of

_FEWEST = 3  # rows by which a name that recurs in all of them is the owner's


def with_owner_apart(
    roles: Mapping[int, str], header: Sequence[str], body: Sequence[Sequence[str]]
) -> dict[int, str]:
    """The roles, the other column of names that of the vendors where the first holds one name in all rows: its owner's."""
    names = [at for at, cell in enumerate(header) if role_of(cell) == "vendor"]
    first = next((at for at, role in roles.items() if role == "vendor"), None)
    other = next((at for at in names if at != first), None)
    if first is None or other is None or len(body) < _FEWEST:
        return dict(roles)
    held = [{row[at].strip() for row in body if at < len(row)} for at in (first, other)]
    if len(held[0]) > 1 or held[0] == {""} or len(held[1]) < len(body) - 1:
        return dict(roles)
    return {**roles, first: "ignore", other: "vendor"}
