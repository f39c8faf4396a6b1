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
from vendorgraph.api.resources import own_fields
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory, writer
from vendorgraph.auth import EDITOR
from vendorgraph.errors import Invalid
from vendorgraph.exchange.parties import merge_parties, part_party, split_party
from vendorgraph.model import checks

blp = Blueprint("identity", "Two parties that are one, and back.")

_PARTY = [path_parameter("id", "Id of the party that stays.", {"type": "string"}, "nexmo")]
_DRY = {"dry_run": YesNo("`false` writes; otherwise only what would change is answered.", load_default=True)}
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
    "description": "Either a former id, or a new party with processings that go to it.",
    "properties": {
        "former_id": {"type": "string", "description": "The former id that becomes a party again."},
        "into": reference("PartyInput"),
        "processings": {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "description": "Processings of the party that go to the new one.",
        },
    },
    "additionalProperties": False,
}


@blp.route("/parties/<string:id>/merge", parameters=_PARTY)
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


@blp.route("/parties/<string:id>/split", parameters=_PARTY)
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
        """Make two parties of one

        With `former_id` a merge is taken back: restored from the change log is what it changed; what was changed
        since keeps the change, and what was added to the party since stays with it. With `into` and `processings`
        one party was recorded for two: the processings go to a new party, with ids under it.
        """
        inventory().get("party", id_)
        body = _fields({"former_id": str, "into": dict, "processings": list}, ())
        options = {"dry_run": args["dry_run"], **writer()}
        if "former_id" in body and len(body) == 1:
            return answer(split_party(inventory(), id_, body["former_id"], **options))
        if set(body) != {"into", "processings"}:
            sentence = "give former_id, to take a merge back, or into and processings, to make a new party"
            raise Invalid(sentence, {"former_id": [sentence]})
        names = [_name(name) for name in body["processings"]]
        into = own_fields("party", body["into"])
        return answer(part_party(inventory(), id_, into, names, **options))


def _name(value: Any) -> str:
    """An entry of `processings`. Raises Invalid for anything but text."""
    if not isinstance(value, str):
        sentence = f"must be ids of processings, not {checks.given(value)}"
        raise Invalid(f"processings {sentence}", {"processings": [sentence]})
    return value


def _fields(accepted: dict[str, type], required: tuple[str, ...]) -> dict[str, Any]:
    """The body, whose fields must be these. Raises Invalid naming each that is not."""
    body = json_body()
    errors: dict[str, list[str]] = {}
    for name, value in body.items():
        if name not in accepted:
            errors[str(name)[:80]] = [f"is not a field here; accepted: {', '.join(accepted)}"]
        elif not isinstance(value, accepted[name]):
            kind = "text" if accepted[name] is str else "a list" if accepted[name] is list else "an object"
            errors[name] = [f"must be {kind}, not {checks.given(value)}"]
    errors |= {name: ["is missing"] for name in required if name not in body}
    for name, choice in body.get("settle", {}).items() if not errors else ():
        if choice not in ("kept", "other"):
            errors[f"settle.{name}"[:80]] = [f"must be kept or other, not {checks.given(choice)}"]
    if errors:
        name, said = next(iter(errors.items()))
        raise Invalid(f"{name} {said[0]}", errors)
    return body
