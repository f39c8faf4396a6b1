"""Items that rest on recorded days: reviews, ends drawing near, change notices and breaches.

Each is filed under its day with a function that tells it once the timeline has come to that day,
since whom it concerns depends on what reaches whom then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from vendorgraph.analysis.chains import Chain
from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.ends import End, concerned, known_ends
from vendorgraph.analysis.feed.items import Item, Links, listed, service
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.impact import impact_answer
from vendorgraph.analysis.notices import Planned, announcement, chain_of, notice, objections_to, planned_flow
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.reviews import SOON, Standing, reviews_by_party, standing, turning_days
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.model.record import Document

#: Days before an end on which it is told, with the severity.
BEFORE_END = {90: "low", 30: "medium", 7: "high"}
#: Days before the first day that is too late to object: a week ahead, and on the last day.
BEFORE_WINDOW = {7: "medium", 1: "high"}
OUTCOMES = {
    "approved": "approved",
    "approved_with_conditions": "approved with conditions",
    "rejected": "rejected",
    None: "outcome not recorded",
}

Teller = Callable[[Timeline], Iterator[Item]]
Filed = tuple[dt.date, Teller]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the inventory, the question (its day is the one from which on days are to come),
    the days after `after` up to `until`, and whether sources were named, so that only what concerns
    them is told."""

    snapshot: Snapshot
    question: Question
    after: dt.date
    until: dt.date
    restricted: bool

    @property
    def links(self) -> Links:
        """Links that ask the same question."""
        return Links(self.question)

    def expected(self, day: dt.date) -> bool:
        """Whether a day is still to come."""
        return day > self.question.as_of


def dated_items(asked: Asked) -> Iterator[Filed]:
    """Every recorded day with what is told on it."""
    yield from _reviews(asked)
    yield from _ends(asked)
    yield from _notices(asked)
    yield from _breaches(asked)


# Reviews


def _reviews(asked: Asked) -> Iterator[Filed]:
    for party, reviews in reviews_by_party(asked.snapshot).items():
        for day in turning_days(reviews):
            yield day, partial(_review, asked, party, reviews, day)


def _review(
    asked: Asked, party: str, reviews: list[Document], day: dt.date, timeline: Timeline
) -> Iterator[Item]:
    """What the day brings for one party: a review done, due soon, due, overdue."""
    sources = _reaching(timeline, party)
    if asked.restricted and not sources:
        return
    name = asked.snapshot.records["party"][party].document["name"]
    told = partial(_review_item, asked, party, day, sources)
    for review in reviews:
        if review["done_on"] == day.isoformat():
            outcome = OUTCOMES[review["outcome"]]
            conditions = f" Conditions: {'; '.join(review['conditions'])}." if review["conditions"] else ""
            what = f"The review of {name} was done: {outcome}.{conditions}"
            severity = {"rejected": "high", "approved_with_conditions": "medium"}.get(
                review["outcome"], "low"
            )
            yield told("review_done", f"Review done, {outcome}: {name}", what, severity, review["id"])
    found = standing(reviews, day)
    if found.due is None or found.review is None:
        return
    left, whence = (found.due - day).days, _whence(found)
    if left == SOON:
        what = f"A review of {name} is due on {found.due} ({whence})."
        yield told("review_due", f"Review due in {SOON} days: {name}", what, "low", found.review)
    elif left == 0:
        what = f"A review of {name} is due on this day ({whence})."
        yield told("review_due", f"Review due: {name}", what, "medium", found.review)
    elif left == -1 and not asked.expected(day):  # whether it will be overdue is not known
        what = f"The review of {name} was due the day before ({whence}) and had not been done."
        yield told("review_overdue", f"Review overdue: {name}", what, "high", found.review)


def _review_item(
    asked: Asked,
    party: str,
    day: dt.date,
    sources: tuple[str, ...],
    type_: str,
    title: str,
    what: str,
    severity: str,
    review: str,
) -> Item:
    return Item(
        type=type_,
        date=day.isoformat(),
        subject=(party, review),
        title=title,
        what=what,
        severity=severity,
        guide=guide.REVIEW_DONE if type_ == "review_done" else guide.REVIEW,
        sources=sources,
        parties=(party,),
        proof=asked.links.api("review-schedule", day.isoformat(), party=party),
        page=_page(asked, party, sources, day),
        expected=asked.expected(day),
        facts={"review": review},
    )


