"""Lines with a key: "Purpose: …", "Location: …", "Standort: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.lines.headers import PLACES, is_of_servers, role_of
from vendorgraph.exchange.reading.names.companies import ASIDE, is_company
from vendorgraph.exchange.reading.places.placewords import plain, scan
from vendorgraph.exchange.reading.places.resolve import is_place, only_places, place_at_start

KEYED = re.compile(r"^\s*([^:\n]{2,80}?(?:\s*\([^()\n]{0,200}\))?)\s*:\s*(.+)$", re.S)
PLACE_ROLES = {"processing": "processing", "storage": "storage", "access": "access", "place": None}


#: What stands by itself above what it is about, in cards without colons.
_ABOVE = (
    "purpose|purpose of processing|location|locations|country|data location|processing location|hosting location|safeguards?|"
    "transfer mechanism|legal basis|data categories|categories of data|data processed|website|"
    "zweck|verarbeitungszweck|standort|ort|land|serverstandort|verarbeitungsort|garantien|schutzmassnahmen|rechtsgrundlage|"
    "transfermechanismus|datenkategorien|verarbeitete daten|leistung|"
    "finalites?|lieu|localisation|pays|lieu d hebergement|garanties|mecanisme de transfert|donnees traitees|"
    "base legale|prestation|services? (?:provided|fournis?)|service|processing (?:activity|purpose)|place of processing|"
    "adresse|anschrift|address|dienstleistung|gegenstand|zweck der verarbeitung|ort der verarbeitung|finalite du traitement|"
    "lieu de traitement"
)
_LABEL = re.compile(_ABOVE)


#: What stands behind the label of a place that is set: "Datenhaltung laut Konfiguration".
_AS_SET = re.compile(
    r" (?:laut|gemass|nach|per|as per|according to|selon(?: la)?|as|wie) (?:\w+ )?"
    r"(?:konfiguration|einstellung|vertrag|configuration|configured|contract|contrat|parametrage|konfiguriert|vereinbart|agreed|convenu)$"
    r"|^(?:aktuelle|current|derzeitige) | (?:aktuell|currently|derzeit|actuellement)$"
)


#: How a label of many words asks where data are: "Countries where data may be processed or stored".
_ASKS_WHERE = re.compile(
    r"(?:countr(?:y|ies)|locations?|places?|regions?|where|l[aä]nd(?:er)?|orte?|standorte?|wo|pays|lieux?|o[uù])\b[\w/()]*"
    r"(?=.*\b(?:data|informations?|daten|donn[eé]es|services?)\b)",
    re.I,
)
#: What asks where data are when a place stands behind it, and else what is done with them: "Verarbeitung: Irland".
_PROCESSING = frozenset(
    ("verarbeitung", "processing", "traitement", "traitements", "processed in", "processed")
)
#: Whose data are at the place behind it.
_FOR_WHOM = re.compile(
    r"(?:for |fur |pour (?:les )?)?(?:(?:\w+) )?(?:customers?|clients?|users?|kunden|kundinnen|nutzer\w*|utilisateurs)"
    r"(?: (?:in|from|aus|en|de) \w+)?"
)
_FILL_IN = re.compile(r"\s*\[[^\[\]]*\]")  # what a form asks for: "Sitz [Stadt, Land]"


#: What asks what a vendor is for, by itself; other headers of purposes may be purposes, as "Payment services".
_ASKS_WHAT_FOR = re.compile(
    r"(?:(?:our|the|main|processing|business|service) )*(?:purposes?|description|nature)\b.*|(?:\w+)?zweck\w*\b.*|finalites?\b.*"
)
_TELLS = frozenset((*PLACES, "seat", "mechanisms", "categories", "retention", "subjects"))


def is_known_label(text: str) -> bool:
    """Whether a line is one of the labels that stand by themselves in many lists: "Location"."""
    return bool(_LABEL.fullmatch(key(text)))


@lru_cache(maxsize=20_000)
def is_bare_label(text: str) -> bool:
    """Whether a line is nothing but a label that may stand above what it is about: "Location of processing"."""
    words = key(ASIDE.sub("", text))
    if _LABEL.fullmatch(words):
        return True
    if (
        not 1 < len(words.split()) < 7
        or re.search(r"[.,;\d–—]|:.|\s-\s|\s{2}|\t", text)
        or is_company(text)
        or read_instruments([text])
    ):
        return False
    asks = role_of(ASIDE.sub("", text)) in _TELLS and not any(
        item.name.sort != "filler" for item in scan(plain(text))[0]
    )
    return asks or bool(_ASKS_WHAT_FOR.fullmatch(words))


def with_labels(lines: Sequence[str]) -> list[str]:
    """Lines with those that are nothing but a label put before the next one: "Location" above "Finland"."""
    joined: list[str] = []
    for line in lines:
        if joined and is_bare_label(joined[-1]) and not is_bare_label(line) and not KEYED.match(line):
            joined[-1] = f"{joined[-1].rstrip(' :')}: {line}"
        else:
            joined.append(line)
    return joined


def key_role(text: str) -> str | None:
    """The role that the key of a line tells, None when it has none."""
    match = KEYED.match(text)
    if not match or not re.search(r"[^\W_]", match[2]):
        return None  # "Name: ________"
    label = _FILL_IN.sub("", match[1])
    many = len(ASIDE.sub("", label).split()) > (12 if _ASKS_WHERE.match(label) else 6)
    if re.search(r"[\w.]\s*\([^()]*$", label):
        return None  # "payments (location: Ireland)"
    if many or re.search(r"\s[–—-]\s|,|[a-zà-ÿ]{3}\.\s", label):
        return None
    if is_company(re.split(r"\s(?:und|and|et|&)\s", match[1])[0]):
        return None
    bracket = re.search(r"\(([^()]*)\)$", match[1])
    if bracket and only_places(bracket[1]):
        return None  # "Acme (Switzerland): e-mail"
    role = role_of(label) if role_of(ASIDE.sub("", label)) else None  # "Acme (mail of the mission): France"
    if is_of_servers(_AS_SET.sub("", key(match[1]))) and place_at_start(match[2]):
        return "storage"
    if _FOR_WHOM.fullmatch(key(match[1])) and only_places(match[2]):
        return "place"  # "EU customers: Ireland"
    if key(match[1]) in _PROCESSING and place_at_start(match[2]):
        return "processing"
    return None if only_places(match[1]) and role not in ("storage", "processing", "access") else role


def is_keyed(text: str) -> bool:
    """Whether a line is "Purpose: …", "Location: …" or the like."""
    return key_role(text) is not None


def is_telling(text: str) -> bool:
    """Whether a line says where data go or what for: "Location: …", or nothing but places."""
    return key_role(text) in (*PLACE_ROLES, "seat", "address", "purpose") or (is_place(text))
