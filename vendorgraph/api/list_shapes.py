"""JSON Schemas of what became of a list: its rows and counts, and how it drifts from the graph."""

from __future__ import annotations

from typing import Any

from vendorgraph.api.schemas import JsonSchema, nullable, reference

_TEXT: JsonSchema = {"type": "string"}
_TEXTS: JsonSchema = {"type": "array", "items": _TEXT}
_COUNT: JsonSchema = {"type": "integer", "minimum": 0}
_FLAG: JsonSchema = {"type": "boolean"}


def _object(doc: str, required: str, **properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "description": doc, "properties": properties, "required": required.split()}


def _many(item: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": item}


def _row() -> JsonSchema:
    place = _object(
        "A place that the row's words came to.",
        "place kind words why",
        place={**_TEXT, "description": "Country, region or `unknown`."},
        kind=nullable({"type": "string", "enum": ["storage", "processing", "access"]}),
        words=_TEXT,
        why=_TEXT,
    )
    candidate = _object(
        "A party that an unsure name may mean.", "party score", party=_TEXT, score={"type": "number"}
    )
    return _object(
        "What became of one row.",
        "row words vendors outcome party parties places seat purposes flows why",
        row={"type": "integer", "description": "Line or row in the file."},
        words=_TEXT,
        vendors=_TEXTS,
        outcome={"type": "string", "enum": ["matched", "new", "unsure", "refused"]},
        party=nullable(_TEXT),
        parties=_TEXTS,
        places=_many(place),
        seat=nullable(_TEXT),
        purposes=_TEXTS,
        flows=_TEXTS,
        why=_TEXT,
        candidates=_many(candidate),
    )


def _difference() -> JsonSchema:
    both = nullable(_object("Before and after.", "before after", before=_TEXTS, after=_TEXTS))
    reach = _object(
        "What exposure gains and loses by it.",
        "opens closes",
        opens=_many({"type": "object"}),
        closes=_many({"type": "object"}),
    )
    return _object(
        "One thing that the list says otherwise.",
        "party name flow row words places purposes reach",
        party=_TEXT,
        name=_TEXT,
        flow=_TEXT,
        row=nullable({"type": "integer"}),
        words=nullable(_TEXT),
        places=both,
        purposes=both,
        reach=reach,
    )


def components() -> dict[str, Any]:
    """The components by name."""
    counts = dict.fromkeys(("read", "matched", "new", "unsure", "refused"), _COUNT)
    return {
        "ListRow": _row(),
        "ListReport": _object(
            "What became of a list: read = matched + new + unsure + refused.",
            f"file format encoding on {' '.join(counts)} rows warnings superseded plan",
            file=_TEXT,
            format=_TEXT,
            encoding=nullable(_TEXT),
            on=nullable({"type": "string", "format": "date"}),
            **counts,
            rows=_many(reference("ListRow")),
            warnings=_TEXTS,
            superseded={
                **_TEXTS,
                "description": "Earlier versions of the same day, which this one replaces.",
            },
            plan={"type": "object", "description": "What it writes, as for an inventory file."},
            effects=reference("Effects"),
        ),
        "DriftReport": _object(
            "What a list says otherwise than the graph.",
            "file sender on read same added removed changed unsure refused different transfers warnings",
            file=_TEXT,
            sender=_TEXT,
            on={"type": "string", "format": "date"},
            read=_COUNT,
            same=_COUNT,
            added=_many(_difference()),
            removed=_many(_difference()),
            changed=_many(_difference()),
            unsure=_many(reference("ListRow")),
            refused=_many(reference("ListRow")),
            different=_FLAG,
            transfers=_many({"type": "object"}),
            warnings=_TEXTS,
        ),
    }
