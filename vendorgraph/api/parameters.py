"""Query parameters as marshmallow fields whose refusals are sentences, and groups of them that routes share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import marshmallow as ma
from marshmallow import validate

from vendorgraph.analysis.graph import DEPTH, LIMIT, MOST
from vendorgraph.analysis.question import Question, parse_context, today
from vendorgraph.analysis.selection import CERTAINTIES, ROLES, Filters
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.model import checks

PAGE_SIZE, MOST_PER_PAGE = 50, 500
_HIGHEST_PAGE = 10**6
TEXT_LIMIT = 500  # characters of a parameter

Fields = Mapping[str, "ma.fields.Field[Any]"]
Arguments = Mapping[str, Any]


class Word(ma.fields.String):
    """Text that is not empty, of at most TEXT_LIMIT characters."""

    def __init__(
        self, doc: str, *, example: str | None = None, most: int = TEXT_LIMIT, **options: Any
    ) -> None:
        metadata: dict[str, Any] = {"description": doc, **({} if example is None else {"example": example})}
        options.setdefault(
            "validate", validate.Length(min=1, max=most, error=f"is empty or longer than {most} characters")
        )
        super().__init__(metadata=metadata, **{"error_messages": {"required": "is required"}, **options})


class Day(ma.fields.String):
    """A calendar day, 2026-11-22."""

    def __init__(self, doc: str, **options: Any) -> None:
        metadata = {"description": doc, "format": "date", "example": "2026-11-22"}
        super().__init__(metadata=metadata, **{"error_messages": {"required": "is required"}, **options})

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        if refusal := checks.date(value):
            raise ma.ValidationError(refusal)
        return dt.date.fromisoformat(value)


class Whole(ma.fields.Integer):
    """A whole number in plain digits, within bounds."""

    def __init__(self, doc: str, low: int, high: int, **options: Any) -> None:
        self.low, self.high = low, high
        super().__init__(metadata={"description": doc}, validate=validate.Range(low, high), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
        digits = re.fullmatch(r"[0-9]{1,12}", value)
        if not digits or not self.low <= int(value) <= self.high:
            raise ma.ValidationError(
                f"{checks.given(value)} is not accepted; a whole number from {self.low:,} to {self.high:,}"
            )
        return int(value)


class Choice(ma.fields.String):
    """One of a closed list of words."""

    def __init__(self, doc: str, values: Sequence[str], **options: Any) -> None:
        self.values = tuple(values)
        super().__init__(metadata={"description": doc}, validate=validate.OneOf(values), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if value not in self.values:
            raise ma.ValidationError(
                f"{checks.given(value)} is not accepted; one of {', '.join(self.values)}"
            )
        return str(value)


class YesNo(ma.fields.Boolean):
    """`true` or `false`, nothing that merely looks like it."""

    def __init__(self, doc: str, **options: Any) -> None:
        super().__init__(metadata={"description": doc}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> bool:
        if value not in ("true", "false"):
            raise ma.ValidationError(f"{checks.given(value)} is not accepted; true or false")
        return bool(value == "true")


def parameters(name: str, *groups: Fields) -> type[ma.Schema]:
    """A schema of query parameters out of groups of fields; refuses all others."""
    together = {key: field for group in groups for key, field in group.items()}
    schema: type[ma.Schema] = ma.Schema.from_dict(together, name=f"{name}Parameters")
    return schema


def paging() -> Fields:
    """`page` and `page_size`."""
    return {
        "page": Whole(
            "Page to answer, from 1; beyond the end it is empty.", 1, _HIGHEST_PAGE, load_default=1
        ),
        "page_size": Whole("Items on a page.", 1, MOST_PER_PAGE, load_default=PAGE_SIZE),
    }


def questions(*, group: bool = True) -> Fields:
    """What every route that evaluates flows takes; `group` where it names a party."""
    fields: dict[str, ma.fields.Field[Any]] = {
        "as_of": Day("Day on which flows are asked to hold; today (UTC) when absent."),
        "context": Word(
            "Conditions switched and scope dimensions fixed: name:on, name:off, dimension:value, separated by commas.",
            example="ai_features:off,region:CH",
        ),
        "include": Choice("`planned` counts announced flows as active ones.", ("planned",)),
    }
    if group:
        doc = "Whether a party stands for the parties that are members of it too."
        fields["group"] = YesNo(doc, load_default=True)
    return fields


def narrowing() -> Fields:
    """Filters that drop rows of the finished answer and never change what propagates."""
    return {
        "to": Word("Only this recipient: a processing, or a party with all its own.", example="stripe"),
        "country": Word("Only rows that reach this country (`unknown` = place not stated).", example="US"),
        "region": Word("Only rows of which some place lies wholly in this region.", example="EEA"),
        "outside": Word(
            "Only rows of which some place is not shown to lie wholly in this region.", example="EEA"
        ),
        "certainty": Choice("Only rows of this certainty.", CERTAINTIES),
        "role": Choice("Only recipients in this role.", ROLES),
        "max_hops": Whole("Only recipients at most this many flows away.", 1, 10**6),
    }


def starting() -> Fields:
    """Where a question starts and what it is about."""
    return {
        "from": Word(
            "Source: a processing, or a party with all its own; without it every controller with an active flow,"
            " of the inventory's own parties where there are any.",
            example="clustdoc-customers",
        ),
        "category": Word("Only this category of data and those below it.", example="user.contact"),
    }


def drawing() -> Fields:
    """Which part of the graph is shown."""
    return {
        "depth": Whole("How many flows from the sources are shown.", 0, 100, load_default=DEPTH),
        "expand": Word("Processings, separated by commas, whose recipients are shown too.", most=20_000),
        "limit": Whole("Most nodes shown.", 1, MOST, load_default=LIMIT),
    }


def question(snapshot: Snapshot, args: Arguments) -> Question:
    """The question that the parameters ask. Raises Invalid for an unknown condition."""
    return Question(
        as_of=args.get("as_of") or today(),
        context=parse_context(snapshot, args.get("context", "")),
        include_planned=args.get("include") == "planned",
        group=args.get("group", True),
    )


def filters(args: Arguments) -> Filters:
    """The filters that the parameters name."""
    return Filters(**{name: args.get(name) for name in narrowing()})


def listed(text: str | None) -> tuple[str, ...]:
    """The words of a comma-separated parameter, once each."""
    return tuple(dict.fromkeys(word for part in (text or "").split(",") if (word := part.strip())))
