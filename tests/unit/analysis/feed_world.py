"""A small world for the feed: what it answers, and its items as short facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.unit.analysis.rules.world import Document, at, contract, document, flow, party, said, snapshot
from vendorgraph.analysis.feed import FeedQuestion, feed_answer
from vendorgraph.analysis.question import Context, Question

TODAY = "2026-11-22"
Item = dict[str, Any]
FINDINGS = {"finding_opened", "finding_closed"}


def feed(
    *documents: Document, after: str = "2026-10-31", until: str = TODAY, on: str = TODAY, **asked: Any
) -> list[Item]:
    """The items of a feed but findings, newest first."""
    return [
        item
        for item in everything(*documents, after=after, until=until, on=on, **asked)
        if item["type"] not in FINDINGS
    ]


def everything(
    *documents: Document, after: str = "2026-10-31", until: str = TODAY, on: str = TODAY, **asked: Any
) -> list[Item]:
    items: list[Item] = answer(*documents, after=after, until=until, on=on, **asked)["items"]
    return items


def answer(*documents: Document, after: str, until: str, on: str = TODAY, **asked: Any) -> dict[str, Any]:
    context = asked.pop("context", Context())
    question = Question(dt.date.fromisoformat(on), context)
    days = dt.date.fromisoformat(after), dt.date.fromisoformat(until)
    return feed_answer(snapshot(*documents), FeedQuestion(question, *days, **asked))


def told(items: list[Item]) -> list[tuple[str, str]]:
    return [(item["date"], item["type"]) for item in items]


def concerned(item: Item) -> list[str]:
    return [entry["processing"]["id"] for entry in item["for"]]


def of_type(items: list[Item], type_: str) -> list[Item]:
    return [item for item in items if item["type"] == type_]


HOST = flow("shop:orders", "host:cloud", locations=at("FR"))
NEW = flow("host:cloud", "backup:vault", locations=at("FR"), valid_from="2026-11-10")


def certified(**given: Any) -> Document:
    entry = {"mechanism": "DPF-EU", "from": "2023-09-01", "data": "both", **given}
    return party("us", established_in="US", certifications=[entry])


def review(id_: str = "r", **given: Any) -> Document:
    return "review", {"id": id_, "party": "host", **given}


def breach(**given: Any) -> Document:
    return "breach", {"id": "b", "processing": "host:cloud", "from": "2026-11-08", **given}


COVERED = flow("shop:orders", "us:host", locations=at("US"), mechanisms=[{"code": "DPF-EU"}])
LIST = document("list", "list", dated="2026-11-01")
TERMS = contract("terms", authorisation="general", notice_days=14)
ENGAGED = flow("shop:orders", "host:cloud", contract="terms", locations=at("FR"))
ANNOUNCED = flow(
    "host:cloud", "ai:model", "new", status="planned", valid_from="2026-12-15", evidence=[said("list")]
)
SHIELD = party(
    "us", established_in="US", certifications=[{"mechanism": "PRIVACY-SHIELD-EU", "from": "2017-01-01"}]
)
RESTS = flow("shop:orders", "us:host", locations=at("US"), mechanisms=[{"code": "PRIVACY-SHIELD-EU"}])
