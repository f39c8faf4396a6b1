"""What stands where a vendor's name should be and is none: placeholders, ticks, dates and numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.names.choices import possible
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.kinds import is_kind, is_what, says_what
from vendorgraph.exchange.reading.names.things import why_thing
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.vendors import catalogue, without_legal_form

#: Where a form leaves room for a name: "[Email Provider]", "{{vendor}}".
SLOT = re.compile(r"\[[^\[\]]*\]|\{\{[^{}]*\}\}|\$?\{[^{}]*\}|<[^<>]*>|«[^«»]*»|%[A-Za-z_ ]+%|_{3,}")
_ROLES = (
    r"(?:vendor|provider|company|supplier|(?:sub ?)?processor|firma|anbieter|dienstleister|auftragsverarbeiter|"
    r"unternehmen|prestataire|fournisseur|sous traitant|societe|hebergeur|hoster)"
)
_LATER = re.compile(
    r"tb[dac]|todo|to be (?:determined|decided|confirmed|defined|announced|completed|added)|"
    r"not yet (?:selected|chosen|decided|determined|known)|n n|x{3,}|insert \w.*|"
    rf"(?:your|ihre?|votre) (?:\w+ ){{0,2}}(?:{_ROLES}|name|nom)(?: here| hier| ici)?|"
    rf"{_ROLES}(?: name| [a-z]| \d+| a venir| folgt| in planung| geplant| to come)?|name|nom|"
    r"(?:name|nom) (?:of|des|der|du|de la|de l) .*|"
    r"(?:noch |wird noch |wird )?(?:offen|festzulegen|zu (?:bestimmen|klaren|benennen|erganzen))|"
    r"wird (?:noch )?(?:erganzt|benannt|festgelegt|bestimmt|ausgewahlt|veroffentlicht|bekannt gegeben)|"
    r"a (?:definir|determiner|designer|choisir|completer|confirmer|preciser|renseigner)|"
    r"(?:\w+ ){0,3}en cours(?: d(?:e|u|es))? ?(?:\w+ )?(?:selection|choix|attribution|designation|passation)|"
    r"(?:marche|appel d offres|consultation) (?:en cours|a venir|lancee?)|"
    r"(?:(?:die |eine )?(?:ausschreibung|vergabe|auswahl)(?:sverfahren)? (?:lauft|folgt|offen|steht aus)|"
    r"in (?:der )?(?:ausschreibung|vergabe|auswahl))|"
    r"(?:tender|procurement|selection|contract|rfp)(?: process)? "
    r"(?:in progress|ongoing|pending|under way|running|being awarded|to be awarded)|"
    r"(?:being|to be) (?:selected|appointed|chosen|procured|awarded|named|designated)|under (?:selection|procurement|tender)|"
    r"(?:vertrag|avv|contract|dpa|contrat) (?:in vorbereitung|in arbeit|in preparation|en preparation)|"
    r"(?:optionale?|sonstige|weitere|optional|other|autres) (?:tools|dienste|services|outils|werkzeuge)|"
    r"wechselnde?r?|verschiedene|varying|changing|variables?"
)
#: What a bracket says behind what a vendor is to do who is not known yet.
_NOT_YET = re.compile(
    r"\b(?:noch nicht (?:festgelegt|ausgewahlt|bestimmt|entschieden|benannt|bekannt)|"
    r"not yet (?:selected|chosen|decided|determined|named|appointed|known)|"
    r"to be (?:selected|chosen|decided|determined|named|appointed|confirmed|announced)|tb[dac]|todo|a designer|a definir|"
    r"pas encore (?:choisie?|definie?|determinee?|designee?|connue?|retenue?))\b"
)
_NOTHING = re.compile(
    r"none|nil|n a|not applicable|no (?:sub ?processors?|vendors?|providers?)|keiner?|keine \w+|"
    r"nicht (?:zutreffend|anwendbar)|entfallt|aucune?|aucun(?: \w+)+|sans objet|neant|non applicable"
)
#: What a register says where the vendor of a number is gone, alone or with why and since when behind it.
_VACANT = re.compile(
    r"[(\[–—-]*\s*(?P<word>(?:(?:currently|derzeit|zurzeit|z\.\s?zt\.|actuellement)\s+)?(?:"
    r"(?P<sure>vacant|vacancy|unassigned|unoccupied|(?:intentionally )?left blank|not (?:assigned|allocated|occupied)|"
    r"number not used|reserviert|gelöscht|gestrichen|"
    r"vakant|unbesetzt|unbelegt|nicht (?:belegt|besetzt|vergeben)|nummer nicht vergeben|entf[aä]ll(?:t|en)|"
    r"weggefallen|vacante?|poste vacant|non (?:attribuée?|pourvue?)|numéro non attribué|sans titulaire)|"
    r"reserved|deleted|removed|withdrawn|void|blank|empty|unused|not used|"
    r"(?:contract|service|agreement) (?:has )?(?:ended|expired)|"
    r"frei|leer|aufgehoben|nicht genutzt|(?:vertrag|auftrag) (?:beendet|ausgelaufen|gekündigt)|"
    r"réservée?|supprimée?|retirée?|libre|vide|abrogée?|non utilisée?|contrat (?:terminé|résilié|échu)))"
    r"(?P<why>\s*[–—,:;(/-].*|\s+\d.*|"
    r"\s+(?:since|as of|from|until|seit|ab|zum|bis|depuis|à|le|jusqu|in|im|en|on)\b.*)?[)\]–—.-]*",
    re.I,
)
PLACEHOLDER = "is a placeholder, no vendor"
NO_NAME_OF_KIND = "says what kind of vendor it is and names none"
#: What runs on servers of one's own, whatever the bracket behind it says.
_OWN = re.compile(
    r"\b(?:self (?:hosted|managed)|auto (?:gere|heberge)e?|selbst ?(?:gehostet|betrieben)|eigen)(?:e[rsnm]?)?\b"
)
ITSELF = "is run by the owner of the page itself, no vendor"
_ITSELF = re.compile(
    r"self (?:hosted|managed)|auto (?:gere|heberge)e?s?|selbst ?(?:gehostet|betrieben)(?:e[rsn]?)?|"
    r"on premises?|in house|eigenbetrieb"
)
_MAIL = re.compile(r"\S+@\S+\.\w+")
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
    if _MAIL.fullmatch(bare):
        return "is a mail address, no vendor"
    if catalogue().find(bare):
        return None
    if _ITSELF.fullmatch(key(re.sub(r"\([^()]*\)", " ", bare))):
        return ITSELF
    if _FILE.fullmatch(bare.strip("`")):
        return "is the name of a file, no vendor"
    if _NOTHING.fullmatch(key(bare)) or _is_vacant(text.strip()):
        return "says that there is none"
    if _is_placeholder(text.strip()):
        return PLACEHOLDER
    if why := why_thing(bare):
        return why
    if is_kind(_without_later(bare)) and not possible(bare)[0]:
        return NO_NAME_OF_KIND
    before = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", bare).strip()
    return PLACEHOLDER if is_not_yet(text) and _is_task(before) else None


def _is_vacant(text: str) -> bool:
    """Whether words say that there is nobody any more: "(vacant – contract ended)", "unbesetzt seit 2024"."""
    found = _VACANT.fullmatch(text)
    return found is not None and bool(found["sure"] or found["why"] or text[:1] in "([–—-")


def _is_task(words: str) -> bool:
    """Whether words say what somebody is to do: their first says so, or their last is a plain word and none is a name."""
    shown = words.split()
    known = any(catalogue().find(word) and not catalogue().is_word(word) for word in shown)
    if not shown or known or is_company(words):
        return False
    return shown[-1].islower() or is_what(shown[0]) or bool(read_purposes([shown[0]]))


def _without_later(text: str) -> str:
    """Words without what says behind a dash or colon that a name comes later: "Druckdienstleister – Vergabe läuft"."""
    before, _, after = re.sub(r"\s+[–—-]\s+|:\s+", "\n", text, count=1).partition("\n")
    return before if after and _LATER.fullmatch(key(after)) else text


def _is_placeholder(text: str) -> bool:
    """Whether words hold a slot and nothing but a legal form beside it, or say that a name comes later."""
    if re.fullmatch(r"\W*(?:\.{3}|…)\W*", text) or re.fullmatch(
        r"\([^()]*(?:on request|auf Anfrage|sur demande)\)", text, re.I
    ):
        return True
    if SLOT.search(text):
        return without_legal_form(f"a {SLOT.sub(' ', text).translate(_NO_BRACKETS)}") == "a"
    bare = re.sub(r"\([^()]*\)", " ", text)
    return bool(_LATER.fullmatch(key(bare)))


def is_not_yet(words: str) -> bool:
    """Whether words say that it is open who is used: "vorgesehen — noch nicht festgelegt"."""
    return bool(_NOT_YET.search(key(words)))


def behind_kind(text: str) -> str | None:
    """The name in the bracket behind what a vendor does: "Hosting provider (Acme)"; None for other words."""
    bracket = re.fullmatch(r"\s*([^()]+?)\s*\(([^()]+)\)\s*", text)
    if (
        not bracket
        or _OWN.search(key(bracket[1]))
        or possible(text)[0]
        or not (is_kind(bracket[1]) or _LATER.fullmatch(key(bracket[1])))
    ):
        return None
    said = bracket[2]
    known = catalogue().find(said) is not None
    named = said[:1].isupper() and not only_places(said) and not no_name(said)
    named = named and not says_what(said)
    return said if known or named else None
