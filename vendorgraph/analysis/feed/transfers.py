"""Items of a day from what it changed in the transfers, be it by a record or by the law alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.guide import Guide
from vendorgraph.analysis.feed.items import Item, service
from vendorgraph.analysis.feed.telling import IN_WORDS, SEVERITY, Telling
from vendorgraph.analysis.feed.timeline import Hop, Pair

_ENDED = ("not_covered", "not_evaluable")


def transfer_items(telling: Telling, arrived: Collection[str]) -> Iterator[Item]:
    """One item for each pair of processings whose worst transfer differs.

    A pair of which a new recipient is one end is told with the recipient (`arrived`); a new pair between
    known ones only when its transfer is not shown to be covered, and one that ended not at all.
    """
    for pair, (before, after) in telling.step.hops.items():
        if after is None:
            continue
        status = after.found["status"]
        if before is None:
            if pair[1] not in arrived and status in _ENDED:
                yield _new(telling, pair, after)
        elif before.found["status"] != status:
            yield _changed(telling, pair, before, after)
        elif status == "covered":
            yield _rests_on(telling, pair, before, after)


def _new(telling: Telling, pair: Pair, after: Hop) -> Item:
    said = IN_WORDS[after.found["status"]]
    what = f"{_ends(telling, pair)} begins and is {said}: {after.found['fact']}"
    return _item(telling, "transfer_changed", pair, None, after, f"New transfer, {said}", what)


def _changed(telling: Telling, pair: Pair, before: Hop, after: Hop) -> Item:
    was, now = IN_WORDS[before.found["status"]], IN_WORDS[after.found["status"]]
    why = after.found["fact"]
    if before.edge.document == after.edge.document:
        why += " Nothing recorded of the flow changed: the law or a certificate did."
    what = f"{_ends(telling, pair)} was {was} and {telling.verb('is', 'will be')} {now}: {why}"
    title = f"Transfer {'no longer' if after.found['status'] in _ENDED else 'now'} covered"
    if (before.found["status"], after.found["status"]) != ("covered", "not_covered"):
        title = f"Transfer now {now}"
    return _item(telling, "transfer_changed", pair, before, after, title, what)


def _rests_on(telling: Telling, pair: Pair, before: Hop, after: Hop) -> Item:
    now = telling.verb("rests", "will rest")
    what = (
        f"{_ends(telling, pair)} rested on {before.found['by']} and {now} on {after.found['by']}: "
        f"{after.found['fact']}"
    )
    return _item(telling, "basis_changed", pair, before, after, "Transfer rests on another instrument", what)


def _item(
    telling: Telling, type_: str, pair: Pair, before: Hop | None, after: Hop, title: str, what: str
) -> Item:
    snapshot, sources = telling.snapshot, telling.timeline.sources_over(after.edge)
    advice = guide.BASIS_CHANGED if type_ == "basis_changed" else _advice(after)
    return Item(
        type=type_,
        date=telling.step.day,
        subject=pair,
        title=f"{title}: {snapshot.party_of(pair[0])['name']} to {service(snapshot, pair[1])}",
        what=what,
        severity=SEVERITY[after.found["status"]],
        guide=Guide(advice.why, _article(after) or advice.article, advice.to_do),
        sources=sources,
        parties=telling.parties(pair),
        flows=(after.edge.id,),
        countries=tuple(sorted({place for place, _ in after.edge.places})),
        proof=telling.links.transfer(after.edge.id, telling.step.day, planned=telling.expected),
        page=telling.links.page(
            telling.step.day, planned=telling.expected, from_=sources[0], flow=after.edge.id
        ),
        expected=telling.expected,
        facts={
            "before": before and _told(before),
            "after": _told(after),
            "inventory_changed": before is None or before.edge.document != after.edge.document,
        },
    )


def _ends(telling: Telling, pair: Pair) -> str:
    return f"The transfer from {service(telling.snapshot, pair[0])} to {service(telling.snapshot, pair[1])}"


def _advice(after: Hop) -> Guide:
    if after.found["status"] == "not_covered":
        return guide.TRANSFER_LOST
    return guide.TRANSFER_UNCLEAR if after.found["status"] == "not_evaluable" else guide.TRANSFER_GAINED


def _article(hop: Hop) -> str | None:
    """The article behind the place that decided."""
    return next(
        (place["article"] for place in hop.found["places"] if place["fact"] == hop.found["fact"]), None
    )


def _told(hop: Hop) -> dict[str, str | None]:
    return {key: hop.found[key] for key in ("status", "reason", "by", "fact")} | {"flow": hop.edge.id}
