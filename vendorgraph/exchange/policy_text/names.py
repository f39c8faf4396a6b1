"""Names of companies in running text: of the catalogue, by legal form, or by what stands beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.places import places_in
from vendorgraph.exchange.reading.places import only_places
from vendorgraph.exchange.vendors import Vendor, catalogue, normalised, without_legal_form

_TOKEN = re.compile(r"[^\W_](?:[\w&+]*[\w+])?|&")
_LONGEST = 8  # words of the longest name in the catalogue that counts
_HOST = r"[A-Za-z0-9][\w-]*\.(?:com|org|net|io|ai|de|fr|eu|app|co|ch|at|dev|so|me|tv|be|nl|uk)(?![\w-])"
_CAPITAL = rf"(?:{_HOST}|[A-ZÀ-ÖØ-Þ][\w’'&.+-]*[\w+]|[A-ZÀ-ÖØ-Þ]|\d+[A-Za-zÀ-ÿ][\w-]*|[a-z]{{1,2}}[A-Z]\w+)"
_LINK_WORD = r"(?:&|\+|et|and|und|of|the|de|du|des|d’|d'|la|le|les|à|für|for|von|der|y|e|in|at)"
CAPITALISED = rf"{_CAPITAL}(?: (?:{_LINK_WORD} ){{0,2}}{_CAPITAL}){{0,6}}"
_GERMAN_FORMS = (
    r"GmbH & Co\. ?KGa?A?|gGmbH|GmbH|mbH & Co\. ?KG|mbH|SE & Co\. ?KGa?A?|AG & Co\. ?KG|KGaA"
    r"|UG \(haftungsbeschränkt\)|UG|OHG|KG|GbR|e\. ?K\.|e\. ?V\.|e\. ?U\.|eG"
)
_ENGLISH_FORMS = (
    r"Inc\.?(?!\w)|Incorporated|L\.?L\.?C\.?(?!\w)|L\.?L\.?P\.?(?!\w)|Corp\.?(?!\w)|Corporation|Pty\.? Ltd\.?|Pte\.? Ltd\.?"
    r"|Private Limited|Unlimited Company|Co\.,? Ltd\.?|Ltd\.?(?!\w)|Limited|[Pp]lc|PLC|PBC"
)
_ROMANCE_FORMS = (
    r"S\.à ?r\.l\.? et Cie,? S\.C\.A\.|S\.?A\.?S\.?U?\.?(?![\w])|S\.à ?r\.l\.|Sàrl|SARL|SELARL|S\.A\.R\.L\.|EURL|SNC"
    r"|SCOP|SCIC|Scop|S\.C\.A\.|SCA|s\.c\.a\.|S\.p\.A\.|S\.r\.l\.?|SRL|SpA|S\.L\.U?\.?|S\.A\.|SA"
)
_OTHER_FORMS = (
    r"NV|N\.V\.|BV|B\.V\.|A/S|ApS|ASA|AS|AB|Oyj?|OÜ|UAB|SIA|d\.o\.o\.|s\.r\.o\.|a\.s\.|Sp\. z o\.o\.|Kft\.?|AG|SE|ULC|DAC"
    r"|L\.P\.|Coop"
)
FORM = rf"(?:{_ROMANCE_FORMS}|{_GERMAN_FORMS}|{_ENGLISH_FORMS}|{_OTHER_FORMS})"
_WITH_FORM = re.compile(
    rf"(?P<core>{CAPITALISED}|[a-zà-ÿ][\w-]{{3,}})(?P<aside> \([^()]{{1,40}}\))?,?(?: [-–])? (?P<form>{FORM})(?![\w-])"
)
_FORM_BEHIND = re.compile(rf"(?: \([A-Z]\w{{1,20}}\))?,? {FORM}(?![\w-])(?:,? {FORM}(?![\w-]))?")
_PLAIN = re.compile(CAPITALISED)
#: A name of several words with small words behind it.
LED_BY_A_NAME = re.compile(rf"(?P<name>{CAPITALISED}) [a-zà-ÿ]")
_QUOTED = re.compile(r"[„“”\"«‘]\s?(?P<name>[^„“”\"»«‘’]{2,40}?)\s?[“”\"»’]")
_AND = r"(?:and|et|und|sowie|ainsi qu[’'](?:à|au|aux)|or|ou|oder)"
_BEHIND = r"(?:\s*\([^()]{1,40}\))?"  # "(hosting)"
_JOINED = re.compile(
    rf"{_BEHIND}\s*,?\s+{_AND}(?:\s+(?:à|au|aux|the|la|le|die|der))?\s+"
    rf"|{_BEHIND}\s*,\s+(?={CAPITALISED}{_BEHIND}(?:,\s+{CAPITALISED}{_BEHIND}){{0,8}},?\s+{_AND}\s)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A company's or product's name at [start, end) of a text; `why` says what made it one.

    `vendor` is its row of the catalogue, `service` the usual name of the product if it names one.
    `by` is "catalogue", "form" (a legal form) or "context".
    """

    start: int
    end: int
    words: str
    by: str
    why: str
    vendor: Vendor | None = None
    service: str | None = None


