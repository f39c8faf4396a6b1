"""The feed over REST, for people's readers, spreadsheets and calendars; reviews due and change notices.

A reader signs in as every program does, with an API token in the `Authorization` header: a token in
an address would end up in logs and histories.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, request
from flask.views import MethodView

from vendorgraph import __version__
from vendorgraph.analysis.feed import AHEAD, BACK, TYPES, FeedQuestion, deadlines_answer, feed_answer
from vendorgraph.analysis.notices import STATES as WINDOWS
from vendorgraph.analysis.notices import notices_answer
from vendorgraph.analysis.reviews import STATES, schedule_answer
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api import feed_shapes as shapes
from vendorgraph.api.answers import answer, page, table
from vendorgraph.api.blueprint import ETAG, IF_NONE_MATCH, Blueprint
from vendorgraph.api.parameters import (
    Arguments,
    Choice,
    Day,
    Fields,
    Word,
    listed,
    paging,
    parameters,
    question,
    questions,
)
from vendorgraph.api.state import inventory
from vendorgraph.errors import Invalid
from vendorgraph.exchange import feed_formats
from vendorgraph.exchange.feed_formats import Addresses
from vendorgraph.model.canonical import digest

blp = Blueprint("feed", "What a vendor-risk review must look at, as it happens and before it is due.")

_UNCHANGED = "Nothing changed since the version in If-None-Match."
_DAYS: Fields = {
    "from_date": Day(f"Items after this day (exclusive); {BACK} days before `as_of` when absent."),
    "to_date": Day(f"Items up to this day (inclusive); {AHEAD} days after `as_of` when absent."),
}
_NARROWED: Fields = {
    "from": Word(
        "Only what concerns this source: a processing, or a party with all its own. Without it the controllers'"
        " processings, of the inventory's own parties where there are any.",
        example="github",
    ),
    "type": Word(
        f"Only items of these types, separated by commas: {', '.join(TYPES)}.", example="new_recipient"
    ),
    "party": Word("Only items that name this party.", example="stripe"),
}


@blp.route("/feed", parameters=[IF_NONE_MATCH])
class Feed(MethodView):
    """What to look at, as JSON Feed."""

    @blp.query(parameters("Feed", _DAYS, _NARROWED, questions(), paging()))
    @blp.answers(
        200,
        shapes.FEED,
        description="One page, newest first.",
        headers=ETAG,
        kind="application/feed+json",
    )
    @blp.alt_response(304, description=_UNCHANGED)
    def get(self, args: Arguments) -> Response:
        """What to look at, as JSON Feed 1.1

        Every item says what changed on a day, for whom, why it matters and by which article, what to do, and links
        to the proof. It rests on what is recorded to hold on that day, whenever it was recorded, and so also tells
        that a transfer lost its basis when only the law changed. Days after `as_of` are expected; planned flows
        count on them.
        """
        snapshot = inventory().snapshot()
        if unchanged := _unchanged(snapshot, args):
            return unchanged
        found, items, at = _page(snapshot, args)
        body = json.dumps(feed_formats.json_feed(found, items, at), ensure_ascii=False, separators=(",", ":"))
        return _stamped(snapshot, args, body, "application/feed+json")


@blp.route("/feed.atom", parameters=[IF_NONE_MATCH])
class AtomFeed(MethodView):
    """What to look at, as Atom."""

    @blp.query(parameters("AtomFeed", _DAYS, _NARROWED, questions(), paging()))
    @blp.answers(
        200,
        {"type": "string"},
        description="One page, newest first.",
        headers=ETAG,
        kind="application/atom+xml",
    )
    @blp.alt_response(304, description=_UNCHANGED)
    def get(self, args: Arguments) -> Response:
        """What to look at, as Atom

        The items of `/feed` in RFC 4287.
        """
        snapshot = inventory().snapshot()
        if unchanged := _unchanged(snapshot, args):
            return unchanged
        body = feed_formats.atom(*_page(snapshot, args))
        return _stamped(snapshot, args, body, "application/atom+xml; charset=utf-8")


@blp.route("/feed.csv", parameters=[IF_NONE_MATCH])
class TableOfItems(MethodView):
    """What to look at, as a table."""

    @blp.query(parameters("TableOfItems", _DAYS, _NARROWED, questions()))
    @blp.answers(
        200, {"type": "string"}, description="All items, newest first.", headers=ETAG, kind="text/csv"
    )
    @blp.alt_response(304, description=_UNCHANGED)
    def get(self, args: Arguments) -> Response:
        """What to look at, as a table

        All items of `/feed`, safe to open in a spreadsheet.
        """
        snapshot = inventory().snapshot()
        if unchanged := _unchanged(snapshot, args):
            return unchanged
        found = feed_answer(snapshot, _asked(snapshot, args))
        response = table("feed", feed_formats.COLUMNS, feed_formats.rows(found["items"], _here(args)))
        response.set_etag(_etag(snapshot, args))
        return response


@blp.route("/reviews.ics", parameters=[IF_NONE_MATCH])
class Deadlines(MethodView):
    """What to put into a calendar."""

    @blp.query(parameters("Deadlines", questions(group=False)))
    @blp.answers(
        200, {"type": "string"}, description="Whole days, oldest first.", headers=ETAG, kind="text/calendar"
    )
    @blp.alt_response(304, description=_UNCHANGED)
    def get(self, args: Arguments) -> Response:
        """Reviews due, last days to object and ends of certificates, as iCalendar

        Reviews overdue on the day and everything after it; an entry keeps its UID when its day moves.
        """
        snapshot = inventory().snapshot()
        if unchanged := _unchanged(snapshot, args):
            return unchanged
        body = feed_formats.calendar(deadlines_answer(snapshot, question(snapshot, args)), _here(args))
        return _stamped(snapshot, args, body, "text/calendar; charset=utf-8")


@blp.route("/review-schedule")
class Schedule(MethodView):
    """When vendors are to be reviewed."""

    @blp.query(
        parameters(
            "Schedule",
            {
                "state": Choice("Only vendors in this state.", STATES),
                "party": Word("Only this party.", example="stripe"),
                "as_of": Day("Day on which reviews are asked to stand; today (UTC) when absent."),
            },
            paging(),
        )
    )
    @blp.answers(200, shapes.SCHEDULE, description="One page of vendors, the most urgent first.")
    def get(self, args: Arguments) -> Response:
        """When each vendor is to be reviewed next

        An interval after the last review done, or on the day of an open review when that is earlier; `overdue`
        after that day, `due_soon` in the 30 days up to it. With the conditions of the last review done.
        """
        snapshot = inventory().snapshot()
        asked = {name: args.get(name) for name in ("state", "party")}
        result = schedule_answer(snapshot, question(snapshot, args).as_of, **asked)
        return answer({**result, **page(result["items"], args["page"], args["page_size"])})


@blp.route("/notices")
class Notices(MethodView):
    """Whom planned subprocessors concern."""

    @blp.query(
        parameters(
            "Notices",
            {"state": Choice("Only notices in this state.", WINDOWS)},
            questions(group=False),
            paging(),
        )
    )
    @blp.answers(200, shapes.NOTICES, description="One page of planned flows, open windows first.")
    def get(self, args: Arguments) -> Response:
        """Whom a planned subprocessor concerns, and until when they may object

        Every planned flow to a processor that its sender does not use yet, with each controller upstream of it by
        way of processors: what of its data may go there, whether its authorisation is specific or general, the
        contracts, the end of the time to object, whether notice is too short, and the objections recorded.
        """
        snapshot = inventory().snapshot()
        result = notices_answer(snapshot, question(snapshot, args))
        items = [row for row in result["items"] if args.get("state") in (None, row["state"])]
        return answer({**result, **page(items, args["page"], args["page_size"])})


def _asked(snapshot: Snapshot, args: Arguments) -> FeedQuestion:
    types = frozenset(listed(args.get("type")))
    if "type" in args and not types:
        raise Invalid("type: names no type", {"type": ["names no type"]})
    return FeedQuestion.around(
        question(snapshot, args),
        args.get("from_date"),
        args.get("to_date"),
        from_=args.get("from"),
        types=types,
        party=args.get("party"),
    )


def _page(snapshot: Snapshot, args: Arguments) -> tuple[dict[str, Any], list[dict[str, Any]], Addresses]:
    """The feed that is asked for, its items on this page, and its addresses."""
    found = feed_answer(snapshot, _asked(snapshot, args))
    paged = page(found["items"], args["page"], args["page_size"])
    items = paged.pop("items")
    more = args["page"] * args["page_size"] < paged["total"]
    return {**found, **paged}, items, _here(args, more=more)


def _here(args: Arguments, *, more: bool = False) -> Addresses:
    following = {**request.args.to_dict(), "page": str(args["page"] + 1)} if more else None
    this = _address(request.args.to_dict())
    return Addresses(request.host_url.rstrip("/"), this, _address(following) if following else None)


def _address(asked: Mapping[str, str]) -> str:
    return f"{request.base_url}?{urlencode(asked, quote_via=quote, safe=':,')}" if asked else request.base_url


def _etag(snapshot: Snapshot, args: Arguments) -> str:
    """What an answer depends on: version, revision, the days and the rest that is asked, and the address."""
    asked = {name: str(value) for name, value in args.items()} | {
        "as_of": question(snapshot, args).as_of.isoformat(),
        "revision": str(snapshot.revision),
        "version": __version__,
        "path": request.base_url,
    }
    return digest(asked)[:32]


def _unchanged(snapshot: Snapshot, args: Arguments) -> Response | None:
    """304 before anything is worked out, when the client holds this version."""
    etag = _etag(snapshot, args)
    if not request.if_none_match.contains(etag):
        return None
    response = Response(status=304)
    response.set_etag(etag)
    return response


def _stamped(snapshot: Snapshot, args: Arguments, body: str | bytes, kind: str) -> Response:
    response = Response(body, content_type=kind)
    response.set_etag(_etag(snapshot, args))
    return response
