"""The names of places that stand in a text: longest first at each word, codes only where they stand apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vendorgraph.exchange.reading.gazetteer import STATES, Name, Token, gazetteer, key, tokens
from vendorgraph.exchange.reading.places.regions import region_at, site_of
from vendorgraph.exchange.reading.places.towns import town
from vendorgraph.exchange.reading.row import collapsed

_INITIALS = re.compile(r"\b((?:[A-ZÉ]\.\s?){1,4}[A-ZÉ])(?:\.|(?![\w]))")
_ON_MAIN = re.compile(r"(?<=Frankfurt )a\. ?M\.")
_FRENCH_US = re.compile(r"\b[ÉE]\.?\s?-\s?U\.?(?:\s?-\s?A\.?)?(?!\w)")  # "É.-U."
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAGS_AT_ENDS = re.compile(rf"^\W*{_FLAG.pattern}[^\w(\[*]*|[^\w)\].*]*{_FLAG.pattern}\s*$")
_FLAGS = 0x1F1E6 - ord("A")
#: Names of several countries that are no region of their own here.
_GROUPS = {
    "dach": "Germany, Austria, Switzerland",
    "benelux": "Belgium, Netherlands, Luxembourg",
    "scandinavia": "Denmark, Norway, Sweden",
    "skandinavien": "Denmark, Norway, Sweden",
    "scandinavie": "Denmark, Norway, Sweden",
    "baltics": "Estonia, Latvia, Lithuania",
    "baltikum": "Estonia, Latvia, Lithuania",
}
_SEVERAL = re.compile(rf"\b({'|'.join(_GROUPS)})\b(?:-(?:Region|Raum|Länder))?", re.I)
#: States whose codes are those of countries too; of "DE" and "MT" behind a town the country is as likely.
_STATES_FIRST = STATES - {"DE", "MT"}
#: The last words of the towns of those two that companies sit in: other towns are hardly theirs.
_OF_DELAWARE = (
    "wilmington dover newark lewes middletown claymont smyrna milford georgetown hockessin beach castle"
)
_OF_MONTANA = "billings missoula bozeman falls helena butte kalispell whitefish"
_HARDLY_STATES = {"DE": frozenset(_OF_DELAWARE.split()), "MT": frozenset(_OF_MONTANA.split())}
_PROVINCES = frozenset(["BC", "ON", "QC", "AB"])
#: Cantons, two letters behind a town of Switzerland: "Bern BE" is not in Belgium.
_OF_SWITZERLAND = "AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH"
_CANTONS = frozenset(_OF_SWITZERLAND.split())
#: Codes of number plates that are no codes of countries.
_PLATES = {
    "D": "DE",
    "A": "AT",
    "F": "FR",
    "I": "IT",
    "B": "BE",
    "L": "LU",
    "E": "ES",
    "S": "SE",
    "N": "NO",
    "P": "PT",
}
#: Words of ordinary speech that would be codes where a text is nothing but codes.
_SPEECH = (
    "and et or nr no id in is it so to at be me my as by do an am la il "
    "are can per fin nor pan sur tun est arm col dom ben mac mar gin"
)
_WORDS = frozenset(_SPEECH.split())
#: Codes of countries that are spoken of as something else: words beside them make them that ("AI processing").
_ACRONYMS = frozenset(
    (
        "AD",
        "AI",
        "BI",
        "CC",
        "CD",
        "CI",
        "CR",
        "HR",
        "ID",
        "IO",
        "IT",
        "MS",
        "PM",
        "PR",
        "PS",
        "QA",
        "SC",
        "TV",
    )
)
_NEVER = ("CV", "KI")  # of applicants, and of machines that learn
#: Codes that are words of speech where anything but places stands beside them: "GP practices", "search (AI)".
_SPOKEN_CODES = frozenset(("AI", "GP", "ML"))
#: What the adjective of a country makes one that has a place.
_DESCRIBED = (
    r"(?:(?:web|cloud|mail)?-?servers?n?|server-?standorte?n?|serveurs?|data ?cent(?:er|re)s?|rechenzentr(?:um|en)|"
    r"centres? de données|hosting|hoster|hébergement|hébergeurs?|cloud|infra(?:structure|struktur)|soil|boden|sol|"
    r"territory|territoire|region|compan(?:y|ies)|corporation|entity|provider|vendor|supplier|firm|group|parent|"
    r"subsidiary|unternehmens?|firma|gesellschaft|anbieter|dienstleister|konzern|mutter\w*|tochter\w*|sociétés?|"
    r"entreprises?|prestataires?|fournisseurs?|éditeurs?|groupe|filiale|entité|maison mère|société mère)\b"
)
_DESCRIBED_AFTER = re.compile(rf"[ -](?:[\w/-]+ )?{_DESCRIBED}", re.I)
_DESCRIBED_BEFORE = re.compile(rf"\b{_DESCRIBED} $", re.I)
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]+")  # notes
_EDITOR = re.compile(r"\[[^\[\]:]*:[^\[\]]*\]")  # "[VERIFY: where are the backups?]"
_APART = re.compile(r"(?:^|[,;/|()\[\]:.·•\n–—]|\s[-+&])\s*$")  # what a code stands behind
_BEHIND_SLASH = re.compile(r"\w/$")
_APART_AFTER = re.compile(r"\s*(?:$|[,;/|()\[\]:.·•\n–—]|-\s|(?<=\s)[+&]\s)")  # and before


@dataclass(frozen=True, slots=True)
class Item:
    """A name that stands in the text from `start` to `end`."""

    name: Name
    words: str
    start: int
    end: int

    @property
    def only(self) -> str:
        """Its first place, the only one unless the name is ambiguous."""
        return self.name.places[0]


_PIPELINES = re.compile(r"\bCI ?/ ?CD\b")  # of software, and no country


def plain(words: str) -> str:
    """`words` with initials joined: "U.S.A." is "USA"."""
    text = collapsed(_SUPERSCRIPT.sub(" ", _EDITOR.sub("", words)).replace("\n", " ; "))
    text = _FRENCH_US.sub("USA", _PIPELINES.sub(" ", text))
    text = _ON_MAIN.sub("am Main", _of_plates(text))
    apart = "(" not in text  # "🇩🇪 Acme", while "EU (🇩🇪 Germany)" has its brackets
    text = _FLAG.sub(lambda flag: _code_of_flag(flag[0], apart=apart), text)
    text = _SEVERAL.sub(lambda group: _GROUPS[group[1].lower()], text)
    return _INITIALS.sub(_joined, text)


def _code_of_flag(flag: str, *, apart: bool) -> str:
    """The code of a flag, in brackets where it is to stand apart from the word behind it, which may be no place."""
    code = "".join(chr(ord(letter) - _FLAGS) for letter in flag)
    return f" ({code}) " if apart and code != "EU" else f" {code} "


def _joined(initials: re.Match[str]) -> str:
    """Initials as one word, but for those by which a source leaves the place open: "S.O." for "sans objet"."""
    meant = gazetteer().names.get(key(initials[0]))
    letters = re.sub(r"[.\s]", "", initials[1])
    return initials[0] if letters == "SA" or (meant and meant.sort == "open") else letters  # "Acme S.A."


#: Codes of countries that, alone, more likely say what something is for: "HR", "IT".
DOUBLE = frozenset(["HR", "IT", "PR", "AI", "BI", "ML", "CI", "CD", "QA", "TV"])
#: Those that say it in a bracket too, of countries where hardly any vendor is: "Acme (AI)".
TASKS = frozenset(["AI", "BI", "CD", "TV"])
#: Codes of three letters that lists write for countries; others in a bracket behind a name are more likely its own.
_USUAL_CODES = (
    "USA GBR DEU FRA IRL NLD CHE AUT BEL LUX ESP ITA POL SWE DNK NOR FIN PRT CAN AUS JPN SGP IND ISR CHN "
    "BRA KOR ZAF NZL CZE HUN ROU BGR GRC HRV EST LVA LTU SVK SVN MEX ARG TUR UKR ARE HKG TWN UAE EEA EWR EEE "
    "MLT CYP ISL LIE PHL IDN MYS VNM THA EGY MAR TUN COL CHL PAK BGD SRB GEO"
)
_USUAL = frozenset(_USUAL_CODES.split())


def is_acronym(bracket: str) -> bool:
    """Whether what stands in a bracket behind a name is letters of its own rather than a code of a country: "(ASM)"."""
    return bool(re.fullmatch("[A-Z]{3}", bracket)) and bracket not in _USUAL


def without_flags(text: str) -> tuple[str, str]:
    """(`text` without the flags at its ends, the codes of those): "🇩🇪 Acme" is Acme and DE."""
    ends = _FLAGS_AT_ENDS.findall(text)
    if not ends:
        return text, ""
    return _FLAGS_AT_ENDS.sub("", text), re.sub(r"[()]", "", plain(" ".join(ends))).strip()


def _of_plates(text: str) -> str:
    """Words that are nothing but codes, "D" among them, with those of number plates as countries: "D, A, CH"."""
    codes = re.findall(r"[^\W_]+", text)
    if "D" not in codes or not all(code in _PLATES or code in gazetteer().codes for code in codes):
        return text
    return re.sub(r"[^\W_]+", lambda code: _PLATES.get(code[0], code[0]), text)


def scan(text: str) -> tuple[list[Item], list[Token]]:
    """Every name in the text, longest first at each word, and the words that are none."""
    names = gazetteer()
    words = tokens(text)
    bare = all(
        token.raw.upper() in names.codes
        and token.raw not in _WORDS
        and (token.raw.isupper() or token.raw.lower() not in _WORDS)
        and (len(token.raw) == 2 or token.raw.isupper() or token.raw.islower())
        for token in words
    )
    items: list[Item] = []
    rest: list[Token] = []
    at = 0
    while at < len(words):
        item, taken = _longest(text, words, at, bare=bare)
        if item is not None:
            items.append(item)
        elif not words[at].raw.isdigit():
            rest.append(words[at])
        at += taken
    return items, rest


def _longest(text: str, words: Sequence[Token], at: int, *, bare: bool) -> tuple[Item | None, int]:
    names = gazetteer()
    first = words[at]
    if region := region_at(text, first.start):
        meant, code, end = region
        return Item(meant, code, first.start, end), sum(token.start < end for token in words[at:])
    if site := site_of(text, words, at):
        return Item(site, first.raw, first.start, first.end), 1
    if (of_country := names.adjectives.get(first.norm)) and _describes(text, first):
        return Item(of_country, first.raw, first.start, first.end), 1
    for length in names.lengths.get(first.norm, (1,)):
        if length > len(words) - at:
            continue
        last = words[at + length - 1]
        joined = " ".join(token.norm for token in words[at : at + length])
        found = names.names.get(joined)
        if found and found.sort == "filler" and (code_name := _of_code(text, words, at, bare=bare)):
            found = code_name if first.raw.isupper() or bare else found
        if found and _fits(found, text, words, at, length):
            return Item(found, text[first.start : last.end], first.start, last.end), length
        if length == 1 and (found := _of_code(text, words, at, bare=bare)):
            return Item(found, first.raw, first.start, first.end), 1
    return None, 1


def _describes(text: str, adjective: Token) -> bool:
    """Whether an adjective of a country is that of servers or of a company: "German servers", "société française"."""
    before = text[max(0, adjective.start - 40) : adjective.start]
    return bool(_DESCRIBED_AFTER.match(text, adjective.end) or _DESCRIBED_BEFORE.search(before))


#: Names of places that are words too.
EVERYDAY = re.compile(r"(?:Island|Man|Nice|Split|Tours|Central|Brest)\b")


def _fits(found: Name, text: str, words: Sequence[Token], at: int, length: int) -> bool:
    """A name spans no comma or semicolon, begins with a capital unless it is an everyday word, and stands alone."""
    first, last = words[at], words[at + length - 1]
    if re.search(r"[,;()|:]", text[first.start : last.end]) and found.sort != "open":
        return False
    if found.sort in ("city", "state", "ambiguous") and not first.raw[0].isupper():
        return text[: first.start].strip() == ""
    follows = at > 0 and words[at - 1].raw[0].isupper() and text[words[at - 1].end : first.start] == " "
    before = " ".join(token.norm for token in words[max(0, at - 1) : at])
    known = not follows or before in gazetteer().names or words[at - 1].raw in gazetteer().codes
    return known or not EVERYDAY.fullmatch(first.raw)


def _of_code(text: str, words: Sequence[Token], at: int, *, bare: bool) -> Name | None:
    """A code in capitals; in small letters only where the whole text is codes ("us", "de, fr")."""
    token = words[at]
    if at and re.fullmatch(r"\d{4}", words[at - 1].raw) and len(token.raw) == 2 and at + 1 < len(words):
        return None  # a Dutch postal code: 1011 DJ Amsterdam
    if (
        at
        and token.raw in _CANTONS
        and text[words[at - 1].end : token.start] == " "
        and _is_swiss(words[at - 1])
    ):
        return Name("state", ("CH",), "is a canton of")
    raw = token.raw.upper() if bare else token.raw
    if raw in _NEVER:
        return None
    found = gazetteer().codes.get(raw)
    if at and text[words[at - 1].end : token.start] == ", " and words[at - 1].raw[:1].isupper():
        if raw in _PROVINCES and found is None:
            return Name("state", ("CA",), "is a province of")
        if raw in STATES and found is None:
            before = gazetteer().names.get(words[at - 1].norm)
            australian = raw == "WA" and before is not None and "AU" in before.places  # "Perth, WA"
            return Name("state", ("AU",) if australian else ("US",), "is a state of")
        if raw in _STATES_FIRST and found and _is_of_neither(words, at, found):
            return Name("state", ("US",), "is a state of")
    if raw not in STATES:
        iso = found is not None and "ISO" in found.why and not bare
        return None if iso and not _stands_apart(text, words, at) else found
    state = Name("state", ("US",), "is a state of")
    after = text[token.end : token.end + 7]
    if re.match(r",? \d{5}\b", after) or re.match(r",? (USA?|United)\b", after):
        return state
    if at and re.fullmatch(r",? ?", text[words[at - 1].end : token.start]) and not bare:
        prior = gazetteer().names.get(words[at - 1].norm) or gazetteer().codes.get(words[at - 1].raw)
        pair = gazetteer().names.get(" ".join(word.norm for word in words[max(0, at - 2) : at]))
        place = pair or prior
        if place and place.sort in ("city", "ambiguous", "state") and "US" in place.places:
            return state
        if found and _is_among_countries(text, words, at):
            return found
        if found and raw in _HARDLY_STATES:
            return state if words[at - 1].norm in _HARDLY_STATES[raw] else found
        if place is None or place.sort == "filler":
            return Name("ambiguous", tuple(dict.fromkeys(("US", *found.places)))) if found else state
    return found


def _is_among_countries(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether a code is one of several with slashes between that are no states: "DE/AT/FR"."""
    near = [(at, at + 1)] if at + 1 < len(words) else []
    return any(
        text[words[one].end : words[other].start] == "/"
        and words[other].raw in gazetteer().codes
        and words[other].raw not in STATES
        for one, other in near
    )


