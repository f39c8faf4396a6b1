"""Names that the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vendorgraph.exchange.policy_text.dictionary import is_word
from vendorgraph.exchange.policy_text.lexicon import Hit, Lexicon
from vendorgraph.exchange.policy_text.name import CAPITALISED, FORM_BEHIND, PLAIN, Name, resolved
from vendorgraph.exchange.policy_text.naming import INSTITUTION, is_name, trimmed

_QUOTED = re.compile(r"[„“”\"«‘]\s?(?P<name>[^„“”\"»«‘’]{2,40}?)\s?[“”\"»’]")
_SMALL = re.compile(r" ([a-z][\w-]{4,})(?=\s*[.,;(]|\s+(?:in|aus|mit|von|für|zusammen|ab|ein|auf)\b)")
#: A French body whose name goes on in small letters, so that its first word alone names nobody: "Agence nationale du …".
_BODY_CUT = re.compile(
    r"(?:Agence|Observatoire|Office|Institut|Centre|Conseil|Comité|Fédération|Caisse|Chambre|Service|École|Établissement|Union"
    r"|Ligue|Fonds|Direction|Bureau|Commission|Autorité|Délégation|Inspection|Académie|Bibliothèque|Mission|Syndicat|Société)"
    r" [a-zà-ÿ]"
)
_AND = r"(?:and|et|und|sowie|ainsi qu[’'](?:à|au|aux)|or|ou|oder)"
#: A German house behind an article, and one that only its place or its doctor makes a house: "Zentrum für Radiologie Celle".
_INSTITUTION_AHEAD = re.compile(
    rf"\s+(?:d(?:ie|as|er|em|en)\s+)?(?={INSTITUTION.pattern}"
    r"|\w*[Zz]entrum für [A-ZÄÖÜ]\w+ (?!Ihr|Unser)[A-ZÄÖÜ]|\w+verein (?!Ihr|Unser)[A-ZÄÖÜ]|Labor Dr\. [A-ZÄÖÜ])"
)
#: A French body with small words in its name, or a practice with all its partners: "Office de tourisme de Valmont",
#: "SCP Garnier et Morel".
FRENCH_BODY = re.compile(
    r"(?:Office|Centre|Maison|Société(?= des Amis)|Comité|Chambre|Caisse|Institut|Syndicat|Agence|Bureau|Fédération|Association"
    rf"|Groupement|Confédération|Atelier|Service|Banque|Secours|Mission|Ligue|Foyer|Club|Centrale|Croix-Rouge)"
    rf"(?: (?:[a-zà-ÿ]+|[dl][’'][a-zà-ÿ]+)){{1,4}}? (?:d[eu]s? |d[’']|la |le ){{0,2}}{CAPITALISED}"
    rf"|(?:Association|Fédération|Syndicat|Comité|Société|Organisme|Union|Groupement|Institut|Centre|Agence)"
    rf"(?: (?:[a-zà-ÿ-]+|[dl][’'][a-zà-ÿ-]+)){{1,9}} (?=\([A-Z]{{3,8}}\))"
    rf"|(?:SCP|SELARL|SELAS|SELURL|SCM) {CAPITALISED}"
)
#: A word for what a body is with the adjectives of its place: "Transports publics lausannois".
_FRENCH_OF = re.compile(
    r"(?:Transports?|Croix-Rouge|Banques?|Messageries?|Imprimeries?|Laboratoires?|Éditions|Assurances?|Secours|Services?|Fédération"
    r"|Confédération|Ateliers?|Transporteurs?|Taxis?|Garages?|Presses?|Archives)"
    r"(?: [a-zà-ÿ-]+(?:ais|aises?|ois|oises?|iens?|iennes?|ains?|aines?|ins?|ines?|iques?|aires?"
    r"|ales?|aux|els?|elles?|ics))+(?![\w-])"
)
#: Behind these a noun without an article has the n of the plural: "von Lindner" is a name, "von Kindern" none.
_DATIVE = re.compile(r"\b(?:von|bei|mit)$")
_NO_PLURAL = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]{3,}er$")
#: German: small places behind a short name: "PVS quarxburg-zorpstadt".
PLACES_BEHIND = re.compile(r" [a-zäöüß]{4,}(?:-[a-zäöüß]{4,})+(?=[\s,.;)]|$)")
#: The number of a department that ends a French name: "Secours 74".
_NUMBER = re.compile(r" \d{2,3}(?=[,.;)]\s|[.;]?$)")
#: The second half of a name with a bar: "Kite | The Care Company".
_BARRED = re.compile(rf" \| (?:The )?{CAPITALISED}")
#: What may stand between two words of one cell.
_GAP = re.compile(r"(?:[ \xa0](?! )|\n *)")
_FOR_WHAT = re.compile(r" (?:for|pour|für) (?=[A-ZÀ-Þ])")
#: A phrase that goes on behind its first word: "Analytics providers: Aggregated usage statistics".
_GOES_ON = re.compile(
    r" (?!(?:and|et|und|or|ou|oder|for|pour|für|in|en|à|au|aus|via|with|avec|mit)\b)[a-zà-ÿ]"
)
#: Where a name without a legal form ends: behind it stands another one, or what it is for.
_BEYOND = re.compile(r" (?:and|et|und|or|ou|oder|for|für|pour|in|at|Ihre[rnms]?|[Uu]nsere[rnms]?) ")
_FOR_INSIDE = re.compile(rf"[^ ]+ for (?:the )?{CAPITALISED}")
_TO_DO = re.compile(r" to [a-z]+ ")
#: "(hosting)", "for chat", "à Lyon", "in the north"
_BEHIND = (
    r"(?:\s*\([^()]{1,40}\)|\s(?:in the|im|au|à l[a’']|in der|dans l[e’']) ?[\w-]{3,12}"
    r"|\s(?:for|pour|für) (?:[a-zà-ÿ’'-]+ ?){1,5}?|\s(?:à|in|en|au|aux) [A-ZÀ-Þ][\w-]+)?"
)
#: Where the company before it sits, at the end of a French name: "Kestrel English à Malte".
_TOWN = re.compile(r" à (?:New |La |Le |Les |Saint-)?[A-ZÀ-Þ][\w-]+$")
#: A name in small letters at the end of an enumeration: "an Rauch oder quello.".
_SMALL_JOINED = re.compile(r" (?:und|oder|sowie) (?P<name>[a-z][a-z-]{4,})(?=\s*[.,;)]|$)")
#: A name that begins with small letters among others: "easyQuill".
_CAMEL = re.compile(r"[a-z]{3,6}[A-Z](?!nn)[a-z]{2,}")
_ITEM = rf"(?:{CAPITALISED}|{_CAMEL.pattern})"
#: What no name has that ends a list of names: "Acme, Quill Charity, your council or your doctor".
_OTHERS = (
    r"(?:your|our|the|other|further|local|votre|vos|notre|nos|d[’']autres|Ihre?n?|unsere?n?|andere|weitere)"
    r" [a-zà-ÿA-ZÄÖÜ][\wà-ÿ -]{2,40}?"
)
#: "…, or, for gas, Acme"
_FOR_THIS = r"(?:,? (?:for|pour|für) [\w-]+,)"
_JOINED = re.compile(
    rf"{_BEHIND}\s*,?\s+{_AND}{_FOR_THIS}?"
    r"(?:\s+(?:à|au|aux|the|las?|les?|die|der|das|den|dem|to|with|by|par|avec|chez|an|mit|bei))?\s+"
    rf"|{_BEHIND}\s*,\s+(?={_ITEM}{_BEHIND}(?:,\s+{_ITEM}{_BEHIND}){{0,8}},?\s+(?:{_AND}|{_OTHERS}(?:,|\s{_AND}))\s)"
)
_LISTED = re.compile(
    rf"{_BEHIND}\s*(?:(?:,\s+{_AND}|,|;|{_AND})\s*{_FOR_THIS}?\s+(?:the |la |le |die |der )?|/\s*)(?={_ITEM})"
)  # behind a colon

#: Before a thing of whom the sentence named before: "LinkedIn … by its Insight Tag".
_ITS = re.compile(r"\s*(?:its|their|son|sa|ses|leurs?|seine?[nmrs]?)\s(?=[A-ZÀ-Þ])")
#: Behind these stands what else is spoken of: "run by Acme, and for Gold Cards we ask …".
_AND_FOR = re.compile(r"(?:for|pour|für)\s")
_THE = re.compile(r"\s(?:the )?The (?=[A-Z])")
_OPENS_A_LIST = re.compile(
    r"(?::|\((?:e\.g\.,?|for example|such as|z\. ?B\.|etwa|wie|par exemple|p\. ?ex\.|notamment|comme)?) *$",
    re.IGNORECASE,
)

#: Where a sentence no longer says to whom something is given.
_STOPS_GIVING = re.compile(
    r"[.;:](?!\w)|[,)]\s+(?:(?:et|and|und)\s+)?(?:nous|we|wir|vous|you)\b"
    r"|\b(?:située?s?|sise?s?|implantée?s?|basée?s?|established|located|based|ansässig)\b",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(rf"{CAPITALISED}$")
_GOES_ON_GIVING = re.compile(r"\s*(?:,|\bet|\bou)\s+(?:à|aux?|to)\b")
#: Triggers behind which German, too, writes a name alone.
_WORDS_OF_A_TITLE = 5
_STRONG = (
    "provider-is",
    "provider-for-is",
    "works-with",
    "hosted-at",
    "our-partner",
    "is-it",
    "mostly",
    "makers-send",
)


#: An article or comma behind what something is tells no name: "das System des Shops", "Abschleppdienste, Marktforscher".
_OF_THE = re.compile(r"\s(?:des|dem)\s|,\s")


def names_by_context(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Names that only the words around them tell."""
    for section in ("trigger", "kind_noun"):
        for hit in lexicon.hits(section, text):
            if section == "kind_noun" and _FOR_WHAT.match(text, hit.end):
                continue  # "Agency for Access to …" says what it is for
            if section == "kind_noun" and lexicon.language != "de" and _in_a_name(text, hit.start):
                continue
            of_the = lexicon.language == "de" and _OF_THE.match(text, hit.end)
            strict = bool(of_the) if section == "kind_noun" else hit.entry.key not in _STRONG
            yield from _items(text, hit.end, hit.entry.id, lexicon) if hit.entry.key == _TITLES else ()
            yield from run_of_names(text, hit.end, hit.entry.id, lexicon, strict)
    yield from _given_on(text, lexicon)
    for found in PLAIN.finditer(text):
        for entry in lexicon.section("apposition"):
            if entry.pattern.match(text, found.end()) and not _says_nothing(
                text, found, entry.key, lexicon.language
            ):
                strict = entry.key not in ("on-behalf", "which-receives")
                words = found[0].removeprefix("The ")
                yield from accepted(found.end() - len(words), words, entry.id, lexicon, strict)


