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
from vendorgraph.analysis.selection import party_id
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid

#: Points that a contribution adds at most (together 100), and what its value between 0 and 1 is.
_TABLE: Mapping[str, tuple[float, str]] = {
    "sensitivity": (
        20,
        "1 when special-category or criminal data are stated to reach it, 0.8 when they may, 0.4 for others",
    ),
    "categories": (5, "share of the taxonomy's categories that may reach it"),
    "sources": (5, "share of the question's sources whose data may reach it"),
    "depth": (
        5,
        "flows from the nearest source beyond the first, full at three, of its processing that lies deepest",
    ),
    "places": (
        20,
        "mean over the hops to it and on from it: not covered 1, cannot be judged 0.7, covered 0.2, no transfer 0",
    ),
    "concentration": (
        10,
        "half the larger of the shares of controllers and of sensitive flows depending on it, half a single point",
    ),
    "findings": (15, "open findings that name it: points / (points + 10); high counts 2, medium 1, low 0.25"),
    "review": (
        10,
        "1 when never reviewed, overdue or rejected, 0.5 without an outcome, 0.4 with conditions, 0 when approved",
    ),
    "assurance": (
        10,
        "share missing of the assurances that the hops to it call for: a contract, and a checked instrument",
    ),
}
WEIGHTS: Mapping[str, float] = {name: weight for name, (weight, _) in _TABLE.items()}
MEANINGS: Mapping[str, str] = {name: meaning for name, (_, meaning) in _TABLE.items()}


def risk_answer(
    snapshot: Snapshot, question: Question, party: str, weights: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """The answer of `/parties/{id}/risk`: the score with every contribution and its proof.

    `score` is the sum of the `points`, `of` the most it could be. `would_lower_most` ranks the
    contributions by the points that a change within reach would save, the others staying as they
    are. A party stands for its group unless the question says otherwise. `weights` replaces entries
    of `WEIGHTS`. Raises Invalid for an unknown party or weight.
    """
    table = weight_table(weights or {})
    id_ = party_id(snapshot, party)
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


def weight_table(given: Mapping[str, float]) -> dict[str, float]:
    """`WEIGHTS` with those given in their place. Raises Invalid for an unknown name or a weight out of range."""
    for name, weight in given.items():
        if name not in WEIGHTS:
            raise Invalid.at("weights", f"{name!r} is no contribution; one of {', '.join(WEIGHTS)}")
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1_000:
            raise Invalid.at("weights", f"{name}: {weight!r} is not accepted; a number from 0 to 1,000")
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
