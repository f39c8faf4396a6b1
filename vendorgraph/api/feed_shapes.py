"""JSON Schemas of the feed, the review schedule and change notices."""

from __future__ import annotations

from vendorgraph.analysis.feed import SEVERITIES, TYPES
from vendorgraph.analysis.notices import STATES as WINDOWS
from vendorgraph.analysis.reviews import STATES
from vendorgraph.api.schemas import JsonSchema, described, nullable
from vendorgraph.exchange.feed_formats import JSON_FEED
from vendorgraph.law.hop import STATUSES
from vendorgraph.model.common_fields import CAPACITIES

_TEXT: JsonSchema = {"type": "string"}
_TEXTS: JsonSchema = {"type": "array", "items": _TEXT}
_FLAG: JsonSchema = {"type": "boolean"}
_COUNT: JsonSchema = {"type": "integer", "minimum": 0}
_DAY: JsonSchema = {"type": "string", "format": "date"}
_PAGE: dict[str, JsonSchema] = {
    "total": {**_COUNT, "description": "Items on all pages."},
    "page": {"type": "integer", "minimum": 1},
    "page_size": {"type": "integer", "minimum": 1},
}
_ASKED: dict[str, JsonSchema] = {"as_of": _DAY, "revision": {"type": "integer"}}


