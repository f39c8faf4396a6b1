"""Names of places that their neighbours make exact: "EU (Amsterdam)" is the Netherlands, "Dublin, Ireland (EU)" is Ireland."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from vendorgraph.exchange.reading.places.placewords import Item
from vendorgraph.exchange.vendors import catalogue
from vendorgraph.model.places import WORLDWIDE, members, name

_OPENING = re.compile(
    r"\b(?:e\.? ?g|for example|such as|incl|including|among|z\. ?b|p\. ?ex|par exemple|etc|y compris|u\. ?a)\b",
    re.I,
)
#: What stands between "EU" and "Frankfurt", or "EU" and "West Europe".
_BESIDE = re.compile(
    r"\s*(?:-?\s?(?:r[ée]gions?|regionen|data ?cent(?:er|re)s?|rechenzentr(?:um|en))\s+)?(?:à|in|at)?\s*[„“”\"«]?\s*",
    re.I,
)
#: Behind a region that says no more than a country before it: "Germany. EU-incorporated, EU-hosted."
_HOSTED_THERE = re.compile(
    r"-(?:hosted|hosting|only|based|sovereign|wide)\b| (?:infrastructure|data residency)\b", re.I
)
_SLASH = re.compile(r"\s?/\s?")  # between "EU" and "Ireland"
_COMMA = re.compile(r",\s*")  # between "EU" and "Frankfurt", and no country


def refined(items: Sequence[Item], text: str) -> list[Item]:
    """The names that stand in a text without those that another one beside them makes exact or repeats."""
    once = _once(_irish(_without_companies(items, text), text), text)
    return _refined(_of_operators(_city_in_state(once, text), text), text)


def _without_companies(items: Sequence[Item], text: str) -> list[Item]:
    """Without "Europe" as the end of a known company in a bracket that says where else: "EU (Acme Europe, Ireland)"."""
    return [item for item in items if item.name.sort != "region" or not _is_of_company(item, items, text)]


def _is_of_company(region: Item, items: Sequence[Item], text: str) -> bool:
    """Whether a region ends the name of a company at the head of a bracket with a place behind it, or before the bracket."""
    before, bracket, head = text[: region.end].rpartition("(")
    if not bracket or ")" in head or head.strip() == region.words:
        return False
    ends = text.find(")", region.end) if ")" in text[region.end :] else len(text)
    beside = any(region.end <= one.start < ends or one.end == len(before.rstrip()) for one in items)
    return beside and catalogue().find(head.strip()) is not None


def _irish(items: Sequence[Item], text: str) -> list[Item]:
    """Without "IR" directly behind a town of Ireland, whose code people take it for: "Dublin, IR"."""
    return [
        item
        for at, item in enumerate(items)
        if item.words != "IR"
        or not at
        or items[at - 1].only != "IE"
        or re.search(r"\w", text[items[at - 1].end : item.start])
    ]


def _once(items: Sequence[Item], text: str) -> list[Item]:
    """Without a name directly before the same again: a flag before its country or region, "🇪🇺 EU (Frankfurt)"."""
    again = {
        at
        for at, (item, after) in enumerate(pairwise(items))
        if item.only == after.only and not text[item.end : after.start].strip()
    }
    return [item for at, item in enumerate(items) if at not in again]


def place_named(place: str) -> str:
    """A place as reasons tell it: "Ireland (IE)"."""
    return f"{name(place)} ({place})" if len(place) == 2 else name(place)


def _city_in_state(items: list[Item], text: str) -> list[Item]:
    """Without the city of a pair whose state lies elsewhere than the city of that name: London, Ontario."""
    gone = {
        at
        for at, (item, after) in enumerate(pairwise(items))
        if item.name.sort == "city"
        and after.name.sort == "state"
        and item.only != after.only
        and re.fullmatch(r"\s*[,(]?\s*", text[item.end : after.start])
    }
    return [item for at, item in enumerate(items) if at not in gone]


def _of_operators(items: list[Item], text: str) -> list[Item]:
    """Without the code of a region whose town stands beside it in a bracket: operators call other regions alike."""
    gone: set[int] = set()
    for at, (item, after) in enumerate(pairwise(items)):
        bracket = re.fullmatch(r"\s*\(\s*", text[item.end : after.start])
        sorts = (item.name.sort, after.name.sort)
        if bracket and item.only != after.only and sorts in (("cloud", "city"), ("city", "cloud")):
            gone.add(at + sorts.index("cloud"))
    return [item for at, item in enumerate(items) if at not in gone]


def _refined(items: list[Item], text: str) -> list[Item]:
    """Regions that a bracket, a colon or a neighbour makes exact give way, and the reason tells them."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        inner, taken = _specified(items, at, text)
        if item.name.sort == "region" and inner:
            for one in inner:
                said = f"{one.name.why} {place_named(one.only)}; the source says {item.words} of it"
                kept.append(replace(one, name=replace(one.name, why=said)))
            at += 1 + taken
            continue
        if item.name.sort == "region" and kept and _qualifies(item, kept, text):
            at += 1
            continue
        kept.append(item)
        at += 1
    return kept


