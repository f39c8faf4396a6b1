"""Merge and split of parties over REST."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from typing import Any

from flask import Response
from flask.views import MethodView

from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import WITH_BODY, Blueprint, path_parameter
from vendorgraph.api.parameters import Arguments, YesNo, parameters
from vendorgraph.api.parsing import json_body
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory, writer
from vendorgraph.auth import EDITOR
from vendorgraph.errors import Invalid
from vendorgraph.exchange.parties import merge_parties, split_party
from vendorgraph.model import checks

blp = Blueprint("identity", "Two parties that are one, and back.")

_PARTY = [path_parameter("id_", "Id of the party that stays.", {"type": "string"}, "nexmo")]
_DRY = {"dry_run": YesNo("`false` writes; otherwise only what would change is answered.", load_default=True)}
_TEXT = {"type": "string"}
_MERGE = {
    "type": "object",
    "required": ["party"],
    "properties": {
        "party": {"type": "string", "description": "Id of the party that goes; it becomes a former id."},
        "settle": {
            "type": "object",
            "description": "Per single-valued field on which the two disagree, whose value holds.",
            "additionalProperties": {"type": "string", "enum": ["kept", "other"]},
        },
    },
    "additionalProperties": False,
}
_SPLIT = {
    "type": "object",
    "required": ["former_id"],
    "properties": {
        "former_id": {"type": "string", "description": "The former id that becomes a party again."}
    },
    "additionalProperties": False,
}


@blp.route("/parties/<string:id_>/merge", parameters=_PARTY)
class Merge(MethodView):
    @needs(EDITOR)
    @blp.query(parameters("Merge", _DRY))
    @blp.body(_MERGE, example={"party": "vonage", "settle": {"website": "kept"}})
    @blp.answers(
        200,
        reference("MergeReport"),
        description="What became one, or would.",
        problems=(*WITH_BODY, 404, 409),
    )
    def post(self, args: Arguments, id_: str) -> Response:
        """Make one party of two

        The party in the path stays, takes over names, facts, evidence and every reference, and answers under the
        other's id; the other's processings get ids under it. Single values that differ are a conflict until
        `settle` says whose holds. One transaction, which `split` takes back.
        """
        inventory().get("party", id_)  # an unknown id is 404 whatever the body
        body = _fields({"party": str, "settle": dict}, ("party",))
        settled = {str(name): choice for name, choice in body.get("settle", {}).items()}
        return answer(
            merge_parties(inventory(), id_, body["party"], settled, dry_run=args["dry_run"], **writer())
        )


@blp.route("/parties/<string:id_>/split", parameters=_PARTY)
class Split(MethodView):
    @needs(EDITOR)
    @blp.query(parameters("Split", _DRY))
    @blp.body(_SPLIT, example={"former_id": "vonage"})
    @blp.answers(
        200,
        reference("MergeReport"),
        description="What became two again, or would.",
        problems=(*WITH_BODY, 404, 409),
    )
    def post(self, args: Arguments, id_: str) -> Response:
        """Take a merge back

        Restores from the change log what the merge changed. What was changed since keeps the change; what was
        added to the party since stays with it.
        """
        inventory().get("party", id_)
        body = _fields({"former_id": str}, ("former_id",))
        return answer(split_party(inventory(), id_, body["former_id"], dry_run=args["dry_run"], **writer()))


def _fields(accepted: dict[str, type], required: tuple[str, ...]) -> dict[str, Any]:
    """The body, whose fields must be these. Raises Invalid naming each that is not."""
    body = json_body()
    errors: dict[str, list[str]] = {}
    for name, value in body.items():
        if name not in accepted:
            errors[str(name)[:80]] = [f"is not a field here; accepted: {', '.join(accepted)}"]
        elif not isinstance(value, accepted[name]):
            kind = "text" if accepted[name] is str else "an object"
            errors[name] = [f"must be {kind}, not {checks.given(value)}"]
    errors |= {name: ["is missing"] for name in required if name not in body}
    for name, choice in body.get("settle", {}).items() if not errors else ():
        if choice not in ("kept", "other"):
            errors[f"settle.{name}"[:80]] = [f"must be kept or other, not {checks.given(choice)}"]
    if errors:
        name, said = next(iter(errors.items()))
        raise Invalid(f"{name} {said[0]}", errors)
    return body
