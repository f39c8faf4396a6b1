"""Policies over REST: the same check as on the command line, with files planned on top."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from typing import Any

from flask import Response, request
from flask.views import MethodView

from vendorgraph.analysis.policies import LEVELS
from vendorgraph.analysis.policies.answer import SHOWN
from vendorgraph.analysis.question import today
from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import WITH_BODY, Blueprint
from vendorgraph.api.parameters import Arguments, Choice, Fields, Whole, YesNo, parameters, questions
from vendorgraph.api.parsing import IMPORT_LIMIT, json_body
from vendorgraph.api.schemas import JsonSchema, reference
from vendorgraph.api.state import inventory
from vendorgraph.auth import VIEWER
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import read_all
from vendorgraph.exchange.policy_files import Asked, check, read_policy
from vendorgraph.model import checks

blp = Blueprint("check", "An organisation's rules about its data flows, checked over the whole chain.")

MOST = 100_000  # violations described at most
_NAME_LIMIT, _FILES_LIMIT, _KNOWN_LIMIT = 500, 500, 1_000_000
_NAMED: JsonSchema = {
    "type": "object",
    "required": ["name", "text"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": _NAME_LIMIT},
        "text": {"type": "string"},
    },
}
_BODY: JsonSchema = {
    "type": "object",
    "required": ["policy"],
    "additionalProperties": False,
    "properties": {
        "policy": {**_NAMED, "description": "The policy's text; its name stands in answers."},
        "files": {
            "type": "array",
            "items": _NAMED,
            "maxItems": _FILES_LIMIT,
            "description": "Inventory files that are planned first, in this order; nothing is written.",
        },
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


Named = tuple[str, str]


def _read(body: dict[str, Any]) -> tuple[Named, list[Named], frozenset[str] | None]:
    """The policy, the files and the known fingerprints of a body. Raises Invalid naming the field."""
    if extra := sorted(body.keys() - _BODY["properties"].keys()):
        raise _refused(extra[0], "is not a field here; accepted: policy, files, known")
    if "policy" not in body:
        raise _refused("policy", "is required")
    files, known = body.get("files", []), body.get("known")
    if not isinstance(files, list) or len(files) > _FILES_LIMIT:
        raise _refused("files", f"must be a list of at most {_FILES_LIMIT} files")
    if known is not None and not (isinstance(known, list) and all(isinstance(one, str) for one in known)):
        raise _refused("known", "must be a list of fingerprints")
    listed = [_named(file, f"files.{at}") for at, file in enumerate(files)]
    return _named(body["policy"], "policy"), listed, None if known is None else frozenset(known)


def _named(given: Any, field: str) -> Named:
    if not isinstance(given, dict) or given.keys() != {"name", "text"}:
        raise _refused(field, f"{checks.given(given)} is not an object of name and text")
    name, text = given["name"], given["text"]
    if not isinstance(name, str) or not 0 < len(name) <= _NAME_LIMIT:
        raise _refused(f"{field}.name", f"must be a text of 1 to {_NAME_LIMIT} characters")
    if not isinstance(text, str):
        raise _refused(f"{field}.text", "must be a text")
    return name, text


def _refused(field: str, sentence: str) -> Invalid:
    return Invalid(f"{field}: {sentence}", {field: [sentence]})
