"""Options of commands made of the query parameters of REST: the same names, words and refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click
import marshmallow as ma

from vendorgraph.api.parameters import Arguments, Choice, Day, Fields, Whole, YesNo, parameters
from vendorgraph.errors import Invalid

WIDEST = 60  # characters of a choice that is listed; a longer one is named, and its refusal lists it
#: What options of text take where their own name does not say it.
_TAKEN = {
    "context": "NAME:VALUE,…",
    "expand": "PROCESSING,…",
    "focus": "PROCESSING",
    "from": "PARTY|PROCESSING",
    "outside": "REGION",
    "to": "PARTY|PROCESSING",
    "view": "ADDRESS",
}


def options(fields: Fields) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """One option for every field, described by the same words."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for name, field in reversed(list(fields.items())):
            said = field.metadata["description"].replace("`", "")
            if isinstance(field, YesNo) and isinstance(field.load_default, bool):
                said += f"  [default: {str(field.load_default).lower()}]"
            command = click.option(
                f"--{name.replace('_', '-')}",
                name,
                metavar=_taken(name, field),
                help=said,
                required=field.required,
            )(command)
        return command

    return add


def _taken(name: str, field: ma.fields.Field[Any]) -> str:
    """What an option takes, as its help says it."""
    if isinstance(field, Choice) and len(listed := "|".join(field.values)) <= WIDEST:
        return listed
    kinds = {Day: "DAY", Whole: "NUMBER", YesNo: "true|false"}
    return kinds.get(type(field)) or _TAKEN.get(name) or name.upper()


def given(asked: Mapping[str, str | None]) -> dict[str, str]:
    """The options that were given."""
    return {name: value for name, value in asked.items() if value is not None}


def arguments(name: str, fields: Fields, asked: Mapping[str, str]) -> Arguments:
    """The options as REST reads them. Raises Invalid naming the option."""
    try:
        loaded: Arguments = parameters(name, fields)().load(asked)
    except ma.ValidationError as error:
        said: dict[str, list[str]] = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow's
        option, sentences = next(iter(said.items()))
        raise Invalid(f"--{option.replace('_', '-')}: {sentences[0]}", said) from None
    return loaded