_TITLES = "lent-to-titles"  # behind it stand names of titles and bodies, which may have small words
_TITLE_ITEM = re.compile(r"(?:L[ae]s? |L[’'])?(?P<name>[A-ZÀ-Þ][^,;.:()]{1,40})")


def _items(text: str, at: int, why: str, lexicon: Lexicon) -> Iterator[Name]:
    """The items of a list up to its end, small words and all: "Le Monde quarxien, Zorps sans frontières"."""
    listed = re.compile(r"[^.;:()]*").match(text, at)
    for item in re.finditer(r"[^,]+", listed[0]) if listed and "," in listed[0] else ():
        words = re.split(r" (?:et|ou) (?=[A-ZÀ-Þ])", item[0].strip())[0]
        if (title := _TITLE_ITEM.fullmatch(words)) and len(words.split()) <= _WORDS_OF_A_TITLE:
            start = at + item.start() + item[0].index(words) + title.start("name")
            yield from accepted(start, title["name"], why, lexicon, strict=False)


def _given_on(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Further names to whom a sentence says that something is given: "sent to your school, to X, which …, and to Y"."""
    for verb in lexicon.hits("gives_on", text):
        for hit in lexicon.hits("given_on", text):
            between = text[min(verb.end, hit.start) : max(verb.start, hit.end)]
            apart = _STOPS_GIVING.search(between) or _town_behind(text, hit)
            if not apart and (hit.start >= verb.end or lexicon.language == "de"):
                yield from run_of_names(text, hit.end, hit.entry.id, lexicon, strict=True)


def _town_behind(text: str, hit: Hit) -> bool:
    """Whether one French word behind "à" is where the name before it sits: "confié à Acme Services, à Ivry"."""
    named = _NAME_BEFORE.search(text, max(0, hit.start - 60), hit.start)
    one = PLAIN.match(text, hit.end + 1)
    alone = (
        hit.words.startswith(",")
        and hit.words.count(" ") < 2
        and one is not None
        and " " not in one[0]
        and not one[0].isupper()
    )
    return bool(alone and named and one and not _GOES_ON_GIVING.match(text, one.end()))


def _in_a_name(text: str, start: int) -> bool:
    """Whether a word for what a company is has a capital in the midst of a sentence: "Companies House"."""
    before = text[:start].rstrip(" ")
    ended = before[-1:] in '.:;!?•–—-|(«“"\n' or before.endswith((" The", " the"))
    return text[start].isupper() and bool(before) and not ended


#: Ends of German verbs, adjectives and small words.
_GERMAN_WORD = re.compile(
    r"(?:en|et|t|e|er|es|em|n|ig|isch|lich|bar|los|sam|weise|s|ch|ob|zu|als|an|auf|und|um|ab)$"
)


def small_names(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Names without a capital behind a word for what they are: "auf der Plattform casavi."."""
    for hit in lexicon.hits("kind_noun", text):
        found = _SMALL.match(text, hit.end)
        if found and not _GERMAN_WORD.search(found[1]) and found[1] not in lexicon.articles:
            yield Name(found.start(1), found.end(1), found[1], "context", hit.entry.id, *resolved(found[1]))


_FIRM = re.compile(rf"\bFirma (?P<name>{CAPITALISED})")
#: A practice by its partners: "unsere Steuerberatung Quill & Partner".
_PRACTICE = re.compile(
    r"\b\w*(?:[Ss]teuerberat(?:ung|er)|[Ss]teuerbüro|[Kk]anzlei|[Rr]echtsanwält(?:e|en)|[Nn]otare?n?|[Aa]rchitekten|[Ww]irtschaftsprüfern?)"
    r" (?:ist |sind |heißt )?(?:die |der )?(?P<name>[A-ZÄÖÜ][\wäöüß-]+(?:, [A-ZÄÖÜ][\wäöüß-]+)? & [A-ZÄÖÜ][\wäöüß-]+)"
)


def firms(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """What follows "Firma" is a name even where it is made of nouns, and so are the partners of a practice."""
    for found in _FIRM.finditer(text):
        words = _BEYOND.split(found["name"])[0]
        if words.split()[0].casefold() not in lexicon.articles:
            start = found.start("name")
            yield Name(start, start + len(words), words, "context", "behind Firma", *resolved(words))
    for found in _PRACTICE.finditer(text):
        words = found["name"]
        yield Name(
            found.start("name"), found.end("name"), words, "context", "behind a practice", *resolved(words)
        )


def newspapers(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Newspapers by the words that such names end with: "der Heide-Anzeiger"."""
    for hit in lexicon.hits("newspaper", text):
        yield Name(hit.start, hit.end, hit.words, "context", hit.entry.id, *resolved(hit.words))


#: What ends the name of a body although all its words are plain: "the Student Loans Company".
_BODY = re.compile(
    r".*\b(?:Company|Agency|Authority|Bureau|Association|Bank|Trust|Society|Union|Fund|Foundation|Register|Institute)"
)


def _is_an_office(words: str, key: str, language: str) -> bool:
    """Whether plain words say who in a house gets something: "The Managing Director receives your letter"."""
    plain = all(is_word(word.lower(), language) for word in words.split())
    return key in ("receives", "is-told") and (language == "de" or (plain and not _BODY.fullmatch(words)))


#: Behind these a name of several words begins a sentence.
_OF_SEVERAL_WORDS = frozenset({"provides-us", "analyses-ours", "receives", "is-told"})


def _says_nothing(text: str, found: re.Match[str], key: str, language: str) -> bool:
    """Whether the name's capital is that of a sentence's start, which says nothing but beside "is our provider"."""
    if key in ("is-our", "on-behalf", "which-receives") or (
        key in _OF_SEVERAL_WORDS and " " in found[0] and not _is_an_office(found[0], key, language)
    ):
        return False
    return found.start() == 0 or text[: found.start()].rstrip(" ")[-1:] in ".:;!?\n"


def run_of_names(text: str, at: int, why: str, lexicon: Lexicon, strict: bool) -> Iterator[Name]:
    """The name at `at`, and those joined to it by commas and "and"."""
    joint = _LISTED if _OPENS_A_LIST.search(text, max(0, at - 24), at) else _JOINED
    while True:
        name = _name_at(text, at, why, lexicon, strict)
        if name is None or (joint is _LISTED and _is_a_phrase(text, name)):
            return
        yield name
        joined = None if FORM_BEHIND.search(name.words) else joint.match(text, name.end)
        yield from _small_joined(text, name.end, why, lexicon)
        if not joined or _AND_FOR.match(text, joined.end()):
            return
        at = joined.end()


def _small_joined(text: str, at: int, why: str, lexicon: Lexicon) -> Iterator[Name]:
    """The German name in small letters that an enumeration of names ends with."""
    found = _SMALL_JOINED.match(text, at) if lexicon.language == "de" else None
    if found and not _GERMAN_WORD.search(found["name"]) and not found["name"].endswith(("wo", "hin", "her")):
        words = found["name"]
        yield Name(found.start("name"), found.end("name"), words, "context", why, *resolved(words))


def _is_a_phrase(text: str, name: Name) -> bool:
    """Whether words behind a colon or bracket go on as a phrase, or are a part of what the name before them offers."""
    if name.vendor is not None or name.why.endswith("-work"):
        return False
    return bool(_GOES_ON.match(text, name.end)) or name.words.endswith((" API", " APIs"))


def _name_at(text: str, at: int, why: str, lexicon: Lexicon, strict: bool) -> Name | None:
    """The name that begins at `at`, behind an article and words for what it is."""
    if _ITS.match(text, at):
        return None
    the = _THE.match(text, at)  # of "The Software Forge" no word is an article
    lead = None if the else _lead(lexicon).match(text, at)
    begin = the.end() if the else lead.end() if lead else at
    whole, taken = _house_or_quoted(text, at, begin, why, lexicon)
    if taken:
        return whole
    found = PLAIN.match(text, begin) or _CAMEL.match(text, begin)
    if not found and lead:
        gap = _GAP.match(text, at)
        begin = gap.end() if gap else at
        found = PLAIN.match(text, begin)
    if not found:
        return None
    alone = found[0] if _is_whole(found, text) else _BEYOND.split(found[0])[0]
    if lexicon.language == "fr":
        alone = _TOWN.sub("", alone)
    kept = trimmed(alone, lexicon)
    if not kept:
        return None
    if lexicon.language == "de" and _DATIVE.search(text, max(0, at - 5), at) and found.start() <= at + 1:
        strict = strict and not _NO_PLURAL.search(kept)
    if lexicon.language == "fr" and kept == found[0] and (of := _FRENCH_OF.match(text, found.start())):
        kept = alone = of[0]
    start = found.start() + len(alone) - len(kept)
    if lexicon.language == "fr" and " " not in kept and _BODY_CUT.match(text, start):
        return None
    if (
        lexicon.language == "de"
        and kept.isupper()
        and (place := PLACES_BEHIND.match(text, start + len(kept)))
    ):
        kept += place[0]
    number = (
        _NUMBER.match(text, start + len(kept)) if lexicon.language == "fr" and alone == found[0] else None
    )
    kept += number[0] if number else ""
    if (barred := _BARRED.match(text, start + len(kept))) and text.count("|") == 1:
        kept += barred[0]
    named_kind = bool(lead and lexicon.one("kind_noun").search(lead[0]))
    return _one(start, kept, why, lexicon, strict and not named_kind)


def _is_whole(found: re.Match[str], text: str) -> bool:
    """Whether small words are part of a name: of a German house, or "for" before what is asked: "Tilling for Gold to print"."""
    asked = _FOR_INSIDE.fullmatch(found[0]) and _TO_DO.match(text, found.end())
    return bool(INSTITUTION.match(found[0]) or asked)


def _house_or_quoted(text: str, at: int, begin: int, why: str, lexicon: Lexicon) -> tuple[Name | None, bool]:
    """(name, whether the place holds one) of a German house, a French body or a name in quotes."""
    if lexicon.language == "de" and (house := _INSTITUTION_AHEAD.match(text, at)):
        whole = PLAIN.match(text, house.end())
        words = re.split(r" (?:und|in) ", whole[0])[0] if whole else ""
        return _one(house.end(), words, why, lexicon, strict=False), True
    if lexicon.language == "fr" and (body := FRENCH_BODY.match(text, begin)):
        return _one(begin, body[0], why, lexicon, strict=False), True
    if quoted := _QUOTED.match(text, begin):
        return _one(quoted.start("name"), quoted["name"], why, lexicon, strict=False), True
    return None, False


@cache
def _lead(lexicon: Lexicon) -> re.Pattern[str]:
    """What may stand between a trigger and a name, in one cell: articles, small words, what it is, "called"."""
    nouns = [*lexicon.section("kind_noun"), *lexicon.section("house_noun")]
    kind = f"(?:{'|'.join(entry.pattern.pattern for entry in nouns)})"
    articles = "|".join(sorted(lexicon.articles, key=len, reverse=True))
    gap = _GAP.pattern
    return re.compile(
        rf"{gap}?,?{gap}?(?:(?i:{articles})(?:{gap}|[’']{gap}?)){{0,2}}(?:(?:[a-zà-ÿ-]+{gap}){{0,3}}?{kind}{gap}"
        rf"(?:(?!for |pour |für )[a-zà-ÿ’'-]+{gap}){{0,2}}?"
        rf"(?:(?i:{articles}|called|named|nommée?|namens){gap})?(?=[„“\"«‘A-ZÀ-Þ0-9]))?"
    )


def accepted(start: int, words: str, why: str, lexicon: Lexicon, strict: bool) -> Iterator[Name]:
    """The name that `words` at `start` are, if they can name a company."""
    if name := _one(start, words, why, lexicon, strict):
        yield name


#: Words that no family has for a name: "Heidi Health" is a house.
_TRADE = re.compile(
    r" (?:Health|Healthcare|Care|Medical|Software|Systems|Solutions|Group|Energy|Insurance|Consulting|Media|Design|Notes"
    r"|Photography|Catering|Coaches|Santé|Conseil|Énergie|Assurances|Technik|Reisen|Steuerberatung)$"
)


#: German: where a name has ended: "Zustell-GmbH Namen", "Acme Ihre Anschrift".
_ENDS = re.compile(r"(?<=-GmbH) (?!&)|(?<=-AG) |(?<=-KG) | (?=(?:Ihre?[nmrs]?|Ihnen|Sie)(?:\s|$))")


def _one(start: int, words: str, why: str, lexicon: Lexicon, strict: bool) -> Name | None:
    """The name, unless it is a word that never names a company."""
    bare = words.lstrip("*_ ")  # the emphasis of Markdown
    start += len(words) - len(bare)
    words = re.sub(r"[’']s?$", "", bare.rstrip(".,’'*_ "))
    words = _ENDS.split(words)[0] if lexicon.language == "de" else words
    vendor, service = resolved(words)
    person = vendor is None and lexicon.one("person").match(words) and not _TRADE.search(words)
    named = is_name(words, lexicon, strict and vendor is None)
    if person or not (named or vendor):
        return None
    return Name(start, start + len(words), words, "context", why, vendor, service)