def _whence(found: Standing) -> str:
    if found.basis == "open_review" or found.last is None:
        return "as recorded"
    return f"{found.interval} after the last one, done on {found.last['done_on']}"


def _reaching(timeline: Timeline, party: str) -> tuple[str, ...]:
    """The sources whose data may reach a party."""
    return timeline.sources_reaching(timeline.snapshot.processings_of.get(party, ()))


def _page(asked: Asked, party: str, sources: tuple[str, ...], day: dt.date) -> str:
    """The page of a source that reaches the party, or of the party itself where none does."""
    return asked.links.page(
        day.isoformat(), planned=asked.expected(day), from_=sources[0] if sources else party
    )


# Ends drawing near


def _ends(asked: Asked) -> Iterator[Filed]:
    for end in known_ends(asked.snapshot, asked.question.as_of):
        for left in BEFORE_END:
            day = shifted(end.day, -left)
            if day is not None and (end.first is None or end.first <= day):
                yield day, partial(_end, asked, end, left, day)


def _end(asked: Asked, end: End, left: int, day: dt.date, timeline: Timeline) -> Iterator[Item]:
    flows = concerned(end, timeline)
    if not flows:
        return
    resting = sorted({id_ for found in flows.values() for id_ in found})
    edges = [asked.snapshot.flows[id_] for id_ in resting]
    parties = {asked.snapshot.party_of(edge.recipient)["id"] for edge in edges}
    yield Item(
        type="expiring",
        date=day.isoformat(),
        subject=(end.kind, *end.subject, end.day.isoformat()),
        title=f"Ends in {left} days: {end.name[0].lower()}{end.name[1:]}",
        what=f"{end.name} holds until the day before {end.day}. On it rest {len(resting)} "
        f"flow{'' if len(resting) == 1 else 's'}, with "
        f"{listed(dict.fromkeys(service(asked.snapshot, edge.recipient) for edge in edges))}.",
        severity=BEFORE_END[left],
        guide=end.advice,
        sources=tuple(flows),
        parties=tuple(sorted(parties)),
        flows=tuple(resting),
        proof=asked.links.transfer(resting[0], day.isoformat(), planned=asked.expected(day)),
        page=asked.links.page(
            day.isoformat(), planned=asked.expected(day), from_=next(iter(flows)), flow=resting[0]
        ),
        expected=asked.expected(day),
        facts={"ends_on": end.day.isoformat(), "ends": end.kind},
    )


# Change notices


def _notices(asked: Asked) -> Iterator[Filed]:
    """Per announced flow: the day of the announcement, and days before a time to object ends."""
    snapshot = asked.snapshot
    contracts = snapshot.records["contract"].values()
    longest = max((record.document["notice_days"] or 0 for record in contracts), default=0)
    for id_ in sorted(snapshot.flows):
        edge = snapshot.flows[id_]
        announced, _ = announcement(snapshot, edge.document)
        if announced is None or announced > asked.until or (asked.after - announced).days > longest:
            continue  # no day of it lies among those asked
        then = replace(asked.question, as_of=announced, include_planned=False)
        planned = planned_flow(snapshot, then, edge)
        if planned is not None:
            chain = chain_of(planned)
            yield announced, partial(_announced, asked, planned, chain, announced)
            for end in {row["window_end"] for row in notice(planned, chain, announced)["controllers"]} - {
                None
            }:
                yield from _closings(asked, planned, chain, announced, dt.date.fromisoformat(end))


def _closings(
    asked: Asked, planned: Planned, chain: Chain, announced: dt.date, end: dt.date
) -> Iterator[Filed]:
    for left in BEFORE_WINDOW:
        day = shifted(end, -left)
        if day is not None and day >= announced:
            yield day, partial(_closing, asked, planned, chain, end, left, day)


