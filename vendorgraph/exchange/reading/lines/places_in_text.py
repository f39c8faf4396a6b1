"""Places that headings and sentences give: to a whole list, or to the vendor that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from vendorgraph.exchange.reading.gazetteer import key, tokens
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.places.resolve import (
    is_place,
    only_places,
    read_places,
    without_instruments,
)
from vendorgraph.exchange.reading.places.towns import towns_in
from vendorgraph.exchange.reading.row import PlaceWords
from vendorgraph.model.places import UNKNOWN

_WHERE = re.compile(
    r"\b(locat|based|hosts?\b|hosten\b|hosted|hosting (?:\w+ ){0,3}in\b|situat|stored|stores?\b|"
    r"keeps?\b|kept\b|holds?\b|held (?:\w+ ){0,3}(?:in|at|within)\b|set to (?:the )?|conserv|aufbewahr|"
    r"speicher|stock|operat|processed in|process (?:\w+ ){0,3}in|"
    r"reside|situe|etabli|heberg|base|implant|ansassig|sitz|"
    r"trait\w* (?:\w+ ){0,4}(?:en|aux?|dans)\b|"
    r"transfer\w* (?:\w+ ){0,3}(?:to|aux?|en|dans|vers|nach|in)\b|"
    r"(?:goes|go|sent|shipped|flows?) (?:\w+ )?to\b|gehen (?:in|nach)\b|geht (?:in|nach)\b|vont (?:en|aux?|vers)\b|"
    r"(?:envoy|transmis)\w* (?:en|aux?|vers)\b|"
    r"ubermittelt|(?:daten)?ubermittlung (?:in|nach)\b|server\w* (?:\w+ ){0,2}(?:in|en)\b|serveurs? (?:\w+ )?en\b|"
    r"(?:servers?|serveurs?) (?:are|stehen|steht|stand|sont|se trouvent|se situent)|"
    r"(?:processing takes place|verarbeitung erfolgt|traitement (?:a lieu|est effectue))\b|"
    r"(?:configured|deployed|provisioned|runs?|running) (?:\w+ ){0,2}in\b|"
    r"(?:daten|donnees) (?:\w+ ){0,2}(?:liegen|liegt|chez)\b|betrieb in\b|(?:lauft|laufen|steht|stehen) (?:\w+ )?in\b|verbleib|"
    r"remains?\b|data (?:\w+ ){0,2}stays?\b|kept\b|bleib|restent?\b|exploite|betrieben|region in\b|infrastructure (?:en|a|"
    r"aux?|dans)\b|"
    r"(?:datenhaltung|datenspeicherung|datenverarbeitung|datenresidenz|verarbeitung|speicherung|traitement|"
    r"stockage|processing|storage|data residency) "
    r"(?:in|im|innerhalb|within|en|a|aux?|dans)\b|"
    r"co ?location\b|colocalisation\b|housing\b|"
    r"befind|gehostet|gespeichert|standort|verarbeit\w* (?:\w+ ){0,4}in|in (?:\w+ ){1,4}verarbeitet|"
    r"in (?:the |der |den )?(?:us|usa|eu)\b)"
)
_LATER = re.compile(
    r"\b(most likely|to be (?:determined|confirmed)|voraussichtlich|probablement|a determiner)\b"
)
_SMALL = (
    "our list liste third party parties the sub nos unsere of der des et und and located based in situes etablis "
    "sous traitant traitants operating operated hosted established processing storing engaged used ansassig ansassige "
    "tatig tatige situees etablies implantes bases"
)
_PLAIN = frozenset(_SMALL.split())
#: Whose servers a sentence speaks of, where it is not the vendor's; or that it denies.
OF_OURS = re.compile(
    r"\bour (?:\w+ ){0,3}(?:servers?|data cent|infrastructure\b)|\bunser\w* (?:\w+ ){0,3}(?:server|rechenz|infrastruktur\b)|"
    r"\b(?:nos|notre) (?:\w+ ){0,2}(?:serveurs|infrastructure\b)|"
    r"\b(?:not|never|nicht|niemals|kein\w*|ne \w+ pas|aucune?)\b",
    re.I,
)
_WITHIN = re.compile(
    r"\b(?:in|im|to|into|nach|within|innerhalb(?: von)?|aus|en|aux?|dans|au sein de|à|at)\s+"
    r"(?:the\s+|den\s+|der\s+|les?\s+|la\s+|l['’])?"
    r"(?=((?-i:[A-ZÀ-Þ]|[a-z]{2}-[a-z]+-\d).{0,100}))",
    re.I,
)
NO = r"\b(?:no|without|sans|ohne|pas d(?:e\b|['’])|aucune?|kein\w*)\s*"  # what denies the noun behind it
#: That there is nothing at the place behind: "no processing in", "pas de traitement aux".
_NOTHING = re.compile(
    rf"{NO}"
    r"(?:(?:[^\W\d_]+\s+)?(?:\w*data|\w*daten|données|process\w*|\w*verarbeitung\w*|traitements?|storage|\w*speicherung\w*|stockage|\w*hosting|"
    r"h[ée]bergement|\w*servers?|serveurs?|copies|copy|\w*backups?|sauvegardes?|access|accès|\w*zugriffe?|transfers?|transferts?|"
    r"übermittlung\w*)\s+(?:(?:is|are|was|wird|werden|est|sont|being)\s+)?)?$",
    re.I,
)
#: What says that data are processed everywhere: "processing can occur globally", "traitement mondial".
_EVERYWHERE = re.compile(
    r"\b(?:process\w*|stor(?:ed|age)|occur\w*|operat\w*|deliver(?:ed|y)|distribution|verarbeit\w*|gespeichert|"
    r"aus(?:lieferung|geliefert)|traitées?|stockées?|diffusion|diffusée?s?|livraison)\s+"
    r"(?P<a>globally|worldwide|weltweit|mondialement|dans le monde entier)\b|"
    r"\b(?:\w*data|\w*daten|données|cdn|edge|caches?|pops?|nodes|knoten)\b[^.;,]{0,20}?"
    r"\b(?P<e>globally|worldwide|weltweit|mondialement|dans le monde entier)\b|"
    r"\b(?P<b>global|worldwide|weltweite\w?)\s+(?:processing|storage|delivery|verarbeitung|speicherung)\b|"
    r"\b(?P<f>globally|worldwide|weltweit|global)\s+(?:distributed|dispersed|spread|verteilt\w*|gestreut\w*)\s+"
    r"(?:\w+\s+)?(?:servers?|nodes|network|netz\w*|rechenzentren|data ?cent(?:er|re)s|edge|cdn|infrastru\w+)\b|"
    r"\b(?:servers?|nodes|network|netz\w*|rechenzentren|data ?cent(?:er|re)s|serveurs|réseau|centres de données)\s+"
    r"(?:(?:is|are|sind|ist|est|sont)\s+)?(?:distributed|spread|verteilt|réparti\w*|distribués?)?\s*"
    r"(?P<g>globally|worldwide|weltweit|mondialement|mondial(?:e|aux)?|dans le monde entier|around the world|across the world)\b|"
    r"\b(?:traitement|stockage)\s+(?P<c>mondial)\b|"
    r"\b(?:process(?:ed|ing)|stored|verarbeit\w*|gespeichert|traitées?|traitement|stockées?)\b[^.;,]{0,20}?"
    r"\b(?:in|im|on|over|across|über|dans|sur)\s+(?:an?|the|das|dem|ein\w*|une?|le)?\s*(?P<d>global|worldwide|weltweite\w?)"
    r"(?=[\s-]+(?:[\w]+[\s-]){0,2}(?:network|netz|infrastru|cdn|cloud|edge))",
    re.I,
)
#: People, of whom a sentence may say where they are; those who work for somebody only as whom something is for.
_SETTLED = r"(?: (?:based|located|living|resident|située?s|basée?s|établie?s|ansässig\w*|wohnhaft))?\s*$"
_PEOPLE = re.compile(
    r"\b(?:(?:customers?|clients?|users?|people|patients|students|members|visitors|tenants|kunden|kundinnen|nutzer\w*|"
    r"mitglieder\w*|patient\w*|utilisateurs|personnes|adhérents|élèves|étudiants)|"
    r"(?:of|to|for|von|für|an|de|des|aux|pour) (?:(?:our|the|all|unsere|les|nos) )?"
    rf"(?:staff|employees|mitarbeiter\w*|salariés|personnel|équipes)){_SETTLED}",
    re.I,
)
#: Codes that a bracket in a sentence may hold and that are hardly ever anything else.
_OWN_CODES = "US USA UK GB EU UE EEA EWR EEE DE FR IE NL BE CH AT ES SE FI PL CA AU JP SG"
_CODES = frozenset(_OWN_CODES.split())
#: What a sentence falls apart at, and what says in one of its parts that data do not go somewhere.
_CLAUSES = re.compile(r"([,;]|\s[–—-]\s|\b(?:and|und|et)\b)", re.I)
_DENIES = re.compile(
    r"\b(?:not|no|never|without|nicht|kein\w*|ohne|ne|n['’]\w+|aucune?|sans|jamais)\b(.*)$", re.I | re.S
)
#: Where nothing goes by a clause of its own: "; eine Übermittlung in Drittländer findet nicht statt".
_THIRD = re.compile(r"\b(?:drittl[aä]nd|drittstaat|third countr|pays tiers|outside|außerhalb|hors\b)", re.I)
#: What may happen all the same.
_NOT_EXCLUDED = re.compile(
    r"\s+(?:kann|können)\s+(?:\w+\s+)?nicht\s+(?:\w+\s+)?ausgeschlossen werden|"
    r"\s+can(?:not|['’]t| not)\s+be\s+(?:\w+\s+)?(?:excluded|ruled out)|"
    r"\s+ne\s+peu(?:t|vent)\s+(?:pas\s+)?être\s+exclue?s?",
    re.I,
)
_GOES = re.compile(
    r"(?i:outside|außerhalb|hors\b|transfer|übermitt|transmi|leav|verlass|quitt)|"
    r"\b(?:to|in|into|from|nach|aus|vers|depuis|en|aux?) (?:(?:the|den|der|die|les?|la) |l['’])?[A-ZÀ-Þ]"
)
#: Who has the servers that a sentence calls its owner's: "our servers are hosted in data centres provided by Acme".
_THEIRS = re.compile(
    r"\b(?:provided|operated|managed|run|owned) by [A-ZÀ-Þ]|\b(?:bereitgestellt|betrieben) (?:von|durch) [A-ZÀ-Þ]|"
    r"\b(?i:colocation|co-location|colocalisation|housing)\b|\bvon [A-ZÀ-Þ][\w.& -]+ (?:bereitgestellt|betrieben)|"
    r"\b(?:fourni|exploité|opéré)e?s? par [A-ZÀ-Þ]"
)
#: What says where servers are, without a preposition before the place or with any: "Rechenzentrum Deutschland".
_SERVERS_AT = re.compile(
    r"\b(?:rechenzentr(?:um|en)|data ?cent(?:er|re)s?|centres? de données|(?:server-?)?standorte?n?|serveurs?|verarbeitungsort|"
    r"speicherort|(?:elect|choose|select)\s+(?:a|one of the)(?:\s+following)?\s+regions?|"
    r"(?:processing|hosting|server|data) location|lieu (?:de |d['’])(?:traitement|hébergement))"
    r"(?: (?:ist|is|est|sind|are|sont)\b)?\s*[:(,]?\s*"
    r"(?:(?:innerhalb|in|im|of|at|within|de|des|en|à|aux?|dans|au sein de)\s+(?:von\s+)?)?"
    r"(?:d['’])?(?:(?:the|der|den|dem|die|das|la|les?)\s+|l['’])?(?=((?-i:[A-ZÀ-Þ]).{0,100}))",
    re.I,
)
#: Where data stay, by where they do not leave from: "Data never leaves Ireland", "Die Daten verlassen Deutschland nicht".
_STAYS = re.compile(
    r"\b(?:(?:never|not|n['’]t) leaves? (?:the )?(?P<a>[A-ZÀ-Þ].*)|"
    r"[Nn]o (?:\w+ ){0,3}data (?:ever )?leaves? (?:the )?(?P<d>[A-ZÀ-Þ].*)|"
    r"verlassen (?:(?:die|alle|Ihre|diese) (?:\w+ )?\w*[Dd]aten )?(?:die |das |den )?(?P<b>[A-ZÀ-Þ].*?) "
    r"(?:nicht|nie(?:mals)?|zu keine[rm] Zeit\w*)\b|"
    r"[Kk]eine(?:rlei)? (?:\w+ ){0,2}\w*[Dd]aten verlassen (?:die |das |den )?(?P<e>[A-ZÀ-Þ].*)|"
    r"ne quitte(?:nt)? (?:(?:pas|jamais|en aucun cas) )?(?:la |le |les |l['’])?(?P<c>[A-ZÀ-Þ].*))"
)
#: What says where servers are by the words before: "UK data centre", "EU-Rechenzentrum".
_AT_SERVERS = re.compile(
    r"((?:\b(?-i:[A-ZÀ-Þ])[\w.]*[ -]){1,3})(?:data ?cent(?:er|re)s?|servers?|rechenzentr(?:um|en)|serverstandorte?n?)\b",
    re.I,
)


def _place_before(words: str) -> str:
    """The most of the last words of a text that names places and nothing else; "" for none."""
    last = words.strip(" -").split()
    return next((tail for at in range(len(last)) if _is_aside_of_place(tail := " ".join(last[at:]))), "")


def affirmed(sentence: str) -> str:
    """A sentence without the parts behind the first that say where data do not go: ", not in the US"."""
    sentence = _NOT_EXCLUDED.sub("", sentence)
    first, *more = _CLAUSES.split(sentence)
    kept = [first]
    for mark, clause in zip(more[::2], more[1::2], strict=True):
        denied = _DENIES.search(clause)
        if not (denied and (_GOES.search(denied[1]) or _THIRD.search(clause))):
            kept += [mark, clause]
    return "".join(kept)


def of_people(before: str) -> bool:
    """Whether what stands before a place says that people are there: "mails to customers in …"."""
    return bool(_PEOPLE.search(before[-60:]))


def is_not_of_vendor(sentence: str) -> bool:
    """Whether a sentence tells of servers of the page's owner, or denies what it says."""
    return bool(OF_OURS.search(sentence)) and not _THEIRS.search(sentence)


