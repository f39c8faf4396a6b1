"""Groups of undertakings: who heads the group of a party (binding corporate rules, R6)."""

from __future__ import annotations

from collections.abc import Mapping

from vendorgraph.law.hop import Document

NO_GROUP = "none"


def heads(parties: Mapping[str, Document]) -> dict[str, str]:
    """Party id -> id of the head of its group; absent when no group is recorded for it.

    The head is the party at the end of the chain of `member_of`, and is in its own group. A party
    established to belong to no group stands for itself. A cycle, or a link to a party that is not
    there, records no group.
    """
    parents = {
        party: parent for party, document in parties.items() if (parent := document["member_of"]) is not None
    }
    leading = set(parents.values())
    found: dict[str, str] = {}
    for party in parties:
        seen = {party}
        head = party
        while (parent := parents.get(head)) is not None and parent != NO_GROUP and parent not in seen:
            seen.add(parent)
            head = parent
        recorded = party in parents or party in leading
        if recorded and head in parties and parents.get(head, NO_GROUP) == NO_GROUP:
            found[party] = head
    return found
