"""Webhooks over REST, for administrators: who is told what, with which secret, and what came of it."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import marshmallow as ma
from flask import Response
from flask.views import MethodView
from marshmallow import validate

from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer, etag_of, matched_revision, page
from vendorgraph.api.blueprint import ETAG, IF_MATCH, LOCATION, PREFIX, WITH_BODY, Blueprint, path_parameter
from vendorgraph.api.parameters import Arguments, Choice, paging, parameters
from vendorgraph.api.schemas import (
    COUNT,
    TEXT,
    JsonSchema,
    described,
    nullable,
    one_of,
    page_of,
    reference,
)
from vendorgraph.api.state import inventory, state
from vendorgraph.auth import ADMIN
from vendorgraph.model.record import Record
from vendorgraph.webhooks import TYPES, Registry
from vendorgraph.webhooks.addresses import URL_LIMIT
from vendorgraph.webhooks.attempts import STATES
from vendorgraph.webhooks.registry import CONFIGURED, DESCRIPTION_LIMIT

blp = Blueprint(
    "webhooks", "Signed messages about what happened, posted to receivers (Standard Webhooks 1.0.0)."
)

_TYPE_LIST: JsonSchema = {"type": "array", "items": one_of(TYPES)}
_NOT_TEXT: dict[str, Any] = {"required": "is required", "null": "is required", "invalid": "is not text"}
_NO_STORE = {"Cache-Control": "no-store"}
_EXAMPLE = {
    "url": "https://hooks.example.org/vendorgraph",
    "types": ["inventory.changed", "feed.new_recipient"],
    "description": "Ticket for the privacy team",
}
_ID = path_parameter("id", "Id of the webhook.", TEXT, "wh_9f86d081884c7d65")
_DELIVERY = path_parameter("delivery", "Id of the delivery.", TEXT, "dlv_2c26b46b68ffc68ff99b453c1d304134")
_SECRET: JsonSchema = {
    "type": "string",
    "description": "Signs every message; shown this once. whsec_ and base64, as libraries of the convention take it.",
}


class WebhookPatch(ma.Schema):
    """What of a webhook is to change."""

    class Meta:
        unknown = ma.RAISE

    url = ma.fields.String(
        validate=validate.Length(max=URL_LIMIT, error="is too long; at most {max} characters are accepted"),
        error_messages=_NOT_TEXT,
        metadata={"description": "Where messages are posted, https or http.", "format": "uri"},
    )
    types = ma.fields.List(
        ma.fields.String(error_messages=_NOT_TEXT, metadata={"enum": list(TYPES)}),
        allow_none=True,
        error_messages={"invalid": "is not a list"},
        metadata={"description": "Types of events wanted; all when empty."},
    )
    active = ma.fields.Boolean(
        truthy={True},
        falsy={False},
        error_messages={"invalid": "is not true or false", "null": "is required"},
        metadata={"description": "Whether it is told anything."},
    )
    description = ma.fields.String(
        allow_none=True,
        validate=validate.Length(
            max=DESCRIPTION_LIMIT, error="is too long; at most {max} characters are accepted"
        ),
        error_messages=_NOT_TEXT,
        metadata={"description": "What it is for."},
    )


class WebhookInput(WebhookPatch):
    """A webhook to add."""

    url = ma.fields.String(
        required=True,
        validate=validate.Length(max=URL_LIMIT, error="is too long; at most {max} characters are accepted"),
        error_messages=_NOT_TEXT,
        metadata={"description": "Where messages are posted, https or http.", "format": "uri"},
    )


def components() -> dict[str, JsonSchema]:
    """The components of the description, by name."""
    webhook: dict[str, JsonSchema] = {
        "id": TEXT,
        "url": TEXT,
        "types": {**_TYPE_LIST, "description": "Types of events it asked for; all when empty."},
        "active": {"type": "boolean"},
        "description": nullable(TEXT),
        "created_at": TEXT,
        "stopped": {**nullable(TEXT), "description": "Why it was switched off by itself."},
        "previous_secret_until": {
            **nullable(TEXT),
            "description": "Until when messages are also signed with the secret that was replaced.",
        },
        "deliveries": described("How many deliveries are in each state.", **dict.fromkeys(STATES, COUNT)),
    }
    attempt = described(
        "One attempt.",
        at=TEXT,
        status={
            "type": ["integer", "null"],
            "description": "HTTP status of the answer; null when there was none.",
        },
        error={**nullable(TEXT), "description": "Why it did not count; null when the message was taken."},
        milliseconds=COUNT,
    )
    delivery: dict[str, JsonSchema] = {
        "id": TEXT,
        "webhook": TEXT,
        "event": {"type": "string", "description": "The webhook-id header; the same in every attempt."},
        "type": TEXT,
        "state": one_of(STATES),
        "created_at": TEXT,
        "next_at": {**nullable(TEXT), "description": "When the next attempt is due."},
        "attempts": {"type": "array", "items": attempt},
    }
    message = described("What is sent.", type=TEXT, timestamp=TEXT, data={"type": "object"})
    return {
        "Webhook": described("A receiver that is told what happens, without its secret.", **webhook),
        "WebhookList": page_of(reference("Webhook"), "One page of webhooks, oldest first."),
        "NewWebhook": described("A new webhook with its secret.", **webhook, secret=_SECRET),
        "WebhookSecret": described("A new secret.", secret=_SECRET, previous_secret_until=TEXT),
        "Delivery": described("The delivery of one event to one webhook.", **delivery),
        "DeliveryList": page_of(reference("Delivery"), "One page of deliveries, newest first."),
        "DeliveryMessage": described("A delivery with what is sent.", **delivery, message=message),
    }


def _registry() -> Registry:
    return Registry(inventory().store.webhooks, state().settings.webhook_allow)


def _version(webhook: dict[str, Any]) -> Record:
    """What the ETag of a webhook covers: what an administrator sets, not what became of deliveries."""
    return Record({name: webhook[name] for name in ("id", *CONFIGURED)})


@blp.route("/webhooks")
class WebhookCollection(MethodView):
    @needs(ADMIN)
    @blp.query(parameters("Webhooks", paging()))
    @blp.answers(200, reference("WebhookList"), description="One page, oldest first.")
    def get(self, args: Arguments) -> Response:
        """List webhooks

        Needs the role admin. Secrets are never shown again.
        """
        return answer(page(_registry().all(), args["page"], args["page_size"]))

    @needs(ADMIN)
    @blp.arguments(WebhookInput, example=_EXAMPLE)
    @blp.answers(
        201,
        reference("NewWebhook"),
        description="The webhook with its secret, shown this once.",
        headers={**ETAG, **LOCATION},
        problems=(*WITH_BODY, 409),
    )
    def post(self, wanted: Arguments) -> Response:
        """Add a webhook

        Needs the role admin. It is told of what happens from now on. Addresses of this machine and of private
        networks are refused unless the setting VENDORGRAPH_WEBHOOK_ALLOW lists them.
        """
        made, secret = _registry().create(wanted)
        headers = {"Location": f"{PREFIX}/webhooks/{quote(made['id'])}", **_NO_STORE}
        return answer({**made, "secret": secret}, 201, etag=etag_of(_version(made)), headers=headers)


@blp.route("/webhooks/<string:id>", parameters=[_ID])
class WebhookItem(MethodView):
    @needs(ADMIN)
    @blp.answers(200, reference("Webhook"), description="The webhook.", headers=ETAG, problems=(404,))
    def get(self, id_: str) -> Response:
        """Read a webhook

        Needs the role admin.
        """
        webhook = _registry().get(id_)
        return answer(webhook, headers={"ETag": f'"{etag_of(_version(webhook))}"'})

    @needs(ADMIN)
    @blp.arguments(WebhookPatch, example={"active": False})
    @blp.answers(
        200,
        reference("Webhook"),
        description="The webhook as it is now.",
        headers=ETAG,
        problems=(*WITH_BODY, 404, 412, 428),
    )
    @blp.doc(parameters=[IF_MATCH])
    def patch(self, wanted: Arguments, id_: str) -> Response:
        """Change a webhook

        Needs the role admin. Switched off it is told nothing; switched on again, what waits for it is delivered.
        """
        matched_revision(_version(_registry().get(id_)))
        webhook = _registry().change(id_, wanted)
        return answer(webhook, headers={"ETag": f'"{etag_of(_version(webhook))}"'})

    @needs(ADMIN)
    @blp.answers(204, description="It is deleted.", problems=(404, 412, 428))
    @blp.doc(parameters=[IF_MATCH])
    def delete(self, id_: str) -> Response:
        """Delete a webhook

        Needs the role admin. Its secret and its log go with it.
        """
        matched_revision(_version(_registry().get(id_)))
        _registry().remove(id_)
        return Response(status=204)


@blp.route("/webhooks/<string:id>/secret", parameters=[_ID])
class WebhookSecret(MethodView):
    @needs(ADMIN)
    @blp.answers(
        200, reference("WebhookSecret"), description="The new secret, shown this once.", problems=(404,)
    )
    def post(self, id_: str) -> Response:
        """Replace the secret

        Needs the role admin. For a day messages are signed with the new and the old one, so that the receiver can
        change without a gap.
        """
        secret, until = _registry().replace_secret(id_)
        return answer({"secret": secret, "previous_secret_until": until}, headers=_NO_STORE)


@blp.route("/webhooks/<string:id>/test", parameters=[_ID])
class WebhookTest(MethodView):
    @needs(ADMIN)
    @blp.answers(
        202, reference("Delivery"), description="The delivery, to be made at once.", problems=(404, 409)
    )
    def post(self, id_: str) -> Response:
        """Send a test message

        Needs the role admin. It is tried once; the delivery's log tells what came of it.
        """
        return answer(_registry().test(id_), 202)


@blp.route("/webhooks/<string:id>/deliveries", parameters=[_ID])
class DeliveryCollection(MethodView):
    @needs(ADMIN)
    @blp.query(
        parameters("Deliveries", {"state": Choice("Only deliveries in this state.", STATES)}, paging())
    )
    @blp.answers(200, reference("DeliveryList"), description="One page, newest first.", problems=(404,))
    def get(self, args: Arguments, id_: str) -> Response:
        """List deliveries

        Needs the role admin. Delivered ones are kept for 30 days, dead ones for 90.
        """
        number, size = args["page"], args["page_size"]
        items, total = _registry().deliveries(id_, args.get("state"), number, size)
        return answer({"items": items, "total": total, "page": number, "page_size": size})


@blp.route("/webhooks/<string:id>/deliveries/<string:delivery>", parameters=[_ID, _DELIVERY])
class DeliveryItem(MethodView):
    @needs(ADMIN)
    @blp.answers(
        200, reference("DeliveryMessage"), description="The delivery with its message.", problems=(404,)
    )
    def get(self, id_: str, delivery: str) -> Response:
        """Read a delivery

        Needs the role admin.
        """
        return answer(_registry().delivery(id_, delivery))


@blp.route("/webhooks/<string:id>/deliveries/<string:delivery>/redeliver", parameters=[_ID, _DELIVERY])
class Redelivery(MethodView):
    @needs(ADMIN)
    @blp.answers(
        202, reference("Delivery"), description="The delivery, to be made at once.", problems=(404, 409)
    )
    def post(self, id_: str, delivery: str) -> Response:
        """Deliver again

        Needs the role admin. Also for a delivery that is dead or was taken; its id stays the same.
        """
        return answer(_registry().deliver_again(id_, delivery), 202)
