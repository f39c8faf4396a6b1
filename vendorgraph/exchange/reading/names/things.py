"""What stands first in a line and is a thing: data and systems of one's own, facts of a page, streets, sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.text import parse_yaml
from vendorgraph.exchange.vendors import LEGAL_FORMS

_LABELS = re.compile(
    r"(?:last|next|letzte|nachste|derniere|prochaine) (?:review|update|audit|prufung|aktualisierung|revision|mise a jour|"
    r"revue)|"
    r"(?:reviewed|approved|signed|prepared|freigegeben|gepruft|erstellt|unterzeichnet|valide|approuve|signe|"
    r"redige)e? (?:by|durch|von|par)|"
    r"(?:hosted|stored|processed|gehostet|gespeichert|heberge|stocke)e?s? (?:in|en)|"
    r"(?:last updated?|published|effective|gultig) (?:on|from|at|ab|seit)|"
    r"(?:annex|annexe|anlage|anhang|appendix|schedule|exhibit) \w{1,4}|version \d.*|stand \d.*|copyright\b.*|"
    r"(?:edited|posted|modified|bearbeitet|geandert|modifie)(?: (?:on|am|le))? .*\d.*|"
    r"terms(?: of (?:service|use)| and conditions)?|privacy (?:policy|notice)|cookie policy|imprint|agb|nutzungsbedingungen|"
    r"datenschutz(?:erklarung)?|impressum|conditions generales(?: (?:d utilisation|de vente))?|mentions legales|"
    r"politique (?:de confidentialite|des cookies)|"
    r"(?:ort|lieu|place)(?: und| et| and)? (?:datum|date)(?: und| et| and)?(?: (?:unterschrift|signature))?.*|"
    r"effective(?: date)?|data (?:importer|exporter)|datenimporteur|datenexporteur|importateur|exportateur|"
    r"(?:competent |lead )?supervisory authority|(?:zustandige )?aufsichtsbehorde|autorite de controle(?: competente)?|"
    r"(?:note|notes|hinweis|hinweise|anmerkung|remarque|precision) (?:on|about|regarding|for|zu|zum|zur|uber|sur|"
    r"concernant|relative)\b.*"
)
#: Remarks, dates and numbers of registers, unless a company is called so.
_REMARKS = re.compile(
    r"(?:(?:last|letzte|derniere) )?(?:updated?|aktualisierung|mise a jour|modification|anderung)(?: (?:on|am|vom|le|du))? \d.*|"
    r"(?:company|registration|registered) (?:number|no)\b.*|(?:hrb|hra|rcs|siren|siret|ust ?id ?nr|vat|tva|abn|acn|crn)\b.*\d.*|"
    r"(?:amtsgericht|handelsregister|registergericht)\b.*|"
    r"(?:tls|ssl|https|aes)\b.*|"
    r"zuletzt (?:geandert|aktualisiert)\b.*|mis(?:e)? a jour le\b.*|"
    r"(?:member of|mitglied (?:im|bei|der|des|von)|membre (?:de|du|des)) .*|\w+ \w+.* (?:certified|zertifiziert|certifiee?)|"
    r"(?:only|nur|uniquement|seulement|lediglich|exclusivement) (?:if|when|where|for|with|used|wenn|falls|bei|fur|im|in|mit|"
    r"si|lorsque|pour|en|avec) .*"
)
_FORMER = re.compile(r"(?:formerly|previously|ehemals|vormals|anciennement|auparavant) ")
ACTIVITY = "is what is done with data, no vendor"
#: What is done with data, and no vendor: "Verwaltung von Mitgliedern", "Gestion des adhésions".
_ACTIVITY = re.compile(
    r"(?:verwaltung|durchfuhrung|bereitstellung|abwicklung|erfassung|verarbeitung|versand|betrieb|pflege|speicherung|"
    r"veroffentlichung) (?:von|der|des|eine[rs])\b.*|"
    r"(?:gestion|suivi|traitement|envoi|hebergement|collecte|conservation|realisation|publication) (?:de|des|du|d)\b.*|"
    r"(?:management|processing|provision|collection|storage|handling|delivery|publication) of\b.*"
)
#: A place by the web: "The website acme.test", "Le site internet exemple.fr", "Die App „Acme“".
_SITE = re.compile(
    r"(?:the|our|die|unsere|le|la|notre|nos)\s+(?:[\w-]+\s+){0,2}?(?:web ?sites?|web ?pages?|websites?|webseiten?|"
    r"site(?: internet| web)?|"
    r"(?:mobile )?apps?|applications?(?: mobiles?)?|online ?shops?|boutique(?: en ligne)?)\b",
    re.I,
)
_ALWAYS = re.compile(r"\d{1,3}\s?[/x]\s?\d{1,3}")
#: An assessment of a vendor or of a transfer: "TIA – Acme Ltd".
_ASSESSMENT = re.compile(r"(?:TIA|DPIA|DSFA|AIPD)\s*[:–—-]\s|transfer impact assessment\b", re.I)
_DOCUMENT = re.compile(
    r"(?:document|dokument)s? (?:rgpd|gdpr|dsgvo)|(?:vertrag|contrat|agreement) (?:zur|zum|uber|de|du|for|on)\b"
)
_COPYRIGHT = re.compile(r"^\s*\(c\)", re.I)
_BRACKET = re.compile(r"\([^()]*\)")


def why_thing(text: str) -> str | None:
    """Why words are the name of a thing and of no vendor, as the end of a sentence about them; None when they may be one."""
    bare = _BRACKET.sub(" ", _COPYRIGHT.sub("©", text)).strip(" .,;:–—-")
    words = key(bare.replace("©", "copyright "))
    if _ALWAYS.fullmatch(bare):
        return "is a number, no vendor"
    if _LABELS.fullmatch(words):
        return "is the label of what follows, no vendor"
    formed = bool((LEGAL_FORMS - {"company", "co"}) & set(words.split()))
    if _FORMER.match(words) or (
        _REMARKS.fullmatch(words) and not (formed and not words.startswith("mitglied"))
    ):
        return "is a remark, no vendor"
    if _ACTIVITY.fullmatch(words) and words.split()[-1] not in LEGAL_FORMS:
        return ACTIVITY
    if _ASSESSMENT.match(bare):
        return "is an assessment, no vendor"
    if _DOCUMENT.match(words):
        return "is a document, no vendor"
    if _SITE.match(bare):
        return "is a site or an app, no vendor"
    if _is_street(bare):
        return "is an address, no vendor"
    things, beside = _words()
    said = set(words.split())
    if said & things and said <= things | beside and words.split()[-1] not in LEGAL_FORMS:
        return "is a thing, no vendor"
    return None


@cache
def _data() -> Mapping[str, str]:
    """The words of each kind in data/things.yaml, by the kind."""
    words: Mapping[str, str] = parse_yaml(
        resources.files("vendorgraph.exchange").joinpath("data/things.yaml").read_text("utf-8")
    )
    return words


@cache
def _ratings() -> frozenset[str]:
    return frozenset(_data()["ratings"].split())


def is_rating(text: str) -> bool:
    """Whether words say how much depends on a vendor: "Critical", "Hoch"."""
    words = key(text).split()
    return bool(words) and all(word in _ratings() for word in words)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """(words of things, words that stand beside them)."""
    data = _data()
    things = " ".join(data[kind] for kind in ("data", "systems", "facts"))
    return frozenset(things.split()), frozenset(data["beside"].split())


def _is_street(text: str) -> bool:
    """Whether words are a street with its number and nothing else: "12 Harbour Street", "Elgendorfer Str. 57"."""
    numbered = re.match(r"\d+(?:\s?[-–]\s?\d+)?[a-z]?,? ", text) or re.search(
        r" \d+(?:\s?[-–]\s?\d+)?\s?[a-z]?$", text
    )
    return bool(numbered and STREET.search(text) and not re.search(r",|\b(?:GmbH|Ltd|Inc|SAS|AG)\b", text))
