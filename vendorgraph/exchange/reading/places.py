"""From the words for a place to countries, regions or `unknown`, each with the reason.

What is decided here: "EU (Amsterdam)" is the Netherlands and the reason tells the EU; a region that
merely follows its country ("Dublin, Ireland (EU)") adds nothing; "outside the EU" names no place;
a name of several places ("Georgia") is `unknown` unless another word decides; a blank, "Varies" and
"region chosen by the customer" are `unknown`; "Worldwide" is the region of that name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from vendorgraph.exchange.reading.gazetteer import STATES, STREET, Name, Token, gazetteer, tokens
from vendorgraph.exchange.reading.row import PlaceWords, collapsed
from vendorgraph.model.places import UNKNOWN, members, name

_INITIALS = re.compile(r"\b((?:[A-ZÉ]\.\s?){1,4}[A-ZÉ])(?:\.|(?![\w]))")
_FRENCH_US = re.compile(r"\b[ÉE]\.?\s?-\s?U\.?(?:\s?-\s?A\.?)?(?!\w)")  # "É.-U."
#: Words of ordinary speech that would be codes where a text is nothing but codes.
_SPEECH = "and or Nr nr No no Id id in is it so to at be me my as by do an am la il"
_WORDS = frozenset(_SPEECH.split())
_CODE = re.compile(
    r"\b(?:us|eu|ap|sa|ca|af|me|il|mx|cn|europe|asia|australia)-(?:gov-)?[a-z]+-?\d[a-z]?\b", re.I
)
_CLOSED_POSTCODES = (
    (re.compile(r"\b(?:D|DE)-\d{5}\b"), "DE"),
    (re.compile(r"\b(?:F|FR)-\d{5}\b"), "FR"),
    (re.compile(r"\bCH-\d{4}\b"), "CH"),
    (re.compile(r"\b(?:A|AT)-\d{4}\b"), "AT"),
    (re.compile(r"\b(?:L|LU)-\d{4}\b"), "LU"),
    (re.compile(r"\bNL-\d{4}\b|\b[1-9]\d{3} ?[A-Z]{2}\b(?=,? [A-Z])"), "NL"),
    (re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"), "GB"),
    (re.compile(rf"\b(?:{'|'.join(sorted(STATES))}),? \d{{5}}(?:-\d{{4}})?\b"), "US"),
)
_OPENING = re.compile(
    r"e\.? ?g|for example|such as|incl|including|among|z\. ?b|p\. ?ex|par exemple|etc|y compris|u\. ?a", re.I
)
_KINDS = (
    ("access", re.compile(r"\b(access|remote|support|acc[eè]s|zugriff|fernzugriff|fernwartung|assistance)", re.I)),
    ("storage", re.compile(r"\b(stor(?:age|ed|ing)|hosting|hosted|at rest|stockage|stock[eé]|h[eé]berg\w+|"
r"speicher\w*|gespeichert|gehostet|backup)", re.I)),
    ("processing", re.compile(r"\b(process(?:ing|ed)|trait(?:ement|[eé])|verarbeit\w+)", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One place that words came to: a country's code, a region's id or `unknown`."""

    place: str
    kind: str | None
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class _Item:
    """A name that stands in the text from `start` to `end`."""

    name: Name
    words: str
    start: int
    end: int

    @property
    def only(self) -> str:
        return self.name.places[0]


def read_places(words: PlaceWords | str) -> tuple[Place, ...]:
    """The places that words name, never none: what cannot be told is `unknown` with the reason."""
    written = words if isinstance(words, PlaceWords) else PlaceWords(words)
    found: dict[tuple[str, str | None], Place] = {}
    for part, kind in _by_kind(written):
        for place in _places(part):
            placed = replace(place, kind=kind)
            known = found.get((placed.place, kind))
            if known is None or (known.place != UNKNOWN and known.words not in placed.words):
                found.setdefault((placed.place, kind), placed)
    return tuple(found.values())


@lru_cache(maxsize=20_000)
def only_places(words: str) -> bool:
    """Whether words name places and nothing else, as "USA" or "EU (Amsterdam)"."""
    items, rest = _scan(_plain(words))
    sorts = {item.name.sort for item in items}
    return bool(sorts - {"filler", "outside"}) and not rest


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
    kinds = [next((kind for kind, said in _KINDS if said.search(part)), None) for part in parts]
    if len(parts) > 1 and any(kinds):
        current = written.kind
        for part, kind in zip(parts, kinds, strict=True):
            current = kind or written.kind
            yield part, current
    else:
        yield written.words, written.kind


