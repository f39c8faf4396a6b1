"""What every question fixes: the day, the context, whether planned flows count, and groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model.taxonomy import Terms


@dataclass(frozen=True, slots=True)
class Context:
    """Conditions switched on or off and scope dimensions fixed to a value; the rest keeps its default."""

    conditions: Mapping[str, bool] = field(default_factory=dict)
    scope: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((frozenset(self.conditions.items()), frozenset(self.scope.items())))

    def text(self) -> str:
        """The context as `context=` takes it."""
        switched = [f"{name}:{'on' if state else 'off'}" for name, state in self.conditions.items()]
        return ",".join(
            sorted([*switched, *(f"{dimension}:{value}" for dimension, value in self.scope.items())])
        )


EVERYTHING = Context()


@dataclass(frozen=True, slots=True)
class Question:
    """A day (every period is half-open), a context, and whether planned flows count as active."""

    as_of: dt.date
    context: Context = EVERYTHING
    include_planned: bool = False
    group: bool = True


def today() -> dt.date:
    """The calendar day in UTC."""
    return dt.datetime.now(dt.UTC).date()


def parse_context(snapshot: Snapshot, text: str) -> Context:
    """`ai_features:off,region:CH` as a Context; Invalid when a condition is unknown or said twice.

    `name:on` and `name:off` switch the condition `name`; anything else fixes a scope dimension.
    A dimension or value that no flow names is accepted: it restricts nothing.
    """
    conditions: dict[str, bool] = {}
    scope: dict[str, str] = {}
    for part in text.split(",") if text else []:
        name, colon, value = part.strip().rpartition(":")
        if not (name and colon and value):
            raise Invalid.at(
                "context", f"{part!r} is not accepted; write name:on, name:off or dimension:value"
            )
        if name in conditions or name in scope:
            raise Invalid.at("context", f"{name!r} is fixed twice")
        if name in snapshot.records["condition"]:
            if value not in ("on", "off"):
                raise Invalid.at("context", f"condition {name!r} is on or off, not {value!r}")
            conditions[name] = value == "on"
        elif value in ("on", "off") and not _is_dimension(snapshot, name):
            known = ", ".join(sorted(snapshot.records["condition"])) or "none"
            raise Invalid.at("context", f"there is no condition {name!r}; known conditions: {known}")
        else:
            scope[name] = value
    return Context(conditions, scope)


def _is_dimension(snapshot: Snapshot, name: str) -> bool:
    return any(name in edge.document["scope"] for edge in snapshot.flows.values())


@dataclass(frozen=True, slots=True)
class View:
    """The flows of a snapshot as one question sees them: what each lets through, 0 when not active."""

    snapshot: Snapshot
    question: Question
    day: str
    off: frozenset[str]

    @classmethod
    def of(cls, snapshot: Snapshot, question: Question) -> View:
        """The view, with the conditions that are off worked out once."""
        switched = question.context.conditions
        off = frozenset(
            id_
            for id_, record in snapshot.records["condition"].items()
            if not switched.get(id_, record.document["default"] == "on")
        )
        return cls(snapshot, question, question.as_of.isoformat(), off)

    def active(self, edge: FlowEdge) -> bool:
        """Whether a flow is active as docs/explanation/what-reaches-whom.md, "The pieces", defines it."""
        flow = edge.document
        start, end = flow["valid_from"], flow["valid_to"]
        if (start is not None and start > self.day) or (end is not None and end <= self.day):
            return False
        if flow["status"] == "planned" and not self.question.include_planned:
            return False
        if self.off and not self.off.isdisjoint(flow["conditions"]):
            return False
        fixed = self.question.context.scope
        return not fixed or all(
            fixed.get(name, values[0]) in values for name, values in flow["scope"].items()
        )

    def lets(self, edge: FlowEdge) -> Terms:
        """What an active flow lets through of what its sender may hold."""
        return edge.lets if edge.lets and self.active(edge) else 0

    def lets_stated(self, edge: FlowEdge) -> Terms:
        """What it lets through of what is stated: a disclaimed flow states nothing."""
        if not edge.lets_stated or edge.document["status"] == "disclaimed":
            return 0
        return edge.lets_stated if self.active(edge) else 0
