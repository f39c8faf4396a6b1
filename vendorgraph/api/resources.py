"""One factory for the REST face of every entity: list, create, read, replace, patch, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response
from flask.views import MethodView

from vendorgraph.api import examples
from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer, matched_revision, page, resource
from vendorgraph.api.blueprint import (
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    LOCATION,
    WITH_BODY,
    Blueprint,
    Decorator,
    path_parameter,
)
from vendorgraph.api.filters import filter_fields, select
from vendorgraph.api.parameters import Arguments, paging, parameters
from vendorgraph.api.parsing import JSON, MERGE_PATCH, json_body
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory, writer
from vendorgraph.auth import ADMIN, EDITOR
from vendorgraph.errors import Conflict, Invalid
from vendorgraph.model import vocabulary
from vendorgraph.model.entities import TERMS
from vendorgraph.model.fields import Entity
from vendorgraph.model.record import Document, Record

Create = Callable[[Document], Record]

_REPLACING = "Corrects what is recorded: fields that the body leaves out take their defaults. The id stays."
_PATCHING = (
    "A merge patch (RFC 7396) of the top level: a field given replaces the whole field, null resets it."
)
_DELETING = "Refused with their ids while other resources point at it. The change log keeps what was deleted."


def resource_blueprint(entity: Entity, create: Create | None = None) -> Blueprint:
    """The routes of `entity`; `create` replaces the usual way of recording a new one."""
    blp = Blueprint(entity.plural, entity.doc)
    _add_collection(blp, entity, create)
    _add_item(blp, entity)
    return blp


def _add_collection(blp: Blueprint, entity: Entity, create: Create | None) -> None:
    """List the resources of an entity and record new ones."""
    kind, plural = entity.name, entity.plural
    filtering = parameters(entity.label, filter_fields(entity), paging())
    body = reference("FlowCreation") if create else reference(f"{entity.label}Input")

    @blp.route(f"/{plural}")
    class Collection(MethodView):
        @blp.query(filtering)
        @blp.answers(
            200, reference(f"{entity.label}List"), description=f"One page of {plural}, ordered by id."
        )
        @blp.doc(
            summary=f"List {plural}",
            description=f"{entity.doc} Filters narrow the list; a filter that names an unknown id is refused.",
        )
        def get(self, args: Arguments) -> Response:
            documents = select(inventory().snapshot(), entity, args)
            return answer(page(documents, args["page"], args["page_size"]))

        @needs(_writer_of(kind))
        @blp.body(body, example=examples.BODY[kind])
        @_records(blp, entity, 201, headers={**ETAG, **LOCATION}, problems=(*WITH_BODY, 409))
        @blp.doc(summary=f"Record {_a(kind)}", description=_creating(entity))
        def post(self) -> Response:
            raw = own_fields(kind, json_body())
            record = create(raw) if create else inventory().create(kind, raw, **writer())
            return resource(plural, record, 201)


def _add_item(blp: Blueprint, entity: Entity) -> None:
    """Read, replace, patch and delete one resource of an entity."""
    kind, plural = entity.name, entity.plural
    id_parameter = path_parameter("id", f"Id of the {kind}.", {"type": "string"}, examples.ID[kind])
    recorded = _records(blp, entity, 200, headers=ETAG, problems=(*WITH_BODY, 404, 409, 412, 428))

    @blp.route(f"/{plural}/<string:id>", parameters=[id_parameter])
    class Item(MethodView):
        @blp.answers(200, reference(entity.label), description=f"The {kind}.", headers=ETAG, problems=(404,))
        @blp.alt_response(304, description="The version in If-None-Match is the current one.")
        @blp.doc(
            summary=f"Read {_a(kind)}",
            description=f"{entity.doc}{' A merged party answers under its former ids too.' if kind == 'party' else ''}",
            parameters=[IF_NONE_MATCH],
        )
        def get(self, id_: str) -> Response:
            return resource(plural, inventory().get(kind, id_))

        @needs(_writer_of(kind))
        @blp.body(reference(f"{entity.label}Input"), example=examples.BODY[kind])
        @recorded
        @blp.doc(summary=f"Replace {_a(kind)}", description=_REPLACING, parameters=[IF_MATCH])
        def put(self, id_: str) -> Response:
            revision = _revision(kind, id_)
            raw = own_fields(kind, json_body())
            return resource(plural, inventory().replace(kind, id_, raw, if_match=revision, **writer()))

        @needs(_writer_of(kind))
        @blp.body(reference(f"{entity.label}Patch"), example=examples.PATCH[kind], kinds=(JSON, MERGE_PATCH))
        @recorded
        @blp.doc(summary=f"Change fields of {_a(kind)}", description=_PATCHING, parameters=[IF_MATCH])
        def patch(self, id_: str) -> Response:
            revision = _revision(kind, id_)
            raw = own_fields(kind, json_body((JSON, MERGE_PATCH)))
            return resource(plural, inventory().patch(kind, id_, raw, if_match=revision, **writer()))

        @needs(_writer_of(kind))
        @blp.answers(204, description="It is deleted.", problems=(404, 409, 412, 428))
        @blp.doc(summary=f"Delete {_a(kind)}", description=_DELETING, parameters=[IF_MATCH])
        def delete(self, id_: str) -> Response:
            inventory().delete(kind, id_, if_match=_revision(kind, id_), **writer())
            return Response(status=204)


def _records(
    blp: Blueprint, entity: Entity, status: int, *, headers: dict[str, Any], problems: tuple[int, ...]
) -> Decorator[Any]:
    """Describe the answer of a view that writes: the resource as it stands after it."""
    description = f"The {entity.name} as recorded."
    return blp.answers(
        status, reference(entity.label), description=description, headers=headers, problems=problems
    )


def _writer_of(kind: str) -> str:
    """The role that writes resources of this kind."""
    return ADMIN if kind in TERMS else EDITOR


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def own_fields(kind: str, raw: dict[str, Any]) -> dict[str, Any]:
    """`raw`, refused when it brings a party's processings, which are resources of their own."""
    if kind == "party" and "processings" in raw:
        sentence = (
            "are resources of their own: write them under /api/v1/processings, with this party as their party"
        )
        raise Invalid(f"processings {sentence}", {"processings": [sentence]})
    return raw


def _revision(kind: str, id_: str) -> int:
    """The revision that a write of this resource builds upon, once the request may write it at all."""
    record = inventory().get(kind, id_)
    if kind in TERMS and record.document["id"] in vocabulary.shipped(kind):
        raise Conflict(
            f"{kind} {id_!r} ships with the program and stays as it is; record a {kind} of your own with it as a parent"
        )
    return matched_revision(record)


def _creating(entity: Entity) -> str:
    made = {"processing": "party:name", "flow": "from--to"}.get(entity.name, " and ".join(entity.id_from))
    text = f"{entity.doc} Without an `id` one is made from {made}; an id that is taken is refused."
    if entity.name == "flow":
        text += (
            " In place of a processing's id, `from` and `to` accept {party, capacity, name}:"
            " the processing is made in the same transaction when absent."
        )
    return text