@lru_cache(maxsize=20_000)
def _places(words: str) -> tuple[Place, ...]:
    text = _plain(words)
    if not re.search(r"\w", text):
        return (Place(UNKNOWN, None, words, "the source leaves the place blank"),)
    if ";" in text and STREET.search(text):
        return tuple(
            dict.fromkeys(place for part in text.split(";") if part.strip() for place in _places(part))
        )
    items, rest = _scan(text)
    if STREET.search(text):
        items, rest = _of_address(items), []
    named = _decided([item for item in items if item.name.sort not in ("filler", "outside")], text)
    kept = [item for item in named if not _negated(item, items, text)]
    if named and not kept:
        return (Place(UNKNOWN, None, words, f"{words!r} says only where the data are not"),)
    places = list(_told(_refined(_city_in_state(kept, text), text), text))
    places += _postcodes(text, places)
    if not places:
        return (Place(UNKNOWN, None, words, f"{words!r} names no place that is known"),)
    return tuple(_with_rest(places, rest, items, text))


def _of_address(items: list[_Item]) -> list[_Item]:
    """The name at the end of an address: its country, else its town; a street may be called after any place."""
    named = [item for item in items if item.name.sort not in ("filler", "outside", "open")]
    if len(named) > 1 and named[-1].name.sort in ("state", "ambiguous"):
        return named[-2:]
    return named[-1:] or items


def _plain(words: str) -> str:
    """`words` with initials joined: "U.S.A." is "USA"."""
    text = collapsed(words.replace("\n", " ; "))
    text = _FRENCH_US.sub("USA", text)
    return _INITIALS.sub(lambda match: re.sub(r"[.\s]", "", match[1]), text)


def _scan(text: str) -> tuple[list[_Item], list[Token]]:
    """Every name in the text, longest first at each word, and the words that are none."""
    names = gazetteer()
    words = tokens(text)
    bare = all(token.raw.upper() in names.codes and token.raw not in _WORDS for token in words)
    items: list[_Item] = []
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


def _longest(text: str, words: Sequence[Token], at: int, *, bare: bool) -> tuple[_Item | None, int]:
    names = gazetteer()
    first = words[at]
    code = _CODE.match(text, first.start)
    if code:
        inside = [token for token in words[at:] if token.start < code.end()]
        known = names.names.get(" ".join(token.norm for token in inside))
        known = known or Name("open", (UNKNOWN,), "is a cloud region that is not known here")
        return _Item(known, code[0], first.start, code.end()), len(inside)
    for length in range(min(names.longest, len(words) - at), 0, -1):
        last = words[at + length - 1]
        joined = " ".join(token.norm for token in words[at : at + length])
        found = names.names.get(joined)
        if found and found.sort == "filler" and (code_name := _of_code(text, words, at, bare=bare)):
            found = code_name if first.raw.isupper() or bare else found
        if found and _fits(found, text, words, at, length):
            return _Item(found, text[first.start : last.end], first.start, last.end), length
        if length == 1 and (found := _of_code(text, words, at, bare=bare)):
            return _Item(found, first.raw, first.start, first.end), 1
    return None, 1


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
    return known or first.raw not in ("Island", "Man", "Nice", "Split", "Tours", "Central", "Brest")


def _of_code(text: str, words: Sequence[Token], at: int, *, bare: bool) -> Name | None:
    """A code in capitals; in small letters only where the whole text is codes ("us", "de, fr")."""
    token = words[at]
    if at and re.fullmatch(r"\d{4}", words[at - 1].raw) and len(token.raw) == 2 and at + 1 < len(words):
        return None  # a Dutch postal code: 1011 DJ Amsterdam
    raw = token.raw.upper() if bare else token.raw
    found = gazetteer().codes.get(raw)
    if raw not in STATES:
        return found
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
        if place is None or place.sort == "filler":
            return Name("ambiguous", tuple(dict.fromkeys(("US", *found.places)))) if found else state
    return found


def _negated(item: _Item, items: Sequence[_Item], text: str) -> bool:
    """Whether "outside", "except" … stands before the item with nothing but small words between."""
    for other in items:
        if other.name.sort == "outside" and other.end <= item.start:
            between = text[other.end : item.start]
            held = [one for one in items if other.end <= one.start < item.start and one.name.sort != "filler"]
            if not re.search(r"[;:)]", between) and all(one.name.sort != "outside" for one in held):
                return True
    return False


