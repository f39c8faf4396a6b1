"""The OpenAPI description of the whole interface, and a page that makes it readable without scripts."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask, Response, render_template
from markupsafe import Markup, escape

from vendorgraph import __version__
from vendorgraph.api import (
    adequacy,
    check_shapes,
    judgement_shapes,
    list_shapes,
    schemas,
    shapes,
    vocabularies,
    webhooks,
)
from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import PREFIX, Api

Description = dict[str, Any]

_ABOUT = """Which personal data reaches which company in which country, under which legal instrument, and how that
is known. Send an API token as `Authorization: Bearer vg_…`; only `/health` is open. What takes `page` and
`page_size` answers one page, in JSON with the `total`; every other answer is whole. Every error has one shape, unknown
and repeated parameters are refused. Writes need the ETag of the version seen in `If-Match`. Dates are calendar days in
UTC; every end is exclusive."""


def describe(app: Flask) -> Api:
    """flask-smorest for `app`, with every component of the description."""
    app.config.update(API_TITLE="Vendorgraph", API_VERSION=__version__, OPENAPI_VERSION="3.1.0")
    api = Api(
        app,
        spec_kwargs={
            "info": {
                "description": " ".join(_ABOUT.split()),
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/", "description": "This server."}],
            "security": [{"token": []}],
        },
    )
    api.spec.components.security_scheme(
        "token", {"type": "http", "scheme": "bearer", "description": "An API token, vg_…"}
    )
    described = schemas.components() | adequacy.schemas() | vocabularies.components()
    described |= webhooks.components()
    for name, schema in (
        described
        | shapes.components()
        | judgement_shapes.components()
        | check_shapes.components()
        | list_shapes.components()
    ).items():
        api.spec.components.schema(name, schema)
    return api


def install(app: Flask, description: Description) -> None:
    """Serve the description as JSON and as a page."""

    def openapi_json() -> Response:
        return answer(description)

    def docs() -> Response:
        page = render_template(
            "docs.html",
            info=description["info"],
            groups=_groups(description),
            schemas=description["components"]["schemas"],
        )
        return Response(page, content_type="text/html; charset=utf-8")

    app.add_template_filter(marked)
    app.add_url_rule(f"{PREFIX}/openapi.json", "openapi_json", openapi_json)
    app.add_url_rule(f"{PREFIX}/docs", "api_docs", docs)


def marked(text: str | None) -> Markup:
    """`text` as HTML, with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text or ""))))


def _groups(description: Description) -> list[dict[str, Any]]:
    """Tags in order, each with its operations as the page shows them."""
    groups = {tag["name"]: {**tag, "operations": []} for tag in description["tags"]}
    for path, methods in description["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method == "parameters":
                continue
            groups[operation["tags"][0]]["operations"].append(
                {
                    **operation,
                    "id": f"{method}{path.removeprefix(PREFIX).replace('/', '-').replace('{', '').replace('}', '')}",
                    "method": method.upper(),
                    "path": path,
                    "parameters": [*shared, *operation.get("parameters", [])],
                    "answers": [
                        _answer(code, found, description)
                        for code, found in sorted(operation["responses"].items())
                    ],
                    "bodies": _contents(operation.get("requestBody", {}).get("content", {})),
                }
            )
    return list(groups.values())


def _answer(code: str, found: dict[str, Any], description: Description) -> dict[str, Any]:
    if "$ref" in found:
        found = description["components"]["responses"][found["$ref"].rpartition("/")[2]]
    return {
        "code": code,
        "description": found["description"],
        "contents": _contents(found.get("content", {})),
    }


def _contents(contents: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "schema": content.get("schema", {}).get("$ref", "").rpartition("/")[2],
            "example": content.get("example"),
        }
        for kind, content in contents.items()
    ]
