"""Why a company that a sentence names is no recipient there: not used, run by oneself, a contact, a means of payment."""

from __future__ import annotations

import re

from vendorgraph.exchange.policy_text.lexicon import Hit, Lexicon
from vendorgraph.exchange.policy_text.name import FORM_BEHIND, Name
from vendorgraph.exchange.policy_text.reading import Passage, Policy
from vendorgraph.exchange.policy_text.sentences import Sentence
from vendorgraph.exchange.vendors import catalogue

_CLAUSE = re.compile(
    r"[;:]|,\s+(?:only|nur|lediglich|seulement|uniquement|now|today|heute|jetzt|nun|inzwischen|seitdem|désormais"
    r"|maintenant|aujourd[’']hui)\b"
    r"|\b(?:but|mais|sondern|aber|jedoch|allerdings|however|cependant|"
    r"toutefois|instead|except|apart from|other than|unless|sauf|hormis"
    r"|à l[’']exception|außer|ausgenommen|mit Ausnahme|abgesehen von)\b",
    re.IGNORECASE,
)
_SUBCLAUSE = re.compile(
    r",\s+(?:die|der|das|um|welche[rs]?|wobei|dabei|damit|so\s?dass|weil)\b", re.IGNORECASE
)
#: Whom a denial behind a name speaks of instead: "We work with X; the other insurers receive nothing".
_OTHERS = re.compile(
    r"[;,] (?:(?:all )?(?:the )?others?|(?:tous )?les autres|d[’']autres|(?:alle |die )?anderen?)\b",
    re.IGNORECASE,
)
#: Where a sentence goes on with something else than the program that it named; "; it runs", "; the tiles are" go on with it.
_ELSEWHERE = re.compile(
    r";(?!\s+(?:(?:the|its|die|ihre|seine|les|ses)\s+(?:(?:map )?tiles?|scripts?|program(?:me)?s?"
    r"|(?:Karten)?[Kk]acheln|Kartendaten|tuiles|fonds de carte|logiciel)|it|sie|es|er|elle|il|dieses Programm|ce logiciel)\b)"
    r"|,\s+(?:wobei|während|whereas|while|tandis que|dont)\b",
    re.IGNORECASE,
)
#: A clause that says what the company named before it does: "Acme GmbH in Herne, die dafür …".
_RUNS_ITS_OWN = re.compile(r",\s+(?:die|der|das|which|who|qui)\s", re.IGNORECASE)
_WE = re.compile(r"\b(?:wir|we|nous)\b", re.IGNORECASE)
#: What else stands on one's own server: "shows films from X and loads fonts from our own server".
_OTHER_THING = re.compile(
    r"\b(?:and|et|und|while)\s+(?:we\s+|wir\s+|nous\s+)?(?!(?:the|our|its|all|some|other|les?|la|nos|ses|d?autres|die|der|unsere"
    r"|alle|andere|weitere)\b)[a-zà-ÿ]+\s+(?:(?:the|our|its|all|any|les|nos|ses|des|die|unsere|ihre|alle)\s+)?"
    r"(?i:fonts?|typefaces|scripts|pictures|images|icons?|logos?|backups?|copies|Schriften|Schriftarten|Bilder|Symbole|Sicherungen"
    r"|polices|icônes|sauvegardes)\b(?!\s+(?:are|is|sind|liegen|sont)\b)"
)
#: Behind these stands somebody else than whom a denial beside its name denies: "built by X and hosted by Y".
_ANOTHER = re.compile(r"\b(?:hosted|hébergée?|gehostet|liegt|läuft|tourne|kept|runs)\b", re.IGNORECASE)
#: Whoever built a thing and looks after it still sees what is in it: "built by X, which maintains it".
_KEEPS = re.compile(
    r",?\s+(?:which|who|that|das|die|der|qui)\s+(?:\w+\s+){0,2}?(?:maintain|host|support|look|run|manag|wartet|betreut|pflegt|betreibt|"
    r"maintient|héberge|gère|exploite)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\W*(?P<label>(?:\d+(?:\.\d+)*[.)]?\s+)?[^.:;–—]{3,60})[.:]\s")