def _decided(items: list[_Item], text: str) -> list[_Item]:
    """Ambiguous names with what their neighbours decide."""
    decided: list[_Item] = []
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


def _city_in_state(items: list[_Item], text: str) -> list[_Item]:
    """Without the city of a pair whose state lies elsewhere than the city of that name: London, Ontario."""
    gone = {
        at
        for at, (item, after) in enumerate(pairwise(items))
        if item.name.sort == "city"
        and after.name.sort == "state"
        and item.only != after.only
        and re.fullmatch(r"\s*[,(]?\s*", text[item.end : after.start])
    }
    return [item for at, item in enumerate(items) if at not in gone]


def _refined(items: list[_Item], text: str) -> list[_Item]:
    """Regions that a bracket, a colon or a neighbour makes exact give way, and the reason tells them."""
    kept: list[_Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        inner = _specified(items, at, text)
        if item.name.sort == "region" and inner:
            for one in inner:
                said = f"{one.name.why} {_named(one.only)}; the source says {item.words} of it"
                kept.append(replace(one, name=replace(one.name, why=said)))
            at += 1 + len(inner)
            continue
        if item.name.sort == "region" and kept and _qualifies(item, kept, text):
            at += 1
            continue
        kept.append(item)
        at += 1
    return kept


def _specified(items: Sequence[_Item], at: int, text: str) -> list[_Item]:
    """The countries behind a region that say where in it: "EU (Amsterdam)", "EU: Ireland", "EU - Frankfurt"."""
    region = items[at]
    match = re.match(r"\s*(?:\(([^()]*)\)|(?::|[-–—])\s*([^;]*))", text[region.end :])
    if not match or _OPENING.search(match[0]):
        return []
    end = region.end + match.end()
    inner = [item for item in items[at + 1 :] if item.start < end]
    inside = members(region.only, dt.date.today()) if region.name.sort == "region" else frozenset()
    return inner if inner and all(item.only in inside for item in inner) else []


def _qualifies(region: _Item, before: Sequence[_Item], text: str) -> bool:
    """Whether a region directly behind one country merely repeats where that lies: "Ireland (EU)", "Dublin, EU"."""
    last = before[-1]
    between = text[last.end : region.start]
    inside = last.only in members(region.only, dt.date.today())
    if not inside or not re.fullmatch(r"\)?\s*[,(/-]?\s*(?:in |within )?(?:the )?", between):
        return False
    return "(" in between or len({item.only for item in before}) == 1


def _told(items: Sequence[_Item], text: str) -> Iterator[Place]:
    concrete = any(item.name.sort not in ("open", "ambiguous") for item in items)
    for item in items:
        if item.name.sort == "open":
            chosen = "customer" in item.name.why
            if not (concrete and (chosen or "does not say" in item.name.why)):
                yield Place(UNKNOWN, None, item.words, f"{item.words!r}: {item.name.why}")
        elif item.name.sort == "ambiguous":
            options = " or ".join(_named(place) for place in item.name.places)
            yield Place(UNKNOWN, None, item.words, f"{item.words!r} may be {options}; nothing decides")
        elif _is_told(item.name.why):
            yield Place(item.only, None, item.words, f"{item.words!r} {item.name.why}")
        else:
            yield Place(item.only, None, item.words, f"{item.words!r} {item.name.why} {_named(item.only)}")


def _is_told(why: str) -> bool:
    return ";" in why


def _named(place: str) -> str:
    return f"{name(place)} ({place})" if len(place) == 2 else name(place)


def _postcodes(text: str, places: Sequence[Place]) -> list[Place]:
    """The country of a postal code, when no word names it."""
    if any(place.place != UNKNOWN for place in places):
        return []
    for pattern, code in _CLOSED_POSTCODES:
        if match := pattern.search(text):
            return [Place(code, None, match[0], f"{match[0]!r} is a postal code of {_named(code)}")]
    return []


def _with_rest(
    places: Sequence[Place], rest: Sequence[Token], items: Sequence[_Item], text: str
) -> Iterator[Place]:
    """The places; a last capitalised word that is not known is `unknown` beside them, not forgotten."""
    yield from places
    last = max((item.end for item in items), default=0)
    tail = re.match(
        r"\s*(?:[,;/&]|and|und|et)\s*([A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+){0,2})\s*\.?\s*$", text[last:]
    )
    if tail and rest and not re.search(r"\d", text):
        yield Place(UNKNOWN, None, tail[1], f"{tail[1]!r} names no place that is known")
