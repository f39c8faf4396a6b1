"""JSON Schemas of the feed, the review schedule and change notices."""

from __future__ import annotations

from vendorgraph.analysis.feed import SEVERITIES, TYPES
from vendorgraph.analysis.notices import STATES as WINDOWS
from vendorgraph.analysis.reviews import STATES
from vendorgraph.api.schemas import (
    COUNT,
    DAY,
    FLAG,
    TEXT,
    TEXTS,
    JsonSchema,
    described,
    many,
    nullable,
    one_of,
)
from vendorgraph.exchange.feed_formats import JSON_FEED
from vendorgraph.law.hop import STATUSES
from vendorgraph.model.common_fields import CAPACITIES

_PAGE: dict[str, JsonSchema] = {
    "total": {**COUNT, "description": "Items on all pages."},
    "page": {"type": "integer", "minimum": 1},
    "page_size": {"type": "integer", "minimum": 1},
}
_ASKED: dict[str, JsonSchema] = {"as_of": DAY, "revision": {"type": "integer"}}


_NAMED = described("An id and its name.", id=TEXT, name=TEXT)
_FACTS = described(
    "What the item says, in fields; an item's type may add more.",
    type=one_of(tuple(TYPES)),
    date={**DAY, "description": "The day on which it happens."},
    expected={**FLAG, "description": "The day lies after the one asked."},
    severity=one_of(SEVERITIES),
    what=TEXT,
    why=TEXT,
    article=TEXT,
    to_do=TEXT,
    **{"for": many(described("A source whom it concerns.", processing=_NAMED, party=_NAMED))},
    parties=TEXTS,
    flows=TEXTS,
    countries=TEXTS,
    proof=nullable({**TEXT, "description": "Path of the proof on this server."}),
    page={**TEXT, "description": "Path of the page on this server."},
)
_ITEM = described(
    "One item, as JSON Feed 1.1 has it.",
    id={**TEXT, "description": "The same in every feed and for ever."},
    url=TEXT,
    title=TEXT,
    content_text=TEXT,
    summary=TEXT,
    date_published={"type": "string", "format": "date-time"},
    tags=TEXTS,
    _vendorgraph=_FACTS,
)
_FEED = described(
    "A JSON Feed.",
    version={"type": "string", "const": JSON_FEED},
    title=TEXT,
    home_page_url=TEXT,
    feed_url=TEXT,
    description=TEXT,
    language=TEXT,
    _vendorgraph=described(
        "What was asked, and how much of it is told.",
        **_ASKED,
        from_date=DAY,
        to_date=DAY,
        sources=TEXTS,
        context=TEXT,
        group=FLAG,
        complete_from={**DAY, "description": "After this day nothing but findings is left out."},
        findings_from=nullable(
            {**DAY, "description": "After this day no findings are; null = not asked for."}
        ),
        truncated={**FLAG, "description": "One of both lies after from_date: ask in parts."},
        **_PAGE,
    ),
    items=many(_ITEM),
)
FEED: JsonSchema = {
    **_FEED,
    "properties": {**_FEED["properties"], "next_url": {**TEXT, "description": "The next page, if any."}},
}

_PARTY = described("A party.", id=TEXT, name=TEXT, established_in=nullable(TEXT))
_DONE = described(
    "The last review done.", id=TEXT, done_on=DAY, outcome=nullable(TEXT), reviewer=nullable(TEXT)
)
_VENDOR = described(
    "When one vendor is to be reviewed next.",
    party=_PARTY,
    state=one_of(STATES),
    due=nullable(DAY),
    days_left={"type": ["integer", "null"], "description": "Days until it is due, negative when overdue."},
    interval=nullable(TEXT),
    basis={"type": ["string", "null"], "enum": ["last_done", "open_review", None]},
    review=nullable({**TEXT, "description": "The review that gives the day."}),
    last_done={"anyOf": [_DONE, {"type": "null"}]},
    conditions={**TEXTS, "description": "What the vendor must do by the last review done."},
    open={**TEXTS, "description": "Reviews not done yet."},
)
SCHEDULE = described(
    "One page of vendors, the most urgent first.",
    **_ASKED,
    items=many(_VENDOR),
    totals=described("All vendors by state.", **dict.fromkeys(STATES, COUNT)),
    **_PAGE,
)

_PROCESSING = described("A processing.", id=TEXT, name=TEXT, capacity=one_of(CAPACITIES))
_END = described("One end of a flow.", party=_PARTY, processing=_PROCESSING)
_AUTHORISATION: JsonSchema = {"type": ["string", "null"], "enum": ["specific", "general", None]}
_CONTRACT = described(
    "A contract and the time to object that it gives.",
    contract=TEXT,
    name=nullable(TEXT),
    authorisation=_AUTHORISATION,
    notice_days={"type": ["integer", "null"]},
    window_end=nullable({**DAY, "description": "First day that is too late; null = not recorded."}),
    flows=TEXTS,
)
_OBJECTION: dict[str, JsonSchema] = {
    "objection": TEXT,
    "party": TEXT,
    "raised_on": nullable(DAY),
    "reason": nullable(TEXT),
    "resolved_on": nullable(DAY),
    "outcome": nullable(TEXT),
    "state": one_of(("open", "resolved")),
}
_CONTROLLER = described(
    "A controller whom the flow concerns.",
    party=_PARTY,
    processing=_PROCESSING,
    contact=nullable(TEXT),
    relation=one_of(("upstream", "engages")),
    categories=described("What of its data may go there.", stated=TEXTS, possible=TEXTS),
    special={**FLAG, "description": "Special-category or criminal data may be among it."},
    contracts=many(_CONTRACT),
    authorisation=_AUTHORISATION,
    window_end=nullable(DAY),
    state=one_of(WINDOWS),
    too_short={"type": ["boolean", "null"], "description": "It begins before the notice has run."},
    objections=many(
        described("An objection of this controller.", **_OBJECTION, late={"type": ["boolean", "null"]})
    ),
)
_NOTICE = described(
    "A planned flow to a processor that its sender does not use yet.",
    flow=TEXT,
    flow_status=TEXT,
    sender=_END,
    recipient=_END,
    starts_on=nullable(DAY),
    announced_on=nullable({**DAY, "description": "Earliest day of a document in evidence."}),
    announced_in=nullable(TEXT),
    categories={"type": ["array", "null"], "items": TEXT},
    categories_open=FLAG,
    countries=TEXTS,
    transfer=described(
        "The transfer's assessment on the day it begins.",
        status=one_of(STATUSES),
        reason=nullable(TEXT),
        by=nullable(TEXT),
        fact=TEXT,
    ),
    state=one_of(WINDOWS),
    controllers=many(_CONTROLLER),
    contracts_between={
        **many(_CONTRACT),
        "description": "Contracts from processor to processor on the way.",
    },
    further_upstream={
        **TEXTS,
        "description": "Controllers upstream of another controller, who decides itself.",
    },
    objections=many(described("An objection to the flow.", **_OBJECTION)),
)
NOTICES = described("One page of notices.", **_ASKED, context=TEXT, items=many(_NOTICE), **_PAGE)
