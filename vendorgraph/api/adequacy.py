"""Adequacy decisions over REST: the rows that ship, and those an administrator adds or by which one ends.

One list of both. What ships stays as it is; a row of one's own is a resource like any other, shown
with what the law makes of it (`READ_ONLY`), which a body may send back and nobody reads.
"""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Response
from flask.views import MethodView

from vendorgraph.analysis.selection import unknown
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api import examples
from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer, etag_of, matched_revision, page
from vendorgraph.api.blueprint import (
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    LOCATION,
    PREFIX,
    WITH_BODY,
    Blueprint,
    path_parameter,
)
from vendorgraph.api.filters import SEARCH, filter_fields, found
from vendorgraph.api.parameters import Arguments, Day, YesNo, paging, parameters
from vendorgraph.api.parsing import JSON, MERGE_PATCH, json_body
from vendorgraph.api.schemas import TEXT, JsonSchema, components, described, nullable, reference
from vendorgraph.api.state import inventory, writer
from vendorgraph.auth import ADMIN
from vendorgraph.errors import Conflict, Invalid, NotFound
from vendorgraph.law.tables import Adequacy, holds
from vendorgraph.model import checks, vocabulary
from vendorgraph.model.canonical import digest
from vendorgraph.model.hints import nearest_are
from vendorgraph.model.law_rows import ADEQUACY
from vendorgraph.model.record import Document, Record

KIND = ADEQUACY.name
_PERIOD = described(
    "A time in which it serves: the first day, and the first day after it.",
    act=TEXT,
    in_force_from=nullable(TEXT),
    until=nullable(TEXT),
    scope_kind=TEXT,
    ended_by={**nullable(TEXT), "description": "Why it ended, and by what source."},
)
#: What an answer shows of a row beside its fields: facts of the tables and what the law makes of it.
READ_ONLY: dict[str, JsonSchema] = {
    "shipped": {
        "type": "boolean",
        "description": "Whether it ships with the program; then it stays as it is.",
    },
    "periods": {
        "type": "array",
        "items": _PERIOD,
        "description": "When it serves; none for the end of another row.",
    },
    "ended_by": {**nullable(TEXT), "description": "Id of the added row that ends this shipped one."},
    "answer_code": {**nullable(TEXT), "description": "Instrument that assessments name for it."},
    "organisation": {
        **nullable(TEXT),
        "description": "International organisation that it is about, in place of a country.",
    },
    "scope": {**nullable(TEXT), "description": "Its scope in words."},
    "status_notes": {
        "type": "array",
        "items": {"type": "object"},
        "description": "Dated notes, as under_appeal.",
    },
    "confidence": {**nullable(TEXT), "description": "How the shipped row was checked."},
}
_PARAMETERS = parameters(
    ADEQUACY.label,
    filter_fields(ADEQUACY),
    {
        "shipped": YesNo("Only rows that ship with the program, or only those added."),
        "as_of": Day("Only decisions in force on this day."),
    },
    paging(),
)
_EQUAL = ("regime", "country", "scope_kind", "framework", "exporters")

blp = Blueprint(
    ADEQUACY.plural,
    "Adequacy decisions: the dated tables that ship, and the rows that an administrator adds.",
)
_ID = path_parameter("id", "Id of the row.", TEXT, "eu-jp")


def shown(snapshot: Snapshot, id_: str) -> Document:
    """One row as answers show it. Raises NotFound with the nearest ids."""
    shipped = vocabulary.shipped(KIND)
    if id_ in snapshot.records[KIND]:
        document = snapshot.records[KIND][id_].document
    elif id_ in shipped:
        document = _fields_of(shipped[id_])
    else:
        hint = nearest_are(id_, {*shipped, *snapshot.records[KIND]})
        raise NotFound(f"there is no adequacy decision {checks.given(id_)}{hint}")
    ships = id_ in shipped and id_ not in snapshot.records[KIND]
    return document | _made_of(snapshot, id_, shipped[id_] if ships else {})


