"""What an inventory means for a reviewer, over REST: findings, risk, concentration, diff, what-if."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from flask import Response
from flask.views import MethodView

from vendorgraph.analysis.concentration import concentration_answer
from vendorgraph.analysis.diff import diff_answer
from vendorgraph.analysis.findings import STATES, findings_answer
from vendorgraph.analysis.risk import risk_answer
from vendorgraph.analysis.rules import BY_ID
from vendorgraph.analysis.rules.rule import SEVERITIES
from vendorgraph.analysis.simulate import MOST, OPERATIONS, simulate_answer
from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import WITH_BODY, Blueprint, path_parameter
from vendorgraph.api.parameters import (
    Arguments,
    Choice,
    Day,
    Fields,
    Word,
    paging,
    parameters,
    question,
    questions,
)
from vendorgraph.api.parsing import json_body
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory, state
from vendorgraph.auth import VIEWER
from vendorgraph.errors import Invalid
from vendorgraph.model import checks

blp = Blueprint("judgement", "What changes, what it would do, and how much hangs on whom.")

_FROM = {
    "from": Word(
        "Source: a processing, or a party with all its own. Without it, the controllers' processings.",
        example="example-clinic",
    )
}
#: What the command line takes too, as options.
FINDINGS: Fields = {
    "rule": Choice("Only findings of this rule.", tuple(BY_ID)),
    "severity": Choice("Only findings of this severity.", SEVERITIES),
    "party": Word("Only findings that concern this party.", example="clustdoc"),
    "state": Choice("Only findings in this state.", STATES),
    **questions(),
}
DIFF: Fields = {
    "from_date": Day("The earlier day.", required=True),
    "to_date": Day("The later day.", required=True),
    **_FROM,
    **{name: field for name, field in questions().items() if name != "as_of"},
}
_OPERATIONS = "; ".join(
    f"`{name}` with " + ", ".join([*needed, *(f"{field} (optional)" for field in optional)])
    for name, (_, needed, optional) in OPERATIONS.items()
)
_CHANGES = {"changes": [{"op": "end_adequacy", "adequacy": "eu-us-dpf", "on": "2026-11-22"}]}
_BODY = {
    "type": "object",
    "required": ["changes"],
    "additionalProperties": False,
    "properties": {
        "changes": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST,
            "items": {
                "type": "object",
                "required": ["op"],
                "properties": {
                    "op": {
                        "type": "string",
                        "enum": list(OPERATIONS),
                        "description": f"What is supposed, and the fields that say it: {_OPERATIONS}.",
                    }
                },
            },
        }
    },
}


@blp.route("/findings")
class Findings(MethodView):
    """What a reviewer should look at."""

    @blp.query(parameters("Findings", FINDINGS, paging()))
    @blp.answers(200, reference("Findings"), description="One page of findings, the most severe first.")
    def get(self, args: Arguments) -> Response:
        """What a reviewer should look at

        Every rule applied to the whole inventory on the day: what it found, why it matters, the article, the
        evidence with document and lines, of how many it found some, and how to fix it. A recorded decision
        about a fingerprint sets the state and expires on its day.
        """
        snapshot = inventory().snapshot()
        size = args["page_size"]
        result = findings_answer(
            snapshot,
            question(snapshot, args),
            **{name: args.get(name) for name in ("rule", "severity", "party", "state")},
            offset=(args["page"] - 1) * size,
            limit=size,
        )
        return answer({**result, "page": args["page"], "page_size": size})


@blp.route(
    "/parties/<string:id>/risk",
    parameters=[path_parameter("id", "Id of the party.", {"type": "string"}, "stripe")],
)
class Risk(MethodView):
    """The score of a party."""

    @blp.query(parameters("Risk", questions()))
    @blp.answers(200, reference("Risk"), description="The score with every contribution.", problems=(404,))
    def get(self, args: Arguments, id_: str) -> Response:
        """How much a party deserves a reviewer's attention

        The sum of named contributions, each with its weight and a link to its proof, and what would lower it
        most. Weights stand in one table that VENDORGRAPH_RISK_WEIGHTS overrides.
        """
        snapshot = inventory().snapshot()
        snapshot.record("party", id_)
        weights = dict(state().settings.risk_weights)
        return answer(risk_answer(snapshot, question(snapshot, args), id_, weights))


@blp.route("/concentration")
class Concentration(MethodView):
    """How much hangs on whom."""

    @blp.query(parameters("Concentration", _FROM, questions()))
    @blp.answers(200, reference("Concentration"), description="Parties, those that most hangs on first.")
    def get(self, args: Arguments) -> Response:
        """How much hangs on whom

        Per party reached, the share of controllers and of special-category flows that depend on it, and what
        another recipient would no longer get without it; effective numbers of vendors and countries; and the
        share of recipients that no controller's own flow reaches. Each with its denominator.
        """
        snapshot = inventory().snapshot()
        return answer(concentration_answer(snapshot, question(snapshot, args), from_=args.get("from")))


@blp.route("/diff")
class Diff(MethodView):
    """Two days against each other."""

    @blp.query(parameters("Diff", DIFF))
    @blp.answers(200, reference("Diff"), description="What the later day gains, loses and changes.")
    def get(self, args: Arguments) -> Response:
        """What differs between two days

        Recipients, countries and categories gained and lost, and pairs of processings whose transfer status
        changed, also when only the law did. Both days are asked of what is recorded now.
        """
        days = days_of(args)
        snapshot = inventory().snapshot()
        asked = question(snapshot, args)
        earlier, later = (replace(asked, as_of=day) for day in days)
        return answer(diff_answer(snapshot, earlier, later, from_=args.get("from")))


def days_of(args: Arguments) -> tuple[dt.date, dt.date]:
    """The two days of a diff. Raises Invalid when the second does not lie after the first."""
    if args["from_date"] >= args["to_date"]:
        raise Invalid.at("to_date", f"{args['to_date']} does not lie after from_date {args['from_date']}")
    return args["from_date"], args["to_date"]


@blp.route("/simulate")
class Simulate(MethodView):
    """What if."""

    @blp.query(parameters("Simulate", _FROM, questions()))
    @blp.body(_BODY, example=_CHANGES)
    @blp.answers(
        200, reference("Simulation"), description="The diff that the changes would make.", problems=WITH_BODY
    )
    @needs(VIEWER)
    def post(self, args: Arguments) -> Response:
        """What if

        Suppose changes of the law, the vendors, the places, the conditions, or a breach: the answer is what would
        differ on the day. Nothing is written.
        """
        body = json_body()
        snapshot = inventory().snapshot()
        asked = question(snapshot, args)
        return answer(simulate_answer(snapshot, asked, _changes(body), from_=args.get("from")))


def _changes(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The list of changes in the body; Invalid when it holds anything else."""
    if extra := sorted(body.keys() - {"changes"}):
        raise Invalid.at(extra[0], "is not a field here; accepted: changes")
    changes = body.get("changes")
    if not isinstance(changes, list) or not changes:
        raise Invalid.at("changes", "must be a list of one or more changes, each an object with an op")
    for at, change in enumerate(changes):
        if not isinstance(change, dict):
            raise Invalid.at(f"changes.{at}", f"{checks.given(change)} is not an object")
    return changes