def names_in(text: str, lexicon: Lexicon) -> list[Name]:
    """Every name in `text`, in order; of overlapping ones the longest that the catalogue or a form tells."""
    found = [*_known(text), *_with_form(text, lexicon)]
    if first := glued(text):
        found.append(first)
    found = _settled(found)
    context = [] if text.isupper() else list(_by_context(text, lexicon))
    found = [name for name in found if not _plain_word(name, text, context)]
    found += [name for name in context if not _overlaps(name, found)]
    found += [name for name in _beside_known(text, found, lexicon) if not _overlaps(name, found)]
    return sorted(_settled(found), key=lambda name: name.start)


_ONLY_NAMES = re.compile(
    rf"\s*(?:[-–•*]\s+)?{CAPITALISED}(?:(?:, |,? (?:and|et|und|or|ou|oder|&) ){CAPITALISED}){{1,8}}\.?\s*"
)


def _beside_known(text: str, found: list[Name], lexicon: Lexicon) -> Iterator[Name]:
    """Unknown names in a line that is nothing but names, one of them known: "Zendesk and Quillpost"."""
    if len(text) < 120 and any(name.by == "catalogue" for name in found) and _ONLY_NAMES.fullmatch(text):
        at = 0
        for part in re.split(r", |,? (?:and|et|und|or|ou|oder|&) ", text):
            start = text.index(part, at)
            words = part.strip(" .-–•*")
            yield from _accepted(
                text.index(words, start), words, "beside a known vendor", lexicon, strict=True
            )
            at = start + len(part)


def _plain_word(name: Name, text: str, context: list[Name]) -> bool:
    """Whether a name of the catalogue is an ordinary word here: nothing beside it makes it a name."""
    if name.by != "catalogue" or not catalogue().is_word(name.words):
        return False
    alone = re.fullmatch(r"[\W\d]*", text[: name.start]) and re.fullmatch(
        r"\W*(?:\([^)]*\))?\W*", text[name.end :]
    )
    return not alone and not _overlaps(name, context)


def resolved(words: str) -> tuple[Vendor | None, str | None]:
    """(vendor, usual name of the product) of the catalogue that `words` as a whole name."""
    known = catalogue()
    return known.find(words), known.service(words)


@cache
def _spoken() -> dict[str, list[str]]:
    """Normalised words -> the ways in which the catalogue writes them."""
    found: dict[str, list[str]] = defaultdict(list)
    for words, _ in catalogue().spoken():
        found[normalised(words)].append(words)
    return found


@cache
def _starts() -> dict[str, list[str]]:
    """First three letters -> names, longest first, for text whose table borders were lost."""
    found: dict[str, list[str]] = defaultdict(list)
    for words, _ in catalogue().spoken():
        if len(words) > 3 and not catalogue().is_word(words):
            found[words[:3]].append(words)
    return {key: sorted(names, key=len, reverse=True) for key, names in found.items()}


