"""JSON Schemas of findings, risk, concentration, diff and what-if."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.findings import STATES
from vendorgraph.analysis.rules.rule import SEVERITIES
from vendorgraph.analysis.selection import CERTAINTIES
from vendorgraph.api.schemas import JsonSchema, described, nullable, reference
from vendorgraph.law.hop import STATUSES

_TEXT: JsonSchema = {"type": "string"}
_FLAG: JsonSchema = {"type": "boolean"}
_DAY: JsonSchema = {"type": "string", "format": "date"}
_COUNT: JsonSchema = {"type": "integer", "minimum": 0}
_SHARE = described(
    "A share with its denominator; null of nothing.",
    count=_COUNT,
    of=_COUNT,
    share=nullable({"type": "number"}),
)


def _many(item: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": item}


def _both(doc: str, **properties: JsonSchema) -> JsonSchema:
    row = described(doc, **properties)
    return described("What the second side has more, and less.", gained=_many(row), lost=_many(row))


def _loose(doc: str) -> JsonSchema:
    return {"type": "object", "description": doc}


_DENOMINATOR = described("Of how many the rule found some.", count=_COUNT, of=_COUNT, what=_TEXT)


def _findings() -> JsonSchema:
    texts = _many(_TEXT)
    level: JsonSchema = {"type": "string", "enum": list(SEVERITIES)}
    item = described(
        "One finding.",
        fingerprint={**_TEXT, "description": "Stable: a decision about it sticks."},
        rule=_TEXT,
        code=nullable(_TEXT),
        title=_TEXT,
        severity=level,
        message=_TEXT,
        why=_TEXT,
        reference=_TEXT,
        fix=_TEXT,
        parties=texts,
        processings=texts,
        flows=texts,
        evidence=_many(_loose("Document, lines, claim, and the resource it is evidence of.")),
        denominator=_DENOMINATOR,
        detail=_loose("What else the rule worked out."),
        decision=nullable(_loose("The latest decision about it.")),
        state={"type": "string", "enum": list(STATES)},
        note=nullable(_TEXT),
    )
    rule = described(
        "A rule and how often it found something.",
        id=_TEXT,
        code=nullable(_TEXT),
        title=_TEXT,
        severity=level,
        count=_COUNT,
        open=_COUNT,
        denominator=_DENOMINATOR,
    )
    counts: JsonSchema = {"type": "object", "additionalProperties": _COUNT}
    return described(
        "One page of findings, counts of all, and every rule.",
        as_of=_DAY,
        revision=_COUNT,
        group=_FLAG,
        items=_many(item),
        total=_COUNT,
        page=_COUNT,
        page_size=_COUNT,
        counts=counts,
        states=counts,
        rules=_many(rule),
    )


def _risk() -> JsonSchema:
    number: JsonSchema = {"type": "number"}
    contribution = described(
        "One named part of the score.",
        name=_TEXT,
        title=_TEXT,
        value={**number, "description": "0 to 1."},
        weight=number,
        points=number,
        of={"description": "Of what the value is a share."},
        says=_TEXT,
        proof=_many({}),
    )
    change = described("A change within reach.", name=_TEXT, saves=number, change=_TEXT)
    return described(
        "A score as the sum of named contributions.",
        as_of=_DAY,
        revision=_COUNT,
        group=_FLAG,
        party=described("The party and its seat.", id=_TEXT, name=_TEXT, established_in=nullable(_TEXT)),
        parties=_many(_TEXT),
        score=number,
        of=number,
        contributions=_many(contribution),
        would_lower_most=_many(change),
        weights={"type": "object", "additionalProperties": number},
    )


def _concentration() -> JsonSchema:
    pairs = _many({"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2})
    row = described(
        "What hangs on one party.",
        party=described("The party and its seat.", id=_TEXT, name=_TEXT, established_in=nullable(_TEXT)),
        controllers=_SHARE,
        special_category_flows=_SHARE,
        single_point={**_FLAG, "description": "Without it another recipient would lose something."},
        weakened={**pairs, "description": "(source, recipient) that would lose something."},
        cut_off={**pairs, "description": "(source, recipient) that would lose everything."},
        flows=_many(_TEXT),
    )
    effective: dict[str, JsonSchema] = {
        "effective_number": nullable({"type": "number", "description": "Inverse Herfindahl index."}),
        "of": _COUNT,
        "counts": {"type": "object", "additionalProperties": _COUNT},
    }
    return described(
        "Shares, single points and effective numbers.",
        as_of=_DAY,
        revision=_COUNT,
        group=_FLAG,
        sources=_many(_TEXT),
        parties=_many(row),
        vendors=described("Flows by the party that receives them.", **effective),
        countries=described("Flows by place; unknown places apart.", **effective, unknown=_SHARE),
        hidden=_SHARE,
    )


def _diff() -> JsonSchema:
    party = described("The recipient's party.", id=_TEXT, name=_TEXT)
    recipient = {"source": _TEXT, "processing": _TEXT, "party": party}
    certainty: JsonSchema = {"type": "string", "enum": list(CERTAINTIES)}
    side = nullable(
        described(
            "The worst hop of the pair on one side.",
            flow=_TEXT,
            status={"type": "string", "enum": list(STATUSES)},
            reason=nullable(_TEXT),
            by=nullable(_TEXT),
            fact=_TEXT,
        )
    )
    hop = {"from": _TEXT, "to": _TEXT, "before": side, "after": side, "inventory_changed": _FLAG}
    return described(
        "What differs between two sides.",
        from_date=_DAY,
        to_date=_DAY,
        revision=_COUNT,
        recipients=_both("A recipient of a source.", **recipient),
        countries=_both("A country reached by a source.", source=_TEXT, country=_TEXT, name=_TEXT),
        categories=_both(
            "A category that reaches a recipient.", **recipient, category=_TEXT, certainty=certainty
        ),
        transfers=_many(described("Two processings whose worst transfer status differs.", **hop)),
        empty=_FLAG,
    )


def _simulation() -> JsonSchema:
    basis = described(
        "What a hop rests on.",
        status={"type": "string", "enum": list(STATUSES)},
        reason=nullable(_TEXT),
        by=nullable(_TEXT),
    )
    hop = {"flow": _TEXT, "from": _TEXT, "to": _TEXT, "before": basis, "after": basis}
    breach = {"party": _TEXT, "from": _DAY, "impact": reference("Impact")}
    return described(
        "What the supposed changes would do on the day.",
        as_of=_DAY,
        revision=_COUNT,
        changes=_many({"type": "object"}),
        diff=reference("Diff"),
        hops=_many(described("A flow whose assessment would change.", **hop)),
        breaches=_many(described("A supposed breach and whom it concerns.", **breach)),
    )


def _effects() -> JsonSchema:
    path = {
        "via": {**_many(_TEXT), "description": "The first path of flows that brings it."},
        "by": {**_many(_TEXT), "description": "The flows of the path that the plan changes."},
    }
    loose: JsonSchema = {"type": "object", "required": ["via", "by"], "properties": path}
    recipient = {"processing": _TEXT, "party": described("The recipient's party.", id=_TEXT, name=_TEXT)}
    source = described(
        "What one source gains and loses.",
        source=_TEXT,
        party=described("The source's party.", id=_TEXT, name=_TEXT),
        recipients=described(
            "Recipients, each with role, categories, places and transfer.",
            gained=_many(loose),
            lost=_many(loose),
        ),
        countries=_both("A country reached.", country=_TEXT, name=_TEXT, **path),
        places=_both(
            "A place at which a recipient there is on both sides gets something.",
            **recipient,
            country=_TEXT,
            name=_TEXT,
            **path,
        ),
        categories=_both(
            "A category that a recipient there is on both sides gets.",
            **recipient,
            category=_TEXT,
            certainty={"type": "string", "enum": list(CERTAINTIES)},
            **path,
        ),
    )
    left_out = {"sources": _COUNT, "rows": _COUNT, "hops": _COUNT}
    return described(
        "What a plan does to exposure and transfers.",
        as_of=_DAY,
        sources=_many(source),
        transfers={"type": "array", "items": {"type": "object"}, "description": "As in a diff."},
        counts={"type": "object"},
        left_out=described("What is counted and not told: bounds keep large plans quick.", **left_out),
        empty=_FLAG,
    )


def components() -> dict[str, Any]:
    """The components by name."""
    return {
        "Effects": _effects(),
        "Findings": _findings(),
        "Risk": _risk(),
        "Concentration": _concentration(),
        "Diff": _diff(),
        "Simulation": _simulation(),
    }