def places_of_heading(text: str) -> PlaceWords | None:
    """Places that a heading gives: "Subprocessors in the EU", "USA"; nothing when other words stand in it."""
    if only_places(text):
        return PlaceWords(text)
    left = " ".join(
        token.raw
        for token in tokens(text)
        if not (ABOUT.search(token.norm) or (ABOUT.search(key(text)) and token.norm in _PLAIN))
    )
    return PlaceWords(left) if left and only_places(left) else None


def places_of_sentence(text: str) -> PlaceWords | None:
    """Places that the last sentence before a list gives to all of it."""
    sentence = re.split(r"(?:(?<=[a-zà-ÿ)])|(?<=\d{3}))[.!?]\s+(?=[A-ZÀ-Þ])", text)[-1]
    found = _WHERE.search(key(sentence))
    if not found or len(sentence) > 400 or _LATER.search(key(sentence)):
        return None
    if _of_people_there(sentence) or _nothing_there(sentence):
        return None
    named = [place for place in read_places(_after_verb(sentence)) if place.place != UNKNOWN]
    if not named:
        named = [place for place in read_places(sentence) if place.place != UNKNOWN]
    words = [place.words for place in named]
    if not words:
        return None
    stored = re.search(r"\b(hosted|stored|heberg|gehostet|gespeichert)", key(sentence))
    return PlaceWords(", ".join(dict.fromkeys(words)), "storage" if stored else None)


