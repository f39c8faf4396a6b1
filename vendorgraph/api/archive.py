"""The whole inventory as a backup, and erasing what a change holds, over REST."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from flask import Response
from flask.views import MethodView

from vendorgraph.api.access import needs
from vendorgraph.api.blueprint import Blueprint, path_parameter
from vendorgraph.api.changes import event_number
from vendorgraph.api.state import inventory, token
from vendorgraph.auth import ADMIN
from vendorgraph.errors import NotFound
from vendorgraph.exchange.backup import write_backup

blp = Blueprint("archive", "For administrators: a backup of everything, and erasing what a change holds.")

GZIP = "application/gzip"
IN_MEMORY = 8 * 1024 * 1024  # bytes; a larger backup is spooled to disk before it is sent
PIECE = 64 * 1024
_SEQ = path_parameter("seq", "Number of the event.", {"type": "integer", "minimum": 1}, 1)


@blp.route("/backup")
class Backup(MethodView):
    @blp.answers(
        200,
        {"type": "string", "format": "binary"},
        description="The backup: gzip of JSON lines.",
        kind=GZIP,
    )
    @needs(ADMIN)
    def get(self) -> Response:
        """Back up the inventory

        Every record with who manages it, and the change log with its hashes, in one file that `vendorgraph restore`
        reads on either engine. Tokens and webhooks are not in it. For administrators.
        """
        spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - `_sent` closes it
        head = write_backup(inventory(), spool)
        disposition = f'attachment; filename="vendorgraph-{head["revision"]}.backup"'
        return Response(_sent(spool), mimetype=GZIP, headers={"Content-Disposition": disposition})


def _sent(spool: IO[bytes]) -> Iterator[bytes]:
    """The content in pieces; the file is closed when the answer is done or given up."""
    with spool:
        spool.seek(0)
        while piece := spool.read(PIECE):
            yield piece


@blp.route("/changes/<string:seq>/contents", parameters=[_SEQ])
class Contents(MethodView):
    @blp.answers(204, description="They are erased.", problems=(404,))
    @needs(ADMIN)
    def delete(self, seq: str) -> Response:
        """Erase what a change holds

        The event and its hash stay, so the chain stays whole; the resource before and after is gone, and by whom and
        when it was erased is kept. What is recorded now is not touched. For administrators.
        """
        number = event_number(seq)
        if not inventory().store.erase([number], token().name):
            raise NotFound(f"there is no change number {number}")
        return Response(status=204)