def _announced(
    asked: Asked, planned: Planned, chain: Chain, day: dt.date, timeline: Timeline
) -> Iterator[Item]:
    row = notice(planned, chain, day)
    upstream = [entry for entry in row["controllers"] if entry["relation"] == "upstream"]
    if concerned_here := _watched(timeline, upstream):
        sender, recipient = _ends_of(planned)
        kinds = sorted({entry["authorisation"] or "not recorded" for entry in concerned_here})
        starts = f"from {planned.starts}" if planned.starts else "from a day not recorded"
        yield _notice_item(
            asked,
            planned,
            day,
            concerned_here,
            "change_announced",
            f"New subprocessor announced: {recipient}",
            f"{sender} announces {recipient} {starts}, with data of {_parties(concerned_here)}. "
            f"Authorisation: {listed(kinds)}. {_until(concerned_here)}",
            "high" if any(entry["special"] for entry in concerned_here) else "medium",
            row,
        )


def _closing(
    asked: Asked, planned: Planned, chain: Chain, end: dt.date, left: int, day: dt.date, timeline: Timeline
) -> Iterator[Item]:
    """The time of those who have not objected by then."""
    row = notice(planned, chain, day)
    objecting = {entry["party"] for entry in objections_to(asked.snapshot, planned.edge.id, day)}
    waiting = [
        entry
        for entry in row["controllers"]
        if entry["window_end"] == end.isoformat() and entry["party"]["id"] not in objecting
    ]
    if concerned_here := _watched(timeline, waiting):
        sender, recipient = _ends_of(planned)
        when = "Last day" if left == 1 else f"{left} days left"
        yield _notice_item(
            asked,
            planned,
            day,
            concerned_here,
            "objection_window_closing",
            f"{when} to object: {recipient}",
            f"The time in which {_parties(concerned_here)} may object to {recipient}, announced by {sender}, "
            f"ends with the day before {end}. No objection is recorded.",
            BEFORE_WINDOW[left],
            row,
        )


def _notice_item(
    asked: Asked,
    planned: Planned,
    day: dt.date,
    controllers: list[dict[str, Any]],
    type_: str,
    title: str,
    what: str,
    severity: str,
    row: dict[str, Any],
) -> Item:
    edge, sources = planned.edge, tuple(entry["processing"]["id"] for entry in controllers)
    ends = {asked.snapshot.party_of(id_)["id"] for id_ in (edge.sender, edge.recipient)}
    return Item(
        type=type_,
        date=day.isoformat(),
        subject=(edge.id,),
        title=title,
        what=what,
        severity=severity,
        guide=guide.ANNOUNCED if type_ == "change_announced" else guide.WINDOW,
        sources=sources,
        parties=tuple(sorted(ends)),
        flows=(edge.id,),
        countries=tuple(row["countries"]),
        proof=asked.links.api("notices", day.isoformat()),
        page=asked.links.page(
            (planned.starts or day).isoformat(), planned=True, from_=sources[0], node=edge.recipient
        ),
        expected=asked.expected(day),
        facts={
            "starts_on": row["starts_on"],
            "window_ends": sorted({entry["window_end"] for entry in controllers} - {None}),
        },
    )


def _watched(timeline: Timeline, controllers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in controllers if entry["processing"]["id"] in timeline.watched.sources]


def _ends_of(planned: Planned) -> tuple[str, str]:
    snapshot = planned.view.snapshot
    return str(snapshot.party_of(planned.edge.sender)["name"]), service(snapshot, planned.edge.recipient)


def _parties(controllers: Iterable[Mapping[str, Any]]) -> str:
    return listed(dict.fromkeys(str(entry["party"]["name"]) for entry in controllers))


def _until(controllers: Iterable[Mapping[str, Any]]) -> str:
    ends = sorted({entry["window_end"] for entry in controllers} - {None})
    if not ends:
        return "Until when one may object is not recorded."
    return f"Objections count until the day before {listed(ends)}."


# Breaches


def _breaches(asked: Asked) -> Iterator[Filed]:
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
        else _page(asked, party, sources, day),
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