def places_in_words(text: str) -> Iterator[PlaceWords]:
    """Places that what a vendor does says of where: "stores files (in the US)", "Runs on servers hosted in Ireland"."""
    for sentence in re.split(r"(?<=[a-zà-ÿ)])[.!?;]\s+(?=[A-ZÀ-Þ])", text):
        stays = _STAYS.search(sentence)
        sentence = affirmed(sentence)
        if not stays and is_not_of_vendor(sentence):
            continue
        brackets = re.finditer(r"\(([^()]*)\)", sentence)
        asides = [_behind_company(_with_place(sentence[: aside.start()], aside[1])) for aside in brackets]
        asides = [aside for aside in asides if _is_aside_of_place(aside)]
        yield from map(PlaceWords, _told(sentence, stays) or asides)
        if not asides:
            yield from everywhere_told(sentence)


def everywhere_told(sentence: str) -> Iterator[PlaceWords]:
    """The words by which a sentence says that data are processed everywhere: "weltweit" of "Auslieferung weltweit"."""
    if everywhere := _EVERYWHERE.search(sentence):
        yield PlaceWords(next(filter(None, everywhere.groups())))


#: What leaves out the place behind it: "Hosting (other than in Europe)", "außer in Deutschland".
_BUT = re.compile(
    r"\b(?:other than|except(?:ing)?(?: for)?|excluding|apart from|outside(?: of)?|au(?:ß|ss)er(?:halb)?|ausgenommen|"
    r"mit Ausnahme(?: von)?|bis auf|autres? qu['’e]?|sauf|hors|except[ée]e?s?|hormis|à l['’]exception|en dehors)[\s,]*$",
    re.I,
)


