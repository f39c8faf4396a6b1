"""JSON Schemas of what became of a list: its rows and counts, and how it drifts from the graph."""

from __future__ import annotations

from typing import Any

from vendorgraph.api.judgement_shapes import left_out
from vendorgraph.api.schemas import COUNT, FLAG, TEXT, TEXTS, JsonSchema, many, nullable, reference


def _object(doc: str, required: str, **properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "description": doc, "properties": properties, "required": required.split()}


def _row() -> JsonSchema:
    place = _object(
        "A place that the row's words came to.",
        "place kind words why",
        place={**TEXT, "description": "Country, region or `unknown`."},
        kind=nullable({"type": "string", "enum": ["storage", "processing", "access"]}),
        words=TEXT,
        why=TEXT,
    )
    candidate = _object(
        "A party that an unsure name may mean.", "party score", party=TEXT, score={"type": "number"}
    )
    return _object(
        "What became of one row.",
        "row words vendors outcome party parties places seat purposes flows why",
        row={"type": "integer", "description": "Line or row in the file."},
        words=TEXT,
        vendors=TEXTS,
        outcome={"type": "string", "enum": ["matched", "new", "unsure", "refused"]},
        party=nullable(TEXT),
        parties=TEXTS,
        places=many(place),
        seat=nullable(TEXT),
        purposes=TEXTS,
        flows=TEXTS,
        why=TEXT,
        candidates=many(candidate),
    )


def _difference() -> JsonSchema:
    both = nullable(_object("Before and after.", "before after", before=TEXTS, after=TEXTS))
    status = {"type": "string", "enum": ["active", "planned"]}
    reach = _object(
        "What exposure gains and loses by it.",
        "opens closes",
        opens=many({"type": "object"}),
        closes=many({"type": "object"}),
    )
    return _object(
        "One thing that the list says otherwise.",
        "party name flow row words places purposes status reach",
        party=TEXT,
        name=TEXT,
        flow=TEXT,
        row=nullable({"type": "integer"}),
        words=nullable(TEXT),
        places=both,
        purposes=both,
        status=nullable(_object("Before and after.", "before after", before=status, after=status)),
        reach=reach,
    )


def components() -> dict[str, Any]:
    """The components by name."""
    counts = dict.fromkeys(("read", "matched", "new", "unsure", "refused"), COUNT)
    return {
        "ListRow": _row(),
        "ListReport": _object(
            "What became of a list: read = matched + new + unsure + refused.",
            f"file format encoding on {' '.join(counts)} rows warnings superseded plan",
            file=TEXT,
            format=TEXT,
            encoding=nullable(TEXT),
            on=nullable({"type": "string", "format": "date"}),
            **counts,
            rows=many(reference("ListRow")),
            warnings=TEXTS,
            superseded={
                **TEXTS,
                "description": "Earlier versions of the same day, which this one replaces.",
            },
            plan={"type": "object", "description": "What it writes, as for an inventory file."},
            effects=reference("Effects"),
        ),
        "DriftReport": _object(
            "What a list says otherwise than the graph: read = same + differ + unsure + refused.",
            "file sender on read same differ added removed changed unsure refused different transfers left_out warnings",
            file=TEXT,
            sender=TEXT,
            on={"type": "string", "format": "date"},
            read=COUNT,
            same={**COUNT, "description": "Rows that say what is recorded."},
            differ={**COUNT, "description": "Rows of what is added or changed."},
            added=many(_difference()),
            removed=many(_difference()),
            changed=many(_difference()),
            unsure=many(reference("ListRow")),
            refused=many(reference("ListRow")),
            different=FLAG,
            transfers=many({"type": "object"}),
            left_out=left_out(),
            warnings=TEXTS,
        ),
    }
