"""Files that come as the body of a request or as the parts of a form, and what is said about them in the query."""

from __future__ import annotations

import json
from typing import Any

import marshmallow as ma
from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from vendorgraph.api.parameters import Arguments, Choice, Day, Fields, Word
from vendorgraph.api.parsing import IMPORT_LIMIT, JSON
from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.formats.detect import FORMATS
from vendorgraph.exchange.reading.source import Source

FORM = "multipart/form-data"
YAML = ("application/yaml", "application/x-yaml", "text/yaml")
KINDS = (
    "text/csv",
    "text/markdown",
    "text/html",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/pdf",
    "application/octet-stream",
)
_ENDINGS = dict(zip(KINDS, ("csv", "md", "html", "txt", "xlsx", "pdf", "bin"), strict=True))


class Pairs(Word):
    """A JSON object of texts, as `{"Anbieter": "vendor"}`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            raise ma.ValidationError('must be a JSON object of texts, as {"Anbieter": "vendor"}')
        return found


def about_lists() -> Fields:
    """The parameters that say how a list is to be read."""
    return {
        "as": Word("The processing whose recipients a list names.", example="example-shop:orders"),
        "on": Day("The day from which a list holds; else the day in `name`, or the one that a GVL says."),
        "source": Word(
            "The slug under which versions of a list follow each other; else `list-` and the processing."
        ),
        "format": Choice("What the file is.", FORMATS, load_default="auto"),
        "map": Pairs("Roles of columns by header, as a JSON object.", example='{"Anbieter": "vendor"}'),
        "accept": Pairs(
            "Decisions about unsure rows, as a JSON object: row number or name -> a party's id, or `new`.",
            example='{"14": "stripe"}',
        ),
        "name": Word("The file's name, for reports and to tell its format.", example="subprocessors.md"),
    }


def check_type() -> None:
    """Raise 415 unless the request's content type is one that files come with, naming each."""
    if request.mimetype not in (JSON, *YAML, *KINDS, FORM):
        raise UnsupportedMediaType(
            f"Send the file as {', '.join(KINDS[:-1])} or, whatever kind of list it is, as {KINDS[-1]}; several in a form "
            f"as {FORM}; an inventory file as {JSON} or {' or '.join(YAML)}; "
            f"not as {request.content_type or 'nothing in particular'}."
        )


def uploaded(args: Arguments) -> list[Source]:
    """The files of the request: its body, or every part of a form. Raises Invalid when there is none."""
    request.max_content_length = IMPORT_LIMIT
    if request.mimetype == FORM:
        parts = [part for name in request.files for part in request.files.getlist(name)]
        if not parts:
            raise Invalid("the form has no file", {"body": ["send at least one part with a file"]})
        return [
            Source.of(part.filename or f"part {at}", part.stream.read(), part.mimetype)
            for at, part in enumerate(parts, 1)
        ]
    name = args.get("name") or f"body.{_ENDINGS.get(request.mimetype, 'bin')}"
    return [Source.of(name, request.get_data(cache=False), request.mimetype)]
