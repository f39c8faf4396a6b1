"""What stands behind a name without a mark, where a converter joined the lines of a cell: "Acme Inc. acme.example"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vendorgraph.exchange.reading.gazetteer import STREET
from vendorgraph.exchange.reading.names.companies import is_company, names_company
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.vendors import catalogue

#: A legal form as it is written at the end of a name; what is a word too ("Co", "company") is none by itself.
_WRITTEN = (
    r"(?:(?:Unlimited|Private|Public) (?:Limited )?Company|(?:Pty|Pte|Pvt)\.? Ltd|Inc|LLC|L\.L\.C|Ltd|Limited|PBC|PLC|plc|"
    r"Corp|Corporation|GmbH(?: & Co\.? KG(?:aA)?)?|AG(?: & Co\.? KG(?:aA)?)?|SE(?: & Co\.? KG(?:aA)?)?|KG|UG|mbH|eG|e\.V|"
    r"SAS|SASU|SARL|S\.à r\.l|S\.A|SA|B\.V|BV|N\.V|NV|Oy|AB|ApS|A/S|S\.r\.l|S\.R\.L|s\.r\.o|d\.o\.o|OÜ|"
    r"[Ss]p\. z o\.o|EOOD|CJSC|EPE|Lda|S\.L|SL|K\.K)\.?"
)
_FORMED = re.compile(
    rf"(?P<name>[^\n]*?\b{_WRITTEN})(?!\w)(?P<aside>(?:\s\([^()]*\))*)(?P<mark>[*†‡¹²³]*)\s+(?P<rest>[^\W_].*)$"
)
#: A name whose address follows it without a blank, since a converter lost the break: "Acme Limited91 Waterloo Road".
_GLUED = re.compile(
    rf"(?P<name>[^\n]*?\w,? {_WRITTEN}(?:\s\([^()\n]*\))?)(?=[A-ZÀ-Þ][a-zà-ÿ]|\d)(?P<rest>[^\n]+)"
)
#: A name with a bracket and a number behind it: "Acme Mail (Acme Inc.) 45 Fremont Street".
_NUMBERED = re.compile(r"(?P<name>[^\n]*?\))\s+(?P<rest>\d{1,5} [A-ZÀ-Þ].*)$")
_DUE = re.compile(
    r"(?:" + _WRITTEN + r"|&|dba|d/b/a|t/a|trading|via|c/o|for|and|und|et|of|part|a|in|on|für|pour)(?:\s|$)"
)
_FOOTNOTE = re.compile(
    rf"(?<=[A-Za-z])(?P<form>{_WRITTEN})\s?\d{{1,2}}(?=\s\(|$)|(?<=\s)(?P<other>{_WRITTEN})\s?\d{{1,2}}(?=\s\(|$)"
)
_NUMBER = re.compile(
    r"[^\W\d_][\w.'’ßäöü-]*,? \d{1,4} ?[a-zA-Z]?\d?(?:\s?[-–/]\s?\d{1,4}[a-z]?)?(?=,|$|\s(?:[A-Z]{1,2}-)?\d{2}[\d-]|\s\()"
)
_POSTCODE = re.compile(r"\b(?:\d{4,6}|\d{2}-\d{3}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b")
_HOST = re.compile(r"(?:https?://\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}/?)")
_LINK = re.compile(
    r"(?:DPA|AVV|privacy|[Pp]rivacy (?:[Pp]olicy|[Nn]otice|[Tt]erms)|[Ss]ite policies|[Tt]rust [Cc]ent(?:er|re)|Datenschutz\w*|"
    r"[Pp]olitique de confidentialité)"
)
_NOTE = re.compile(r"(?:[Nn]ew|NEW|[Nn]eu|NEU|[Nn]ouveau|NOUVEAU)!?")
_TWICE = re.compile(r"(?P<brand>[A-ZÀ-Þ]\S*(?: \S+){0,2}) (?P<company>(?P=brand)\b.+)$")
_LONGEST = 300  # characters of what stands behind a name


@dataclass(frozen=True, slots=True)
class Behind:
    """A name, with the address or the page that stood behind it."""

    name: str
    address: str | None = None
    page: str | None = None


def told_behind(part: str) -> Behind:
    """A name without what stands behind it, or behind its legal form: an address, a page, a link, a footnote, "New"."""
    part = _FOOTNOTE.sub(lambda mark: mark["form"] or mark["other"], part)
    name, _, last = part.rpartition(" ")
    if _HOST.fullmatch(last) and names_company(name) and not catalogue().find(part):
        return Behind(name, page=last)
    for taken in (1, 2, 3):
        words = part.rsplit(" ", taken)
        named = len(words) > taken and is_company(words[0]) and not catalogue().find(part)
        if named and _LINK.fullmatch(" ".join(words[1:])):
            return Behind(words[0])
    formed = _FORMED.match(part)
    if formed and len(formed["rest"]) <= _LONGEST and not _DUE.match(formed["rest"]):
        name = f"{formed['name']}{formed['aside']}"
        if _NOTE.fullmatch(formed["rest"]):
            return Behind(name)
        if is_company(name) and _is_address(formed["rest"]):
            return Behind(name, address=formed["rest"])
    numbered = _NUMBERED.match(part)
    if numbered and STREET.search(numbered["rest"]) and names_company(numbered["name"]):
        return Behind(numbered["name"], address=numbered["rest"])
    return Behind(part)


def with_address_below(text: str) -> str:
    """A text in which the address that a converter glued to the legal form of a name stands below it."""
    glued = _GLUED.match(text)
    if (
        glued is None
        or len(text) > _LONGEST
        or not is_company(glued["name"])
        or not _is_address(glued["rest"])
    ):
        return text
    return f"{glued['name']}\n{text[glued.end('name') :]}"


def said_once(name: str) -> str:
    """A brand above its company of the same name as the brand and its company: "Acme (Acme Ltd)"."""
    twice = _TWICE.match(name)
    formed = twice and is_company(twice["company"]) and re.search(rf"{_WRITTEN}$", twice["company"])
    return f"{twice['brand']} ({twice['company']})" if twice and formed else name


def _is_address(words: str) -> bool:
    """Whether words are an address: with a street, a postcode, or pieces that end with a place; "GmbH Hessen" is a name."""
    *before, last = re.split(r",\s+", re.sub(r"\s*\([^()]*\)$", "", words))
    coded = _POSTCODE.search(words) or STREET.search(words)
    if any(map(is_company, [*before, last])):
        return False
    return bool(
        (re.search(r"\d", words) and (coded or (before and _NUMBER.search(words))))
        or (before and (only_places(last) or only_places(words)))
    )
