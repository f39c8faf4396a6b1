"""Health, who asks, and API tokens."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from urllib.parse import quote

import marshmallow as ma
from flask import Response
from flask.views import MethodView
from marshmallow import validate

from vendorgraph.api.access import needs, open_to_all
from vendorgraph.api.answers import answer, page
from vendorgraph.api.blueprint import LOCATION, PREFIX, WITH_BODY, Blueprint, path_parameter
from vendorgraph.api.parameters import Arguments, paging, parameters
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory, state, token
from vendorgraph.auth import ADMIN, ROLES
from vendorgraph.errors import Unavailable

health = Blueprint("health", "Whether the server and what it depends on work.")
access = Blueprint("access", "API tokens and the role of the one in use.")

_TOKEN_ID = path_parameter("id", "Id of the token (not the secret).", {"type": "string"}, "9f86d081884c7d65")


class TokenInput(ma.Schema):
    """A token to make."""

    class Meta:
        unknown = ma.RAISE

    name = ma.fields.String(
        required=True,
        validate=validate.Regexp(r"(?s)^(?=.*\S).{1,100}$", error="must be a name of 1 to 100 characters"),
        error_messages={"required": "is required", "null": "is required", "invalid": "is not text"},
    )
    role = ma.fields.String(
        required=True,
        validate=validate.OneOf(ROLES, error="must be one of {choices}"),
        error_messages={"required": "is required", "null": "is required", "invalid": "is not text"},
    )


@health.route("/health")
class Health(MethodView):
    @open_to_all
    @health.answers(200, reference("Health"), description="Everything answers.")
    @health.alt_response(
        503, schema=reference("Health"), description="A dependency does not answer; it is named."
    )
    @health.doc(security=[])
    def get(self) -> Response:
        """Ping each dependency

        Open to all. 503 names what does not answer; it recovers by itself.
        """
        try:
            inventory().store.ping()
        except Unavailable:
            body = {"status": "unavailable", "dependencies": {"graph": {"status": "unavailable"}}}
            return answer(body, 503, headers={"Retry-After": "5"})
        return answer({"status": "ok", "dependencies": {"graph": {"status": "ok"}}})


@access.route("/me")
class Me(MethodView):
    @access.answers(200, reference("Me"), description="The token in use.")
    def get(self) -> Response:
        """Who asks

        Name and role of the token, or of the token by which this browser signed in.
        """
        return answer(token().public())


@access.route("/tokens")
class TokenCollection(MethodView):
    @needs(ADMIN)
    @access.query(parameters("Tokens", paging()))
    @access.answers(200, reference("TokenList"), description="One page, oldest first.")
    def get(self, args: Arguments) -> Response:
        """List tokens

        Needs the role admin. Secrets are not kept and so never shown.
        """
        tokens = [found.public() for found in state().tokens.all()]
        return answer(page(tokens, args["page"], args["page_size"]))

    @needs(ADMIN)
    @access.arguments(TokenInput, example={"name": "vendor review", "role": "viewer"})
    @access.answers(
        201,
        reference("NewToken"),
        description="The token, shown this once.",
        headers=LOCATION,
        problems=(*WITH_BODY, 409),
    )
    def post(self, wanted: Arguments) -> Response:
        """Make a token

        Needs the role admin. viewer reads, editor also writes the inventory, admin does all.
        """
        made, secret = state().tokens.create(wanted["name"].strip(), wanted["role"])
        headers = {"Location": f"{PREFIX}/tokens/{quote(made.id)}", "Cache-Control": "no-store"}
        return answer({**made.public(), "token": secret}, 201, headers=headers)


@access.route("/tokens/<string:id>", parameters=[_TOKEN_ID])
class TokenItem(MethodView):
    @needs(ADMIN)
    @access.answers(204, description="It is revoked.", problems=(404, 409))
    def delete(self, id_: str) -> Response:
        """Revoke a token

        Needs the role admin. It and the sessions that it began end at once.
        """
        state().tokens.revoke(id_)
        return Response(status=204)
