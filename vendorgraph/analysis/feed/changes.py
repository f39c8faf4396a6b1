"""Items of a day from what it changed in who receives what, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.items import Item, listed, place, service
from vendorgraph.analysis.feed.telling import IN_WORDS, SEVERITY, Telling
from vendorgraph.analysis.transfers import worst_status
from vendorgraph.model import places
from vendorgraph.model.taxonomy import Terms

_ROLES = {
    "processor": ("a processor", guide.NEW_PROCESSOR),
    "subprocessor": ("a subprocessor", guide.NEW_PROCESSOR),
    "controller": ("a controller", guide.NEW_CONTROLLER),
    "joint_controller": ("a joint controller", guide.NEW_CONTROLLER),
    "authority": ("an authority", guide.NEW_AUTHORITY),
}


def reach_items(telling: Telling) -> Iterator[Item]:
    """New and gone recipients, new and gone places, and recipients that may hold more than before."""
    for id_, sources in _arriving(telling, new=True).items():
        yield _new_recipient(telling, id_, sources)
    for id_, sources in _arriving(telling, new=False).items():
        yield _recipient_gone(telling, id_, sources)
    for code, (before, after) in telling.step.places.items():
        if gained := sorted(after - before):
            yield _new_country(telling, code, gained)
        if lost := sorted(before - after):
            yield _country_gone(telling, code, lost)
    yield from _wider(telling)


def new_recipients(telling: Telling) -> set[str]:
    """The recipients that some source reaches from this day on."""
    return set(_arriving(telling, new=True))


def _arriving(telling: Telling, *, new: bool) -> dict[str, list[str]]:
    """The recipients that hold something after the day and nothing before it (or the reverse), with the sources."""
    found = {
        id_: [
            source for source, sides in sources.items() if source != id_ and sides[new] and not sides[not new]
        ]
        for id_, sources in telling.step.held.items()
    }
    return {id_: sources for id_, sources in found.items() if sources}


def _new_recipient(telling: Telling, id_: str, sources: Sequence[str]) -> Item:
    snapshot, source = telling.snapshot, sources[0]
    row = telling.exposure(source).row(id_)
    role, advice = _ROLES[row["role"]]
    where = listed(place(entry["country"]) for entry in row["countries"])
    stated = (telling.step.reached(name, new=True).stated(id_) for name in sources)
    sensitive = any(terms & snapshot.taxonomy.sensitive for terms in stated)
    certain = "" if row["certainty"] == "stated" else " Which data is not stated, so any are possible."
    return Item(
        type="new_recipient",
        date=telling.step.day,
        subject=(id_,),
        title=f"New recipient: {service(snapshot, id_)}",
        what=f"{service(snapshot, id_)} {telling.verb('receives', 'is to receive')} data of {telling.names(sources)} "
        f"as {role}, {_distance(row['hops'])}, in {where}. The transfer is {IN_WORDS[row['transfer']]}.{certain}",
        severity="high" if sensitive else SEVERITY[row["transfer"]],
        guide=advice,
        sources=tuple(sources),
        parties=(row["party"]["id"],),
        flows=tuple(row["via"]),
        countries=tuple(entry["country"] for entry in row["countries"]),
        proof=telling.links.proof(source, id_, telling.step.day, planned=telling.expected),
        page=_page(telling, source, telling.step.day, node=id_),
        expected=telling.expected,
        facts={"role": row["role"], "transfer": row["transfer"], "certainty": row["certainty"]},
    )


def _distance(hops: int) -> str:
    return "directly" if hops == 1 else f"through {hops - 1} other{'s' if hops > 2 else ''}"


def _page(telling: Telling, source: str, day: str, **shown: str) -> str:
    return telling.links.page(day, planned=telling.expected, from_=source, **shown)


def _recipient_gone(telling: Telling, id_: str, sources: Sequence[str]) -> Item:
    snapshot, source = telling.snapshot, sources[0]
    return Item(
        type="recipient_gone",
        date=telling.step.day,
        subject=(id_,),
        title=f"Recipient gone: {service(snapshot, id_)}",
        what=f"{service(snapshot, id_)} {telling.verb('no longer receives', 'is to receive no more')} data of "
        f"{telling.names(sources)}; the day before is the last.",
        severity="low",
        guide=guide.RECIPIENT_GONE,
        sources=tuple(sources),
        parties=telling.parties([id_]),
        flows=telling.step.reached(source, new=False).bringing(id_),
        proof=telling.links.proof(source, id_, telling.day_before, planned=telling.expected),
        page=_page(telling, source, telling.day_before, node=id_),
        expected=telling.expected,
    )


def _new_country(telling: Telling, code: str, sources: Sequence[str]) -> Item:
    snapshot, source = telling.snapshot, sources[0]
    flows, served = _leading_to(telling, code, sources, new=True)
    transfer = worst_status(telling.step.view, [snapshot.flows[id_] for id_ in flows])
    return Item(
        type="new_country",
        date=telling.step.day,
        subject=(code,),
        title=f"New place: {places.name(code)}",
        what=f"Data of {telling.names(sources)} {telling.verb('reach', 'are to reach')} {place(code)}, with "
        f"{listed(service(snapshot, id_) for id_ in served)}. The transfer is {IN_WORDS[transfer]}.",
        severity=SEVERITY[transfer],
        guide=guide.NEW_UNKNOWN if code == places.UNKNOWN else guide.NEW_COUNTRY,
        sources=tuple(sources),
        parties=telling.parties(served),
        flows=flows,
        countries=(code,),
        proof=_proof_there(telling, source, served, telling.step.day),
        page=_page(telling, source, telling.step.day, country=code),
        expected=telling.expected,
        facts={"transfer": transfer},
    )


def _country_gone(telling: Telling, code: str, sources: Sequence[str]) -> Item:
    snapshot, source = telling.snapshot, sources[0]
    flows, served = _leading_to(telling, code, sources, new=False)
    no_longer = telling.verb("no longer reach", "are to reach no more")
    return Item(
        type="country_gone",
        date=telling.step.day,
        subject=(code,),
        title=f"Place gone: {places.name(code)}",
        what=f"Data of {telling.names(sources)} {no_longer} {place(code)}, where "
        f"{listed(service(snapshot, id_) for id_ in served)} had them.",
        severity="low",
        guide=guide.COUNTRY_GONE,
        sources=tuple(sources),
        parties=telling.parties(served),
        flows=flows,
        countries=(code,),
        proof=_proof_there(telling, source, served, telling.day_before),
        page=_page(telling, source, telling.day_before, country=code),
        expected=telling.expected,
    )


def _proof_there(telling: Telling, source: str, served: list[str], day: str) -> str | None:
    """The proof of one of those who receive in a place; None where only the source itself does."""
    sides = [telling.step.reached(source, new=new) for new in (True, False)]
    target = next((id_ for id_ in served if id_ != source and any(side.held(id_) for side in sides)), None)
    return target and telling.links.proof(source, target, day, planned=telling.expected)


def _leading_to(
    telling: Telling, code: str, sources: Sequence[str], *, new: bool
) -> tuple[tuple[str, ...], list[str]]:
    """The flows that lead to a place, and those who receive there."""
    found = {
        edge.id: edge for source in sources for edge in telling.step.reached(source, new=new).leading_to(code)
    }
    return tuple(sorted(found)), sorted({edge.recipient for edge in found.values()})


def _wider(telling: Telling) -> Iterator[Item]:
    """One item for each recipient of a flow begun that stays and may hold categories that it did not before.

    Those after it that may so hold more are counted in it: one flow may reach a thousand.
    """
    gained: dict[str, dict[str, Terms]] = {}
    for id_, sources in telling.step.held.items():
        for source, (before, after) in sources.items():
            if before and source != id_ and (fresh := after & ~before):
                gained.setdefault(id_, {})[source] = fresh
    direct = {edge.recipient for edge in telling.step.begun} & gained.keys()
    for id_ in sorted(direct):
        yield _new_categories(telling, id_, gained[id_], len(gained.keys() - direct))


def _new_categories(telling: Telling, id_: str, masks: Mapping[str, Terms], after: int) -> Item:
    snapshot, source = telling.snapshot, next(iter(masks))
    reached = telling.step.reached(source, new=True)
    gained = reduce(or_, masks.values())
    sensitive = bool(gained & snapshot.taxonomy.sensitive)
    terms = snapshot.taxonomy.maximal(gained)
    certain = any(gained & telling.step.reached(name, new=True).stated(id_) for name in masks)
    may = (
        telling.verb("receives", "is to receive")
        if certain
        else telling.verb("may receive", "may come to receive")
    )
    return Item(
        type="new_categories",
        date=telling.step.day,
        subject=(id_,),
        title=f"More data: {service(snapshot, id_)}",
        what=f"{service(snapshot, id_)} {may} more data of {telling.names(masks)} than the day before: "
        f"{listed(_category(telling, term) for term in terms)}.{_onward(after)}",
        severity=("high" if certain else "medium") if sensitive else "low",
        guide=guide.NEW_SPECIAL if sensitive else guide.NEW_CATEGORIES,
        sources=tuple(masks),
        parties=telling.parties([id_]),
        flows=reached.bringing(id_),
        proof=telling.links.proof(source, id_, telling.step.day, planned=telling.expected),
        page=_page(telling, source, telling.step.day, node=id_),
        expected=telling.expected,
        facts={"categories": terms, "certainty": "stated" if certain else "possible"},
    )


def _category(telling: Telling, term: str) -> str:
    return str(telling.snapshot.records["category"][term].document["name"])


def _onward(after: int) -> str:
    return f" On this day {after:,} further on may hold more too." if after else ""
