"""From the words for a place to countries, regions or `unknown`, each with the reason.

What is decided here: "EU (Amsterdam)" is the Netherlands and the reason tells the EU; a region that
merely follows its country ("Dublin, Ireland (EU)") adds nothing; "outside the EU" names no place;
a name of several places ("Georgia") is `unknown` unless another word decides; a blank, "Varies" and
"region chosen by the customer" are `unknown`; "Worldwide" is the region of that name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vendorgraph.exchange.reading.gazetteer import STREET, Name, Token
from vendorgraph.exchange.reading.places.beside import negated, of_group, of_people, of_seat
from vendorgraph.exchange.reading.places.bounds import adds_nothing, is_bound
from vendorgraph.exchange.reading.places.placewords import Item, plain, scan
from vendorgraph.exchange.reading.places.postcodes import country_of_postcode
from vendorgraph.exchange.reading.places.refined import place_named, refined
from vendorgraph.exchange.reading.places.slips import spelled
from vendorgraph.exchange.reading.places.towns import county, town, towns_in
from vendorgraph.exchange.reading.row import PlaceWords
from vendorgraph.exchange.vendors import catalogue
from vendorgraph.model.places import UNKNOWN, members, name

_DENIED = "says only where the data are not"
_SITS = "says only where the company sits"
_MARKS = re.compile(r"\s*(?:[,;:(]|\s[–—-]\s|(?<=\))\s|\s(?:with|mit|avec|including|inklusive|y compris)\s)")
_LONGEST = 300  # characters of words for places that stand first in others
_WORDS_OF_START = re.compile(
    r"^(\S+(?: \S+)?) (?=möglich|possible|available|konfiguriert|configured|configurée?\b|eingestellt|gewählt|selected)"
)
#: Instruments whose names hold places that are none of the data: "EU-US DPF", "EU SCCs", "UK Addendum".
_INSTRUMENT = re.compile(
    r"\b(?:(?:EU|UE|UK|EEA|EWR|US|CH|Swiss|Suisse|Schweiz\w*)[\s/–-]*(?:and |und |et )?){1,3}(?:U\.?S\.?A?\.?[\s–-]*)?"
    r"(?:SCCs?|Standardvertragsklauseln|Standarddatenschutzklauseln|Standard (?:Contractual|Data Protection) Clauses|DPF|"
    r"Data Privacy Framework|Privacy Shield|International Data Transfer|Addendum|IDTA|GDPR|DSGVO|RGPD|adequacy|"
    r"Angemessenheits\w+|Data Bridge|Extension|DPA|AVV|Garantien?|guarantees?|safeguards?|Datenschutz(?:rahmen|schild)\w*)\b"
    r"|\b(?:Data Privacy Framework|DPF)\s*\((?=[^()]*(?:EU|UE)[\s–-]*U\.?S)[^()]*\)"
    r"|\b(?:SCCs?|CCT|DPF|clauses contractuelles types|décision d['’]adéquation|adequacy decision|Angemessenheitsbeschluss\w*|"
    r"Data Privacy Framework|Privacy Shield|Datenschutz(?:rahmen|schild)\w*|"
    r"(?:cadre|bouclier)(?: de protection(?: des données)?)?)"
    r"\s*\(?(?:de l['’])?(?:EU|UE)(?:[\s–-]+(?:U\.?S\.?A?\b\.?|États-Unis))?\b"
    r"|\b(?:Standardvertragsklauseln|Standarddatenschutzklauseln|model clauses)\s+(?:der|of the)\s+EU\b|\bEU model clauses\b"
    r"|\bEU[\s–-]+U\.?S\.?A?\.?[\s–-]+Datenschutzabkommen\b|\baccord UE[\s–-]+(?:US|USA|États-Unis)\b"
    r"|\bEU[\s–-]+US & Swiss[\s–-]+US (?:Data Privacy Framework|DPF)\b"
    r"|(?-i:\b(?:SCCs?|CCT|DPF|BCRs?|SCK|IDTA)\b)"
    r"|(?-i:\b(?:PCI[ -]DSS|ISO(?:/IEC)?[ -]?\d{4,5}|NF [A-Z]?\d[\d-]*|SOC ?[12]|TISAX|HIPAA|SecNumCloud)\b)"
    r"|\b(?:Standardklauseln|"
    r"Standardvertragsklauseln|Standarddatenschutzklauseln|Standard Contractual Clauses|Clauses Contractuelles Types|"
    r"Angemessenheitsbeschl[uü]ss\w*)\b"
    r"|\b(?:EU|UE|European)[\s–-]+(?:Kommission|Commission)\b|\bCommission européenne\b|\bEuropäische\w? Kommission\b"
    r"|(?-i:\bRU\b)(?=[\s:(–—-]{1,4}(?:décision d['’])?adéquation)",  # the UK, as French abbreviates it
    re.I,
)
#: What is offered, or in which country decided, beside a place: "USA with EU data residency", "Irland (DPF certified (US))".
_OFFERED = re.compile(
    r"\b(?:with|on|mit|avec) (?:EU|UE|US|UK)[\s-]+(?:data[\s-]+residency|Datenresidenz|Hosting)\b"
    r"|\b(?:adequacy(?: decision| regulations)?|Angemessenheitsbeschluss\w*|décision d['’]adéquation)\s*"
    r"(?:\(|(?:for|für|pour)\s+)?"
    r"(?:the |die |das |la |le |l['’]|(?:der|de l['’]) ?(?:EU|UE) (?:für|for|pour) )*"
    r"(?:USA?|UK|Schweiz|Switzerland|Suisse|Royaume-Uni|United Kingdom|Vereinigte[sn]? Königreich|Japan|Japon|États-Unis)\b\)?"
    r"|\b(?:DPF[- ](?:certified|zertifiziert|Zertifizierung)|certifiée? DPF)\s*\([^()]*\)",
    re.I,
)
#: Where else a text speaks of it: "see Section 7, International transfers".
_ELSEWHERE = re.compile(
    r"[–—(,;-]?\s*\b(?:see|siehe|vgl\.?|voir|cf\.?) (?:also |auch |aussi )?(?:the |der |die |la |l['’])?"
    r"(?:section|clause|article|annex|appendix|schedule|abschnitt|ziffer|ziff\.|anlage|anhang|annexe|§)[^;|)\n]*",
    re.I,
)
#: A company by its legal form: its name holds places that are none of the data ("Stripe Payments Europe Ltd").
_COMPANY = re.compile(
    r"\b[A-Z][\w&.'’-]*(?: [A-Z&][\w&.'’-]*){1,5},? "
    r"(?:Ltd|Limited|LLC|Inc|Incorporated|GmbH|AG|SE|SARL|S\.à r\.l|SAS|SA|BV|B\.V|PLC|plc|Corp|Pty|"
    r"Unlimited Company|ULC|OÜ|AB|Oy|ApS|A/S|NV)(?![\w-])\.?"
    r"|\b[A-Z][\w&.'’-]*[a-z][\w&'’-]*,? (?:Ltd|Limited|LLC|Inc|GmbH|SARL|SAS|BV|NV|PLC|Pty|OÜ|Oy|ApS|A/S)(?![\w-])\.?"
)
#: A company that data go through: "via Stripe Payments Europe".
_THROUGH = re.compile(
    r"\b(?:via|through|über|durch|operated by|betrieben von|opéré par)\s+([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){1,4})"
)
#: Who does not say it: "Not disclosed by Acme Ireland".
_WITHHELD = re.compile(
    r"\s*(?:not (?:publicly )?(?:disclosed|stated|specified|published|communicated)|undisclosed|nicht (?:offengelegt|angegeben|"
    r"mitgeteilt|veröffentlicht)|non (?:communiquée?|précisée?|divulguée?|publiée?)s?) (?:by|von|durch|vom|par)\b",
    re.I,
)
#: What a part of a cell denies: "no shop data is stored at the edge".
_SEAM = re.compile(r"(?<=[a-zà-ÿ)])(?=[A-ZÀ-Þ])")  # between two words that were glued together
_DENIES = re.compile(r"\s*(?:no|none|not|kein\w*|nicht|aucune?|pas)\b", re.I)
_KINDS = (
    ("access", re.compile(r"\b(access|remote|support|acc[eè]s|zugriff|fernzugriff|fernwartung|assistance)", re.I)),
    ("storage", re.compile(r"(?<!self[ -])(?<!auto-)(?<!selbst )\b(stor(?:age|ed|ing)|hosting|hosted|at rest|stockage|"
r"stock[eé]|h[eé]berg\w+|"
r"\w*speicher\w*|gespeichert|gehostet|backup)", re.I)),
    ("processing", re.compile(r"\b(process(?:ing|ed)|trait(?:ement|[eé])|verarbeit\w+)", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One place that words came to: a country's code, a region's id or `unknown`."""

    place: str
    kind: str | None
    words: str
    why: str


