"""JSON Schemas of the answer of a check."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.policies import LEVELS
from vendorgraph.api.schemas import JsonSchema, described, nullable

_TEXT: JsonSchema = {"type": "string"}
_FLAG: JsonSchema = {"type": "boolean"}
_COUNT: JsonSchema = {"type": "integer", "minimum": 0}
_LEVEL: JsonSchema = {"type": "string", "enum": list(LEVELS)}


def _many(item: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": item}


def _loose(doc: str) -> JsonSchema:
    return nullable({"type": "object", "description": doc})


def components() -> dict[str, Any]:
    """The components by name."""
    rule = described(
        "A rule, what it looked at and how much it found.",
        id=_TEXT,
        title=_TEXT,
        level=_LEVEL,
        about={"type": "string", "enum": ["flows", "findings"]},
        examined={**_COUNT, "description": "Flows per source, or findings, that the rule looked at."},
        violations=_COUNT,
        new=nullable({**_COUNT, "description": "Violations that were not there before."}),
        excepted={**_COUNT, "description": "What the rule caught and an exception lets pass."},
        exceptions=_many({"type": "object"}),
        warnings=_many(_TEXT),
        why=nullable(_TEXT),
        help=nullable(_TEXT),
        file=_TEXT,
        line=_COUNT,
    )
    hop = described(
        "One step of the path.",
        **{"flow": _TEXT, "from": _TEXT, "to": _TEXT},
        places=_many(_TEXT),
        evidence=_many({"type": "object"}),
        file=nullable(_TEXT),
        line=nullable(_COUNT),
    )
    violation = described(
        "What stands against a rule, with the path that brings the data there.",
        fingerprint={**_TEXT, "description": "Stable: a decision about it sticks."},
        rule=_TEXT,
        level=_LEVEL,
        new=nullable(_FLAG),
        message=_TEXT,
        source=nullable(_TEXT),
        flow=nullable(_TEXT),
        **{"from": nullable(_TEXT), "to": nullable(_TEXT)},
        recipient=_loose("The recipient's party."),
        certainty=nullable(_TEXT),
        categories=_loose("What leaves: stated and possible."),
        places=_many({"type": "object"}),
        transfer=_loose("The transfer's status, reason, instrument and fact."),
        lacking=_many({**_many(_TEXT), "description": "Per exception, the tests that do not hold."}),
        finding=_loose("The finding, in a rule about findings."),
        path=_many(hop),
        file=_TEXT,
        line=_COUNT,
        in_files={**_FLAG, "description": "The place is in a file given, not that of the rule."},
    )
    return {
        "Check": described(
            "Whether a policy holds, and what stands against it.",
            policy=_TEXT,
            title=_TEXT,
            file=_TEXT,
            files=_many(_TEXT),
            as_of={"type": "string", "format": "date"},
            revision=_COUNT,
            context=_TEXT,
            compared={**_FLAG, "description": "Only new violations count."},
            fail_on=_LEVEL,
            passed=_FLAG,
            counts={"type": "object", "additionalProperties": _COUNT},
            rules=_many(rule),
            violations=_many(violation),
            total=_COUNT,
            left_off={**_COUNT, "description": "Violations counted and not described."},
        )
    }
