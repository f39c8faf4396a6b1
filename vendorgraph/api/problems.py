"""One error shape on every route: {"code", "status", "message", "errors"}.

A program always gets JSON; a browser that asked for a page outside /api/ gets the same as a page.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.http import HTTP_STATUS_CODES

from vendorgraph import errors
from vendorgraph.api.answers import answer
from vendorgraph.api.state import request_id

log = logging.getLogger(__name__)

STATUS: dict[type[errors.VendorgraphError], int] = {
    errors.Invalid: 422,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Stale: 412,
    errors.Outrun: 503,
    errors.Unavailable: 503,
    errors.Refused: 503,
}
_RETRY_AFTER = "5"  # seconds
_SENTENCES = {
    400: "The request is not well formed.",
    404: "There is nothing at this address; /api/v1/docs lists what there is.",
}


def install(app: Flask) -> None:
    """Make every refusal and failure of `app` answer in the one shape."""
    app.register_error_handler(errors.VendorgraphError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failed)


def problem(
    code: int,
    message: str,
    details: dict[str, list[str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """An error answer: a status, a sentence, and sentences per field."""
    body = shape(code, message, details)
    if wants_page():
        return Response(
            render_template("problem.html", **body), code, headers, content_type="text/html; charset=utf-8"
        )
    return answer(body, code, headers=headers)


def shape(code: int, message: str, details: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """What every error answer says."""
    return {
        "code": code,
        "status": HTTP_STATUS_CODES.get(code, ""),
        "message": sentence(message),
        "errors": details or {},
    }


def wants_page() -> bool:
    """True when a browser asked for a page, not a program for an API answer."""
    if request.path.startswith("/api/") and request.path != "/api/v1/docs":
        return False
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def sentence(text: str) -> str:
    """`text` with a capital letter and a full stop, unless it begins with a name in code's own spelling."""
    text = text.strip()
    first = text.split(" ", 1)[0]
    if first.isalpha() and first.islower():
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _refused(error: errors.VendorgraphError) -> Response:
    code = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    headers = {"Retry-After": _RETRY_AFTER} if code == 503 else {}
    return problem(code, error.message, error.errors, headers)


def _http(error: HTTPException) -> Response:
    if error.code is None or error.response is not None or error.code < 400:  # a redirect of the router's own
        response = error.get_response()
        assert isinstance(response, Response)
        return response
    headers = {}
    message = _SENTENCES.get(error.code, error.description or "")
    if isinstance(error, MethodNotAllowed):
        allowed = sorted(error.valid_methods or ())
        headers["Allow"] = ", ".join(allowed)
        message = f"{request.method} is not possible here; {', '.join(allowed)} are."
    elif isinstance(error, RequestEntityTooLarge):
        message = (
            f"The body is larger than the {request.max_content_length:,} bytes that this address accepts."
        )
    elif error.description != type(error).description:  # one of our own sentences
        message = error.description or message
    if error.code == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="vendorgraph"'
    if error.code >= 500:
        log.error("request %s: %s", request_id(), error)
    return problem(error.code, message, headers=headers)


def _failed(error: Exception) -> Response:
    known = request_id()
    log.error("request %s %s %s failed", known, request.method, request.path, exc_info=error)
    return problem(500, f"Something went wrong here; the server's log has it under request {known}.")


def schema() -> dict[str, Any]:
    """The error shape for the OpenAPI description."""
    text = {"type": "string"}
    return {
        "type": "object",
        "description": "Every error of every route.",
        "required": ["code", "status", "message", "errors"],
        "properties": {
            "code": {"type": "integer", "description": "The HTTP status.", "examples": [422]},
            "status": {**text, "description": "The status in words.", "examples": ["Unprocessable Entity"]},
            "message": {**text, "description": "A sentence: what is wrong and what is accepted."},
            "errors": {
                "type": "object",
                "description": "Per field or parameter, what is accepted.",
                "additionalProperties": {"type": "array", "items": text},
            },
        },
    }