def read_places(words: PlaceWords | str) -> tuple[Place, ...]:
    """The places that words name, never none: what cannot be told is `unknown` with the reason."""
    asked = isinstance(
        words, PlaceWords
    )  # where nothing asks for places, a word near to a country's name is no slip
    written = words if isinstance(words, PlaceWords) else PlaceWords(words)
    spelt, slips = spelled(written.words) if asked else (written.words, {})
    written = replace(written, words=_with_seams(spelt))
    found: dict[tuple[str, str | None], Place] = {}
    bound: set[tuple[str, str | None]] = set()
    parts = list(_by_kind(written))
    for part, kind in [one for one in parts if not _DENIES.match(one[0])] or parts:
        for place in _places(part):
            placed = replace(_as_written(place, slips), kind=kind)
            known = found.get((placed.place, kind))
            if known is None or (known.place != UNKNOWN and known.words not in placed.words):
                found.setdefault((placed.place, kind), placed)
                bound |= {(placed.place, kind)} if is_bound(part) else set()
    if adds_nothing([at[0] for at in bound], [at[0] for at in found if at not in bound]):
        found = {at: place for at, place in found.items() if at not in bound}
    if len(found) > 1:
        found = {at: place for at, place in found.items() if not place.why.endswith(_SITS)} or found
    return tuple(found.values())


