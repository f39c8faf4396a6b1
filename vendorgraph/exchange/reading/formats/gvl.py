"""IAB TCF Global Vendor List, versions 2 and 3: a row per vendor that a website's consent dialogue names.

Purposes and declared data become terms through the maps of fideslang (NOTICE). The list says nothing
about countries or further recipients, so neither does a row.
Source: IAB Tech Lab, TCF v2.2, "Global vendor list and cookie formats".
"""

from __future__ import annotations

import contextlib
import datetime as dt
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.formats.structured import json_object, noted, terms, unknown_keys
from vendorgraph.exchange.reading.row import Row, collapsed
from vendorgraph.exchange.reading.source import Source

NAME = "IAB Global Vendor List"
_READ = frozenset(
    {
        "id",
        "name",
        "purposes",
        "legIntPurposes",
        "flexiblePurposes",
        "specialPurposes",
        "features",
        "specialFeatures",
        "dataDeclaration",
        "dataRetention",
        "urls",
        "policyUrl",
        "deletedDate",
        # How a cookie is kept on a device, and how a consent string is delivered: no disclosure.
        "overflow",
        "cookieMaxAgeSeconds",
        "cookieRefresh",
        "usesCookies",
        "usesNonCookieAccess",
        "deviceStorageDisclosureUrl",
    }
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_gvl(content: Any) -> bool:
    """Whether a JSON value is a vendor list."""
    return isinstance(content, Mapping) and "vendors" in content and "vendorListVersion" in content


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Row]:
    """A row per vendor, numbered in the order of the file. Raises Invalid for what is no vendor list."""
    content = json_object(source, NAME)
    if not is_gvl(content):
        raise Invalid(f"{source.name}: is no {NAME}: it must have vendorListVersion and vendors")
    vendors = content["vendors"]
    entries = list(vendors.values()) if isinstance(vendors, Mapping) else vendors
    if not isinstance(entries, list):
        raise Invalid(f"{source.name}: `vendors` of a {NAME} must be an object or a list")
    for number, entry in enumerate(entries, 1):
        yield _row(number, entry)


def dated(source: Source) -> str | None:
    """The day on which a vendor list says that it was updated last; None when it says none."""
    said = _day(json_object(source, NAME).get("lastUpdated"))
    with contextlib.suppress(ValueError):
        return dt.date.fromisoformat(said).isoformat() if said else None
    return None


def _row(number: int, entry: Any) -> Row:
    name = entry.get("name") if isinstance(entry, Mapping) else None
    if not isinstance(name, str) or not collapsed(name):
        words = collapsed(json.dumps(entry, ensure_ascii=False))[:200]
        return Row(number, words, refused="this vendor has no name")
    called = collapsed(html.unescape(name))
    purposes, said = _purposes(entry)
    categories, more = _terms("category", "dataCategories", entry.get("dataDeclaration"))
    retention, kept = _retention(entry.get("dataRetention"))
    address = _privacy_url(entry)
    extra: dict[str, Any] = {"service": "TCF vendor", "capacity": "controller"}
    basis, bases = _legal_basis(entry)
    if basis:
        extra["legal_basis"] = basis
    if categories and more:
        extra["categories_open"] = True
    if retention:
        extra["retention"] = retention
    if ended := _day(entry.get("deletedDate")):
        extra["valid_to"] = ended
    if address:
        extra["party"] = {"privacy_url": address}
    return Row(
        number,
        collapsed(f"{entry.get('id', '')} {called}"),
        (called,),
        purposes=tuple(purposes),
        coded=True,
        categories=tuple(categories) or None,
        website=address,
        key=str(entry["id"]) if entry.get("id") is not None else None,
        extra=extra,
        note=noted(
            *said, bases, *more, kept, ended and f"left the list on {ended}", unknown_keys(entry, _READ)
        ),
    )


def _purposes(entry: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    consent, notes = _terms("purpose", "purposes", entry.get("purposes"))
    interest, more = _terms("purpose", "purposes", entry.get("legIntPurposes"))
    special, most = _terms("purpose", "specialPurposes", entry.get("specialPurposes"))
    return list(dict.fromkeys([*consent, *interest, *special])), [*notes, *more, *most]


def _terms(kind: str, map_name: str, ids: Any) -> tuple[list[str], list[str]]:
    """The terms that a list of the vendor list's numbers stands for."""
    if not isinstance(ids, Sequence) or isinstance(ids, str):
        return [], ([f"{map_name} is not a list and left out"] if ids else [])
    known = _maps()[map_name]
    unknown = [f"{map_name} {number} is not known and left out" for number in ids if str(number) not in known]
    found, _ = terms(kind, [term for number in ids for term in known.get(str(number), ())])
    return found, unknown


def _legal_basis(entry: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Consent or legitimate interest when the vendor claims one of them; when it claims both, which for what."""
    consent, interest = entry.get("purposes"), entry.get("legIntPurposes")
    if consent and interest:
        claimed = f"consent for purposes {_numbers(consent)}, legitimate interests for {_numbers(interest)}"
        return None, f"claims {claimed}; a flow has one legal basis, so none is recorded"
    if consent or interest:
        return ("A6-1-a" if consent else "A6-1-f"), None
    return None, None


def _numbers(ids: Any) -> str:
    return ", ".join(map(str, ids)) if isinstance(ids, list) else str(ids)


def _retention(declared: Any) -> tuple[dict[str, Any] | None, str | None]:
    """The longest of the declared periods, with the others in words."""
    if not isinstance(declared, Mapping):
        return None, None
    periods: dict[str, int] = {}
    for label, value in _periods(declared):
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000:
            periods[label] = value
        elif value is not None:
            return None, f"retention of {label} is {value!r} and not a number of days; left out"
    if not periods:
        return None, None
    said = "; ".join(f"{label}: {days} days" for label, days in periods.items()) if len(periods) > 1 else None
    return {"period": f"P{max(periods.values())}D", "text": said}, None


def _periods(declared: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "in general", declared.get("stdRetention")
    for group, label in (("purposes", "purpose"), ("specialPurposes", "special purpose")):
        held = declared.get(group)
        if isinstance(held, Mapping):
            yield from ((f"{label} {number}", days) for number, days in held.items())


def _privacy_url(entry: Mapping[str, Any]) -> str | None:
    """The privacy policy, in English when there is one."""
    urls = entry.get("urls")
    found = [url for url in urls if isinstance(url, Mapping)] if isinstance(urls, list) else []
    english = [url for url in found if url.get("langId") == "en"]
    address = next(
        (url.get("privacy") for url in (*english, *found) if url.get("privacy")), entry.get("policyUrl")
    )
    return address if isinstance(address, str) and address.startswith(("https://", "http://")) else None


def _day(value: Any) -> str | None:
    return value[:10] if isinstance(value, str) and _DAY.match(value) else None


@cache
def _maps() -> dict[str, dict[str, list[str]]]:
    """The vendor list's numbers to terms, by group."""
    text = resources.files("vendorgraph.exchange").joinpath("data/gvl_maps.json").read_text("utf-8")
    return {name: held for name, held in json.loads(text).items() if isinstance(held, dict)}
