"""Files over REST: what an inventory file or a list of vendors would change, writing it, and drift."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from flask import Response, request
from flask.views import MethodView

from vendorgraph.analysis.question import Question, today
from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import WITH_BODY, Blueprint
from vendorgraph.api.parameters import Arguments, YesNo, parameters
from vendorgraph.api.parsing import IMPORT_LIMIT, JSON, json_value, text_body
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory, writer
from vendorgraph.api.uploads import FORM, KINDS, YAML, about_lists, check_type
from vendorgraph.auth import VIEWER
from vendorgraph.exchange.apply import apply_files, plan_files, read_all
from vendorgraph.exchange.reading.formats.detect import detect
from vendorgraph.exchange.reading.source import Source

blp = Blueprint("import", "Inventory files: the same plan and apply as on the command line.")

_EXAMPLE = {
    "vendorgraph": 1,
    "inventory": "example-shop",
    "parties": [
        {
            "id": "example-host",
            "name": "Example Host",
            "processings": [{"name": "Hosting", "capacity": "processor"}],
        }
    ],
}
_SWITCHES = {
    "dry_run": YesNo("`false` applies the file; otherwise only its plan is answered.", load_default=True),
    "details": YesNo("Whether every change is listed with the fields that differ.", load_default=True),
    "effects": YesNo(
        "Whether a dry run tells what the file does to exposure and transfers today.", load_default=True
    ),
}


_FILE = {"schema": {"type": "string", "format": "binary"}}
_NATIVE = {"schema": {"type": "object"}, "example": _EXAMPLE}
_PARTS = {"schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}}
_BODY = {
    "required": True,
    "content": {
        **dict.fromkeys((JSON, *YAML), _NATIVE),
        **dict.fromkeys(KINDS, _FILE),
        FORM: _PARTS,
    },
}


@blp.route("/import")
class Import(MethodView):
    @blp.query(parameters("Import", {**_SWITCHES, **about_lists()}))
    @blp.doc(requestBody=_BODY)
    @blp.answers(
        200,
        reference("ImportReport"),
        description="What the file changed, or would change.",
        problems=(*WITH_BODY, 409),
    )
    def post(self, args: Arguments) -> Response:
        """Plan or import an inventory file or a list of vendors

        The body is one file: the native format in YAML or JSON, or a list in Markdown, HTML, CSV, XLSX, PDF,
        fideslang, CycloneDX, GVL or DORA, which needs `as`. A form may hold several lists, in the order of their days. Writing
        is one transaction a file and idempotent. The report of a list says what became of each row and why.
        """
        check_type()
        if _is_list(args):
            from vendorgraph.api.lists import imported  # what reads and matches lists takes long to load

            return answer(imported(args))
        request.max_content_length = IMPORT_LIMIT
        text = text_body((JSON, *YAML))
        name = "body.yaml"
        if request.mimetype == JSON:
            json_value(text)  # malformed JSON is 400, as everywhere
            name = "body.json"
        files = read_all([(name, text)])
        dry = args["dry_run"]
        asked = (lambda _: Question(today())) if args["effects"] else None
        report = plan_files(inventory(), files, asked) if dry else apply_files(inventory(), files, **writer())
        return answer({"dry_run": dry, **report.as_json(details=args["details"])})


@blp.route("/drift")
class Drift(MethodView):
    @blp.query(parameters("Drift", about_lists()))
    @blp.doc(
        requestBody={
            "required": True,
            "content": {**dict.fromkeys((JSON, *YAML, *KINDS), _FILE), FORM: _PARTS},
        }
    )
    @blp.answers(
        200,
        reference("DriftReport"),
        description="What the list says otherwise, with the reach that each difference opens or closes.",
        problems=WITH_BODY,
    )
    @needs(VIEWER)
    def post(self, args: Arguments) -> Response:
        """Compare a published list with the graph

        The body is a vendor's list, or our own public page, as `/import` takes them; `as` names the processing whose
        recipients it lists. A form with two files and no `as` compares the first version with the second, without
        the graph. Nothing is written.
        """
        check_type()
        from vendorgraph.api.lists import drifted

        return answer(drifted(args))


def _is_list(args: Arguments) -> bool:
    """Whether the body is no inventory file: by its content type, by `format`, or by what a JSON or YAML text holds."""
    if request.mimetype in (*KINDS, FORM) or args["format"] not in ("auto", "native"):
        return True
    if request.mimetype not in (JSON, *YAML) or args.get("as") is None:
        return False
    request.max_content_length = IMPORT_LIMIT
    name = "body.json" if request.mimetype == JSON else "body.yaml"
    return detect(Source.of(name, request.get_data(cache=True))) != "native"