def _as_written(place: Place, slips: Mapping[str, str]) -> Place:
    """A place by the name that its source spelled wrong, where it did."""
    slip = slips.get(place.words)
    if slip is None:
        return place
    return replace(place, words=slip, why=f"{slip!r} is taken for {place.words!r}, misspelled")


def _with_seams(words: str) -> str:
    """Places that were glued together where each had a box of its own, "FranceItaly", with a mark between them."""
    parts = _SEAM.split(words)
    return "; ".join(parts) if len(parts) > 1 and all(map(only_places, parts)) else words


@lru_cache(maxsize=20_000)
def only_places(words: str) -> bool:
    """Whether words name places and nothing else, as "USA" or "EU (Amsterdam)"."""
    items, rest = scan(plain(words))
    sorts = {item.name.sort for item in items}
    return bool(sorts - {"filler", "outside"}) and not rest


@lru_cache(maxsize=20_000)
def mostly_places(words: str) -> bool:
    """Whether words name places and hardly anything else, as "USA; Belgium for EU workspaces"."""
    items, rest = scan(plain(words))
    named = sum(item.name.sort not in ("filler", "outside", "open") for item in items)
    return named > 0 and len(rest) <= min(named, 3)


#: For whose data a place is, or on what it depends: "Ireland for customers in the EU", "EU/USA depending on routing".
_FOR_WHOM = re.compile(
    r" (?:for|für|pour) (?:\w+ ){0,2}(?:customers|users|clients|accounts|kunden|nutzer|konten|utilisateurs|comptes)\b"
    r"| (?:depending|dependent|depends|abhängig|en fonction|suivant)\b",
    re.I,
)


_FOR_WHAT = re.compile(r" (?:for|für|pour) ", re.I)  # behind "Hosted in Germany"


@lru_cache(maxsize=20_000)
def place_at_start(words: str) -> str:
    """The most of words, up to a mark between them, that names places and nothing else: "Ireland (EU)"; "" for none."""
    if len(words) > _LONGEST:
        words = words[:_LONGEST]  # a list of places is short; a text is not looked at mark by mark
    ends = sorted(match.start() for match in (*_MARKS.finditer(words), *_FOR_WHOM.finditer(words)))
    spoken = [words[: match.start()] for match in _FOR_WHAT.finditer(words)]
    spoken = [head for head in spoken if kind_told(head)]
    heads = [words, *(words[:at] for at in reversed(ends)), *_WORDS_OF_START.findall(words), *spoken]
    return next((head for head in heads if is_place(head)), "")


def names_place(words: str) -> bool:
    """Whether words name a place that is known: "None" does not."""
    return any(place.place != UNKNOWN for place in read_places(words))


def denied(words: str) -> bool:
    """Whether words say only where data are not: "outside of France"."""
    return all(place.why.endswith(_DENIED) for place in read_places(words))


def leaves_eea(words: str, besides: Collection[str] = ()) -> bool:
    """Whether words name a place outside of the European Economic Area and of those besides, or none that is known."""
    inside = members("EEA", dt.date.today()) | {"EU", "EEA", *besides}
    return any(place.place not in inside for place in read_places(words))