def _told(sentence: str, stays: re.Match[str] | None) -> list[str]:
    """The places that a sentence gives, by the first of the ways to say so that gives any."""
    within = _WITHIN.finditer(sentence) if _WHERE.search(key(sentence)) else ()
    ways: tuple[Iterable[str], ...] = (
        (
            first_place(found[1])
            for found in within
            if not of_people(before := sentence[: found.start()])
            and not (_NOTHING.search(before) or _BUT.search(before))
        ),
        (first_place(found[1]) for found in _SERVERS_AT.finditer(sentence)),
        (_place_before(found[1]) for found in _AT_SERVERS.finditer(sentence)),
        (_left_never(found) for found in [stays] if found),
    )
    return next((told for way in ways if (told := list(filter(None, way)))), [])


def _left_never(stays: re.Match[str]) -> str:
    return first_place(next(filter(None, stays.groups())))


def where_data_stay(sentence: str) -> PlaceWords | None:
    """The place that no data leave by a sentence: "No data leaves the UK"."""
    stays = _STAYS.search(sentence)
    where = _left_never(stays) if stays else ""
    return PlaceWords(where) if where else None


def _with_place(before: str, aside: str) -> str:
    """A bracket with the place before it that is the same: "Ireland (Europe)"."""
    both = f"{_place_before(before)} ({aside})" if is_place(aside) else ""
    return both if both.strip() and both[0] != " " and len(read_places(both)) == 1 else aside


