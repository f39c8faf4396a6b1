"""The law with the rows that an administrator added: decisions of one's own, and ends of shipped ones.

An end cuts the shipped row's periods at its day; the days before keep their answer and its source.
Of several ends of one row the earliest holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from vendorgraph.law.tables import Law, Row, build, shipped
from vendorgraph.model import vocabulary

Document = Mapping[str, Any]


def law_with(documents: Collection[Document]) -> Law:
    """The law of the shipped tables and of recorded adequacy rows (`model.law_rows`)."""
    return build(_rows(documents)) if documents else shipped()


def _rows(documents: Collection[Document]) -> Iterator[Row]:
    """The rows to add, in the columns of the shipped tables."""
    ends: dict[str, Document] = {}
    for document in documents:
        if document["ends"] is None:
            yield _decision(document)
        elif document["ends"] in vocabulary.shipped(
            "adequacy"
        ):  # a row may be gone from a later version's tables
            known = ends.setdefault(document["ends"], document)
            ends[document["ends"]] = min(known, document, key=lambda end: (end["until"], end["id"]))
    for id_, end in ends.items():
        yield _ended(vocabulary.shipped("adequacy")[id_], end)


def _decision(document: Document) -> Row:
    act = document["decision"] or f"decision {document['id']}"
    period = {"act": act, "in_force_from": document["in_force_from"], "until": document["until"]}
    return {
        "id": document["id"],
        "regime": document["regime"],
        "title": document["title"],
        "country": document["country"],
        "framework": document["framework"],
        "scope_kind": document["scope_kind"],
        "exclusions": document["exclusions"],
        "periods": [period],
        "exporters": [{"group": group, "certainty": "confirmed"} for group in document["exporters"]],
        "sources": document["sources"],
    }


def _ended(row: Row, end: Document) -> Row:
    """A shipped row that no longer serves from a day on; why, and by what source, stands in the last period."""
    why = f"{end['reason']}; {'; '.join(end['sources'])}"
    kept = [period for period in row["periods"] if period["in_force_from"] < end["until"]]
    last = kept[-1]
    if last["until"] is None or end["until"] < last["until"]:
        kept[-1] = {**last, "until": end["until"], "ended_by": why}
    return {**row, "periods": kept}