def is_town(words: str) -> bool:
    """Whether words name towns and nothing else, not even their country: "Dublin", "Bonn"."""
    return only_places(words) and all(item.name.sort in ("city", "filler") for item in scan(plain(words))[0])


def is_town_of(words: str) -> bool:
    """Whether words are a town, with or without its country behind a comma: "Bonn", "San Francisco, USA"."""
    town, comma, country = words.rpartition(", ")
    return is_town(words) or bool(comma and is_town(town) and country_of(country)[0] == country_of(words)[0])


def is_place(words: str) -> bool:
    """Whether words are places, a known one among them, and nothing else."""
    return only_places(words) and names_place(words)


def seat_words(words: str) -> list[str]:
    """The places that words give as a company's seat: "US" of "US-incorporated"."""
    text = plain(words)
    named = [item for item in scan(text)[0] if item.name.sort not in ("filler", "outside", "open")]
    seats = [item for item in named if of_seat(item, text)]
    return [item.words if names_place(item.words) else name(item.only) for item in seats]


def country_of(words: str) -> tuple[str | None, str]:
    """The one country that words name, as a seat needs it, with the reason; None when it is not one."""
    found = read_places(words)
    countries = [place for place in found if place.place not in (UNKNOWN,) and len(place.place) == 2]
    if len({place.place for place in countries}) == 1 and countries[0].place not in ("EU", "UK"):
        return countries[0].place, countries[0].why
    return None, found[0].why if len(found) == 1 else f"{words!r} names {len(found)} places"


def _by_kind(written: PlaceWords) -> Iterator[tuple[str, str | None]]:
    """The parts of a cell that speak of storage, processing or access apart, when it has such parts."""
    parts = [part for part in re.split(r"[;\n|]|(?<=\)),|\s/\s", written.words) if part.strip()]
    parts = [one for part in parts for one in (part.split(",") if _of_several_kinds(part) else [part])]
    parts = [part for part in parts if re.search(r"\w", without_instruments(part))]
    kinds = [kind_told(part) for part in parts]
    if len(parts) > 1 and any(kinds):
        current = written.kind
        for part, kind in zip(parts, kinds, strict=True):
            current = kind or written.kind
            yield part, current
    else:
        yield written.words, written.kind


def without_instruments(words: str) -> str:
    """`words` with blanks for instruments, companies and cross-references, whose names hold places of no data."""
    text = _ELSEWHERE.sub(_blanks, _INSTRUMENT.sub(_blanks, words))
    offered = _ELSEWHERE.sub(_blanks, _INSTRUMENT.sub(_blanks, _OFFERED.sub(_blanks, words)))
    for other in (offered, text):
        apart = _THROUGH.sub(_without_company, _COMPANY.sub(_blanks, other))
        if any(item.name.sort in ("region", "country", "city") for item in scan(apart)[0]):
            return apart
    return text


def _without_company(through: re.Match[str]) -> str:
    return _blanks(through) if catalogue().find(through[1]) else through[0]


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def kind_told(words: str) -> str | None:
    """What words say happens at a place: storage, processing or access; None when they do not say."""
    return next((kind for kind, said in _KINDS if said.search(words)), None)


def _of_several_kinds(part: str) -> bool:
    """Whether the pieces between commas each say what happens where: "hosting in Germany, support from India"."""
    pieces = part.split(",")
    return len(pieces) > 1 and all(kind_told(piece) and names_place(piece) for piece in pieces)


