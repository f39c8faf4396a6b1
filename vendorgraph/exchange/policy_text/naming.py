"""What can name a company: no law, authority, place, month, noun or word for a kind of service."""

from __future__ import annotations

import re

from vendorgraph.exchange.policy_text.dictionary import are_german_words
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import FORM
from vendorgraph.exchange.policy_text.places import places_in
from vendorgraph.exchange.reading.places.resolve import only_places

_FORM = re.compile(rf"{FORM}\.?")
_OF_FORMS = frozenset(("&", "Co", "Co.", "Cie", "Cie.", "et", "und"))


def is_name(words: str, lexicon: Lexicon, strict: bool = True) -> bool:
    """Whether capitalised `words` can name a company: no law, authority, standard, place, month or noun.

    German writes every noun with a capital; a `strict` reading there asks for a mark of a name.
    """
    if len(words) < 2 or not re.search(r"[A-Za-zÀ-ÿ]{2}", words) or words.casefold() in lexicon.articles:
        return False
    if all(_FORM.fullmatch(word) or word in _OF_FORMS for word in words.split()):
        return False  # a legal form without a name
    first = words.split()[0]
    if first == "UK" and words.count(" ") > 1 and not _stopped(words, lexicon):
        return is_name(words.removeprefix("UK "), lexicon, strict)
    authority = _stopped(first, lexicon) and not _SERVES.match(words)
    if _stopped(words, lexicon) or authority or is_generic(words, lexicon):
        return False
    if any(entry.pattern.fullmatch(words) for entry in lexicon.section("group")):
        return False
    if (
        lexicon.one("month").fullmatch(first)
        or is_place(words, lexicon)
        or first.casefold() in lexicon.articles
    ):
        return False
    if lexicon.language == "de":
        return _is_german_name(words, lexicon, strict)
    return True


#: Bodies that take orders or bookings although their first word is one of an authority.
_SERVES = re.compile(
    r"Office (?:de|du) tourisme |Office notarial |Conseil en |OPCO \w"
    r"|Caisse (?:d[’']|des |de crédit |primaire |régionale |nationale )",
    re.IGNORECASE,
)


def _stopped(words: str, lexicon: Lexicon) -> bool:
    """Whether words are a law, an authority, a standard or the like."""
    return any(entry.pattern.match(words) for entry in lexicon.section("stop"))


def is_generic(words: str, lexicon: Lexicon) -> bool:
    """Whether every word is one for a kind of service or of people."""
    if re.fullmatch(r"[\w-]+\.\w{2,}", words):
        return False  # the address of a site
    generic = lexicon.one("generic")
    return all(generic.match(word) for word in re.findall(r"[^\W\d_][\w-]*", words))


#: A part of the house itself: "Parking Team", "Direction de la Voirie".
_OFFICE = re.compile(
    r".*\b(?:Team|Department|Office|Unit|Desk|Staff|Division)$|(?:Direction|Service|Mairie|Département|Secrétariat|Pôle)\b"
)


def is_an_office(words: str) -> bool:
    """Whether words are a part of the house whose policy it is."""
    return bool(_OFFICE.match(words))


#: A service of a company: "Dienst der Quill Systems GmbH".
_SERVICE_OF = re.compile(
    r"(?:\w*[Dd]ienst(?:en)?|Angebot|Service|Produkt(?:en)?|Software|Tools?|Netz|\w*[Nn]etzwerk|Servern?|Programm(?:en)?|System(?:en)?|Cloud|Plattform|Lösung|Portal"
    r"|Anwendung|Rechenzentr(?:um|en)|Infrastruktur) (?:der|des|von) (?:der |die )?(?=[A-ZÄÖÜ])"
)
INSTITUTION = re.compile(
    r"(?:\w*(?:[Vv]erband|[Vv]erlag|[Dd]ruckerei|[Kk]anzlei|[Ll]abor|[Aa]potheke|[Aa]kademie|[Ss]pedition|[Pp]raxis|[Ss]teuerberatung|[Bb]uchhandlung"
    r"|[Ss]kischule|[Mm]usikschule|[Ff]ahrschule|[Bb]äckerei|[Mm]etzgerei|[Gg]ärtnerei|[Tt]ischlerei|[Ss]chreinerei|[Mm]alerei"
    r"|[Ww]äscherei|[Zz]immerei|[Ss]chlosserei|[Tt]echnik|[Ss]ervice|[Ii]ngenieurbüro|[Tt]reuhand|[Ss]parkasse|[Kk]ammer)"
    r"|Tourismus|Sport|Elektro|Sanitär|Garage|Taxi|Radio|Optik|Notariat|Verein|Volksbank|Universität|Hochschule|Stiftung|Institut|Klinikum|Stadtwerke|Foto|Autohaus|Reisebüro)"
    r" (?:für |Dr\. )?[A-ZÄÖÜ]"
)
#: Bodies that the name of a place behind them makes a name.
_BODY = re.compile(
    r"(?:[A-ZÄÖÜ]\w+ )?\w*(?:[Vv]ersicherung|[Kk]ammer|[Kk]asse|[Bb]ank|[Ww]erke|[Bb]etriebe|[Kk]linik(?:um)?|[Vv]erbund|[Ff]onds"
    r"|[Gg]enossenschaft|[Bb]ibliothek|[Zz]entrum|[Dd]ienste?|[Hh]aus|[Mm]useum|[Tt]heater|[Bb]und)"
    r" [A-ZÄÖÜ][\wäöüß-]+(?: [A-ZÄÖÜ][\wäöüß-]+)?$"
)
#: Ends that German nouns rarely have, and nouns that have them all the same.
_FOREIGN_END = re.compile(r"(?:[aioyux]|ify|ly)$")
_GERMAN_WITH_VOWEL = re.compile(
    r"\w*(?:firma|thema|schema|komma|kamera|klima|info|foto|video|audio|logo|büro|konto|auto|demo|porto|euro|intro|büro"
    r"|fax|index|mix|ehe|knie|galerie|kopie|party|story|handy|hobby|menü|schau|bau|zoo|du|zu|wo|so|da|ja)$",
    re.IGNORECASE,
)