def _fields_of(row: Mapping[str, Any]) -> Document:
    """A shipped row in the fields of an added one."""
    first, last = row["periods"][0], row["periods"][-1]
    values = {
        **row,
        "exporters": [exporter["group"] for exporter in row["exporters"]],
        "in_force_from": first["in_force_from"],
        "until": last["until"],
    }
    return {field.name: values.get(field.name) for field in ADEQUACY.fields}


def _made_of(snapshot: Snapshot, id_: str, row: Mapping[str, Any]) -> Document:
    known: Adequacy | None = snapshot.law.adequacy.get(id_)
    organisation = row.get("organisation")
    return {
        "shipped": bool(row),
        "periods": [_period(period) for period in known.periods] if known else [],
        "ended_by": _ending(snapshot, id_) if row else None,
        "answer_code": known.answer_code if known else None,
        "organisation": organisation["name"] if organisation else None,
        "scope": row.get("scope"),
        "status_notes": row.get("status_notes", []),
        "confidence": row.get("confidence"),
    }


def _period(period: Any) -> Document:
    return {
        "act": period.act,
        "in_force_from": period.first,
        "until": period.end,
        "scope_kind": period.scope_kind,
        "ended_by": period.ended_by,
    }


def _ending(snapshot: Snapshot, id_: str) -> str | None:
    """The added row that ends a shipped one first."""
    rows = (record.document for record in snapshot.records[KIND].values())
    ends = [(row["until"], row["id"]) for row in rows if row["ends"] == id_]
    return min(ends)[1] if ends else None


def _listed(snapshot: Snapshot, args: Arguments) -> list[Document]:
    """The rows that pass every filter given, ordered by id. Raises Invalid naming the parameter."""
    if (country := args.get("country")) and (refusal := checks.CHECKS["country"](country)):
        raise Invalid.at("country", refusal)
    framework = args.get("framework")
    if framework is not None and framework not in vocabulary.shipped("mechanism"):
        raise unknown("framework", framework, "mechanism", vocabulary.shipped("mechanism"))
    ids = sorted({*vocabulary.shipped(KIND), *snapshot.records[KIND]})
    return [row for row in (shown(snapshot, id_) for id_ in ids) if _passes(row, args)]


def _passes(row: Document, args: Arguments) -> bool:
    day = args["as_of"].isoformat() if "as_of" in args else None
    return (
        all(args[name] == row[name] or args[name] in (row[name] or ()) for name in _EQUAL if name in args)
        and ("shipped" not in args or args["shipped"] == row["shipped"])
        and found(row, args.get(SEARCH, ""))
        and (day is None or any(holds(p["in_force_from"], p["until"], day) for p in row["periods"]))
    )


def schemas() -> dict[str, JsonSchema]:
    """The components of the description that differ from those of other resources."""
    usual = components()
    row, extras = (
        usual[ADEQUACY.label],
        {name: {**schema, "readOnly": True} for name, schema in READ_ONLY.items()},
    )
    for name in ("reason", "sources", "exporters"):
        row["properties"][name] = nullable(row["properties"][name])
    found = {
        ADEQUACY.label: {
            **row,
            "required": [*row["required"], *READ_ONLY],
            "properties": {**row["properties"], **extras},
        }
    }
    ignored = {name: {"description": "Nobody reads it in a body.", "readOnly": True} for name in READ_ONLY}
    for name in (f"{ADEQUACY.label}Input", f"{ADEQUACY.label}Patch"):
        found[name] = {**usual[name], "properties": {**usual[name]["properties"], **ignored}}
    return found


def _body(accepted: tuple[str, ...] = (JSON,)) -> Document:
    """The body without what only answers say."""
    return {name: value for name, value in json_body(accepted).items() if name not in READ_ONLY}


def _resource(record: Record, status: int = 200) -> Response:
    id_ = record.document["id"]
    headers = {"Location": f"{PREFIX}/{ADEQUACY.plural}/{quote(id_, safe=':~')}"} if status == 201 else {}
    return answer(shown(inventory().snapshot(), id_), status, etag=etag_of(record), headers=headers)


