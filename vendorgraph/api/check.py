"""Policies over REST: the same check as on the command line, with files planned on top."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from typing import Any

from flask import Response, request
from flask.views import MethodView

from vendorgraph.analysis.policies import LEVELS
from vendorgraph.analysis.policies.answer import MOST, SHOWN
from vendorgraph.analysis.question import today
from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import WITH_BODY, Blueprint
from vendorgraph.api.named_files import FILES, NAMED, Named, named, named_files, only
from vendorgraph.api.parameters import Arguments, Choice, Fields, Whole, YesNo, parameters, questions
from vendorgraph.api.parsing import IMPORT_LIMIT, json_body
from vendorgraph.api.schemas import JsonSchema, reference
from vendorgraph.api.state import inventory
from vendorgraph.auth import VIEWER
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import read_all
from vendorgraph.exchange.policy_files import Asked, check, read_policy

blp = Blueprint("check", "An organisation's rules about its data flows, checked over the whole chain.")

_KNOWN_LIMIT = 1_000_000
_BODY: JsonSchema = {
    "type": "object",
    "required": ["policy"],
    "additionalProperties": False,
    "properties": {
        "policy": {**NAMED, "description": "The policy's text; its name stands in answers."},
        "files": FILES,
        "known": {
            "type": "array",
            "items": {"type": "string"},
            "maxItems": _KNOWN_LIMIT,
            "description": "Fingerprints of violations that are known already and do not count.",
        },
    },
}
_POLICY = """\
vendorgraph: 1
policy: example
rules:
  - id: health-in-the-eea
    title: No health data outside the EEA unless the transfer is covered
    category: user.health_and_medical
    outside: EEA
    unless: {transfer: covered}
"""
_EXAMPLE = {"policy": {"name": "policy.yaml", "text": _POLICY}}
_SWITCHES: Fields = {
    "new": YesNo("`true`: only violations count that are not there without the files.", load_default=False),
    "fail_on": Choice(
        "The mildest level of violations with which `passed` is false.", LEVELS, load_default=LEVELS[0]
    ),
    "limit": Whole("Most violations described; all are counted.", 0, MOST, load_default=SHOWN),
}


@blp.route("/check")
class Check(MethodView):
    @blp.query(parameters("Check", questions(), _SWITCHES))
    @blp.body(_BODY, example=_EXAMPLE)
    @blp.answers(
        200,
        reference("Check"),
        description="Every rule, and every violation with its path.",
        problems=(*WITH_BODY, 409),
    )
    @needs(VIEWER)
    def post(self, args: Arguments) -> Response:
        """Check a policy

        Rules such as "no health data outside the EEA unless under these instruments" over the whole chain, on what
        is recorded and what the files would make of it. What is not recorded violates, unless a rule says otherwise.
        Nothing is written. docs/reference/policies.md describes the language.
        """
        request.max_content_length = IMPORT_LIMIT
        policy, files, known = _read(json_body())
        asked = Asked(
            args.get("as_of") or today(),
            args.get("context", ""),
            args.get("include") == "planned",
            args["group"],
            new=args["new"],
            known=known,
            fail_on=args["fail_on"],
            limit=args["limit"],
        )
        rules = read_policy(policy[1], policy[0])
        return answer(check(inventory().snapshot(), rules, read_all(files), asked))


def _read(body: dict[str, Any]) -> tuple[Named, list[Named], frozenset[str] | None]:
    """The policy, the files and the known fingerprints of a body. Raises Invalid naming the field."""
    only(body, _BODY["properties"])
    if "policy" not in body:
        raise Invalid.at("policy", "is required")
    known = body.get("known")
    if known is not None and not (isinstance(known, list) and all(isinstance(one, str) for one in known)):
        raise Invalid.at("known", "must be a list of fingerprints")
    return named(body["policy"], "policy"), named_files(body), None if known is None else frozenset(known)