def _specified(items: Sequence[Item], at: int, text: str) -> tuple[list[Item], int]:
    """(the countries behind a region that say where in it, the names passed): "EU (Amsterdam)", "Europe (EU, Dublin)"."""
    region = items[at]
    match = re.match(
        r"(?i:[\s-]*(?:cloud|region|instance|data ?cent(?:er|re)|rechenzentrum|hosting|infrastructure|tenancy)(?=\s*[(:]))?"
        r"\s*(?:(?:(?:West|North|East|South|Central)\s*)?\(([^()]*)(?:\)|$)|(?:(?:[a-z]+)?\s?(?::|[-–—·›>])|(?:West|North|East|South|Central),)\s*([^;)]*))",
        text[region.end :],
    )
    inside = members(region.only, dt.date.today()) if region.name.sort == "region" else frozenset()
    if not match and region.only != WORLDWIDE:  # "EU Frankfurt"
        beside = [
            one
            for one in items[at + 1 : at + 2]
            if one.only in inside and _is_beside(text[region.end : one.start], one, text)
        ]
        return beside, len(beside)
    if not match or region.only == WORLDWIDE:
        return [], 0
    end = region.end + match.end()
    inner = list(takewhile(lambda item: item.start < end, items[at + 1 :]))
    part = (
        members(inner[0].only, dt.date.today()) if inner and inner[0].name.sort == "region" else frozenset()
    )
    passed = int(bool(part) and part <= inside)  # "Europe (EU, Dublin)"
    within = list(takewhile(lambda item: item.only in (part if passed else inside), inner[passed:]))
    whole = passed + len(within) == len(inner) or not match[0].lstrip().startswith("(")
    # hedges are looked for last, because that goes through all that follows
    if whole and within and not _OPENING.search(match[0]):
        return within, passed + len(within)
    return [], 0


def _is_beside(between: str, item: Item, text: str) -> bool:
    """Whether what stands between a region and a name in it makes the name say where: "EU Frankfurt", "EU/Ireland"."""
    last = not _SLASH.match(text, item.end)  # "EU/DE/US" are three
    town = item.name.sort == "city" and _COMMA.fullmatch(between)
    return bool(_BESIDE.fullmatch(between) or (last and _SLASH.fullmatch(between)) or town)


def _qualifies(region: Item, before: Sequence[Item], text: str) -> bool:
    """Whether a region directly behind one country merely repeats where that lies: "Ireland (EU)", "Dublin, EU"."""
    last = before[-1]
    between = text[last.end : region.start]
    if region.only == WORLDWIDE:
        return False
    inside = members(region.only, dt.date.today())
    bracket = re.match(r"\s*\([^()]*$", between) is not None
    if last.name.sort == "region" and last.only != WORLDWIDE:
        return bracket and members(last.only, dt.date.today()) <= inside  # "EU (GCP Europe)"
    if _HOSTED_THERE.match(text, region.end) and any(one.only in inside for one in before):
        return True
    if last.only not in inside:
        return False
    if bracket:
        return True
    if not re.fullmatch(r"\)?\s*[,(/–-]?\s*(?:in |within )?(?:the )?", between):
        return False
    return "(" in between or len({item.only for item in before}) == 1