def _revision(id_: str) -> int:
    """The revision that a write of this row builds upon, once the request may write it at all."""
    if id_ in vocabulary.shipped(KIND) and id_ not in inventory().snapshot().records[KIND]:
        raise Conflict(
            f"adequacy {id_!r} ships with the program and stays as it is; to end it, record a row with "
            f"`ends: {id_}` and the day in `until`"
        )
    return matched_revision(inventory().get(KIND, id_))


@blp.route("/adequacy")
class Collection(MethodView):
    @blp.query(_PARAMETERS)
    @blp.answers(200, reference(f"{ADEQUACY.label}List"), description="One page, ordered by id.")
    def get(self, args: Arguments) -> Response:
        """List adequacy decisions

        Shipped rows and added ones, each with the periods in which it serves; `as_of` keeps those in force on a day.
        """
        return answer(page(_listed(inventory().snapshot(), args), args["page"], args["page_size"]))

    @needs(ADMIN)
    @blp.body(reference(f"{ADEQUACY.label}Input"), example=examples.BODY[KIND])
    @blp.answers(
        201,
        reference(ADEQUACY.label),
        description="The row as recorded.",
        headers={**ETAG, **LOCATION},
        problems=(*WITH_BODY, 409),
    )
    def post(self) -> Response:
        """Add or end an adequacy decision

        Needs the role admin. Either a decision that the shipped tables lack, or with `ends`, `until`, `reason` and
        `sources` the day from which a shipped one no longer serves. Every assessment follows at once.
        """
        return _resource(inventory().create(KIND, _body(), **writer()), 201)


@blp.route("/adequacy/<string:id>", parameters=[_ID])
class Item(MethodView):
    @blp.answers(200, reference(ADEQUACY.label), description="The row.", headers=ETAG, problems=(404,))
    @blp.alt_response(304, description="The version in If-None-Match is the current one.")
    @blp.doc(parameters=[IF_NONE_MATCH])
    def get(self, id_: str) -> Response:
        """Read an adequacy decision

        Shipped or added, with the periods in which it serves.
        """
        snapshot = inventory().snapshot()
        row = shown(snapshot, id_)
        record = snapshot.records[KIND].get(id_)
        return answer(row, etag=etag_of(record) if record else digest(row)[:16])

    @needs(ADMIN)
    @blp.body(reference(f"{ADEQUACY.label}Input"), example=examples.BODY[KIND])
    @blp.answers(
        200,
        reference(ADEQUACY.label),
        description="The row as recorded.",
        headers=ETAG,
        problems=(*WITH_BODY, 404, 409, 412, 428),
    )
    @blp.doc(parameters=[IF_MATCH])
    def put(self, id_: str) -> Response:
        """Replace an added row

        Needs the role admin. Shipped rows stay as they are (409).
        """
        revision = _revision(id_)
        return _resource(inventory().replace(KIND, id_, _body(), if_match=revision, **writer()))

    @needs(ADMIN)
    @blp.body(reference(f"{ADEQUACY.label}Patch"), example=examples.PATCH[KIND], kinds=(JSON, MERGE_PATCH))
    @blp.answers(
        200,
        reference(ADEQUACY.label),
        description="The row as recorded.",
        headers=ETAG,
        problems=(*WITH_BODY, 404, 409, 412, 428),
    )
    @blp.doc(parameters=[IF_MATCH])
    def patch(self, id_: str) -> Response:
        """Change fields of an added row

        Needs the role admin. A merge patch (RFC 7396) of the top level.
        """
        revision = _revision(id_)
        raw = _body((JSON, MERGE_PATCH))
        return _resource(inventory().patch(KIND, id_, raw, if_match=revision, **writer()))

    @needs(ADMIN)
    @blp.answers(204, description="It is deleted.", problems=(404, 409, 412, 428))
    @blp.doc(parameters=[IF_MATCH])
    def delete(self, id_: str) -> Response:
        """Delete an added row

        Needs the role admin. The law is again as the shipped tables say; the change log keeps the row.
        """
        inventory().delete(KIND, id_, if_match=_revision(id_), **writer())
        return Response(status=204)
