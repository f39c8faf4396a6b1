"""How much a party weighs in a vendor-risk review: a sum of named contributions, each with its proof.

A contribution is a `value` between 0 (nothing against the party) and 1, times its weight. What is
not known counts against the party. The weights stand in one table; a deployment may override any.
Source: GDPR Art. 24(1), 28(1), 32(2); EDPB Opinion 22/2024 (verification according to risk).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.risk_facts import Contribution, contributions
from vendorgraph.analysis.rules.facts import Facts
from vendorgraph.analysis.selection import unknown
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid

#: Points that a contribution adds at most. Together 100.
WEIGHTS: Mapping[str, float] = {
    "sensitivity": 20,
    "categories": 5,
    "sources": 5,
    "depth": 5,
    "places": 20,
    "concentration": 10,
    "findings": 15,
    "review": 10,
    "assurance": 10,
}


def risk_answer(
    snapshot: Snapshot, question: Question, party: str, weights: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """The answer of `/parties/{id}/risk`: the score with every contribution and its proof.

    `score` is the sum of the `points`, `of` the most it could be. `would_lower_most` ranks the
    contributions by the points that a change within reach would save, the others staying as they
    are. A party stands for its group unless the question says otherwise. `weights` replaces entries
    of `WEIGHTS`. Raises Invalid for an unknown party or weight.
    """
    table = _table(weights or {})
    id_ = snapshot.former_ids.get(party, party)
    if id_ not in snapshot.records["party"]:
        raise unknown("party", party, "party", list(snapshot.records["party"]))
    members = snapshot.group(id_) if question.group else [id_]
    view = View.of(snapshot, question)
    found = contributions(Facts(view), id_, members)
    rows = [_row(one, table[one.name]) for one in found]
    document = snapshot.document("party", id_)
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "group": question.group,
        "party": {key: document[key] for key in ("id", "name", "established_in")},
        "parties": members,
        "score": round(sum(row["points"] for row in rows), 2),
        "of": sum(table.values()),
        "contributions": rows,
        "would_lower_most": _would_lower(found, table),
        "weights": dict(table),
    }


def _table(given: Mapping[str, float]) -> dict[str, float]:
    for name, weight in given.items():
        if name not in WEIGHTS:
            sentence = f"{name!r} is no contribution; one of {', '.join(WEIGHTS)}"
            raise Invalid(f"weights: {sentence}", {"weights": [sentence]})
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1_000:
            sentence = f"{name}: {weight!r} is not accepted; a number from 0 to 1,000"
            raise Invalid(f"weights: {sentence}", {"weights": [sentence]})
    return {**WEIGHTS, **given}


def _row(found: Contribution, weight: float) -> dict[str, Any]:
    return {
        "name": found.name,
        "title": found.title,
        "value": round(found.value, 4),
        "weight": weight,
        "points": round(round(found.value, 4) * weight, 2),
        "of": found.of,
        "says": found.says,
        "proof": list(found.proof),
    }


def _would_lower(found: list[Contribution], table: Mapping[str, float]) -> list[dict[str, Any]]:
    """Changes within reach, those that save most first."""
    rows: list[dict[str, Any]] = [
        {
            "name": one.name,
            "saves": round((round(one.value, 4) - one.reachable) * table[one.name], 2),
            "change": one.change,
        }
        for one in found
        if one.change
    ]
    return sorted((row for row in rows if row["saves"] > 0), key=lambda row: (-row["saves"], row["name"]))