@lru_cache(maxsize=20_000)
def _places(words: str) -> tuple[Place, ...]:
    text = without_instruments(plain(words))
    if not re.search(r"\w", text):
        return (Place(UNKNOWN, None, words, "the source leaves the place blank"),)
    if _WITHHELD.match(text):
        return (Place(UNKNOWN, None, words, f"{words!r}: the source does not say"),)
    if ";" in text and STREET.search(text):
        return tuple(
            dict.fromkeys(place for part in text.split(";") if part.strip() for place in _places(part))
        )
    items, rest = scan(text)
    if STREET.search(text):
        items, rest = _of_address(items), []
    named = _decided([item for item in items if item.name.sort not in ("filler", "outside")], text)
    named = [item for item in named if not (of_people(item, text) or of_group(item, text))] or named
    seats = [item for item in named if of_seat(item, text)]
    if named and len(seats) == len(named):
        return (Place(UNKNOWN, None, words, f"{words!r} {_SITS}"),)
    named = [item for item in named if item not in seats]
    outside = [item for item in items if item.name.sort == "outside"]
    kept = [item for item in named if not negated(item, items, outside, text)]
    if named and not kept:
        return (Place(UNKNOWN, None, words, f"{words!r} {_DENIED}"),)
    places = list(_told(refined(kept, text), text))
    if all(place.place == UNKNOWN for place in places) and (told := country_of_postcode(text)):
        code, written, what = told
        places.append(Place(code, None, written, f"{written!r} {what} {place_named(code)}"))
    if all(item.name.sort == "ambiguous" for item in kept) and (not places or places[0].place == UNKNOWN):
        named_towns = towns_in(text) or (towns_in(text.rpartition(",")[2]) if STREET.search(text) else [])
        towns = [
            Place(code, None, town, f"{town!r} is a town in {place_named(code)}")
            for code, town in named_towns
        ]
        places = towns or places
    if not places:
        return (Place(UNKNOWN, None, words, f"{words!r} names no place that is known"),)
    return tuple(_with_rest(places, rest, items, text))


def _of_address(items: list[Item]) -> list[Item]:
    """The name at the end of an address: its country, else its town; a street may be called after any place."""
    named = [item for item in items if item.name.sort not in ("filler", "outside", "open")]
    if len(named) > 1 and named[-1].name.sort in ("state", "ambiguous"):
        return named[-2:]
    return named[-1:] or items


def _decided(items: list[Item], text: str) -> list[Item]:
    """Ambiguous names with what their neighbours decide."""
    decided: list[Item] = []
    for at, item in enumerate(items):
        if item.name.sort == "ambiguous" and len(item.name.places) > 1:
            near = [*items[at + 1 : at + 2], *items[max(0, at - 1) : at]]
            said = [
                other.only
                for other in near
                if other.name.sort not in ("ambiguous", "open") and other.only in item.name.places
            ]
            if said:
                item = replace(item, name=Name("city", (said[0],), "stands beside a name of"))
        elif item.name.sort == "ambiguous":
            item = replace(item, name=Name("city", item.name.places, "is a place in"))
        decided.append(item)
    return decided


def _told(items: Sequence[Item], text: str) -> Iterator[Place]:
    concrete = any(item.name.sort not in ("open", "ambiguous") for item in items)
    for at, item in enumerate(items):
        if item.name.sort == "open" and _is_of_region(item, items[at + 1 : at + 2], text):
            continue
        if item.name.sort == "open":
            if not (concrete and "varies" not in item.name.why):
                yield Place(UNKNOWN, None, item.words, f"{item.words!r}: {item.name.why}")
        elif item.name.sort == "ambiguous":
            options = " or ".join(place_named(place) for place in item.name.places)
            yield Place(UNKNOWN, None, item.words, f"{item.words!r} may be {options}; nothing decides")
        elif _is_told(item.name.why):
            yield Place(item.only, None, item.words, f"{item.words!r} {item.name.why}")
        else:
            yield Place(
                item.only, None, item.words, f"{item.words!r} {item.name.why} {place_named(item.only)}"
            )


def _is_of_region(varies: Item, after: Sequence[Item], text: str) -> bool:
    """Whether several places are said to be of the one behind them: "several EU countries"."""
    return any(
        item.name.sort in ("region", "country") and re.fullmatch(r"[\w '’]*", text[varies.end : item.start])
        for item in after
    )


def _is_told(why: str) -> bool:
    return ";" in why


def _with_rest(
    places: Sequence[Place], rest: Sequence[Token], items: Sequence[Item], text: str
) -> Iterator[Place]:
    """The places; a last capitalised word that is not known is `unknown` beside them, not forgotten."""
    yield from places
    last = max((item.end for item in items if item.name.sort != "filler"), default=0)
    tail = re.match(
        r"\s*(?:[,;/&]|and|und|et)\s*([A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+){0,2})\s*\.?\s*$", text[last:]
    )
    if tail and county(tail[1]) in {place.place for place in places}:
        return  # "Quimper, Finistère"
    if tail and (code := town(tail[1])):
        if code not in {place.place for place in places}:
            yield Place(code, None, tail[1], f"{tail[1]!r} is a town in {place_named(code)}")
    elif tail and rest and not re.search(r"\d", text):
        yield Place(UNKNOWN, None, tail[1], f"{tail[1]!r} names no place that is known")
