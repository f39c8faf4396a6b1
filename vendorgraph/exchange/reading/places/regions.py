"""What clouds call their regions and sites: "eu-west-1a", "EUROPE_WEST_3", "eu-frankfurt-1", "fra1", "iad"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.gazetteer import Name, Token, gazetteer, key, norm
from vendorgraph.model.places import UNKNOWN

_CODE = re.compile(
    r"(?<![^\W_])(?:us|eu|uk|ap|sa|ca|af|me|il|mx|cn|europe|asia|australia)[-_](?:gov[-_])?([a-z]+)[-_]?\d([a-z]?)(?![^\W_])",
    re.I,
)
_PART_OF_EU = re.compile(r"\beu-(?:west|central|north|south)\b(?![-_]?\w)")
_NUMBERED = re.compile(r"([A-Za-z]{3})\d{1,2}")
#: What stands between codes of sites without being a place: who has them, and what they are called.
_OTHERS = (
    "fly io vercel render ovh ovhcloud hetzner scaleway digitalocean region regions site sites edge pop dc"
)
_BESIDE = frozenset(_OTHERS.split())


def region_at(text: str, start: int) -> tuple[Name, str, int] | None:
    """(meaning, the code, where it ends) of the code of a region at a place in the text; None when none is there.

    A letter behind it is a zone of it. One that is not known is where the town in it is, else unknown.
    """
    if part := _PART_OF_EU.match(text, start):
        return Name("region", ("EU",), "names the region"), part[0], part.end()
    code = _CODE.match(text, start)
    if code is None:
        return None
    known = gazetteer()
    town = known.names.get(norm(code[1]))
    found = _region(code[0]) or (_region(code[0][:-1]) if code[2] else None)
    if found is None and town is not None and town.sort == "city":
        found = Name("cloud", town.places, "is a cloud region in")
    return found or Name("open", (UNKNOWN,), "is a cloud region that is not known here"), code[0], code.end()


def _region(code: str) -> Name | None:
    """The region of exactly that code; of one with low lines whatever marks it has: "EUROPE_WEST_3"."""
    known = gazetteer()
    found = known.names.get(key(code))
    if found is None and "_" in code:
        found = known.clouds.get(norm(code.replace("_", "")))
    return found if found and found.sort == "cloud" else None


def site_of(text: str, words: Sequence[Token], at: int) -> Name | None:
    """What the code of a site means: one with a number, one that stands apart, or one among others."""
    known = gazetteer()
    if numbered := _NUMBERED.fullmatch(words[at].raw):
        return known.sites.get(numbered[1].lower())
    raw = words[at].raw
    site = known.sites.get(raw.lower())
    if site is None or not (raw.islower() or raw.isupper()):
        return None
    if raw.lower() not in known.worded and raw.lower() not in known.names:
        return site if _is_apart(text, words[at]) or all(map(_goes_with_sites, words)) else None
    country = known.codes.get(raw.upper())
    if len(words) > 1 and raw.islower() == all(word.raw.islower() for word in words if _is_site(word)):
        others = any(_is_site(word) and word.raw.lower() not in known.worded for word in words)
        return site if others and all(map(_goes_with_sites, words)) else None
    if country and raw.islower() and "ISO" in country.why:  # "fra"
        return Name("ambiguous", tuple(dict.fromkeys((*country.places, *site.places))))
    return None


def _is_apart(text: str, word: Token) -> bool:
    """Whether nothing but marks stands at both sides of a word."""
    before, after = text[: word.start].rstrip(), text[word.end :].lstrip()
    return before[-1:] in ("", "(", ",", "/", ":", ";", "[") and after[:1] in (
        "",
        ")",
        ",",
        "/",
        ";",
        "]",
        "(",
    )


def _is_site(word: Token) -> bool:
    numbered = _NUMBERED.fullmatch(word.raw)
    return (numbered[1] if numbered else word.raw).lower() in gazetteer().sites


def _goes_with_sites(word: Token) -> bool:
    """Whether a word is the code of a site, a place or what stands beside them."""
    return _is_site(word) or word.norm in gazetteer().names or word.norm in _BESIDE