def _known(text: str) -> Iterator[Name]:
    """Names of the catalogue, the longest at each place."""
    tokens = [(found.start(), found.end(), normalised(found[0])) for found in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        name = _known_at(text, tokens, at)
        if name is None:
            at += 1
            continue
        yield name
        while at < len(tokens) and tokens[at][0] < name.end:
            at += 1


def _known_at(text: str, tokens: list[tuple[int, int, str]], at: int) -> Name | None:
    start, best = tokens[at][0], None
    key = ""
    for last in range(at, min(at + _LONGEST, len(tokens))):
        if last > at and not _one_name(text, tokens[last - 1], tokens[last]):
            break
        key = f"{key} {tokens[last][2]}".strip()
        end = tokens[last][1]
        if key in _spoken() and _written_as_a_name(text[start:end], _spoken()[key]):
            best = end
    if best is None:
        return None
    if "(" in text[start:best] and text[best : best + 1] == ")":
        best += 1
    if behind := _FORM_BEHIND.match(text, best):
        best = behind.end()
    words = text[start:best]
    vendor, service = resolved(words)
    if vendor is None:
        words_alone = _FORM_BEHIND.sub("", words)
        vendor, service = resolved(words_alone)
    return Name(start, best, words, "catalogue", "catalogue", vendor, service) if vendor else None


def _one_name(text: str, before: tuple[int, int, str], after: tuple[int, int, str]) -> bool:
    """Whether what stands between two words may stand inside a name."""
    gap = text[before[1] : after[0]]
    if len(gap) > 3 or any(mark in gap for mark in ";:!?\n\t|"):
        return False
    if "(" in gap and text[after[1] : after[1] + 1] != ")":
        return False
    return not (gap.startswith(". ") and len(before[2]) > 4)


def _written_as_a_name(words: str, spellings: list[str]) -> bool:
    """Capitalised, or exactly as the catalogue writes it; short capitals and plain words only exactly."""
    if any(words == spelling for spelling in spellings):
        return True
    if all(
        catalogue().is_word(spelling) or (spelling.isupper() and len(spelling) <= 5) for spelling in spellings
    ):
        return False
    return words[:1].isupper() or words[:1].isdigit()


def glued(text: str) -> Name | None:
    """The vendor whose name begins a line and runs into the next cell: "ZendeskHelp desk"."""
    for words in _starts().get(text[:3], ()):
        if text.startswith(words) and re.match(r"[A-Z][a-z]", text[len(words) :]):
            vendor, service = resolved(words)
            return Name(0, len(words), words, "catalogue", "catalogue", vendor, service)
    return None


def _with_form(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Names that end in a legal form."""
    for found in _WITH_FORM.finditer(text):
        start = found.start()
        core = found["core"]
        if core[:1].islower() and (core in lexicon.articles or len(found["form"]) < 2):
            continue
        kept = trimmed(core, lexicon)
        if kept is None:
            continue
        if parts := _two_names(kept):
            left, kept = parts
            yield from _accepted(text.index(left, start), left, "beside a legal form", lexicon, strict=False)
        start += len(core) - len(kept)
        words = text[start : found.end()]
        if re.search(r"[A-Z]{2}\.$|\w{3}(?<!Inc)(?<!Ltd)(?<!orp)\.$", words):
            words = words[:-1]  # the full stop is the sentence's
        vendor, service = resolved(words)
        yield Name(start, start + len(words), words, "form", f"legal form {found['form']}", vendor, service)


def _two_names(core: str) -> tuple[str, str] | None:
    """ "One Vendor and Other House" as two names; None for one name, as "Smith and Sons"."""
    for joint in re.finditer(r" (?:and|et|und|or|ou|oder|von) (?:l[ae] |die |der |the )?", core):
        left, right = core[: joint.start()], core[joint.end() :]
        if "von" in joint[0] or catalogue().find(left) or (" " in left and " " in right):
            return left, right
    return None


def trimmed(core: str, lexicon: Lexicon) -> str | None:
    """`core` without leading articles, titles and words for what a company is; None when nothing is left."""
    kind, german = lexicon.one("kind_noun"), lexicon.language == "de"
    while core:
        first, _, rest = core.partition(" ")
        article = first.casefold().strip("’'") in lexicon.articles
        role = kind.fullmatch(first) and not rest[:1].islower()
        noun = rest[:1].isupper() and lexicon.one("german_noun").match(first)
        named = german and bool(role or noun)
        title = rest and lexicon.one("title_word").match(first)
        if not (article or named or title) or (first == "The" and rest):
            return core if any(letter.isalpha() for letter in core) else None
        core = rest
    return None


#: Triggers behind which German, too, writes a name alone.
_STRONG = ("provider-is", "works-with", "hosted-at")


def _by_context(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """Names that only the words around them tell."""
    for section in ("trigger", "kind_noun"):
        for hit in lexicon.hits(section, text):
            strict = section == "trigger" and hit.entry.key not in _STRONG
            yield from _run(text, hit.end, hit.entry.id, lexicon, strict)
    for found in _PLAIN.finditer(text):
        for entry in lexicon.section("apposition"):
            if entry.pattern.match(text, found.end()) and not _sentence_start(text, found.start(), entry.key):
                strict = entry.key not in ("on-behalf", "which-receives")
                yield from _accepted(found.start(), found[0], entry.id, lexicon, strict)


def _sentence_start(text: str, at: int, key: str) -> bool:
    """A capital at the start of a sentence says nothing, except beside "is our provider"."""
    return key not in ("is-our", "on-behalf", "which-receives") and (
        at == 0 or text[:at].rstrip(" ")[-1:] in ".:;!?\n"
    )


def _run(text: str, at: int, why: str, lexicon: Lexicon, strict: bool) -> Iterator[Name]:
    """The name at `at`, and those joined to it by commas and "and"."""
    while True:
        name = _name_at(text, at, why, lexicon, strict)
        if name is None:
            return
        yield name
        joined = _JOINED.match(text, name.end)
        if not joined:
            return
        at = joined.end()


def _name_at(text: str, at: int, why: str, lexicon: Lexicon, strict: bool) -> Name | None:
    """The name that begins at `at`, behind an article and words for what it is."""
    kind = lexicon.one("kind_noun").pattern
    articles = "|".join(sorted(lexicon.articles, key=len, reverse=True))
    lead = _lead(kind, articles).match(text, at)
    begin = lead.end() if lead else at
    if quoted := _QUOTED.match(text, begin):
        words = quoted["name"]
        return _one(quoted.start("name"), words, why, lexicon, strict=False)
    found = _PLAIN.match(text, begin)
    if not found and lead:
        begin = at + len(text[at:]) - len(text[at:].lstrip())
        found = _PLAIN.match(text, begin)
    if not found:
        return None
    alone = re.split(r" (?:and|et|und|or|ou|oder) ", found[0])[0]
    kept = trimmed(alone, lexicon)
    if not kept:
        return None
    named_kind = bool(lead and re.search(kind, lead[0]))
    return _one(found.start() + len(alone) - len(kept), kept, why, lexicon, strict and not named_kind)


@cache
def _lead(kind: str, articles: str) -> re.Pattern[str]:
    """What may stand between a trigger and a name: articles, small words, what it is, "called"."""
    return re.compile(
        rf"\s*,?\s*(?:(?i:{articles})(?:\s+|[’']\s*)){{0,2}}(?:(?:[a-zà-ÿ-]+\s+){{0,3}}?{kind}\s+"
        rf"(?:[a-zà-ÿ’'-]+\s+){{0,2}}?(?:(?i:{articles}|called|named|nommée?|namens)\s+)?(?=[„“\"«‘A-ZÀ-Þ0-9]))?"
    )


def _accepted(start: int, words: str, why: str, lexicon: Lexicon, strict: bool) -> Iterator[Name]:
    if name := _one(start, words, why, lexicon, strict):
        yield name


def _one(start: int, words: str, why: str, lexicon: Lexicon, strict: bool) -> Name | None:
    """The name, unless it is a word that never names a company."""
    words = re.sub(r"[’']s?$", "", words.rstrip(".,’'"))
    if not is_name(words, lexicon, strict):
        return None
    vendor, service = resolved(words)
    return Name(start, start + len(words), words, "context", why, vendor, service)


def is_name(words: str, lexicon: Lexicon, strict: bool = True) -> bool:
    """Whether capitalised `words` can name a company: no law, authority, standard, place, month or noun.

    German writes every noun with a capital; a `strict` reading there asks for a mark of a name.
    """
    if len(words) < 2 or not re.search(r"[A-Za-zÀ-ÿ]{2}", words) or words.casefold() in lexicon.articles:
        return False
    first = words.split()[0]
    if _stopped(words, lexicon) or _stopped(first, lexicon) or is_generic(words, lexicon):
        return False
    if any(entry.pattern.fullmatch(words) for entry in lexicon.section("group")):
        return False
    if lexicon.one("month").match(first) or is_place(words, lexicon) or first.casefold() in lexicon.articles:
        return False
    if lexicon.language == "de":
        return _is_german_name(words, lexicon, strict)
    return True


def _stopped(words: str, lexicon: Lexicon) -> bool:
    """Whether words are a law, an authority, a standard or the like."""
    return any(entry.pattern.match(words) for entry in lexicon.section("stop"))


def is_generic(words: str, lexicon: Lexicon) -> bool:
    """Whether every word is one for a kind of service or of people."""
    generic = lexicon.one("generic")
    return all(generic.match(word) for word in re.findall(r"[^\W\d_][\w-]*", words))


_INSTITUTION = re.compile(
    r"(?:Sparkasse|Volksbank|Universität|Hochschule|Stiftung|Institut|Klinikum|Stadtwerke|Kanzlei) [A-ZÄÖÜ]"
)
#: Ends that German nouns rarely have, and nouns that have them all the same.
_FOREIGN_END = re.compile(r"(?:[aioyux]|ify|ly)$")
_GERMAN_WITH_VOWEL = re.compile(
    r"\w*(?:firma|thema|schema|komma|kamera|klima|info|foto|video|audio|logo|büro|konto|auto|demo|porto|euro|intro|büro"
    r"|fax|index|mix|ehe|knie|galerie|kopie|party|story|handy|hobby|menü|schau|bau|zoo|du|zu|wo|so|da|ja)$",
    re.IGNORECASE,
)


def _is_german_name(words: str, lexicon: Lexicon, strict: bool) -> bool:
    nouns = [word for word in words.split() if word[:1].isupper()]
    if _INSTITUTION.match(words):
        return True
    if nouns and all(lexicon.one("german_noun").match(word) for word in nouns):
        return False
    two_words = len(nouns) > 1 and not any(lexicon.one("german_noun").match(word) for word in nouns)
    if two_words and " ".join(nouns) == words:
        return True
    if len(nouns) == 1 and _FOREIGN_END.search(words) and not _GERMAN_WITH_VOWEL.match(words):
        return True
    marked = bool(re.search(r"\d|[a-z][A-Z]|&|\.[a-z]{2,}$|^[A-Z]{3,}$", words))
    return marked or not strict


def is_place(words: str, lexicon: Lexicon) -> bool:
    """Whether `words` are a country, a region or a well-known city."""
    return only_places(words) or any(
        place.words.casefold() == words.casefold() for place in places_in(words, lexicon)
    )


def _overlaps(name: Name, others: list[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


def _settled(found: list[Name]) -> list[Name]:
    """Without names inside longer ones; a known company wins over its own name with more words around it."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda name: (-(name.end - name.start), name.by != "catalogue")):
        if not _overlaps(name, kept):
            kept.append(_with_group(name))
    return kept


def _with_group(name: Name) -> Name:
    """A legal form whose core is a name of the catalogue names that company."""
    if name.vendor is None and (vendor := catalogue().find(without_legal_form(name.words))):
        return replace(name, vendor=vendor)
    return name