#: Ends of plurals and of adjectives that stand for nouns.
_COMMON_END = re.compile(r"(?:en|er|ern|eln|e|ns|es)$|-")
#: Letters that German words seldom hold side by side.
_FOREIGN = re.compile(r"wr|sh|oo|x|[^s]c(?![hk])|^C(?!h)|[aeiou]y", re.IGNORECASE)


#: Who serves others, which ends no name.
_WHO = re.compile(r"\w*(?:[Aa]nbieter|[Dd]ienstleister|[Uu]nternehmen|[Hh]ändler|[Ll]ieferant(?:en)?)n?")
#: A compound adjective, as in "Plattform-weite Logs".
_GERMAN_ADJECTIVE = re.compile(r"[A-ZÄÖÜ]\w+-[a-zäöüß]")


#: A participle before what it says of data: "Aufgerufene URL", "Übertragene Datenmenge".
_GERMAN_PARTICIPLE = re.compile(
    r"(?:Auf|Über|An|Ein|Aus|Ab|Be|Ver|Er|Ge|Zu|Ent|Hoch|Nach)[a-zäöüß]+(?:ene|te)[nrms]? (?=[A-ZÄÖÜ])"
)


#: An authority by its last word: "das Staatliche Schulamt".
_GERMAN_AUTHORITY = re.compile(
    r"(?:.* )?\w*(?:amt|ämter|amts|behörden?|ministeriums?|gerichte?s?|präsidiums?|rechnungshofe?s?|(?:bezirks|landes)regierung)"
)


def _is_german_name(words: str, lexicon: Lexicon, strict: bool) -> bool:
    if re.search(r" (?:Sie|Ihnen|Ihre?[nmrs]?)(?: |$)", words):
        return False  # "Wählen Sie Rechnung"
    if _GERMAN_ADJECTIVE.match(words) or _GERMAN_AUTHORITY.fullmatch(words):
        return False
    words = _GERMAN_PARTICIPLE.sub("", words)
    nouns = [word for word in words.split() if word[:1].isupper()]
    if len(nouns) > 1 and _WHO.fullmatch(nouns[-1]):
        return False  # "Dropshipping Anbieter"
    if strict and are_german_words(words):
        return False
    if INSTITUTION.match(words) or re.search(r"[a-z][A-Z]", words):
        return True
    if len(nouns) > 1 and _BODY.match(words) and only_places(nouns[-1]):
        return True  # "Versicherungskammer Bayern"
    if nouns and all(lexicon.is_common_noun(word) or only_places(word) for word in nouns):
        return False
    two_words = len(nouns) > 1 and not lexicon.noun.match(nouns[0])
    if len(nouns) > 2 and not lexicon.noun.match(nouns[-1]) and not only_places(nouns[-1]):
        return True
    if two_words and " ".join(nouns) == words:
        return True
    if len(nouns) == 1 and _FOREIGN_END.search(words) and not _GERMAN_WITH_VOWEL.match(words):
        return True
    marked = bool(re.search(r"\d|[a-z][A-Z]|&|\.[a-z]{2,}$|^[A-Z]{3,}$", words))
    alone = " " not in words and (not _COMMON_END.search(words) or bool(_FOREIGN.search(words)))
    return marked or alone or not strict


def is_place(words: str, lexicon: Lexicon) -> bool:
    """Whether `words` are a country, a region or a well-known city."""
    return only_places(words) or any(
        place.words.casefold() == words.casefold() for place in places_in(words, lexicon)
    )


#: A word that a house made up, whatever it ends with: "ICQuarxhaus".
_MADE_UP = re.compile(r"[A-ZÄÖÜ]{2}[a-zäöüß]|[a-zäöüß][A-ZÄÖÜ]")


def trimmed(core: str, lexicon: Lexicon) -> str | None:
    """`core` without leading articles, titles and words for what a company is; None when nothing is left."""
    kind, german = lexicon.one("kind_noun"), lexicon.language == "de"
    if german and (service := _SERVICE_OF.match(core)):
        core = core[service.end() :]
    while core:
        first, _, rest = core.partition(" ")
        article = first.casefold().strip("’'") in lexicon.articles
        role = kind.fullmatch(first) and not rest[:1].islower() and not _MADE_UP.search(first)
        compound = rest[:1].isupper() and "-" in first and is_generic(first.rpartition("-")[2], lexicon)
        named = german and bool(role or compound)
        title = rest and lexicon.one("title_word").match(first)
        if not (article or named or title) or (first == "The" and rest) or INSTITUTION.match(core):
            return core if any(letter.isalpha() for letter in core) else None
        core = rest
    return None
