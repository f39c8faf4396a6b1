"""Vendor reviews that are overdue, on the day that an open review or the last one's interval gives."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.reviews import reviews_by_party, standing
from vendorgraph.analysis.rules.facts import Facts, told
from vendorgraph.analysis.rules.rule import Piece, Rule
from vendorgraph.model.wording import plural


def _overdue(facts: Facts) -> Iterator[Piece]:
    for party, reviews in sorted(reviews_by_party(facts.snapshot).items()):
        found = standing(reviews, facts.on)
        if found.due is None or found.review is None or found.state != "overdue":
            continue
        when, late = found.due.isoformat(), (facts.on - found.due).days
        review = facts.snapshot.document("review", found.review)
        yield Piece(
            about=(party, review["id"], when),
            message=f"The review of {facts.party(party)['name']} was due on {when}, {plural(late, 'day')} ago.",
            parties=(party,),
            evidence=tuple(told("review", review, "/due", "/interval")),
            counted=(party,),
            detail={"review": review["id"], "due": when},
        )


RULES = (
    Rule(
        id="review-overdue",
        title="Vendor review overdue",
        severity="medium",
        why="Guarantees of a processor must be verified while it is used, not once.",
        reference="GDPR Art. 28(1), 24(1); EDPB Opinion 22/2024",
        fix="Do the review and record its day and outcome, or agree on another day.",
        counts="parties with reviews",
        find=_overdue,
        examined=lambda facts: len(reviews_by_party(facts.snapshot)),
    ),
)
