"""Items about personal data breaches that became known, with the controllers to tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.asked import Asked, Filed
from vendorgraph.analysis.feed.items import Item, listed, service
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.impact import impact_answer
from vendorgraph.model.record import Document


def filed(asked: Asked) -> Iterator[Filed]:
    """The day on which each breach became known."""
    for id_ in sorted(asked.snapshot.records["breach"]):
        breach = asked.snapshot.records["breach"][id_].document
        known = (breach["known_at"] or breach["from"] or "")[:10]
        if known and (breach["party"] or breach["processing"]):
            day = dt.date.fromisoformat(known)
            yield day, partial(_breach, asked, breach, day)


def _breach(asked: Asked, breach: Document, day: dt.date, timeline: Timeline) -> Iterator[Item]:
    snapshot = asked.snapshot
    at = {"processing": breach["processing"]} if breach["processing"] else {"party": breach["party"]}
    impact = impact_answer(snapshot, replace(asked.question, as_of=day, group=False), **at)
    told = [_to_tell(row) for row in impact["controllers"]]
    sources = tuple(row["processing"] for row in told)
    if asked.restricted and set(timeline.watched.sources).isdisjoint(sources):
        return
    party = breach["party"] or snapshot.party_of(breach["processing"])["id"]
    where = (
        service(snapshot, breach["processing"])
        if breach["processing"]
        else snapshot.document("party", party)["name"]
    )
    names = snapshot.records["category"]
    kinds = listed(names[term].document["name"] for term in breach["categories"]) or "not recorded"
    yield Item(
        type="breach_recorded",
        date=day.isoformat(),
        subject=(breach["id"],),
        title=f"Breach: {where}",
        what=f"A breach at {where}{_since(breach)} concerns these categories: {kinds}. "
        f"Controllers to tell: {_parties_told(told)}.",
        severity="high",
        guide=guide.BREACH,
        sources=sources,
        parties=(party,),
        proof=asked.links.api("impact", day.isoformat(), **at),
        page=asked.links.page(
            day.isoformat(),
            from_=sources[0] if sources else party,
            node=breach["processing"] or impact["targets"][0],
        )
        if breach["processing"] or impact["targets"]
        else asked.page_of(party, sources, day),
        expected=asked.expected(day),
        facts={"breach": breach["id"], "controllers": told},
    )


def _to_tell(row: Mapping[str, Any]) -> dict[str, Any]:
    """A controller to tell, with the hours that its contracts give (null = not recorded) and the contact."""
    hours = [contract["breach_notice_hours"] for contract in row["contracts"]]
    return {
        "processing": row["processing"]["id"],
        "party": row["party"]["name"],
        "hours": min((found for found in hours if found is not None), default=None),
        "contact": row["contact"]["dpo"] or row["contact"]["contact"],
    }


def _since(breach: Document) -> str:
    return f" since {breach['from']}" if breach["from"] else ""


def _parties_told(told: Iterable[Mapping[str, Any]]) -> str:
    hours: dict[str, int | None] = {}
    for row in told:
        known = [found for found in (hours.get(row["party"]), row["hours"]) if found is not None]
        hours[row["party"]] = min(known, default=None)
    return (
        listed(
            f"{party} (within {found} hours by contract)" if found is not None else party
            for party, found in hours.items()
        )
        or "none is upstream"
    )
