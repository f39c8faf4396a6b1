"""The change log over REST: what was recorded when, and by whom."""

# ruff: noqa: D101 - the methods of a MethodView carry the words, which the OpenAPI description shows
from __future__ import annotations

from flask import Response
from flask.views import MethodView

from vendorgraph.api.answers import answer
from vendorgraph.api.blueprint import Blueprint, path_parameter
from vendorgraph.api.parameters import Arguments, Whole, paging, parameters
from vendorgraph.api.schemas import reference
from vendorgraph.api.state import inventory
from vendorgraph.errors import NotFound

blp = Blueprint("changes", "The hash-chained log of every change: audit, and feed for programs that follow.")

_SINCE = {
    "since": Whole("Revision after which events are listed (exclusive).", 0, 10**12 - 1, load_default=0)
}
_SEQ = path_parameter("seq", "Number of the event.", {"type": "integer", "minimum": 1}, 1)


@blp.route("/changes")
class Changes(MethodView):
    @blp.query(parameters("Changes", _SINCE, paging()))
    @blp.answers(200, reference("ChangeList"), description="One page of events, oldest first.")
    def get(self, args: Arguments) -> Response:
        """List changes

        `revision` counts transactions, `seq` events; to follow, ask again with the highest revision seen.
        """
        size = args["page_size"]
        events, total = inventory().store.changes(args["since"], size, (args["page"] - 1) * size)
        return answer({"items": events, "total": total, "page": args["page"], "page_size": size})


@blp.route("/changes/<string:seq>", parameters=[_SEQ])
class Change(MethodView):
    @blp.answers(200, reference("ChangeContent"), description="The event and its contents.", problems=(404,))
    def get(self, seq: str) -> Response:
        """Read a change

        With the resource as it was before and after, unless its contents were erased.
        """
        return answer(inventory().store.change(event_number(seq)))


def event_number(text: str) -> int:
    """The number of an event in a path. Raises NotFound for anything that can be none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise NotFound(f"there is no change number {text!r}; the log counts them from 1")
    return int(text)
