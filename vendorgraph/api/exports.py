"""What leaves the inventory over REST: files in every format, and the registers of Article 30."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from typing import Any

from flask import Response, request
from flask.views import MethodView

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import Blueprint, path_parameter
from vendorgraph.api.export_parameters import PARAMETERS, asked, named
from vendorgraph.api.parameters import (
    Arguments,
    Choice,
    Fields,
    Word,
    paging,
    parameters,
    question,
    questions,
)
from vendorgraph.api.schemas import JsonSchema
from vendorgraph.api.state import inventory
from vendorgraph.exchange.writing.asked import Exported
from vendorgraph.exchange.writing.formats import FORMATS, MEDIA, export
from vendorgraph.exchange.writing.register_files import written
from vendorgraph.exchange.writing.registers import Kind, Register

blp = Blueprint(
    "export", "The inventory in the formats of others: registers, lists, standard formats, files."
)

_FILE: JsonSchema = {"type": "string", "format": "binary"}
_FORMS = ("json", "csv", "xlsx", "html")
_LISTED = "; ".join(f"`{one.name}` ({', '.join(one.forms)}): {one.what}" for one in FORMATS.values())
_FORMAT = path_parameter(
    "format", f"What to write. {_LISTED}", {"type": "string", "enum": list(FORMATS)}, "yaml"
)
#: A document that is opened in the browser by mistake may do nothing there.
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def _files(view: Any) -> Any:
    """Describe a file of any of the formats' content types as the answer of a view."""
    types = {one.media(form).partition(";")[0] for one in FORMATS.values() for form in one.forms}
    for kind in sorted(types):
        schema: JsonSchema = {"type": "object"} if kind.endswith(("json", "yaml")) else _FILE
        said = "The file, as an attachment."
        view = blp.answers(200, schema, description=said, problems=(404,), kind=kind)(view)
    return view


@blp.route("/export/<format>", parameters=[_FORMAT])
class Export(MethodView):
    @blp.query(parameters("Export", PARAMETERS))
    @_files
    def get(self, args: Arguments, format: str) -> Response:
        """The inventory in a format of others

        Each format takes some of the parameters and refuses the rest, naming those it takes. A viewer may export
        all but what no export holds: tokens, webhooks and the change log.
        """
        snapshot = inventory().snapshot()
        return sent(export(snapshot, format, asked(snapshot, args), named(args)), snapshot)


def sent(file: Exported, snapshot: Snapshot) -> Response:
    """A file as a download; it is made while it is sent."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Content-Security-Policy": _SANDBOX,
        "X-Vendorgraph-Revision": str(snapshot.revision),
    }
    if file.notes:
        headers["X-Vendorgraph-Notes"] = "; ".join(file.notes)
    return Response(file.parts, headers=headers, content_type=file.media)


_REGISTER: Fields = {
    "party": Word(
        "Whose register: a party with the members of its group. Without it the inventory's own parties; when none"
        " of them acts in this capacity, everybody's, and `note` says so.",
        example="example-clinic",
    ),
    "format": Choice(
        "`csv`, `xlsx` and `html` answer the whole register as a file, as does `Accept` with their content type.",
        _FORMS,
    ),
}


def _register(kind: Kind, args: Arguments) -> Response:
    snapshot = inventory().snapshot()
    register = Register(snapshot, question(snapshot, args), kind, args.get("party"))
    form = args.get("format") or _accepted()
    if form != "json":
        name = f"{kind}-register.{form}"
        return sent(Exported(written(register, form), MEDIA[form], name), snapshot)
    number, size = args["page"], args["page_size"]
    shown = register.processings[(number - 1) * size : number * size]
    return answer(
        {
            **register.head(),
            "items": list(register.records(shown)),
            "total": len(register.processings),
            "page": number,
            "page_size": size,
        }
    )


def _accepted() -> str:
    """The form that the client accepts most gladly; JSON when it does not care."""
    types = {MEDIA[form].partition(";")[0]: form for form in _FORMS}
    best = request.accept_mimetypes.best_match(list(types), default="application/json")
    return types[best or "application/json"]


def _answered(kind: str, letters: str) -> dict[str, Any]:
    text: JsonSchema = {"type": "string"}
    record: JsonSchema = {
        "type": "object",
        "description": f"One record: `article_30` has the letters {letters}, `extras` what is not asked for there, "
        "`gaps` what is not recorded.",
    }
    return {
        "type": "object",
        "description": f"One page of the register of the {kind}.",
        "properties": {
            "register": text,
            "article": text,
            "as_of": {**text, "format": "date"},
            "revision": {"type": "integer"},
            "context": text,
            "letters": {"type": "object", "description": "What each letter asks for."},
            "note": {"type": ["string", "null"]},
            "items": {"type": "array", "items": record},
            "total": {"type": "integer"},
            "page": {"type": "integer"},
            "page_size": {"type": "integer"},
        },
    }


def _whole_files(view: Any) -> Any:
    """Describe the whole register as a file, besides the pages that JSON comes in."""
    for form in _FORMS[1:]:
        said = "The whole register as a file."
        view = blp.answers(200, _FILE, description=said, kind=MEDIA[form].partition(";")[0])(view)
    return view


@blp.route("/registers/controller")
class ControllerRegister(MethodView):
    @blp.query(parameters("ControllerRegister", _REGISTER, questions(), paging()))
    @_whole_files
    @blp.answers(200, _answered("controller", "a to g"), description="One page of records, ordered by id.")
    def get(self, args: Arguments) -> Response:
        """The controller's record of processing activities (Art. 30(1))

        Each activity with everything that Article 30(1) asks for under its letter: recipients and transfers through
        the whole chain, those planned marked, and the documents behind each safeguard. Gaps are said, never hidden.
        """
        return _register("controller", args)


@blp.route("/registers/processor")
class ProcessorRegister(MethodView):
    @blp.query(parameters("ProcessorRegister", _REGISTER, questions(), paging()))
    @_whole_files
    @blp.answers(200, _answered("processor", "a to d"), description="One page of records, ordered by id.")
    def get(self, args: Arguments) -> Response:
        """The processor's record of processing activities (Art. 30(2))

        Each service with every controller for whom it is used, directly or down a chain of processors, what is done
        for each of them, and the transfers.
        """
        return _register("processor", args)
