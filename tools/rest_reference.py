"""The page docs/reference/rest.md: every route in a table, from the OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vendorgraph.api.openapi import description
from vendorgraph.model.entities import ADMIN_ONLY, BY_NAME

_METHODS = ("get", "post", "put", "patch", "delete")
_ADMIN_ONLY = ", ".join(sorted(f"`/{BY_NAME[kind].plural}`" for kind in ADMIN_ONLY))
_HEAD = f"""\
# Routes of REST

<!-- Made by `make docs` from vendorgraph/api; do not edit. -->

All below `/api/v1`. Parameters, bodies, answers and errors stand in [openapi.json](../openapi.json), which a running
server shows readably at `/api/v1/docs`.

* Every route but `/health` needs `Authorization: Bearer …`: reading asks for the role viewer (so do `/simulate`,
  `/plan` and `/check`, which write nothing), writing for editor, and writing {_ADMIN_ONLY} for admin.
  Other routes for admins say so in their description.
* A resource answers with an `ETag`. PUT, PATCH and DELETE need it in `If-Match`: without it 428, with an old one 412.
* What takes `page` and `page_size` answers one page, in JSON with the `total`; beyond the end it is empty. Every other
  answer is whole.
* An unknown or repeated parameter is refused. Every refusal has the form `code`, `status`, `message`, `errors`.
"""


def page() -> str:
    """The page."""
    found = description()
    return _HEAD + "".join(_group(tag, found["paths"]) for tag in found["tags"])


def _group(tag: dict[str, Any], paths: dict[str, Any]) -> str:
    rows = "".join(_rows(tag["name"], paths))
    return f"\n## {tag['name']}\n\n{tag.get('description', '')}\n\n| route | does |\n|---|---|\n{rows}"


def _rows(tag: str, paths: dict[str, Any]) -> Iterator[str]:
    for path, methods in paths.items():
        shown = path.removeprefix("/api/v1")
        for method in _METHODS:
            operation = methods.get(method)
            if operation and tag in operation["tags"]:
                yield f"| `{method.upper()} {shown}` | {operation['summary']} |\n"
