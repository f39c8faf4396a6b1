"""Tables that list no vendors: of cookies, persons, customers, offices, data, and forms about one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.blocks import Entry
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.columns import SORTS, Layout
from vendorgraph.exchange.reading.lines.headers import PLACES, role_of, without_umlauts
from vendorgraph.exchange.reading.lines.keys import KEYED
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.vendors import catalogue

_OF_DOCUMENT = re.compile(
    r"^(stand|version|status|datum|date|owner|autor|author|titel|title|verantwortlich|controller|produkt|product)\b"
)
#: What a page says of itself: "Maintained by", "Last reviewed".
_OF_PAGE = re.compile(
    r"(?:version|stand|datum|date|owner|author|autor|auteur|scope|geltungsbereich|perimetre|source of truth|document|dokument|"
    r"(?:last|next|letzte|nachste|derniere|prochaine|zuletzt|date (?:de|of)|mise a jour|updated?|reviewed|effective|approved|"
    r"published|maintained|issued|prepared|gultig|gepruft|freigegeben|erstellt|gepflegt|valable|valide|approuve|redige|publie|"
    r"maintenu)(?: \w+){0,2})"
)
#: The header of what is listed and is no vendor.
_OF_SOMETHING = re.compile(
    r"(?:(?:reference|supervisory|lead|data protection|zustandige) )?(?:customers?|clients?|kund(?:e|en|in)|referenz(?:kunde)?|"
    r"authorit(?:y|ies)|(?:aufsichts)?behorden?|autorites?(?: de controle)?|"
    r"offices?|niederlassung(?:en)?|bureau|agence|implantation|environments?|umgebung(?:en)?|environnements?|"
    r"data|daten|donnees|datenart(?:en)?|(?:data )?categor(?:y|ies)|kategorien?|datenkategorien?|categories?(?: de donnees)?|"
    r"measures?|massnahmen?|mesures?|risks?|risiko|risques?|plans?|regions?|countr(?:y|ies)|land|pays|years?|jahr|annee|"
    r"rights?|rechte?|droits?|terms?|begriffe?|termes?|abbreviations?|abkurzung(?:en)?|sigles?|roles?|rollen?|severity)"
)
_PLAIN_NAME = re.compile(r"names?|noms?(?: et prenoms?)?|bezeichnung|cookies?")
#: The header of how long something is kept, besides those of retention.
_LASTS = re.compile(r"laufzeit|gultigkeit|ablauf|dauer|lifetime|expir(?:y|ation|es)|validite")
_OF_COOKIES = re.compile(r"\b(?:cookies?|traceurs?|trackers?|local storage)\b")
_MAIL = re.compile(
    r"(?:e ?)?mails?(?: adresse| address)?|courriels?|telefon|phone|telephone|kontakt|contact|adresse e ?mail"
)
_POST = re.compile(r"roles?|rolle|funktion|function|fonction|position|title|poste|qualite")


#: The headers of what is done with data, and of who gets them or what is used, in a register of processing activities.
_ACTIVITY = re.compile(
    r"(?:name (?:der|of the) )?(?:verarbeitung(?:s(?:tatigkeit|vorgang|zweck)(?:en)?)?|processing(?: activity| operation)?s?|"
    r"activit(?:y|ies)|bearbeitung(?:statigkeit(?:en)?)?|(?:activites? de )?traitements?|activites?)"
)
_GETTING = re.compile(
    r"(?:(?:kategorien? (?:von|der) )?empfanger(?:kategorien?)?|"
    r"(?:categor(?:ies|y) of |categories de )?(?:recipients?|destinataires?))"
    r"(?: (?:in|ex)tern\w*)*"
)
_BASIS = re.compile(r"\b(?:(?:legal|lawful) bas[ie]s|rechtsgrundlagen?|bases? (?:legales?|juridiques?))\b")
_KEPT = re.compile(
    r"\b(?:retention|speicherdauer|losch(?:frist|ung)\w*|aufbewahrung\w*|durees?(?: de)? conservation|kept)\b"
)
_ABROAD = re.compile(r"drittl[aä]nd|drittstaat|third countr|pays tiers|hors (?:ue|de l)|transfer")
_USED = re.compile(r"(?:it )?systeme?s?|outils?|tools?|logiciels?|software|anwendung(?:en)?|applications?")


def is_register(header: Sequence[str]) -> bool:
    """Whether a table is a register of processing activities, which names who gets data or what is used in each."""
    words = [without_umlauts(key(cell)) for cell in header]
    getting = any(_GETTING.fullmatch(word) or _USED.fullmatch(word) for word in words)
    asked = [cell for cell, word in zip(header, words, strict=True) if not _ABROAD.search(word)]
    if _of_purposes(header):
        return True
    return any(map(_ACTIVITY.fullmatch, words)) and getting and not asks_for_vendors(asked)


def asks_for_vendors(header: Sequence[str]) -> bool:
    """Whether a header asks for vendors by a word of its own, or for where something is."""
    roles = [role_of(cell) for cell in header]
    if sum(map(bool, roles)) * 2 < sum(bool(cell.strip()) for cell in header):
        return False  # a row of a body
    named = any(
        role == "vendor" and not (_PLAIN_NAME.fullmatch(key(cell)) or names_recipients([cell]))
        for role, cell in zip(roles, header, strict=True)
    )
    placed = bool({*PLACES} & set(roles))
    return named or (placed and bool({"vendor", "service", "section"} & set(roles)))


def is_of_retention(header: Sequence[str]) -> bool:
    """Whether a table asks for nothing but who keeps data and how long: "Organisation | Retention period"."""
    asked = {role_of(cell) for cell in header if cell.strip()}
    return "retention" in asked and asked <= {"vendor", "retention", "categories"}


def names_recipients(header: Sequence[str]) -> bool:
    """Whether a register names who gets data, and not only the systems in which they are."""
    return _of_purposes(header) or any(_GETTING.fullmatch(without_umlauts(key(cell))) for cell in header)


def _of_purposes(header: Sequence[str]) -> bool:
    """Whether a table tells of purposes on which legal basis and how long data are kept, and then by whom."""
    words = [without_umlauts(key(cell)) for cell in header]
    roles = [role_of(cell) for cell in header]
    whom = roles.index("vendor") if "vendor" in roles else 0
    return any(map(_BASIS.search, words)) and any(map(_KEPT.search, words)) and "purpose" in roles[:whom]


def of_others(layout: Layout, words: Sequence[Sequence[str]], section: str = "") -> bool:
    """Whether a table lists no vendors: by the header of its names, as cookies ("Name | Purpose | Duration") or as persons.

    Names under a header that does not say what they are, of which none is a company's, are none of vendors. A table
    under a `section` about vendors is none of cookies or activities.
    """
    at = layout.columns("vendor")[0]
    headers = [key(header) for header in layout.headers]
    header = headers[at] if at < len(headers) else ""
    if _OF_SOMETHING.fullmatch(header):
        names = [row[at] for row in words[layout.skipped :] if len(row) > at]
        grouped = header in SORTS and sum(map(is_company, names)) > 1  # vendors in groups: "1. Marketing"
        return not (grouped or _are_known(names))
    if layout.guessed and header and not any(is_company(row[at]) for row in words[1:] if len(row) > at):
        return role_of(header) not in ("vendor", "service")
    if ABOUT.search(key(section)):
        return False
    if _of_activities(layout, header) and not any(
        is_company(row[at]) for row in words[layout.skipped :] if len(row) > at
    ):
        return True
    if not headers or not _PLAIN_NAME.fullmatch(headers[at]) or any(map(layout.columns, PLACES)):
        return False
    persons = any(map(_MAIL.fullmatch, headers)) and any(map(_POST.fullmatch, headers))
    kept = "retention" in layout.roles.values() or any(map(_LASTS.fullmatch, headers))
    stated = {"vendor", "purpose", "retention", "ignore"}
    cookies = (
        kept
        and set(layout.roles.values()) - ({"service"} if _OF_COOKIES.search(key(section)) else set())
        <= stated
    )
    return (persons or cookies) and not any(is_company(row[at]) for row in words if len(row) > at)


def _of_activities(layout: Layout, header: str) -> bool:
    """Whether a table tells of what is done with which data, on what basis and how long, and asks for no vendor or place."""
    roles = set(layout.roles.values())
    return (
        role_of(header) != "vendor"
        and {"categories", "mechanisms", "retention"} <= roles
        and not roles & {*PLACES}
    )


def _are_known(names: Sequence[str]) -> bool:
    """Whether several names are given and most of them are those of known vendors."""
    said = [" ".join(name.split()) for name in names if name.strip()]
    known = sum(catalogue().find(name) is not None and not catalogue().is_word(name) for name in said)
    return known > 1 and known * 2 > len(said)


#: The header of a form: what is asked, and what is said to it.
_ASKED = re.compile(
    r"feld(?:er)?|fields?|champs?|angaben?|merkmale?|eigenschaft|propert(?:y|ies)|rubriques?|parametres?|parameters?"
)
_SAID = re.compile(
    r"werte?|values?|valeurs?|beschreibung|description|inhalte?|details?|contenus?|informations?|angaben?"
)


def is_form(header: Sequence[str]) -> bool:
    """Whether a table has the header of a form: "Feld | Wert", "Field | Value"."""
    return (
        len(header) == 2 and bool(_ASKED.fullmatch(key(header[0]))) and bool(_SAID.fullmatch(key(header[1])))
    )


def is_of_one(entries: Sequence[Entry]) -> bool:
    """Whether the items of a list are labels, each with what it says of one thing: "Last reviewed" above "May 2027"."""
    pairs = [[entry.cell.text, *(inner.cell.text for inner in entry.inner)] for entry in entries]
    split = [KEYED.match(pair[0]) if len(pair) == 1 else None for pair in pairs]
    words = [[found[1], found[2]] if found else pair for found, pair in zip(split, pairs, strict=True)]
    told = [row for row in words if len(row) == 2]
    of_page = sum(bool(_OF_PAGE.fullmatch(key(row[0]))) for row in told)
    return len(told) == len(words) and of_page > 1 and of_page * 2 >= len(words)


def of_one(words: Sequence[Sequence[str]]) -> bool:
    """Whether a table is a form about one thing: two columns, of which the first holds nothing but headers."""
    rows = [[cell for cell in row if cell.strip()] for row in words]
    named = [row[0] for row in rows if len(row) == 2]
    firsts = [name.split("\n")[0] for name in named]
    if any(is_company(name) and not catalogue().is_word(name) for name in firsts):
        return False
    known = sum(bool(role_of(name) or _OF_DOCUMENT.search(key(name))) and "[" not in name for name in named)
    wanted = 1 if is_form(words[0]) else 2
    return len(named) > 2 and max(map(len, rows)) == 2 and known * 3 >= len(named) * wanted
