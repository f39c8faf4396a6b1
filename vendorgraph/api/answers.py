"""JSON and CSV answers, ETags and pages of a list."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from flask import Response, request
from werkzeug.exceptions import PreconditionRequired

from vendorgraph.analysis.question import today
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Stale
from vendorgraph.model.canonical import digest
from vendorgraph.model.record import Record

#: What a row of a kept answer counts for as text.
_BYTES_A_ROW = 500
#: A cell that begins like a formula would be run by a spreadsheet; it gets a leading apostrophe.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer(
    body: Any,
    status: int = 200,
    *,
    etag: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """`body` as JSON; with an `etag` a client that holds this version gets 304."""
    response = Response(_text(body), status, content_type="application/json")
    response.headers.update(headers or {})
    if etag is not None:
        response.set_etag(etag)
        if status == 200:
            response.make_conditional(request)
    return response


def kept(snapshot: Snapshot, make: Callable[[], Any]) -> Response:
    """What `make` answers to this request, as JSON; its text is kept with the snapshot it was read from.

    For answers made of nothing but the snapshot, the request's path and parameters, and the day.
    Writing a large answer as text takes longer than finding it.
    """
    key = ("text", request.path, tuple(sorted(request.args.items(multi=True))), today())
    text = snapshot.memory.get(key, lambda: _text(make()), lambda text: len(text) // _BYTES_A_ROW)
    return Response(text, content_type="application/json")


def _text(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "replace"
    )


def page(items: Sequence[Any], number: int, size: int) -> dict[str, Any]:
    """One page of a list; beyond the end it is empty and the total still told."""
    return {
        "items": items[(number - 1) * size : number * size],
        "total": len(items),
        "page": number,
        "page_size": size,
    }


def etag_of(record: Record) -> str:
    """The version of a resource: the revision that last wrote it, or a digest for a shipped term."""
    return str(record.revision) if record.revision > 0 else digest(record.document)[:16]


def resource(plural: str, record: Record, status: int = 200) -> Response:
    """One resource with its ETag, and after a creation its Location."""
    headers = (
        {"Location": f"/api/v1/{plural}/{quote(record.document['id'], safe=':~')}"} if status == 201 else {}
    )
    return answer(record.document, status, etag=etag_of(record), headers=headers)


def matched_revision(record: Record) -> int:
    """The revision to write upon, when the request's If-Match names the current version.

    Raises PreconditionRequired (428) without If-Match, Stale (412) when it names another version.
    """
    if "If-Match" not in request.headers:
        raise PreconditionRequired("Send the ETag of the version that you saw in an If-Match header.")
    if not request.if_match.contains(etag_of(record)):
        raise Stale(
            f'{record.document["id"]} is now at version "{etag_of(record)}", not at the one in If-Match; '
            "read it again and repeat the change."
        )
    return record.revision


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Rows as a CSV file (RFC 4180, UTF-8), safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(out.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