def _many(item: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": item}


def _one_of(values: tuple[str, ...]) -> JsonSchema:
    return {"type": "string", "enum": list(values)}


_NAMED = described("An id and its name.", id=_TEXT, name=_TEXT)
_FACTS = described(
    "What the item says, in fields; an item's type may add more.",
    type=_one_of(tuple(TYPES)),
    date={**_DAY, "description": "The day on which it happens."},
    expected={**_FLAG, "description": "The day lies after the one asked."},
    severity=_one_of(SEVERITIES),
    what=_TEXT,
    why=_TEXT,
    article=_TEXT,
    to_do=_TEXT,
    **{"for": _many(described("A source whom it concerns.", processing=_NAMED, party=_NAMED))},
    parties=_TEXTS,
    flows=_TEXTS,
    countries=_TEXTS,
    proof=nullable({**_TEXT, "description": "Path of the proof on this server."}),
    page={**_TEXT, "description": "Path of the page on this server."},
)
_ITEM = described(
    "One item, as JSON Feed 1.1 has it.",
    id={**_TEXT, "description": "The same in every feed and for ever."},
    url=_TEXT,
    title=_TEXT,
    content_text=_TEXT,
    summary=_TEXT,
    date_published={"type": "string", "format": "date-time"},
    tags=_TEXTS,
    _vendorgraph=_FACTS,
)
_FEED = described(
    "A JSON Feed.",
    version={"type": "string", "const": JSON_FEED},
    title=_TEXT,
    home_page_url=_TEXT,
    feed_url=_TEXT,
    description=_TEXT,
    language=_TEXT,
    _vendorgraph=described(
        "What was asked, and how much of it is told.",
        **_ASKED,
        from_date=_DAY,
        to_date=_DAY,
        sources=_TEXTS,
        context=_TEXT,
        group=_FLAG,
        complete_from={**_DAY, "description": "After this day nothing but findings is left out."},
        findings_from=nullable(
            {**_DAY, "description": "After this day no findings are; null = not asked for."}
        ),
        truncated={**_FLAG, "description": "One of both lies after from_date: ask in parts."},
        **_PAGE,
    ),
    items=_many(_ITEM),
)
FEED: JsonSchema = {
    **_FEED,
    "properties": {**_FEED["properties"], "next_url": {**_TEXT, "description": "The next page, if any."}},
}

_PARTY = described("A party.", id=_TEXT, name=_TEXT, established_in=nullable(_TEXT))
_DONE = described(
    "The last review done.", id=_TEXT, done_on=_DAY, outcome=nullable(_TEXT), reviewer=nullable(_TEXT)
)
_VENDOR = described(
    "When one vendor is to be reviewed next.",
    party=_PARTY,
    state=_one_of(STATES),
    due=nullable(_DAY),
    days_left={"type": ["integer", "null"], "description": "Days until it is due, negative when overdue."},
    interval=nullable(_TEXT),
    basis={"type": ["string", "null"], "enum": ["last_done", "open_review", None]},
    review=nullable({**_TEXT, "description": "The review that gives the day."}),
    last_done={"anyOf": [_DONE, {"type": "null"}]},
    conditions={**_TEXTS, "description": "What the vendor must do by the last review done."},
    open={**_TEXTS, "description": "Reviews not done yet."},
)
SCHEDULE = described(
    "One page of vendors, the most urgent first.",
    **_ASKED,
    items=_many(_VENDOR),
    totals=described("All vendors by state.", **dict.fromkeys(STATES, _COUNT)),
    **_PAGE,
)

_PROCESSING = described("A processing.", id=_TEXT, name=_TEXT, capacity=_one_of(CAPACITIES))
_END = described("One end of a flow.", party=_PARTY, processing=_PROCESSING)
_AUTHORISATION: JsonSchema = {"type": ["string", "null"], "enum": ["specific", "general", None]}
_CONTRACT = described(
    "A contract and the time to object that it gives.",
    contract=_TEXT,
    name=nullable(_TEXT),
    authorisation=_AUTHORISATION,
    notice_days={"type": ["integer", "null"]},
    window_end=nullable({**_DAY, "description": "First day that is too late; null = not recorded."}),
    flows=_TEXTS,
)
_OBJECTION: dict[str, JsonSchema] = {
    "objection": _TEXT,
    "party": _TEXT,
    "raised_on": nullable(_DAY),
    "reason": nullable(_TEXT),
    "resolved_on": nullable(_DAY),
    "outcome": nullable(_TEXT),
    "state": _one_of(("open", "resolved")),
}
_CONTROLLER = described(
    "A controller whom the flow concerns.",
    party=_PARTY,
    processing=_PROCESSING,
    contact=nullable(_TEXT),
    relation=_one_of(("upstream", "engages")),
    categories=described("What of its data may go there.", stated=_TEXTS, possible=_TEXTS),
    special={**_FLAG, "description": "Special-category or criminal data may be among it."},
    contracts=_many(_CONTRACT),
    authorisation=_AUTHORISATION,
    window_end=nullable(_DAY),
    state=_one_of(WINDOWS),
    too_short={"type": ["boolean", "null"], "description": "It begins before the notice has run."},
    objections=_many(
        described("An objection of this controller.", **_OBJECTION, late={"type": ["boolean", "null"]})
    ),
)
_NOTICE = described(
    "A planned flow to a processor that its sender does not use yet.",
    flow=_TEXT,
    flow_status=_TEXT,
    sender=_END,
    recipient=_END,
    starts_on=nullable(_DAY),
    announced_on=nullable({**_DAY, "description": "Earliest day of a document in evidence."}),
    announced_in=nullable(_TEXT),
    categories={"type": ["array", "null"], "items": _TEXT},
    categories_open=_FLAG,
    countries=_TEXTS,
    transfer=described(
        "The transfer's assessment on the day it begins.",
        status=_one_of(STATUSES),
        reason=nullable(_TEXT),
        by=nullable(_TEXT),
        fact=_TEXT,
    ),
    state=_one_of(WINDOWS),
    controllers=_many(_CONTROLLER),
    contracts_between={
        **_many(_CONTRACT),
        "description": "Contracts from processor to processor on the way.",
    },
    further_upstream={
        **_TEXTS,
        "description": "Controllers upstream of another controller, who decides itself.",
    },
    objections=_many(described("An objection to the flow.", **_OBJECTION)),
)
NOTICES = described("One page of notices.", **_ASKED, context=_TEXT, items=_many(_NOTICE), **_PAGE)
