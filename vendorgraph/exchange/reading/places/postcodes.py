"""The country that a postal code tells, where an address names none."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.gazetteer import STATES

_CLOSED_POSTCODES = (
    (re.compile(r"\b(?:D|DE)-\d{5}\b"), "DE"),
    (re.compile(r"\b(?:F|FR)-\d{5}\b"), "FR"),
    (re.compile(r"\bCH-\d{4}\b"), "CH"),
    (re.compile(r"\b(?:A|AT)-\d{4}\b"), "AT"),
    (re.compile(r"\b(?:L|LU)-\d{4}\b"), "LU"),
    (re.compile(r"\bNL-\d{4}\b|\b[1-9]\d{3} ?[A-Z]{2}\b(?=,? [A-Z])"), "NL"),
    (re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"), "GB"),
    (re.compile(r"\b[ABCEGHJ-NPR-TVXY]\d[A-Z] ?\d[A-Z]\d\b"), "CA"),
    (re.compile(rf"\b(?:{'|'.join(sorted(STATES))}),? \d{{5}}(?:-\d{{4}})?\b"), "US"),
)
#: Words for streets in the language of a country whose postal codes have five digits.
_STREETS = (
    (
        re.compile(
            r"stra(?:ß|ss)e|str\.|\b(?:gewerbe|industrie|technologie)(?:park|gebiet|hof)\b|"
            r"(?<=[a-zäöüß-])(?:weg|allee|platz|damm|ring|gasse|ufer|kamp|graben|markt|promenade|chaussee)\b|"
            r"\b(?:Am|Im|An der|Zum) [A-ZÄÖÜ]",
            re.I,
        ),
        "DE",
    ),
    (
        re.compile(r"\b(?:rue|avenue|av\.|boulevard|bd|quai|place|allée|impasse|chemin|route|cours)\b", re.I),
        "FR",
    ),
)
_FIVE_DIGITS = re.compile(r"\b\d{5} [A-ZÀ-Þ]")


def country_of_postcode(text: str) -> tuple[str, str, str] | None:
    """(country, the code as written, what it is, as "is a postal code of"); None when no code tells one."""
    for pattern, code in _CLOSED_POSTCODES:
        if match := pattern.search(text):
            return code, match[0], "is a postal code of"
    if match := _FIVE_DIGITS.search(text):
        for street, code in _STREETS:
            if street.search(text):
                return code, match[0][:5], "behind such a street is a postal code of"
    return None
