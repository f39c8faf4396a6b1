"""JSON Schemas of the answer of a check."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.policies import LEVELS
from vendorgraph.api.schemas import COUNT, FLAG, TEXT, JsonSchema, described, loose, many, nullable, one_of

_LEVEL: JsonSchema = one_of(LEVELS)


def components() -> dict[str, Any]:
    """The components by name."""
    rule = described(
        "A rule, what it looked at and how much it found.",
        id=TEXT,
        title=TEXT,
        level=_LEVEL,
        about={"type": "string", "enum": ["flows", "findings"]},
        examined={**COUNT, "description": "Flows per source, or findings, that the rule looked at."},
        violations=COUNT,
        new=nullable({**COUNT, "description": "Violations that were not there before."}),
        excepted={**COUNT, "description": "What the rule caught and an exception lets pass."},
        exceptions=many({"type": "object"}),
        warnings=many(TEXT),
        why=nullable(TEXT),
        help=nullable(TEXT),
        file=TEXT,
        line=COUNT,
    )
    hop = described(
        "One step of the path.",
        **{"flow": TEXT, "from": TEXT, "to": TEXT},
        places=many(TEXT),
        evidence=many({"type": "object"}),
        file=nullable(TEXT),
        line=nullable(COUNT),
    )
    violation = described(
        "What stands against a rule, with the path that brings the data there.",
        fingerprint={**TEXT, "description": "Stable: a decision about it sticks."},
        rule=TEXT,
        level=_LEVEL,
        new=nullable(FLAG),
        message=TEXT,
        source=nullable(TEXT),
        flow=nullable(TEXT),
        **{"from": nullable(TEXT), "to": nullable(TEXT)},
        recipient=nullable(loose("The recipient's party.")),
        certainty=nullable(TEXT),
        categories=nullable(loose("What leaves: stated and possible.")),
        places=many({"type": "object"}),
        transfer=nullable(loose("The transfer's status, reason, instrument and fact.")),
        lacking=many({**many(TEXT), "description": "Per exception, the tests that do not hold."}),
        finding=nullable(loose("The finding, in a rule about findings.")),
        path=many(hop),
        file=TEXT,
        line=COUNT,
        in_files={**FLAG, "description": "The place is in a file given, not that of the rule."},
    )
    return {
        "Check": described(
            "Whether a policy holds, and what stands against it.",
            policy=TEXT,
            title=TEXT,
            file=TEXT,
            files=many(TEXT),
            as_of={"type": "string", "format": "date"},
            revision=COUNT,
            context=TEXT,
            compared={**FLAG, "description": "Only new violations count."},
            fail_on=_LEVEL,
            passed=FLAG,
            counts={"type": "object", "additionalProperties": COUNT},
            rules=many(rule),
            violations=many(violation),
            total=COUNT,
            left_off={**COUNT, "description": "Violations counted and not described."},
        )
    }
