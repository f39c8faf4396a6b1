"""What a vendor is or does, where a list names none: "E-mail provider", "Rechenzentrumspartner", "Cabinet d'avocats"."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import pairwise

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.text import parse_yaml

_WHO = "server hosting provider vendor supplier processor host hoster operator company agency"
_WHO_FR = "serveur hebergement hebergeur fournisseur prestataire sous-traitant sous traitant editeur operateur societe agence"
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
    "third party service services object domain s3 zahlungs zahlung objektspeicher dateispeicher "
    "rechenzentrum rechenzentrums versand mailversand "
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
#: Who works for others, besides providers: as the last word in English, as the first in French, in German as either.
_MORE = (
    "partner firm carrier courier freelancer freelance contractor subcontractor consultant consultancy auditor accountant "
    "lawyer developer tester translator adviser advisor broker bureau printer "
    "partenaire cabinet transporteur entreprise developpeur traducteur auditeur avocat huissier notaire expert commissaire "
    "examiner typist interpreter locum imprimeur institut centre organisme bureau coursier independant "
    "steuerberater freiberufler entwickler mitarbeiter subunternehmer berater ubersetzer prufer partner firma agentur "
    "schreibkraft schreibkrafte honorarkraft honorarkrafte aushilfen"
)
_ROLES = _FIRST | frozenset(_MORE.split())
#: The last of small words that say who or what several are: "Browser push services", "Recipe publishers and websites".
_PLURALS = frozenset(
    [
        "services",
        "platforms",
        "websites",
        "publishers",
        "tools",
        "operators",
        "processors",
        "vendors",
        "suppliers",
    ]
) | frozenset(f"{word}s" for word in _ROLES)
_OTHERS = frozenset(
    [
        "providers",
        "processors",
        "vendors",
        "suppliers",
        "agencies",
        "authorities",
        "clients",
        "customers",
        "insurers",
        "banks",
    ]
)
_HIRED = frozenset(["contractor", "subcontractor", "freelancer", "freelance"])
_TRADES = (
    "survey law legal debt collection collections recovery document documents shredding destruction penetration testing "
    "security managed shipping courier postal post print printing marketing research market audit consulting "
    "recruiting recruitment staffing call fulfilment fulfillment logistics transport cleaning insurance travel event training "
    "design development callcenter speicher lager logistik personal lohn buchhaltung druck inkasso kurier karten vertriebs "
    "waste confidential interpreter interpreting occupational health shredding "
    "browser pension your site "
    "maintenance archive archiving customer independent freelance certified authorised authorized contracted fraud credit "
    "configured compatible engineering "
    "selected chosen preferred dedicated background check mobile webhosting colocation ecommerce commerce advertising media"
)
_WIDER = _GENERIC | frozenset(_TRADES.split())
#: One word that in German says who works for others, with what for: "Zustellpartner", "Marktforschungsinstitut".
_COMPOUND = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:dienstleister|anbieter|betreiber|hoster|provider|partner|berater|prüfer|vernichter|abwickler|"
    r"vermittler|zusteller|unternehmen|unternehmer|firma|agentur|kanzlei|institut|systemhaus|dienst|entwickler|büro|spediteur|spedition|"
    r"tester|übersetzer|lieferant)(?:e|n|en|innen)?"
)
_TAIL = re.compile(_COMPOUND.pattern.replace("[A-ZÄÖÜ][a-zäöüß]{2,}", "[A-ZÄÖÜa-zäöüß]?[a-zäöüß]*"), re.I)
#: One word that says in any list who works for others and is no company's name.
_ALONE = re.compile(
    r"freelancer?s?|freelances?|contractors|subcontractors|consultants|auditors|accountants|lawyers|couriers|translators|"
    r"transporteurs?|imprimeurs?|developpeurs|traducteurs|coursiers|avocats|huissiers|notaires|prestataires|hebergeurs|"
    r"comptables?|experts? comptables?|avocat|huissier|notaire|"
    r"lettershop|druckerei|spedition|freiberufler|subunternehmer|callcenter|entwickler|ubersetzer|rechtsanwalte?|rechtsanwalt"
)
#: What says of whom works for others how, before it.
_HOW = re.compile(
    r"(?:frei|freiberuflich|extern|selbst[aä]ndig|lokal|regional|weiter|sonstig|verschieden|divers|wechselnd|jeweilig|"
    r"unabh[aä]ngig|beauftragt|eigen|selbst ?(?:gehostet|betrieben))(?:e|er|es|en)|"
    r"self (?:hosted|managed)|auto (?:gere|heberge)e?|interne?|"
    r"freelance|independent|external|various|other|local|certified|"
    r"divers|diff[eé]rents"
)
#: What vendors are for, by words that stand for no purpose of the taxonomy by themselves.
_WHAT_FOR = re.compile(
    r"(?:service |logiciel |software )?(?:anti ?virus|anti ?spam|virenscanner|virenschutz|malware scan\w*)(?: service)?|"
    r"stockage (?:objets?|(?:de )?fichiers)|"
    r"(?:\w+ ){0,2}(?:e ?mails?|mails?|courriels?|logs?|logging|search|suche|recherche|maps?|karten|cartes|chat|support|ai|"
    r"ki|ia|llms?|dns|"
    r"storage|\w*speicher|stockage|security|sicherheit|securite|development|entwicklung|communication|kommunikation|files?|queue|cache|cdn|video|"
    r"calls?|telefonie|telephonie|documents?|signatures?|forms?|formulare|formulaires|surveys?|umfragen|tickets?|testing|fonts?|"
    r"code|repository|infrastruktur|infrastructure|\w+betrieb|ci|scheduling|termin\w*|calendar|kalender|agenda|"
    r"rendez vous|(?:back|front) ?end|infra|cloud|deployments?|"
    r"deploiement|(?:base|bases) de donnees|"
    r"\w*daten(?:bank(?:en|betrieb)?|sicherung)|domains?|domaines?|registrar|(?:web ?)?hosting|"
    r"erreurs?|fehler\w*|uptime|feedback|community|forum|webinar\w*|rechnungen|buchf\w+|connexion|login|\w*management|"
    r"transcription|traduction|translation|ubersetzung(?:en)?|voice|speech to text|embeddings|intelligence artificielle|"
    r"media|medien|streaming|versand|druck|lettershop|printing|feature flags|session replay|hr|oauth|ci cd|"
    r"verarbeitung|\w+schicht|\w+ layer|payments?|payouts?|paiements?|billing|invoicing|payroll|analytics|monitoring|screening|"
    r"zusammenarbeit|collaboration|office|workspace)(?: (?:provider|processor|transactional))?"
)
_AT_WHAT = re.compile(
    r"(?:für|fuer|von|zur|zum|im|in|bei|aus|for|of|pour|en|dans|chargée?s?|spécialisée?s?)", re.I
)
_OURS = frozenset(("our", "unsere", "unser", "nos", "notre"))
_AND = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]+- (?:und|oder) ")  # "Druck- und Versanddienstleister"
_BRACKET = re.compile(r"\([^()]*\)")
#: What says of whom works for others that it is now one and then another: "wechselnde Fotografen", "Interpreters (various)".
_ANY = r"(?:various|different|several|changing|verschiedene|wechselnde|diverse|jeweilige|divers|differents|plusieurs)"
_ANYBODY = re.compile(rf"{_ANY} .*", re.S)
_SELF_EMPLOYED = (
    r"indépendante?s|independante?s|freelances|freelancers|contractors|vacataires|bénévoles|volunteers"
)
_ANY_BEHIND = re.compile(rf"(.*)\(\s*(?:{_ANY}|{_SELF_EMPLOYED})\s*\)\s*", re.S | re.I)


def is_kind(text: str) -> bool:
    """Whether words say what a vendor does and name none: "Database hosting provider", "Prestataire d'envoi d'e-mails"."""
    bare = _BRACKET.sub(" ", text).strip(" .,;:–—-")
    words = key(bare).split()
    if not words or re.search(r"\S[./_]\S", bare):
        return False  # a file or a page
    if _is_anybody(text, bare, words) and not is_company(bare):
        return True
    if _is_one_word(bare):
        return True
    if words[0] in _OURS and _is_role(words[-1], _ROLES) and bare.split()[-1].islower():
        return True  # "Our repairs and gas servicing contractors"
    if words[0] in _OURS and any(
        _is_role(word, _ROLES) and after in ("and", "und", "et") for word, after in pairwise(words[:5])
    ):
        return True  # "Our banking partner and UPI infrastructure"
    if len(words) < 2:
        return bool(_OF_DE.fullmatch(words[0]) or _ALONE.fullmatch(words[0]))
    return not is_company(bare) and (_ends_in_role(bare, words) or _begins_with_role(bare))


def _is_anybody(text: str, bare: str, words: list[str]) -> bool:
    """Whether words say that it is now one and then another who does something."""
    behind = _ANY_BEHIND.fullmatch(text)
    spoken = any(word.islower() for word in bare.split()) or _is_role(words[-1], _ROLES)
    return spoken and bool(behind or _ANYBODY.fullmatch(" ".join(words)))


def _is_one_word(bare: str) -> bool:
    """Whether words are a German compound, with hyphens or without: "E-Mail-Zustelldienstleister", "Hosting-Partner"."""
    bare = _AND.sub("", bare)
    if re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]+innen und [A-ZÄÖÜ][a-zäöüß]+", bare):
        return True  # "Fotografinnen und Fotografen"
    if " " in bare:
        return False
    *before, last = bare.split("-")
    told = all(key(part) in _WIDER for part in before)  # others may be a name: "Zorpify-Partner"
    return bool(_COMPOUND.fullmatch(bare)) or (bool(before) and told and bool(_TAIL.fullmatch(last)))


def _ends_in_role(bare: str, words: list[str]) -> bool:
    """Whether a role stands last, and nothing but what it is for or how it works before it."""
    *before, last = words
    told = _is_role(last, _FIRST) or bool(_OF_DE.fullmatch(last))
    if told and all(word in _GENERIC or _OF_DE.fullmatch(word) for word in before):
        return True
    shown = bare.split()
    if all(_HOW.fullmatch(key(word)) for word in shown[:-1]) and _is_role_word(shown[-1]):
        return True
    many = _PLURALS if len(shown) > 2 else _OTHERS
    plain = all(word.islower() for word in shown[1:]) and words[0] in _WIDER
    if len(shown) > 1 and last in many and plain:
        return True
    if not _is_role(last, _ROLES):
        return False
    if shown[-1].islower():
        return all(word in _WIDER for word in before)
    wider = len(before) > 1 and all(word in _WIDER or _is_role(word, _ROLES) for word in before)
    return wider and any(
        _is_role(word, _HIRED) for word in words
    )  # "Authorized Subcontractor Engineering Partners"


def _begins_with_role(bare: str) -> bool:
    """Whether a role stands first, with what it is for behind it: "Anbieter für Karten", "Cabinet d'avocats"."""
    shown = bare.split()
    while len(shown) > 1 and _HOW.fullmatch(key(shown[0])):
        shown = shown[1:]
    if len(shown) > 2 and _AT_WHAT.fullmatch(shown[1]) and _is_role_word(shown[0]):
        return True
    first, *rest = re.findall(r"[^\W_]+", " ".join(shown))
    plain = _is_role(key(first), _FIRST)
    return (plain or _is_role(key(first), _ROLES)) and all(
        word.islower() or len(word) == 1 or (plain and key(word) in _GENERIC) for word in rest
    )


def _is_role_word(word: str) -> bool:
    """Whether a word is a role, or one that holds it: "Entwickler", "Softwareentwickler", "freelances"."""
    return _is_role(key(word), _ROLES) or _is_one_word(word) or bool(_OF_DE.fullmatch(key(word)))


def _is_role(word: str, roles: frozenset[str]) -> bool:
    singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return word in roles or singular in roles


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


def says_what(words: str) -> bool:
    """Whether nothing but what a vendor does stands in words: "SMTP", "e-mail delivery"."""
    return all(word in _GENERIC for word in key(words).split())


def is_what(words: str) -> bool:
    """Whether words may say what a vendor is for: "Search", "Web analytics search", "Envoi d'e-mails"."""
    return is_plain_task(words) or bool(_WHAT_FOR.fullmatch(key(words)))


def is_plain_task(words: str) -> bool:
    """Whether words are one of the short ones for what vendors are for: "Invoices", "Billetterie"."""
    return key(words) in _what_for()


@cache
def _what_for() -> frozenset[str]:
    """The words of data/what_for.yaml."""
    text = resources.files("vendorgraph.exchange").joinpath("data/what_for.yaml").read_text("utf-8")
    return frozenset(key(one) for words in parse_yaml(text).values() for one in words)


def is_task(words: str) -> bool:
    """Whether words say what a vendor is for and hold nothing that could be a name: "Search", "Objektspeicher"."""
    *before, _ = words.split() or [""]
    return is_what(words) and all(word.islower() or key(word) in _WIDER for word in before)