_WORDS = re.compile(r"\w+")
_PART = r"\b(?:extensions?|plug-?ins?|modules?|themes?|thème|Erweiterung(?:en)?|Modul)"
_PLUG_IN = re.compile(rf"{_PART}\s+(?:\w+\s+)?$", re.IGNORECASE)
_IS_A_PLUG_IN = re.compile(rf"{_PART}\s", re.IGNORECASE)
_PLUG_IN_BEHIND = re.compile(rf"[- ]{_PART}(?!\w)", re.IGNORECASE)
_BESIDE = 25  # characters between "built by" and the name of the builder
#: Between "our own server" and a name: who does something there or stands elsewhere, not what runs there.
_SOMEBODY = re.compile(
    r";|,\s(?:[a-zà-ÿ]+\s)|\b(?:by|to|at|which|that|bei|von (?:der|dem)|durch|par|chez|auprès)\s"
    r"|\b(?:servers?|machines?|racks?|data cent(?:re|er)s?|cloud|infrastructure|hardware|baies|serveurs|locaux"
    r"|centres? de données|Servern?|Maschinen|Rechnern|Rechenzentr(?:um|en)|Räumen)\s(?:of|from|in|de|d[’']|du|des|der|von)",
    re.IGNORECASE,
)
#: What is done to links, not where they lead, or what else is done: "are shortened by Acme", "and embeds films of Acme".
_DONE = re.compile(
    r"\b(?:is|are|was|were|wird|werden|sont)\s|\b(?:and|und|et)\s+(?:(?:also|we|wir|nous)\s+)?"
    r"(?:embeds?|shows?|plays?|loads?|binde[nt]|zeig(?:t|en)|lädt|laden|intègr\w+|affich\w+|charg\w+)\b",
    re.IGNORECASE,
)
#: Behind a name: a denial of one use, or with an exception: "not X for adverts, only for mail", "nothing to X except your name".
_BUT_FOR = re.compile(
    r"[^.;,]{0,30}\b(?:for|für|pour|zum|zur)\b[^.;,]{1,40},\s*(?:only|nur|lediglich|seulement|uniquement"
    r"|(?:but|sondern|mais)\s+(?:only|nur|seulement|uniquement|for|für|pour|zum|zur|we|wir|nous))\b"
    r"|,?\s+(?:except|apart from|other than|beyond|sauf|hormis|à l[’']exception de|außer|mit Ausnahme)\s",
    re.IGNORECASE,
)
#: A clause that says of which things the sentence speaks: "hotels that we do not contract ourselves are booked through …".
_RELATIVE = re.compile(
    r"\b(?:that|which|whom|que|qu[’']|die|das|den)\s+(?:we|you|nous|vous|wir|Sie)\s+(?:\w+\s+){0,3}$"
)
_MAIN = re.compile(
    r"[\w,]\s(?:(?:is|are|will be|can be|est|sont|seront)\s+\w+(?:ed|en|t|é|ée|és|ées)\b|(?:,\s)?(?:wird|werden|bucht|buchen)\s)"
)
_IN_A_LIST = 80  # characters between "links to" and the last of the names
_NEAR = 70  # characters between a negation and the name that it denies
#: What a sentence denies of data only; with a condition it tells a recipient: "without your consent no data go to X".
_OF_DATA = frozenset(
    {
        "no-connection",
        "unconnected",
        "nothing-goes-reversed",
        "sends-nothing-reversed",
        "disallowed-reversed",
        "sent-nothing-to",
        "to-none-beside",
        "reaches-nobody-reversed",
        "without-data-reversed",
    }
)
Hits = tuple[list[Hit], ...]


def denying(text: str, lexicon: Lexicon) -> Hits:
    """(what says that a thing runs at one's own, what says that it is not used) in a sentence."""
    own, unused = (list(lexicon.hits(section, text)) for section in ("self_hosted", "not_used"))
    if any(hit.entry.key in _OF_DATA for hit in unused) and lexicon.first("until_then", text):
        unused = [hit for hit in unused if hit.entry.key not in _OF_DATA]
    return own, unused


def contact(passage: Passage, name: Name, sentence: Sentence, policy: Policy) -> str | None:
    """The entry by which a company is whom to write to about data protection, not one that receives data."""
    if name.vendor:
        return None
    above = next(
        (hit for text in _above(passage, policy) if (hit := policy.lexicon.first("contact", text))), None
    )
    begin = min(sentence.start, max(name.start - _NEAR, 0))
    before = policy.lexicon.first("contact", passage.text[begin : name.start].rpartition(";")[2])
    return next((hit.entry.id for hit in (before, above) if hit), None)


def source(passage: Passage, sentence: Sentence, policy: Policy) -> str | None:
    """The entry by which a company gives data: below a heading or label that says so, unless its sentence sends some."""
    label = _LABEL.match(passage.text)
    heading = policy.heading(passage)
    spoken = [*([label["label"]] if label else []), *([heading.text] if heading else [])]
    hit = next((hit for text in spoken if (hit := policy.lexicon.first("sources_heading", text))), None)
    return hit.entry.id if hit and not policy.lexicon.first("sent_out", sentence.text) else None


