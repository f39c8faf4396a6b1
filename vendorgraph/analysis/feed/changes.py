"""Items of a day from what it changed in who receives what, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.items import Item, listed, place, service
from vendorgraph.analysis.feed.telling import IN_WORDS, SEVERITY, Telling
from vendorgraph.analysis.spread import Reached
from vendorgraph.analysis.transfers import worst_status
from vendorgraph.model import places
from vendorgraph.model.taxonomy import Terms

#: Those of the sources that reach something on one side of a day only, with all that they reach.
Side = Mapping[str, Reached]

_ROLES = {
    "processor": ("a processor", guide.NEW_PROCESSOR),
    "subprocessor": ("a subprocessor", guide.NEW_PROCESSOR),
    "controller": ("a controller", guide.NEW_CONTROLLER),
    "joint_controller": ("a joint controller", guide.NEW_CONTROLLER),
    "authority": ("an authority", guide.NEW_AUTHORITY),
}


def reach_items(telling: Telling) -> Iterator[Item]:
    """New and gone recipients, new and gone places, and recipients that may hold more than before."""
    for id_, side in _gained(telling, _recipients, new=True):
        yield _new_recipient(telling, id_, side)
    for id_, side in _gained(telling, _recipients, new=False):
        yield _recipient_gone(telling, id_, side)
    for code, side in _gained(telling, _places, new=True):
        yield _new_country(telling, code, side)
    for code, side in _gained(telling, _places, new=False):
        yield _country_gone(telling, code, side)
    yield from _wider(telling)


def new_recipients(telling: Telling) -> set[str]:
    """The recipients that some source reaches from this day on."""
    return {id_ for id_, _ in _gained(telling, _recipients, new=True)}


def _recipients(reached: Reached) -> Iterable[str]:
    return reached.recipients


def _places(reached: Reached) -> Iterable[str]:
    return reached.places


def _gained(
    telling: Telling, keys: Callable[[Reached], Iterable[str]], *, new: bool
) -> list[tuple[str, dict[str, Reached]]]:
    """What is reached after the day and not before it (or the reverse), each with its sources, in order."""
    gained: dict[str, dict[str, Reached]] = {}
    for source, (before, after) in sorted(telling.step.reached.items()):
        having, lacking = (after, before) if new else (before, after)
        known = set(keys(lacking))
        for key in keys(having):
            if key not in known:
                gained.setdefault(key, {})[source] = having
    return sorted(gained.items())


def _new_recipient(telling: Telling, id_: str, side: Side) -> Item:
    snapshot, source = telling.snapshot, next(iter(side))
    exposure = side[source].exposure
    row = exposure.row(id_)
    role, advice = _ROLES[row["role"]]
    where = listed(place(entry["country"]) for entry in row["countries"])
    sensitive = any(found.stated.get(id_, 0) & snapshot.taxonomy.sensitive for found in side.values())
    certain = "" if row["certainty"] == "stated" else " Which data is not stated, so any are possible."
    return Item(
        type="new_recipient",
        date=telling.step.day,
        subject=(id_,),
        title=f"New recipient: {service(snapshot, id_)}",
        what=f"{service(snapshot, id_)} {telling.verb('receives', 'is to receive')} data of {telling.names(side)} "
        f"as {role}, {_distance(row['hops'])}, in {where}. The transfer is {IN_WORDS[row['transfer']]}.{certain}",
        severity="high" if sensitive else SEVERITY[row["transfer"]],
        guide=advice,
        sources=tuple(side),
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


def _recipient_gone(telling: Telling, id_: str, side: Side) -> Item:
    snapshot, source = telling.snapshot, next(iter(side))
    return Item(
        type="recipient_gone",
        date=telling.step.day,
        subject=(id_,),
        title=f"Recipient gone: {service(snapshot, id_)}",
        what=f"{service(snapshot, id_)} {telling.verb('no longer receives', 'is to receive no more')} data of "
        f"{telling.names(side)}; the day before is the last.",
        severity="low",
        guide=guide.RECIPIENT_GONE,
        sources=tuple(side),
        parties=telling.parties([id_]),
        flows=side[source].bringing(id_),
        proof=telling.links.proof(source, id_, telling.day_before, planned=telling.expected),
        page=_page(telling, source, telling.day_before, node=id_),
        expected=telling.expected,
    )


def _new_country(telling: Telling, code: str, side: Side) -> Item:
    snapshot, source = telling.snapshot, next(iter(side))
    flows, served = _leading_to(telling, code, side)
    transfer = worst_status(telling.step.view, [snapshot.flows[id_] for id_ in flows])
    return Item(
        type="new_country",
        date=telling.step.day,
        subject=(code,),
        title=f"New place: {places.name(code)}",
        what=f"Data of {telling.names(side)} {telling.verb('reach', 'are to reach')} {place(code)}, with "
        f"{listed(service(snapshot, id_) for id_ in served)}. The transfer is {IN_WORDS[transfer]}.",
        severity=SEVERITY[transfer],
        guide=guide.NEW_UNKNOWN if code == places.UNKNOWN else guide.NEW_COUNTRY,
        sources=tuple(side),
        parties=telling.parties(served),
        flows=flows,
        countries=(code,),
        proof=_proof_there(telling, side[source], served, telling.step.day),
        page=_page(telling, source, telling.step.day, country=code),
        expected=telling.expected,
        facts={"transfer": transfer},
    )


def _country_gone(telling: Telling, code: str, side: Side) -> Item:
    snapshot, source = telling.snapshot, next(iter(side))
    flows, served = _leading_to(telling, code, side)
    no_longer = telling.verb("no longer reach", "are to reach no more")
    return Item(
        type="country_gone",
        date=telling.step.day,
        subject=(code,),
        title=f"Place gone: {places.name(code)}",
        what=f"Data of {telling.names(side)} {no_longer} {place(code)}, where "
        f"{listed(service(snapshot, id_) for id_ in served)} had them.",
        severity="low",
        guide=guide.COUNTRY_GONE,
        sources=tuple(side),
        parties=telling.parties(served),
        flows=flows,
        countries=(code,),
        proof=_proof_there(telling, side[source], served, telling.day_before),
        page=_page(telling, source, telling.day_before, country=code),
        expected=telling.expected,
    )


def _proof_there(telling: Telling, reached: Reached, served: list[str], day: str) -> str | None:
    """The proof of one of those who receive in a place; None where only the source itself does."""
    target = next((id_ for id_ in served if id_ in reached.recipients), None)
    return target and telling.links.proof(reached.source, target, day, planned=telling.expected)


def _leading_to(telling: Telling, code: str, side: Side) -> tuple[tuple[str, ...], list[str]]:
    """The flows that lead to a place, and those who receive there."""
    flows = tuple(sorted({edge.id for found in side.values() for edge in found.places[code]}))
    return flows, sorted({telling.snapshot.flows[id_].recipient for id_ in flows})


def _wider(telling: Telling) -> Iterator[Item]:
    """One item for each recipient that stays and may hold categories that it did not before."""
    gained: dict[str, dict[str, Terms]] = {}
    for source, (before, after) in sorted(telling.step.reached.items()):
        for id_ in after.recipients:
            held = before.terms.get(id_, 0)
            if held and (fresh := after.terms[id_] & ~held):
                gained.setdefault(id_, {})[source] = fresh
    for id_, masks in sorted(gained.items()):
        yield _new_categories(telling, id_, masks)


def _new_categories(telling: Telling, id_: str, masks: Mapping[str, Terms]) -> Item:
    snapshot, source = telling.snapshot, next(iter(masks))
    gained = reduce(or_, masks.values())
    sensitive = bool(gained & snapshot.taxonomy.sensitive)
    terms = snapshot.taxonomy.maximal(gained)
    certain = any(gained & telling.timeline.of(name).stated.get(id_, 0) for name in masks)
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
        f"{listed(_category(telling, term) for term in terms)}.",
        severity=("high" if certain else "medium") if sensitive else "low",
        guide=guide.NEW_SPECIAL if sensitive else guide.NEW_CATEGORIES,
        sources=tuple(masks),
        parties=telling.parties([id_]),
        flows=telling.timeline.of(source).bringing(id_),
        proof=telling.links.proof(source, id_, telling.step.day, planned=telling.expected),
        page=_page(telling, source, telling.step.day, node=id_),
        expected=telling.expected,
        facts={"categories": terms, "certainty": "stated" if certain else "possible"},
    )


def _category(telling: Telling, term: str) -> str:
    return str(telling.snapshot.records["category"][term].document["name"])
