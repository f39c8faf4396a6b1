"""Vendors that a list names without stating them: as an example ("e.g. Stripe") or one of several ("Snyk or Socket")."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.names.companies import ASIDE, is_company, looks_like_a_name
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.vendors import catalogue

EXAMPLE = "the source names it as an example: possible, not stated"
ALTERNATIVE = "the source names alternatives: each is possible, none is stated"
_EXAMPLE = re.compile(
    r"(?<![\w.])(?:e\. ?g\.|eg\b|for example|for instance|such as|z\. ?b\.|zum beispiel|beispielsweise|wie etwa|"
    r"p\. ?ex\.|par ex\.|par exemple|tels? que|telles? que)[,:]?\s*",
    re.I,
)
#: Words by which a list says what kind of vendor it means, where it does not say which.
KIND = re.compile(
    r"provider|process(?:or|ing)|vendor|supplier|partner|service|tool|platform|host|gateway|api\b|network|carrier|model|"
    r"store|software|system|anbieter|dienst|hoster|werkzeug|prestataire|fournisseur|sous traitant|outil|plateforme|"
    r"hebergeur|logiciel|solution|agenc|agentur"
)
_OR = re.compile(r"\s+(?:or|oder|ou|and/or|und/oder|et/ou)\s+", re.I)
_OR_IN_BRACKETS = re.compile(r"\s*\((?:or|oder|ou)\s+([^()]+)\)")
_LIKE_IT = re.compile(
    r",?\s+(?:or|oder|ou)\s+(?:an? |ein\w* |une? )?(?:\w+ )?(?:equivalent|similar|comparable|other|another|successor|"
    r"vergleichbar|gleichwertig|ähnlich|ander|équivalent|similaire|autre)\w*(?:\s+\w+){0,2}$",
    re.I,
)
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+(?:or|oder|ou|and|und|et|&)\s+")
_OPEN_END = re.compile(r",?\s*(?:etc\.?|usw\.?|u\. ?a\.|…|\.\.\.)$")


def possible(name: str) -> tuple[list[str], str]:
    """(the vendors that words name without stating them, why they are not stated); ([], "") for others."""
    if catalogue().find(name) and not _OR_IN_BRACKETS.search(name):
        return [], ""
    if found := _examples(name):
        return found, EXAMPLE
    return (found, ALTERNATIVE) if (found := _alternatives(name)) else ([], "")


def _examples(name: str) -> list[str]:
    said = _EXAMPLE.search(name)
    if said is None:
        return []
    before = name[: said.start()].strip(" (,;:–—-")
    if before and (is_company(before) or not KIND.search(key(before))):
        return []
    after = _OPEN_END.sub("", name[said.end() :].strip(" )"))
    names = [one for one in _BETWEEN.split(after) if one]
    return names if names and all(map(_is_short_name, names)) else []


def _alternatives(name: str) -> list[str]:
    alike = _LIKE_IT.search(name)
    if alike and looks_like_a_name(name[: alike.start()]):
        return [name[: alike.start()]]
    plain = _OR_IN_BRACKETS.sub(r" or \1", name)
    if not _OR.search(ASIDE.sub("", plain)):
        return []
    names = [
        one
        for part in _OR.split(plain)
        for one in re.split(r",\s+(?!(?:inc|llc|ltd|s\.?a|gmbh)\b)", part, flags=re.I)
    ]
    known = [catalogue().find(one) is not None for one in names]
    formed = [is_company(one) for one in names]
    plainly = any(known) or all(formed) or not any(formed)
    return names if plainly and all(map(_is_short_name, names)) else []


def _is_short_name(words: str) -> bool:
    bare = ASIDE.sub("", words).strip()
    return (
        looks_like_a_name(words)
        and not only_places(words)
        and len(bare.split()) <= 5
        and (bare[:1].isupper() or bare[:1].isdigit() or catalogue().find(bare) is not None)
    )