def _above(passage: Passage, policy: Policy) -> list[str]:
    """What a passage stands under; a name on a line of its own, which looks like a heading, the lines before."""
    heading = policy.heading(passage)
    if passage.block.heading:
        return [other.text for other in policy.passages[max(0, passage.index - 2) : passage.index]]
    return [heading.text] if heading else []


def means_of_payment(name: Name, sentence: Sentence, policy: Policy) -> str | None:
    """The entry by which a payment scheme is one that is accepted, unless its sentence sends data to a network."""
    if name.vendor is None or not name.vendor.payment_scheme or FORM_BEHIND.search(name.words):
        return None
    return None if policy.lexicon.first("to_a_scheme", sentence.text) else "a means of payment"


def place_of_an_app(name: Name, sentence: Sentence, policy: Policy) -> str | None:
    """The entry by which a shop for apps is where the app is found, unless its sentence says what reaches it."""
    if name.service is None or not catalogue().is_app_shop(name.service):
        return None
    return (
        None if policy.lexicon.first("bought_in_a_shop", _clause(name, sentence)) else "where an app is found"
    )


def _clause(name: Name, sentence: Sentence) -> str:
    """The part of a sentence between semicolons in which a name stands."""
    at = name.start - sentence.start
    begin, end = sentence.text.rfind(";", 0, at) + 1, sentence.text.find(";", at)
    return sentence.text[begin : end if end > 0 else None]


def installed(name: Name, sentence: Sentence) -> str | None:
    """Why a program that one installs, or its plug-in, sends nothing to its maker; what a maker hosts has a name of its own."""
    known = catalogue().is_installed
    own = any(map(known, filter(None, (name.service, name.words))))
    before = sentence.text[: max(name.start - sentence.start, 0)]
    part = (
        _PLUG_IN.search(before)
        or _IS_A_PLUG_IN.match(name.words)
        or _PLUG_IN_BEHIND.match(sentence.text, name.end - sentence.start)
    )
    added = name.vendor is None and part and any(map(known, _WORDS.findall(before)))
    return "a program on one's own site" if own or added else None


def denial(name: Name, sentence: Sentence, hits: Hits, language: str) -> str | None:
    """The entry that says the company named is not used here, None when it may be."""
    start, end = name.start - sentence.start, name.end - sentence.start
    self_hosted, not_used = hits
    for hit in self_hosted:
        between = sentence.text[end : hit.start]
        if hit.entry.key.endswith("-at-once"):
            if hit.start == end:
                return hit.entry.id
            continue  # whoever stands behind it is where the program runs
        apart = _OTHER_THING.search(between) or (_ELSEWHERE.search(between) and hit.entry.key != "run-by-us")
        if hit.entry.key == "same-server-before" and name.by == "form":
            continue  # a company works on that server, a program runs there
        if (
            name.by == "form"
            and _RUNS_ITS_OWN.search(between)
            and not _WE.search(sentence.text, end, hit.end + 12)
        ):
            continue  # the company has it on machines of its own
        if hit.start >= end and hit.start - end < 90 and not apart:
            return hit.entry.id
        beside = 0 <= start - hit.end < _BESIDE and not _SOMEBODY.search(sentence.text, hit.end, start)
        if beside and not hit.entry.key.endswith("-before"):
            return hit.entry.id
    for hit in () if _BUT_FOR.match(sentence.text, end) else not_used:
        if hit.entry.key.endswith("-beside"):
            reach = _IN_A_LIST if hit.entry.key == "link-beside" else _BESIDE
            between = sentence.text[hit.end : start]
            if _KEEPS.match(sentence.text, end):
                continue
            if (
                hit.end <= start
                and len(between) < reach
                and not (
                    _ANOTHER.search(between) or (hit.entry.key == "link-beside" and _DONE.search(between))
                )
            ):
                return hit.entry.id
        elif hit.entry.key.endswith("reversed") and (language != "de" or hit.entry.key[0] == "r"):
            if end <= hit.start and not _OTHERS.search(sentence.text, end, hit.start):
                return hit.entry.id
        elif _denies(hit.start, hit.end, start, end, sentence.text, language):
            return hit.entry.id
    return None


def _denies(at: int, until: int, start: int, end: int, text: str, language: str) -> bool:
    """Whether the negation at [at, until) reaches the name at [start, end)."""
    if _RELATIVE.search(text, 0, at) and _MAIN.search(text, until, max(until, start)):
        return False
    if language == "de":
        between = text[until:start] if start >= until else text[end:at] if end <= at else ""
        return len(between) < _NEAR and not _CLAUSE.search(between) and not _SUBCLAUSE.search(between)
    if start < at:
        return False
    return not _CLAUSE.search(text[min(until, start) : start])
