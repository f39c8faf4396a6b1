"""Strict reading of requests: no unknown or repeated parameter, no sloppy JSON.

The parameters that a route accepts are those its OpenAPI description lists, so the description
cannot drift from what is accepted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NoReturn

import marshmallow as ma
from flask import Flask, Request, request
from webargs.flaskparser import FlaskParser
from webargs.multidictproxy import MultiDictProxy
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from vendorgraph.errors import Invalid
from vendorgraph.model.hints import first_repeated, nearest

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
NESTING_LIMIT = 32
DIGITS_LIMIT = 4_300  # of a whole number; Python reads no more
RESOURCE_LIMIT = 1024 * 1024  # bytes of one resource
IMPORT_LIMIT = 16 * 1024 * 1024  # bytes of one inventory file
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
_UNKNOWN = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": ma.RAISE, "json": ma.RAISE}


class StrictParser(FlaskParser):
    """webargs with the body read by `json_body` and refusals as sentences."""

    DEFAULT_UNKNOWN_BY_LOCATION = _UNKNOWN

    def load_json(self, req: Request, schema: ma.Schema) -> Any:
        """The body, which must be an object."""
        return json_body()

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """The query's parameters; `refuse_unknown_parameters` has seen them already."""
        return MultiDictProxy(req.args, schema)

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Raise Invalid with the sentences of each field."""
        places = error.normalized_messages()  # type: ignore[no-untyped-call]
        said = {field: sentences for fields in places.values() for field, sentences in fields.items()}
        field, sentences = next(iter(said.items()))
        raise Invalid(f"{field}: {sentences[0]}", said)


def json_body(accepted: Iterable[str] = (JSON,)) -> dict[str, Any]:
    """The request's body as an object.

    Raises 415 for another content type, 400 for malformed JSON (a repeated key and NaN count as
    malformed), Invalid for something other than an object or for characters no text may hold.
    """
    value = json_value(text_body(accepted))
    check_texts(value)
    if not isinstance(value, dict):
        raise Invalid("the body must be a JSON object", {"body": ["must be an object"]})
    return value


def json_value(text: str) -> Any:
    """The value of a JSON text. Raises 400 when it is malformed; a repeated key and NaN count as malformed."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_constant, parse_int=_whole)
    except RecursionError:
        raise BadRequest("The body is nested too deeply.") from None
    except ValueError as error:
        raise BadRequest(f"The body is not valid JSON: {error}.") from None


def _whole(digits: str) -> int:
    if len(digits) > DIGITS_LIMIT:
        raise ValueError(f"a number has {len(digits):,} digits; at most {DIGITS_LIMIT:,} are accepted")
    return int(digits)


def text_body(accepted: Iterable[str]) -> str:
    """The request's body as text. Raises 415 unless its content type is accepted, 400 unless it is UTF-8."""
    kinds = tuple(accepted)
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in kinds or charset not in ("utf-8", "us-ascii"):
        raise UnsupportedMediaType(
            f"Send the body as {' or '.join(kinds)} in UTF-8, not as {request.content_type or 'nothing in particular'}."
        )
    try:
        return request.get_data(cache=False).decode("utf-8-sig")  # some editors put a byte order mark first
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: byte {error.start} cannot be read.") from None


def check_texts(value: Any) -> None:
    """Refuse NUL and unpaired surrogates in any text or key of `value`, and nesting beyond reason."""
    left: list[tuple[str, Any, int]] = [("", value, 0)]
    while left:
        path, item, depth = left.pop()
        if depth > NESTING_LIMIT:
            raise BadRequest(f"The body is nested too deeply; at most {NESTING_LIMIT} levels are accepted.")
        if isinstance(item, str) and _FORBIDDEN.search(item):
            where = path.strip(".") or "body"
            raise Invalid.at(where, "must not contain NUL or unpaired surrogate characters")
        if isinstance(item, dict):
            left += [("field names", key, depth) for key in item]
            left += [(f"{path}.{key}", inner, depth + 1) for key, inner in item.items()]
        elif isinstance(item, list):
            left += [(f"{path}.{at}", inner, depth + 1) for at, inner in enumerate(item)]


def refuse_unknown_parameters(app: Flask, paths: dict[str, Any]) -> None:
    """Refuse, before any view runs, query parameters that the OpenAPI `paths` do not list, and repeated ones."""
    accepted = _accepted(app, paths)

    def check() -> None:
        if request.endpoint is None or not request.path.startswith("/api/"):
            return
        method = "GET" if request.method == "HEAD" else request.method
        known = accepted.get((request.endpoint, method), ())
        for name, values in request.args.lists():
            if name not in known:
                raise _unknown(name, known)
            if len(values) > 1:
                raise Invalid.at(name, f"is given {len(values)} times; give it once")
            if _FORBIDDEN.search(values[0]):
                raise Invalid.at(name, "must not contain NUL characters")

    app.before_request(check)


def _unknown(name: str, known: Iterable[str]) -> Invalid:
    shown = repr(name if len(name) <= 80 else name[:77] + "...")
    listed = ", ".join(known) or "none"
    near = nearest(name, known, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return Invalid(
        f"there is no parameter {shown} here; accepted are: {listed}.{hint}",
        {name: [f"is not a parameter here; accepted are: {listed}"]},
    )


def _accepted(app: Flask, paths: dict[str, Any]) -> dict[tuple[str, str], tuple[str, ...]]:
    """(endpoint, method) -> names of the query parameters in its description."""
    found = {}
    for rule in app.url_map.iter_rules():
        described = paths.get(_ARGUMENT.sub(r"{\1}", rule.rule), {})
        for method, operation in described.items():
            if isinstance(operation, dict):
                listed = operation.get("parameters", ())
                names = tuple(item["name"] for item in listed if item.get("in") == "query")
                found[rule.endpoint, method.upper()] = names
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        repeated = first_repeated(key for key, _ in pairs) or ""
        raise ValueError(f"the key {repeated[:80]!r} is repeated")
    return found


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
