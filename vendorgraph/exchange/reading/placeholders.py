"""What stands where a vendor's name should be and is none: placeholders, ticks, dates and numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from vendorgraph.exchange.reading.choices import possible
from vendorgraph.exchange.reading.companies import is_company
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.places import only_places
from vendorgraph.exchange.vendors import catalogue, without_legal_form

#: Where a form leaves room for a name: "[Email Provider]", "{{vendor}}".
SLOT = re.compile(r"\[[^\[\]]*\]|\{\{[^{}]*\}\}|\$?\{[^{}]*\}|<[^<>]*>|«[^«»]*»|%[A-Za-z_ ]+%|_{3,}")
_ROLES = (
    r"(?:vendor|provider|company|supplier|(?:sub ?)?processor|firma|anbieter|dienstleister|auftragsverarbeiter|"
    r"unternehmen|prestataire|fournisseur|sous traitant|societe|hebergeur|hoster)"
)
_LATER = re.compile(
    r"tb[dac]|to be (?:determined|decided|confirmed|defined|announced|selected|completed|added)|"
    r"not yet (?:selected|chosen|decided|determined|known)|n n|x{3,}|insert \w.*|"
    rf"(?:your|ihre?|votre) (?:\w+ ){{0,2}}(?:{_ROLES}|name|nom)(?: here| hier| ici)?|"
    rf"{_ROLES}(?: name| [a-z]| \d+| a venir| folgt| in planung| geplant| to come)?|name|nom|"
    r"(?:name|nom) (?:of|des|der|du|de la|de l) .*|"
    r"(?:noch |wird noch |wird )?(?:offen|festzulegen|zu (?:bestimmen|klaren|benennen|erganzen))|"
    r"wird (?:noch )?(?:erganzt|benannt|festgelegt|bestimmt)|"
    r"a (?:definir|determiner|designer|completer|confirmer|preciser|renseigner)|en cours de (?:selection|choix)"
)
_NOTHING = re.compile(
    r"none|nil|n a|not applicable|no (?:sub ?processors?|vendors?|providers?)|keiner?|keine \w+|"
    r"nicht (?:zutreffend|anwendbar)|entfallt|aucune?|aucun(?: \w+)+|sans objet|neant|non applicable"
)
#: What a vendor does, where a list names none: "E-mail provider", "Hébergeur VPS", "Zahlungsdienstleister".
_WHO = "provider vendor supplier processor host hoster operator company agency"
_WHO_FR = "hebergeur fournisseur prestataire sous-traitant sous traitant editeur operateur societe agence"
_WHO_DE = (
    "anbieter dienstleister betreiber hoster provider lieferant auftragsverarbeiter unterauftragsverarbeiter"
)
_FIRST = frozenset(f"{_WHO} {_WHO_FR} {_WHO_DE}".split())
_OF_WHAT = (
    "e email emails mail mails e-mail mailing messaging transactional newsletter sms push notification notifications delivery "
    "cloud hosting host web website site server servers vps database databases db storage backup backups cdn dns smtp api "
    "content network infrastructure it ai ia ki llm payment payments billing invoicing accounting tax payroll analytics "
    "logging monitoring error tracking map maps identity auth authentication sso support helpdesk crm data center centre "
    "telephony telecom telecommunications video voice conferencing translation search internet software saas external "
    "third party service services object domain s3 zahlungs zahlung rechenzentrum rechenzentrums versand mailversand "
    "paiement externe externer our a an the other various local"
)
_GENERIC = frozenset(_OF_WHAT.split())
_THINGS = (
    "dienst tool plattform platform firma unternehmen societ produkt product losung system solution outil"
)
_KINDS = frozenset(_THINGS.split())
_OF_DE = re.compile(
    r"(?:hosting|cloud|mail|email|zahlungs|it|versand|newsletter|server|rechenzentrums|telefonie|backup|web|internet|daten|"
    r"software|payment|sms|support|analyse|infrastruktur|wartungs|druck|post|versand|kommunikations|telekommunikations)*"
    r"(?:anbieter|dienstleister|betreiber|hoster|provider)s?"
)
NO_NAME_OF_KIND = "says what kind of vendor it is and names none"
_TICK = re.compile(r"true|false|yes|no|ja|nein|oui|non|wahr|falsch|vrai|faux|null|x", re.I)
_COUNTED = re.compile(
    r"[-+]?[\d.,'’\s]*\d[\d.,'’\s]*(?:%|€|\$|EUR|USD)?|"
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_NO_BRACKETS = str.maketrans("()", "  ")
#: "BACKUP_POLICY.md": the parts of a contract are files too.
_FILE = re.compile(r"[\w./-]+\.(?:md|pdf|docx?|odt|xlsx?|csv|txt|html?|ya?ml|json)", re.I)


@lru_cache(maxsize=20_000)
def no_name(text: str) -> str | None:
    """Why words are no name of a vendor, as the end of a sentence about them; None when they may be one."""
    bare = text.strip(" \t\n*†‡·•,;:.–—-")
    if _COUNTED.fullmatch(bare):
        return "is a number or a date, no vendor"
    if _TICK.fullmatch(bare) and bare != "X":
        return "is a yes or no, no vendor"
    if catalogue().find(bare):
        return None
    if _FILE.fullmatch(bare.strip("`")):
        return "is the name of a file, no vendor"
    if _NOTHING.fullmatch(key(bare)):
        return "says that there is none"
    if _is_placeholder(text.strip()):
        return "is a placeholder, no vendor"
    return NO_NAME_OF_KIND if is_kind(bare) and not possible(bare)[0] else None


def _is_placeholder(text: str) -> bool:
    """Whether words hold a slot and nothing but a legal form beside it, or say that a name comes later."""
    if re.fullmatch(r"\W*(?:\.{3}|…)\W*", text):
        return True
    if SLOT.search(text):
        return without_legal_form(f"a {SLOT.sub(' ', text).translate(_NO_BRACKETS)}") == "a"
    bare = re.sub(r"\([^()]*\)", " ", text)
    return bool(_LATER.fullmatch(key(bare)))


def is_kind(text: str) -> bool:
    """Whether words say what a vendor does and name none: "Database hosting provider", "Prestataire d'envoi d'e-mails"."""
    bare = re.sub(r"\([^()]*\)", " ", text).strip(" .,;:–—-")
    words = key(bare).split()
    if re.search(r"\S[./_]\S", bare):
        return False  # a file or a page
    if len(words) < 2 and not (words and _OF_DE.fullmatch(words[0])):
        return False
    *before, last = words
    told = last.removesuffix("s") in _FIRST or bool(_OF_DE.fullmatch(last))
    if told and all(word in _GENERIC or _OF_DE.fullmatch(word) for word in before):
        return True
    first, *rest = re.findall(r"[^\W_]+", bare)
    if len(rest) > 1 and rest[0] in ("für", "fuer", "von", "zur", "zum") and _OF_DE.fullmatch(key(first)):
        return not is_company(bare)
    return key(first).removesuffix("s") in _FIRST and all(
        word.islower() or key(word) in _GENERIC or len(word) == 1 for word in rest
    )


def is_word_of_kind(word: str) -> bool:
    """Whether a word says what a vendor is or does: "Dienst", "provider", "E-Mail"."""
    words = key(word).split()
    return bool(words) and all(
        one in _GENERIC
        or one.removesuffix("s") in _FIRST
        or one.removesuffix("e") in _KINDS
        or _OF_DE.fullmatch(one)
        for one in words
    )


def behind_kind(text: str) -> str | None:
    """The name in the bracket behind what a vendor does: "Hosting provider (Acme)"; None for other words."""
    bracket = re.fullmatch(r"\s*([^()]+?)\s*\(([^()]+)\)\s*", text)
    if not bracket or possible(text)[0] or not (is_kind(bracket[1]) or _LATER.fullmatch(key(bracket[1]))):
        return None
    said = bracket[2]
    known = catalogue().find(said) is not None
    named = said[:1].isupper() and not only_places(said) and not no_name(said)
    named = named and not all(word in _GENERIC for word in key(said).split())
    return said if known or named else None