def _behind_company(aside: str) -> str:
    """What stands behind the company in a bracket that says who a vendor is: "USA" of "Acme, Inc., USA"."""
    name, _, last = aside.rpartition(", ")
    return last if name and is_company(name) else aside


def _is_aside_of_place(aside: str) -> bool:
    """Whether a bracket in a sentence gives places; "mail (MX)" and "login (AD)" do not."""
    return is_place(aside) and (not re.fullmatch("[A-Za-z]{2,3}", aside) or aside in _CODES)


#: A town that nobody knows before its country: "Carlow, Ireland".
_TOWN_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+ ){0,2}[A-ZÀ-Þ][\w'’-]+, (?=[A-ZÀ-Þ])")
#: What stands between "hosted in" and the end of a sentence: "Issoudun", "Châteauroux (36)".
_TOWN_ALONE = re.compile(r"([A-ZÀ-Þ][\w'’-]+(?:[ -][\w'’-]+){0,4}(?: \([^()]*\))?)\s*(?:[.;]|$)")


def first_place(words: str) -> str:
    """The most of the first words of a text that names places and nothing else; "" for none."""
    bare = without_instruments(words)
    ends = [word.end() for word in islice(re.finditer(r"\S+", words), 6)]
    heads = (bare[:end].rstrip(" .,;()") for end in reversed(ends))
    found = next((words[: len(head)] for head in heads if is_place(head)), "")
    town = _TOWN_BEFORE.match(words) if not found else None
    country = first_place(words[town.end() :]) if town else ""
    alone = _TOWN_ALONE.match(words) if not (found or country) else None
    if alone and towns_in(alone[1]):
        return alone[1]
    return f"{town[0]}{country}" if town and country else found


_VERB = re.compile(
    r"(located|based|hosted|situated|stored|process\w*|situés?\w*|établi\w*|hébergé\w*|"
    r"transf[ée]r\w*|übermittelt|serve(?:u)?rs?|basée?s?|ansässig|befinden sich|gehostet|sitz)\b(.*)$",
    re.I | re.S,
)


def _after_verb(sentence: str) -> str:
    match = _VERB.search(sentence)
    return match[2] if match else sentence


def _of_people_there(sentence: str) -> bool:
    """Whether it is people who are somewhere by a sentence: "Clients based in France may call"."""
    match = _VERB.search(sentence)
    return match is not None and of_people(sentence[: match.end(1)])


def _nothing_there(sentence: str) -> bool:
    """Whether nothing is done somewhere by a sentence: "mail, no processing in the USA", not "USA, no data stored"."""
    match = _VERB.search(sentence)
    if match is None or not _NOTHING.search(sentence[: match.start()]):
        return False
    return any(place.place != UNKNOWN for place in read_places(sentence[match.start() :]))
