"""Bullets that say in a sentence whom the owner of a page uses and what for: "We use Acme for payments (Ireland)"."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.lines.pieces import (
    ARTICLE,
    aside_of,
    is_named_and_placed,
    is_what_for,
    name_and_rest,
)
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.kinds import is_kind
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.statements import OUR_PROVIDER

_NAME = (
    r"[«„“\"]?\s?(?P<name>(?-i:[A-ZÀ-Þ0-9]|[a-z][A-Z])[^,;:()]{1,48}?)\s?[»“”\"]?(?P<where>\s*\([^()]*\))?"
)
_WHAT = r"(?P<what>[^.;]{3,120}?)\.?"
_ADVERB = (
    r"(?:also |currently |only |mainly |auch |derzeit |nur |hauptsächlich |aussi |actuellement |uniquement )?"
)
_ARTICLE = rf"{ARTICLE}?"
#: "Payments by Acme (Ireland)", "Newsletter über Acme", "La paie avec Acme".
_BY = re.compile(
    rf"{_ARTICLE}(?P<what>[^:,;.()]{{3,60}}?)\s+(?:(?:is|are|runs?|läuft|laufen|ist|est|sont) (?:\w+ )?)?"
    r"(?:by|with|via|through|mit|über|durch|par|avec|chez)\s+(?P<who>(?-i:[A-ZÀ-Þ0-9]|[a-z][A-Z]).*)",
    re.S | re.I,
)
_PHRASES = tuple(
    re.compile(phrase, re.I)
    for phrase in (
        rf"(?:we|i) {_ADVERB}(?:use|rely on|work with|chose|employ)\s+{_NAME}\s+(?:for|to|as)\s+{_ARTICLE}{_WHAT}",
        rf"(?:wir|ich) {_ADVERB}(?:nutzen?|verwenden?)\s+{_ADVERB}{_NAME}\s+(?:für|zur|zum|als)\s+{_ARTICLE}{_WHAT}",
        rf"(?:nous|on|j['’]) ?(?:utilisons|utilise) {_ADVERB}{_NAME}\s+(?:pour|comme)\s+{_ARTICLE}{_WHAT}",
        rf"(?:for|to)\s+{_ARTICLE}(?P<what>[^.;,]{{3,80}}?),?\s+we {_ADVERB}(?:use|rely on)\s+{_NAME}\.?",
        rf"(?:für|zur|zum)\s+{_ARTICLE}(?P<what>[^.;,]{{3,80}}?) (?:nutzen|verwenden) wir {_ADVERB}{_NAME}\.?",
        rf"(?:für|zur|zum)\s+{_ARTICLE}(?P<what>[^.;,]{{3,80}}?) setzen wir {_ADVERB}"
        rf"(?:auf )?{_NAME}(?: ein)?(?P<more>\s*\([^()]*\))?\.?",
        rf"pour\s+{_ARTICLE}(?P<what>[^.;,]{{3,80}}?),?\s+(?:nous utilisons|on utilise) {_ADVERB}{_NAME}\.?",
        rf"{_NAME}\s+(?:does|handles|sends|manages|hosts|runs|processes|takes care of|provides)\s+our\s+{_WHAT}",
        rf"{_NAME}\s+(?:macht|übernimmt|versendet|verwaltet|hostet|erledigt|kümmert sich um)\s+unsere?n?\s+{_WHAT}",
        rf"{_NAME}\s+(?:s['’]occupe de|gère|héberge|envoie|assure|traite)\s+(?:nos|notre)\s+{_WHAT}",
        rf"{_NAME}\s+{OUR_PROVIDER}\s+(?:for|of|für|pour|de)\s+{_ARTICLE}{_WHAT}(?P<rest>\s*[;,]\s.*?)?\.?",
        rf"[«„“\"]\s?(?P<name>[^«»„“”\"]{{2,48}}?)\s?[»“”\"](?P<where>)\s+"
        rf"(?:for|für|pour)\s+{_ARTICLE}{_WHAT}",
    )
)  # fmt: skip


def who_is_used(text: str) -> str | None:
    """ "Acme – payments (Ireland)" of "We use Acme for payments (Ireland)."; None for another line."""
    for phrase in _PHRASES:
        if (found := phrase.fullmatch(text.strip())) is None:
            continue
        parts = found.groupdict()
        name = parts["name"].strip()
        if is_company(name) or (looks_like_a_name(name) and not is_kind(name) and not is_label(name)):
            where = (parts["where"] or "") + (parts.get("more") or "")
            return f"{name}{where} – {parts['what'].strip()}{parts.get('rest') or ''}"
    return _by_whom(text.strip().rstrip("."))


def _by_whom(text: str) -> str | None:
    """ "Acme (Ireland) – payments" of "Payments by Acme (Ireland)"."""
    found = _BY.fullmatch(text)
    if found is None or is_company(found["what"]) or not is_what_for(found["what"]):
        return None
    who = found["who"]
    named = is_company(aside_of(name_and_rest(who)[0])[0]) or is_named_and_placed(who)
    return f"{who} – {found['what']}" if named else None
