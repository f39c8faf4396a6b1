"""What stands first in a line and is a thing: data and systems of one's own, facts of a page, streets, sites."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.gazetteer import STREET, key
from vendorgraph.exchange.vendors import LEGAL_FORMS

_DATA = (
    "data database databases dataset backup backups log logs file files document documents invoice invoices attachment "
    "attachments account accounts metadata record records upload uploads state compute asset assets snapshot content "
    "daten datenbank datenbanken backup sicherung sicherungen datensicherung dateien dokumente rechnungen protokolle konten "
    "bewerbungen logdateien serverlogs anhange kontaktdaten stammdaten nutzungsdaten vertragsdaten "
    "donnees base sauvegarde sauvegardes journal journaux fichier fichiers document factures compte comptes candidatures"
)
_SYSTEMS = (
    "production staging testing development server servers frontend backend queue cache encryption availability "
    "confidentiality integrity pseudonymisation pseudonymization logging residency "
    "produktion test entwicklung abnahme verschlusselung verfugbarkeit vertraulichkeit integritat belastbarkeit "
    "zutrittskontrolle zugangskontrolle zugriffskontrolle weitergabekontrolle eingabekontrolle auftragskontrolle "
    "trennungskontrolle protokollierung pseudonymisierung "
    "recette preproduction serveur serveurs chiffrement disponibilite confidentialite integrite journalisation"
)
_FACTS = (
    "gdpr dsgvo rgpd dpa avv version owner classification language languages currency phone telephone telefon fax "
    "headquarters zentrale hauptsitz siege agence filiale encrypted necessary preferences statistics essential functional "
    "notwendig praferenzen statistik essenziell funktional necessaires preferences statistiques essentiels fonctionnels "
    "deadline form consequence frist form folge delai forme effet gerichtsstand duration dauer duree period "
    "erased deleted geloscht legal rechtliches contrat vertrag contract"
)
_WITH = (
    "customer customers user users client clients primary secondary main static application app web access control "
    "storage production "
    "server service system session usage payment billing contact personal master employee your our all the of and for in on "
    "kunden nutzer primare sekundare haupt statische personenbezogene ihre unsere alle der die das des und fur von "
    "utilisateurs utilisateur principale principal statiques personnelles vos nos les des de la le du et d connexion "
    "acces controle"
)
_THINGS = frozenset(f"{_DATA} {_SYSTEMS} {_FACTS}".split())
_ALL = _THINGS | frozenset(_WITH.split())
_LABELS = re.compile(
    r"(?:last|next|letzte|nachste|derniere|prochaine) (?:review|update|audit|prufung|aktualisierung|revision|mise a jour|"
    r"revue)|"
    r"(?:reviewed|approved|signed|prepared|freigegeben|gepruft|erstellt|unterzeichnet|valide|approuve|signe|"
    r"redige)e? (?:by|durch|von|par)|"
    r"(?:hosted|stored|processed|gehostet|gespeichert|heberge|stocke)e?s? (?:in|en)|"
    r"(?:last updated?|published|effective|gultig) (?:on|from|at|ab|seit)|"
    r"(?:annex|annexe|anlage|anhang|appendix|schedule|exhibit) \w{1,4}|version \d.*|stand \d.*|copyright\b.*|"
    r"data (?:importer|exporter)|datenimporteur|datenexporteur|importateur|exportateur|"
    r"(?:competent |lead )?supervisory authority|(?:zustandige )?aufsichtsbehorde|autorite de controle(?: competente)?|"
    r"(?:note|notes|hinweis|hinweise|anmerkung|remarque|precision) (?:on|about|regarding|for|zu|zum|zur|uber|sur|"
    r"concernant|relative)\b.*"
)
#: A place by the web: "The website acme.test", "Le site internet exemple.fr", "Die App „Acme“".
_SITE = re.compile(
    r"(?:the|our|die|unsere|le|la|notre|nos)\s+(?:[\w-]+\s+){0,2}?(?:web ?sites?|web ?pages?|websites?|webseiten?|"
    r"site(?: internet| web)?|"
    r"(?:mobile )?apps?|applications?(?: mobiles?)?|online ?shops?|boutique(?: en ligne)?)\b",
    re.I,
)
_ALWAYS = re.compile(r"\d{1,3}\s?[/x]\s?\d{1,3}")
_BRACKET = re.compile(r"\([^()]*\)")


def why_thing(text: str) -> str | None:
    """Why words are the name of a thing and of no vendor, as the end of a sentence about them; None when they may be one."""
    bare = _BRACKET.sub(" ", text).strip(" .,;:–—-")
    words = key(bare.replace("©", "copyright "))
    if _ALWAYS.fullmatch(bare):
        return "is a number, no vendor"
    if _LABELS.fullmatch(words):
        return "is the label of what follows, no vendor"
    if _SITE.match(bare):
        return "is a site or an app, no vendor"
    if _is_street(bare):
        return "is an address, no vendor"
    said = words.split()
    if (
        said
        and said[-1] not in LEGAL_FORMS
        and any(map(_THINGS.__contains__, said))
        and all(map(_ALL.__contains__, said))
    ):
        return "is a thing, no vendor"
    return None


def _is_street(text: str) -> bool:
    """Whether words are a street with its number and nothing else: "12 Harbour Street", "Elgendorfer Str. 57"."""
    numbered = re.match(r"\d+(?:\s?[-–]\s?\d+)?[a-z]?,? ", text) or re.search(
        r" \d+(?:\s?[-–]\s?\d+)?\s?[a-z]?$", text
    )
    return bool(numbered and STREET.search(text) and not re.search(r",|\b(?:GmbH|Ltd|Inc|SAS|AG)\b", text))
