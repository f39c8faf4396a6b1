"""JSON Schemas of findings, risk, concentration, diff and what-if."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.findings import STATES
from vendorgraph.analysis.rules.rule import CHECKS, SEVERITIES
from vendorgraph.analysis.selection import CERTAINTIES
from vendorgraph.api.schemas import (
    COUNT,
    DAY,
    FLAG,
    TEXT,
    JsonSchema,
    described,
    loose,
    many,
    nullable,
    one_of,
    reference,
)
from vendorgraph.law.hop import STATUSES

_SHARE = described(
    "A share with its denominator; null of nothing.",
    count=COUNT,
    of=COUNT,
    share=nullable({"type": "number"}),
)


def _both(doc: str, **properties: JsonSchema) -> JsonSchema:
    row = described(doc, **properties)
    return described("What the second side has more, and less.", gained=many(row), lost=many(row))


_DENOMINATOR = described("Of how many the rule found some.", count=COUNT, of=COUNT, what=TEXT)

_CODE = nullable(
    {
        **one_of(CHECKS),
        "description": "Which of the twelve checks it is: "
        + "; ".join(f"{code} {meaning}" for code, meaning in CHECKS.items())
        + ". Null for another.",
    }
)


def _findings() -> JsonSchema:
    texts = many(TEXT)
    level: JsonSchema = one_of(SEVERITIES)
    item = described(
        "One finding.",
        fingerprint={**TEXT, "description": "Stable: a decision about it sticks."},
        rule=TEXT,
        code=_CODE,
        title=TEXT,
        severity=level,
        message=TEXT,
        why=TEXT,
        reference=TEXT,
        fix=TEXT,
        parties=texts,
        processings=texts,
        flows=texts,
        evidence=many(loose("Document, lines, claim, and the resource it is evidence of.")),
        denominator=_DENOMINATOR,
        detail=loose("What else the rule worked out."),
        decision=nullable(loose("The latest decision about it.")),
        state=one_of(STATES),
        note=nullable(TEXT),
    )
    rule = described(
        "A rule and how often it found something.",
        id=TEXT,
        code=_CODE,
        title=TEXT,
        severity=level,
        count=COUNT,
        open=COUNT,
        kept={
            **COUNT,
            "description": "Findings that the filters keep; the other numbers are of the whole inventory.",
        },
        denominator=_DENOMINATOR,
    )
    counts: JsonSchema = {"type": "object", "additionalProperties": COUNT}
    return described(
        "One page of findings, counts of all, and every rule.",
        as_of=DAY,
        revision=COUNT,
        group=FLAG,
        items=many(item),
        total=COUNT,
        page=COUNT,
        page_size=COUNT,
        counts=counts,
        states=counts,
        rules=many(rule),
    )


def _risk() -> JsonSchema:
    number: JsonSchema = {"type": "number"}
    contribution = described(
        "One named part of the score.",
        name=TEXT,
        title=TEXT,
        value={**number, "description": "0 to 1."},
        weight=number,
        points=number,
        of={"description": "Of what the value is a share."},
        says=TEXT,
        proof=many({}),
    )
    change = described("A change within reach.", name=TEXT, saves=number, change=TEXT)
    return described(
        "A score as the sum of named contributions.",
        as_of=DAY,
        revision=COUNT,
        group=FLAG,
        party=described("The party and its seat.", id=TEXT, name=TEXT, established_in=nullable(TEXT)),
        parties=many(TEXT),
        score=number,
        of=number,
        contributions=many(contribution),
        would_lower_most=many(change),
        weights={"type": "object", "additionalProperties": number},
    )


def _concentration() -> JsonSchema:
    pairs = many({"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2})
    row = described(
        "What hangs on one party.",
        party=described("The party and its seat.", id=TEXT, name=TEXT, established_in=nullable(TEXT)),
        controllers=_SHARE,
        special_category_flows=_SHARE,
        single_point={**FLAG, "description": "Without it another recipient would lose something."},
        weakened={**pairs, "description": "(source, recipient) that would lose something."},
        cut_off={**pairs, "description": "(source, recipient) that would lose everything."},
        flows=many(TEXT),
    )
    effective: dict[str, JsonSchema] = {
        "effective_number": nullable({"type": "number", "description": "Inverse Herfindahl index."}),
        "of": COUNT,
        "counts": {"type": "object", "additionalProperties": COUNT},
    }
    return described(
        "Shares, single points and effective numbers.",
        as_of=DAY,
        revision=COUNT,
        group=FLAG,
        sources=many(TEXT),
        parties=many(row),
        vendors=described("Flows by the party that receives them.", **effective),
        countries=described("Flows by place; unknown places apart.", **effective, unknown=_SHARE),
        hidden=_SHARE,
    )


def _diff() -> JsonSchema:
    party = described("The recipient's party.", id=TEXT, name=TEXT)
    recipient = {"source": TEXT, "processing": TEXT, "party": party}
    certainty: JsonSchema = one_of(CERTAINTIES)
    side = nullable(
        described(
            "The worst hop of the pair on one side.",
            flow=TEXT,
            status=one_of(STATUSES),
            reason=nullable(TEXT),
            by=nullable(TEXT),
            fact=TEXT,
        )
    )
    hop = {"from": TEXT, "to": TEXT, "before": side, "after": side, "inventory_changed": FLAG}
    return described(
        "What differs between two sides.",
        from_date=DAY,
        to_date=DAY,
        revision=COUNT,
        recipients=_both("A recipient of a source.", **recipient),
        countries=_both("A country reached by a source.", source=TEXT, country=TEXT, name=TEXT),
        categories=_both(
            "A category that reaches a recipient.", **recipient, category=TEXT, certainty=certainty
        ),
        transfers=many(described("Two processings whose worst transfer status differs.", **hop)),
        empty=FLAG,
    )


def _simulation() -> JsonSchema:
    basis = described(
        "What a hop rests on.",
        status=one_of(STATUSES),
        reason=nullable(TEXT),
        by=nullable(TEXT),
    )
    hop = {"flow": TEXT, "from": TEXT, "to": TEXT, "before": basis, "after": basis}
    breach = {"party": TEXT, "from": DAY, "impact": reference("Impact")}
    return described(
        "What the supposed changes would do on the day.",
        as_of=DAY,
        revision=COUNT,
        changes=many({"type": "object"}),
        diff=reference("Diff"),
        hops=many(described("A flow whose assessment would change.", **hop)),
        breaches=many(described("A supposed breach and whom it concerns.", **breach)),
    )


def _effects() -> JsonSchema:
    path = {
        "via": {**many(TEXT), "description": "The first path of flows that brings it."},
        "by": {**many(TEXT), "description": "The flows of the path that the plan changes."},
    }
    loose: JsonSchema = {"type": "object", "required": ["via", "by"], "properties": path}
    recipient = {"processing": TEXT, "party": described("The recipient's party.", id=TEXT, name=TEXT)}
    source = described(
        "What one source gains and loses.",
        source=TEXT,
        party=described("The source's party.", id=TEXT, name=TEXT),
        recipients=described(
            "Recipients, each with role, categories, places and transfer.",
            gained=many(loose),
            lost=many(loose),
        ),
        countries=_both("A country reached.", country=TEXT, name=TEXT, **path),
        places=_both(
            "A place at which a recipient there is on both sides gets something.",
            **recipient,
            country=TEXT,
            name=TEXT,
            **path,
        ),
        categories=_both(
            "A category that a recipient there is on both sides gets.",
            **recipient,
            category=TEXT,
            certainty=one_of(CERTAINTIES),
            **path,
        ),
    )
    return described(
        "What a plan does to exposure and transfers.",
        as_of=DAY,
        sources=many(source),
        transfers={"type": "array", "items": {"type": "object"}, "description": "As in a diff."},
        counts={"type": "object"},
        left_out=left_out(),
        empty=FLAG,
    )


def left_out() -> JsonSchema:
    """What effects of a plan or a list leave out, counted."""
    return described(
        "What is counted and not told: bounds keep large plans quick.", sources=COUNT, rows=COUNT, hops=COUNT
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
