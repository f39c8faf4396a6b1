"""Inventory files over REST: what a file would change, and applying it."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from flask import Response, request
from flask.views import MethodView

from vendorgraph.analysis.question import Question, today
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import WITH_BODY, Blueprint
from vendorgraph.api.parameters import Arguments, YesNo, parameters
from vendorgraph.api.parsing import IMPORT_LIMIT, JSON, json_value, text_body
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory, writer
from vendorgraph.exchange.apply import apply_files, plan_files, read_all

blp = Blueprint("import", "Inventory files: the same plan and apply as on the command line.")

YAML = ("application/yaml", "application/x-yaml", "text/yaml")
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


@blp.route("/import")
class Import(MethodView):
    @blp.query(parameters("Import", _SWITCHES))
    @blp.body({"type": "object"}, example=_EXAMPLE, kinds=(JSON, *YAML))
    @blp.answers(
        200,
        reference("ImportReport"),
        description="What the file changed, or would change.",
        problems=(*WITH_BODY, 409),
    )
    def post(self, args: Arguments) -> Response:
        """Plan or apply an inventory file

        The body is one file in the native format, YAML or JSON. Applying is one transaction and idempotent: what
        the file's inventory stated before and states no more is removed, unless another inventory holds it.
        """
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
