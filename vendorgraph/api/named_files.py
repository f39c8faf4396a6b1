"""Files within a JSON body: a name that stands in answers, and the text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from vendorgraph.api.schemas import JsonSchema
from vendorgraph.errors import Invalid
from vendorgraph.model import checks

NAME_LIMIT, FILES_LIMIT = 500, 500
NAMED: JsonSchema = {
    "type": "object",
    "required": ["name", "text"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": NAME_LIMIT},
        "text": {"type": "string"},
    },
}
FILES: JsonSchema = {
    "type": "array",
    "items": NAMED,
    "maxItems": FILES_LIMIT,
    "description": "Inventory files that are planned in this order; nothing is written.",
}
Named = tuple[str, str]


def named_files(body: dict[str, Any]) -> list[Named]:
    """The (name, text) of the body's `files`. Raises Invalid naming the field."""
    files = body.get("files", [])
    if not isinstance(files, list) or len(files) > FILES_LIMIT:
        raise Invalid.at("files", f"must be a list of at most {FILES_LIMIT} files")
    return [named(file, f"files.{at}") for at, file in enumerate(files)]


def named(given: Any, field: str) -> Named:
    """The (name, text) of one file. Raises Invalid naming the field."""
    if not isinstance(given, dict) or given.keys() != {"name", "text"}:
        raise Invalid.at(field, f"{checks.given(given)} is not an object of name and text")
    name, text = given["name"], given["text"]
    if not isinstance(name, str) or not 0 < len(name) <= NAME_LIMIT:
        raise Invalid.at(f"{field}.name", f"must be a text of 1 to {NAME_LIMIT} characters")
    if not isinstance(text, str):
        raise Invalid.at(f"{field}.text", "must be a text")
    return name, text


def only(body: dict[str, Any], accepted: Collection[str]) -> None:
    """Raise Invalid for a field of the body that is not accepted."""
    if extra := sorted(body.keys() - set(accepted)):
        raise Invalid.at(extra[0], f"is not a field here; accepted: {', '.join(accepted)}")
