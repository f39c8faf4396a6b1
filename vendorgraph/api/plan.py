"""Plans over REST: what several inventory files together would change, and what that does."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from flask import Response, request
from flask.views import MethodView

from vendorgraph.api.access import needs
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import WITH_BODY, Blueprint
from vendorgraph.api.named_files import FILES, named_files, only
from vendorgraph.api.parameters import Arguments, YesNo, parameters, question, questions
from vendorgraph.api.parsing import IMPORT_LIMIT, json_body
from vendorgraph.api.schemas import JsonSchema, reference
from vendorgraph.api.state import inventory
from vendorgraph.auth import VIEWER
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import plan_files, read_all

blp = Blueprint("plan", "What inventory files would change, and what that does to exposure and transfers.")

_BODY: JsonSchema = {
    "type": "object",
    "required": ["files"],
    "additionalProperties": False,
    "properties": {"files": {**FILES, "minItems": 1}},
}
_TEXT = "vendorgraph: 1\ninventory: example-shop\nparties:\n  - {id: example-host, name: Example Host}\n"
_SWITCHES = {
    "effects": YesNo("Whether what it does to exposure and transfers is told.", load_default=True),
}


@blp.route("/plan")
class Plan(MethodView):
    @blp.query(parameters("Plan", questions(group=False), _SWITCHES))
    @blp.body(_BODY, example={"files": [{"name": "example-shop.yaml", "text": _TEXT}]})
    @blp.answers(
        200,
        reference("ImportReport"),
        description="What the files would change, one after another, and what that does.",
        problems=(*WITH_BODY, 409),
    )
    @needs(VIEWER)
    def post(self, args: Arguments) -> Response:
        """Plan inventory files

        What applying the files in this order would change, and per source which recipients, countries and
        categories that gains and loses, by which path, and which transfers change their status. Nothing is written.
        """
        request.max_content_length = IMPORT_LIMIT
        body = json_body()
        only(body, _BODY["properties"])
        files = named_files(body)
        if not files:
            raise Invalid.at("files", "must be a list of one or more files")
        asked = (lambda after: question(after, args)) if args["effects"] else None
        report = plan_files(inventory(), read_all(files), asked)
        return answer({"dry_run": True, **report.as_json()})