def _is_swiss(word: Token) -> bool:
    found = gazetteer().names.get(word.norm)
    return found.places == ("CH",) if found and found.places else town(word.raw) == "CH"


def _is_of_neither(words: Sequence[Token], at: int, code: Name) -> bool:
    """Whether a town, and nothing but it, stands before a code that is of another country: "Dublin, CA"."""
    names = gazetteer().names
    before = names.get(" ".join(word.norm for word in words[max(0, at - 2) : at])) or names.get(
        words[at - 1].norm
    )
    last = at + 1 == len(words) or words[at + 1].raw not in gazetteer().codes
    return bool(before and before.sort == "city" and last and not {"US", *code.places} & set(before.places))


def _begins_country(words: Sequence[Token]) -> bool:
    """Whether words begin with a country of several words: "République tchèque" behind its flag."""
    names = gazetteer().names
    lengths = (one for one in gazetteer().lengths.get(words[0].norm, ()) if 1 < one <= len(words))
    found = (names.get(" ".join(word.norm for word in words[:length])) for length in lengths)
    return any(one is not None and one.sort == "country" for one in found)


def _stands_apart(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether nothing but separators and names of places is beside a code: "Jina AI Ltd" is not in Anguilla."""
    known = gazetteer()
    if words[at].raw in _SPOKEN_CODES and not all(map(_names_place, words)):
        return False
    before = at == 0 or _APART.search(text[: words[at].start])
    after = _APART_AFTER.match(text, words[at].end)
    if _BEHIND_SLASH.search(text[: words[at].start]) and words[at - 1].raw in known.codes:
        return words[at].raw not in _ACRONYMS  # "EU/AU infrastructure"
    near = [words[at - 1]] if not before else []
    near += (
        [words[at + 1]] if not after and at + 1 < len(words) and not _begins_country(words[at + 1 :]) else []
    )
    if words[at].raw in _ACRONYMS:
        return all(map(_names_place, near))
    return all(one.norm in known.names or one.raw in known.codes or one.raw.isdigit() for one in near)


def _names_place(word: Token) -> bool:
    """Whether a word is a place of its own rather than one that goes with places, as "processing"."""
    found = gazetteer().names.get(word.norm) or gazetteer().codes.get(word.raw)
    return found is not None and found.sort not in ("filler", "outside", "open")
