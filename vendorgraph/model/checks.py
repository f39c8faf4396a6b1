"""Form of single values: for each type of the schema, the sentence that refuses a wrong one.

Each check returns None when the value is acceptable, else what is accepted (without the field's
name, which the caller adds). Sources: ISO 8601, RFC 3339, ISO 3166-1, RFC 6901 (JSON pointer), BCP 47.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from vendorgraph.model import places

TEXT_LIMIT = 10_000
ID_LIMIT = 420
_ID = re.compile(r"[a-z0-9](?:[a-z0-9._~:-]*[a-z0-9])?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z")
_DURATION = re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_LINES = re.compile(r"\d+(-\d+)?(, ?\d+(-\d+)?)*")
_POINTER = re.compile(r"(/([^~/]|~[01])*)*")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]*:\S(.*\S)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT = re.compile("[0-9a-f]{24}")
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def given(value: Any) -> str:
    """`value` as it may stand in a sentence: quoted, shortened, never a control character."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def text(value: str) -> str | None:
    """Free text: no NUL, no half of a surrogate pair, at most TEXT_LIMIT characters."""
    if _FORBIDDEN.search(value):
        return "must not contain NUL or unpaired surrogate characters"
    if len(value) > TEXT_LIMIT:
        return f"has {len(value):,} characters; at most {TEXT_LIMIT:,} are accepted"
    return None


def slug(value: str) -> str | None:
    """An id: lower-case letters, digits and . _ - : ~, beginning and ending with a letter or digit."""
    if len(value) > ID_LIMIT:
        return f"is too long; an id has at most {ID_LIMIT} characters"
    if not _ID.fullmatch(value.replace("_", "-")) or ".." in value:
        return (
            f"{given(value)} is not an id: use lower-case letters, digits and . _ - : ~ "
            "(no two dots in a row), as example-shop:orders"
        )
    return None


def date(value: str) -> str | None:
    """A calendar day, YYYY-MM-DD."""
    refusal = f"{given(value)} is not a calendar day; write it as 2026-11-22"
    if not _DAY.fullmatch(value):
        return refusal
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return refusal
    return None


def instant(value: str) -> str | None:
    """A moment in UTC (RFC 3339) or a calendar day."""
    refusal = f"{given(value)} is not a moment in UTC; write it as 2026-11-22T09:30:00Z or as 2026-11-22"
    if _DAY.fullmatch(value):
        return refusal if date(value) else None
    if not _INSTANT.fullmatch(value):
        return refusal
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return refusal
    return None


def url(value: str) -> str | None:
    """An http or https address with a host."""
    refusal = f"{given(value)} is not a web address; write it as https://example.org/privacy"
    try:
        parts = urlsplit(value)
    except ValueError:
        return refusal
    bad = parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"]", value)
    return refusal if bad else text(value)


def _matches(pattern: re.Pattern[str], accepted: str) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        if pattern.fullmatch(value):
            return text(value)
        return f"{given(value)} is not accepted; {accepted}"

    return check


def country(value: str) -> str | None:
    """An ISO 3166-1 alpha-2 code."""
    refusal = places.check_place(value)
    if refusal is None and not places.is_country(value):
        return f"{given(value)} is a region; a country is accepted here, as FR"
    return refusal


def area(value: str) -> str | None:
    """A country or a region, where UK and CH may also name regions (commitments, filters)."""
    return None if places.is_region(value) else places.check_place(value)


CHECKS: dict[str, Callable[[str], str | None]] = {
    "text": text,
    "slug": slug,
    "ref": text,
    "party_or_none": slug,
    "url": url,
    "date": date,
    "instant": instant,
    "duration": _matches(_DURATION, "write an ISO 8601 duration, as P13M or P3Y"),
    "place": places.check_place,
    "area": area,
    "country": country,
    "lines": _matches(_LINES, "write line numbers, as 36-43 or 21, 27"),
    "pointer": _matches(_POINTER, 'write a JSON pointer, as /locations/0, or "" for all of the resource'),
    "identifier": _matches(_IDENTIFIER, "write scheme:value, as lei:529900T8BM49AURSDO55"),
    "language": _matches(_LANGUAGE, "write a language tag, as fr or en-GB"),
    "sha256": _matches(_SHA256, "write 64 hexadecimal digits in lower case"),
    "fingerprint": _matches(_FINGERPRINT, "write the 24 hexadecimal digits that /findings gives"),
}
