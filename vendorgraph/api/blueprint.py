"""flask-smorest's blueprint with strict parsing and the description of an operation in one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import flask_smorest  # type: ignore[import-untyped]  # it ships no type information
import marshmallow as ma

from vendorgraph.api.parsing import JSON, StrictParser
from vendorgraph.api.schemas import JsonSchema, reference

View = TypeVar("View", bound=Callable[..., Any])
Decorator = Callable[[View], View]

PREFIX = "/api/v1"
#: What each error means on these routes; the component of the description is `Problem` and the code.
PROBLEMS = {
    400: "The request is not well formed: malformed JSON, a repeated key, not UTF-8, a Host that is not ours.",
    401: "No API token, or one that is unknown or revoked.",
    403: "The token's role does not include this, or a browser's write came from another site.",
    404: "No resource has that id; the message names the nearest.",
    405: "The method is not possible at this address; Allow lists those that are.",
    409: "The id is taken, or others still point at what is to be deleted; the message names them.",
    412: "The resource changed after the version in If-Match.",
    413: "The body is larger than accepted.",
    415: "The body has another content type than those accepted.",
    422: "A parameter or field is not accepted; `errors` says, per field, what is.",
    428: "If-Match is missing; send the ETag of the version that you saw.",
    500: "A fault of the server; its log has it under the answer's X-Request-Id.",
    503: "The graph engine does not answer now; try again after Retry-After seconds.",
}
ALWAYS = (400, 401, 403, 422, 500, 503)
WITH_BODY = (413, 415)

ETAG = {
    "ETag": {
        "description": "Version of the resource, for If-Match and If-None-Match.",
        "schema": {"type": "string"},
    }
}
LOCATION = {"Location": {"description": "Address of the new resource.", "schema": {"type": "string"}}}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "ETag of the version to change.",
    "schema": {"type": "string"},
    "example": '"41"',
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "ETag of a version already held; 304 when it is the current one.",
    "schema": {"type": "string"},
}


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """A group of routes under /api/v1, described as it is declared."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix=PREFIX, description=description)
        self.url_value_preprocessor(_as_views_name_it)

    if TYPE_CHECKING:  # the types of what is inherited

        def route(self, rule: str, *, parameters: list[Any] | None = None) -> Decorator[Any]:
            """Register a view."""

        def doc(self, **kwargs: Any) -> Decorator[Any]:
            """Describe a view in OpenAPI's own words."""

        def alt_response(
            self, status_code: int, response: str | None = None, **kwargs: Any
        ) -> Decorator[Any]:
            """Describe another answer of a view."""

    def arguments(self, schema: type[ma.Schema], **options: Any) -> Decorator[Any]:
        """Arguments read and checked by a schema; `answers` describes the errors."""
        arguments = super().arguments(schema, **options)

        def decorate(view: View) -> View:
            wrapped: View = arguments(view)
            wrapped._apidoc["arguments"].pop("responses")  # type: ignore[attr-defined]
            return wrapped

        return decorate

    def query(self, schema: type[ma.Schema]) -> Decorator[Any]:
        """The query parameters, handed to the view as a mapping before its path arguments."""
        return self.arguments(schema, location="query")

    def body(
        self, schema: JsonSchema, *, example: Any = None, kinds: Iterable[str] = (JSON,)
    ) -> Decorator[Any]:
        """Describe the body; the view reads it with `parsing.json_body`, so it may refuse other things first."""
        content: dict[str, Any] = (
            {"schema": schema} if example is None else {"schema": schema, "example": example}
        )
        return self.doc(requestBody={"required": True, "content": dict.fromkeys(kinds, content)})

    def answers(
        self,
        status: int,
        schema: JsonSchema | None = None,
        *,
        description: str,
        problems: Iterable[int] = (),
        example: Any = None,
        headers: dict[str, Any] | None = None,
        kind: str | None = None,
    ) -> Decorator[Any]:
        """Describe the answer and, besides those that every route may give, its errors."""

        def decorate(view: View) -> View:
            for code in sorted({*ALWAYS, *problems}):
                view = self.alt_response(code, f"Problem{code}")(view)
            respond = self.response(
                status, schema, description=description, example=example, headers=headers, content_type=kind
            )
            described: View = respond(view)
            return described

        return decorate


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest without its own error handler and documentation pages: the package has its own."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        pass

    def _register_etag_headers(self) -> None:
        pass

    def _register_pagination_header(self) -> None:
        pass

    def _register_responses(self) -> None:
        for code, meaning in PROBLEMS.items():
            content = {JSON: {"schema": reference("Problem")}}
            self.spec.components.response(f"Problem{code}", {"description": meaning, "content": content})


def _as_views_name_it(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Hand a view the `id` of its path as `id_`: `id` is a function of Python's."""
    if values and "id" in values:
        values["id_"] = values.pop("id")


def path_parameter(name: str, doc: str, schema: JsonSchema, example: Any) -> dict[str, Any]:
    """The description of a parameter in a path."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": doc,
        "schema": schema,
        "example": example,
    }


__all__ = [
    "ETAG",
    "IF_MATCH",
    "IF_NONE_MATCH",
    "LOCATION",
    "PREFIX",
    "WITH_BODY",
    "Api",
    "Blueprint",
    "Decorator",
    "path_parameter",
]
