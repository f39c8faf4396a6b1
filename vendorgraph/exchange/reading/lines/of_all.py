"""A place that a page says once of all its vendors: "All data is hosted in the EU", "Sofern nicht anders angegeben: EU"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendorgraph.exchange.reading.blocks import Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.pieces import STOP
from vendorgraph.exchange.reading.lines.places_in_text import (
    affirmed,
    first_place,
    is_not_of_vendor,
    places_of_sentence,
    where_data_stay,
)
from vendorgraph.exchange.reading.lines.seats import is_town_beside
from vendorgraph.exchange.reading.names.titles import ABOUT, HOSTING
from vendorgraph.exchange.reading.places.hedges import without_hedge
from vendorgraph.exchange.reading.places.resolve import read_places
from vendorgraph.exchange.reading.row import PlaceWords, Row, set_aside
from vendorgraph.model.places import UNKNOWN, is_country, lies_in

#: What takes some out of it.
_EXCEPT = re.compile(
    r"\b(?:except\w*|other than|apart from|ausgenommen|ausser|mit ausnahme|bis auf|sauf|hormis|excepte\w*|a l exception|"
    r"a part)\b"
)
_VENDORS = (
    r"(?:sub ?)?processors?|sub ?contractors?|vendors?|providers?|suppliers?|third parties|unterauftrag\w*|"
    r"\w*auftragsverarbeiter\w*|"
    r"\w*dienstleister\w*|\w*anbieter\w*|subunternehme\w*|firmen|unternehmen|dienste|hoster|lieferanten?|companies|services|"
    r"firms|sous traitants?|prestataires?|fournisseurs?|partenaires|entreprises|societes|organismes|hebergeurs?"
)
_DATA = r"data|information|processing|daten\w{0,12}|verarbeitung\w*|donnees|traitements?|hebergement"
_OF_DATA = re.compile(rf"\b(?:{_DATA}|donnee|\w+daten)\b")
_BESIDE = (
    r"(?:(?:of|the|our|your|these|those|here|hier|ici|oben|unten|weiteren|listed|named|above|following|personal|customer|client|user|die|der|unsere[rnms]?|"
    r"ihre[rn]?|"
    r"dieser?|diese|genannten|aufgefuhrten|obigen|personenbezogene[rn]?|des|de|les|la|le|l|nos|vos|ces|d|clients?|"
    r"utilisateurs) )*"
)
_EACH = (
    r"(?:all|every|each|alle[mrns]?|samtliche[rn]?|jede[rs]?|tou(?:s|te|tes)|l ensemble|l integralite|chaque)"
)
_ONLY = r"(?:exclusively|solely|only|entirely|always|ausschliesslich|nur|ausnahmslos|exclusivement|uniquement|toujours)"
_IN = r"(?:in|within|innerhalb|en|dans|aux?|au sein)"
#: "All of our sub-processors …", "Sämtliche Daten …"; and "Data is stored exclusively in …", "Die Verarbeitung erfolgt nur in …".
_OF_ALL = re.compile(
    rf"\b{_EACH} {_BESIDE}(?:personnelles? |caractere )?(?P<a>{_DATA}|{_VENDORS})\b(?! (?:requests?|subjects?|breach\w*|"
    rf"protection|of|"
    rf"about|for|from|relating|concern\w*|uber|von|fur|aus|relative\w*|sur|pour)\b)|^{_BESIDE}(?P<b>{_DATA}|"
    rf"{_VENDORS}) .*\b{_ONLY} {_IN}\b|^{_BESIDE}(?P<d>{_VENDORS}) (?:are|sind|sont) (?:all|alle|tous|toutes)\b"
)
#: What makes it the seat of all.
_SEATED = re.compile(
    r"\b(?:are|sont)\s+(?:all\s+|tous\s+|toutes\s+)?(?:headquartered|incorporated|domiciled|domiciliée?s)\s+(?:in|en|aux?)\s+(.*)",
    re.I,
)
#: "These companies process data for us, all of it in the US".
_ALL_OF_IT = re.compile(
    rf"\b(?:all of (?:it|them|which|whom)|samtlich|alle davon|tous|toutes|le tout) {_IN}\b"
    rf"|\ball (?:of )?(?:it|that|this) (?:happens|takes place|is done) {_IN}\b"
    rf"|\b(?:all das|das alles) (?:geschieht|passiert|findet) {_IN}\b|\btout (?:cela|ca) (?:se passe|se fait|a lieu) {_IN}\b"
)
_HEDGED = re.compile(
    rf"\b(?P<c>{_DATA}|{_VENDORS}|servers?|serveurs?|hosting|location|place|\w*standort\w*|\w*ort|lieu|pays|land|country)\b"
)
#: "Everything is stored in …", "Each of them keeps the data in …", "Chez tous, les données sont en …".
_EVERY = re.compile(
    rf"^(?:everything|alles|tout|(?:all|each|every one|alle|jede[rs]?|tous|toutes|chacun)(?: (?:of them|davon|von ihnen|d entre "
    rf"eux))?|(?:they|these|sie|diese|ils|elles) (?:all|alle|tous|toutes)) (?:(?:les?|la|l) )?"
    rf"(?:is|are|hosts?|stores?|keeps?|holds?|process(?:es)?|runs?|wird|werden|sind|liegt|liegen|speicher[nt]|"
    rf"verarbeite[nt]|"
    rf"hosten|est|sont|heberge(?:nt)?|stocke(?:nt)?|traite(?:nt)?|conserve(?:nt)?|reste(?:nt)?)\b"
    rf"|\b(?:bei|by|with|for|chez|pour) (?:allen|all|tous|toutes)(?: {_BESIDE}(?:{_VENDORS}))?\b.*\b(?:{_DATA})\b"
    rf"|\b(?:{_DATA})\b.*\b(?:bei|chez|with) (?:allen|all|tous|toutes)\b"
)
#: What stands before a place where a sentence gives it: "in Finland", "Ort der Verarbeitung ist Deutschland".
_BEFORE_PLACE = re.compile(
    r"(?::|\b(?:in|im|within|innerhalb|en|aux?|dans|à|at|is|are|ist|est|sind|sont|verarbeitung|traitement|processing)\b)\s+"
    r"(?:(?:the|der|den|die|dem|das|les?|la)\s+|l['’])?(?=(\w.*))",
    re.I,
)
#: What says that a sentence is of some only, of what may be, was or will be, or of somebody's own rooms.
_NOT_OF_ALL = re.compile(
    r"\b(?:outside|ausserhalb|hors|third countr\w*|drittland\w*|drittstaat\w*|drittlander\w*|pays tiers|if|si|may|might|can|"
    r"could|should|konnen|kann|konnte\w*|peut|peuvent|pourr\w*|must|require\w*|choose\w*|wahl\w*|choisi\w*|"
    r"customers? (?:in|from)|kunden (?:in|aus)|clients? (?:en|aux?)|users in|some|"
    r"certain\w*|einige\w*|manche\w*|most|meist\w*|plupart|other|until|was|were|will|from \d\w*|bis|war|waren|wurden?|kunftig|"
    r"ab \d\w*|"
    r"jusqu\w*|etai\w+|ser(?:a|ont)|a partir|teams?|offices?|company|headquarters|auditors?|law|keys?|schlussel|cles|buro\w*|"
    r"recht|bureaux?|siege|droit)\b"
)
#: Titles of what holds for all that a document lists.
_GENERAL = re.compile(
    r"(?:\d+ )*(?:(?:general|introduction|preamble|overview|purpose|subject|scope|background|preliminary)(?: \w+)?|"
    r"about this (?:list|page|document|annex)|important|data (?:residency|locations?)|(?:place|location) of processing|"
    r"allgemeines|einleitung|vorbemerkung(?:en)?|praambel|gegenstand|geltungsbereich|zweck|uberblick|grundsatz|"
    r"datenstandort|speicherort|ort der (?:daten)?verarbeitung|verarbeitungsort|"
    r"objet|preambule|generalites|presentation|champ d application|avant propos|contexte|cadre|principe|"
    r"localisation des donnees|lieu (?:de|du) traitement)"
)
_PROCESSED = re.compile(r"\b(?:process\w*|verarbeit\w*|trait\w*)\b")
_KEPT = re.compile(
    r"\b(?:at rest|(?i:grundsätzlich|in principle|en principe)|(?:by|with|bei|durch|von|par|chez) [A-ZÀ-Þ])"
)


@dataclass(frozen=True, slots=True)
class OfAll:
    """Places that a sentence at `line` gives to everybody under `titles`.

    `hedged`: a row may say otherwise; `excepts`: some are taken out; `everywhere`: on the whole page where no row
    stands under `titles`; `seats`: it says where the companies sit.
    """

    line: int
    sentence: str
    places: PlaceWords
    titles: tuple[str, ...]
    hedged: bool
    excepts: bool
    everywhere: bool
    seats: bool = False


def places_of_all(block: Paragraph, titles: tuple[str, ...]) -> OfAll | None:
    """What a paragraph below `titles` says of where all data or vendors are; None where no sentence of it does."""
    for sentence in STOP.split(" ".join(block.cell.text.split())):
        rest, hedged = without_hedge(sentence)
        said = affirmed(rest)
        words = key(said)
        of_all = (
            _OF_ALL.search(words)
            or _ALL_OF_IT.search(words)
            or _EVERY.search(words)
            or (_HEDGED.search(words) if hedged else None)
        )
        stays = where_data_stay(rest) if _OF_DATA.search(words) else None
        if _NOT_OF_ALL.search(words) or (stays is None and (of_all is None or is_not_of_vendor(said))):
            continue
        seat = _seat(said)
        if places := seat or stays or places_of_sentence(said) or _told(said):
            told = of_all.groupdict().values() if of_all else ()
            about = " ".join([key(titles[-1]) if titles else "", *filter(None, told)])
            general = not titles or hedged or (_GENERAL.fullmatch(key(titles[-1])) and _is_of_vendors(said))
            everywhere = bool(general or ABOUT.search(about) or HOSTING.search(about))
            excepts = bool(_EXCEPT.search(key(rest)))
            return OfAll(
                block.line, sentence.strip(), places, titles, hedged, excepts, everywhere, seat is not None
            )
    return None


def _is_of_vendors(sentence: str) -> bool:
    """Whether a sentence under a general title says where data are processed, and not where somebody by name keeps them."""
    return bool(_PROCESSED.search(key(sentence))) and not _KEPT.search(sentence)


def _told(sentence: str) -> PlaceWords | None:
    """The first place that stands in a sentence behind "in", "is" or a colon."""
    found = map(first_place, (match[1] for match in _BEFORE_PLACE.finditer(sentence)))
    where = next(filter(None, found), None)
    return PlaceWords(where) if where else None


def _seat(sentence: str) -> PlaceWords | None:
    """Where a sentence says that companies sit: "are all headquartered in the United States"."""
    found = _SEATED.search(sentence)
    where = first_place(re.sub(r"^(?:the|den|der|les?|la) ", "", found[1])) if found else ""
    where = re.sub(r"[\s,]+(?:and|und|et|except\w*|sauf)$", "", where, flags=re.I)
    return PlaceWords(where) if where else None


def with_places_of_all(
    rows: Sequence[Row], titles: Sequence[tuple[str, ...]], said: Sequence[OfAll]
) -> tuple[list[Row], list[Row]]:
    """(the rows, those that say no place with the one said of all; what tells the sentences that are not taken).

    `titles` are the headings above each row. A sentence that a row contradicts is taken only if it makes room for that,
    one with exceptions for nobody.
    """
    rows = list(rows)
    own = [_named(row.places) for row in rows] if said else []
    told: list[Row] = []
    for one in {(one.places, one.titles, one.hedged, one.excepts): one for one in said}.values():
        under = [at for at, above in enumerate(titles) if above[: len(one.titles)] == one.titles]
        scope = under or (range(len(rows)) if one.everywhere else [])
        named = [at for at in scope if rows[at].vendors and rows[at].refused is None]
        blank = [at for at in named if not (rows[at].seat if one.seats else _says_place(rows[at]))]
        blank += [] if one.seats else [at for at in named if _seated(rows[at])]
        why = None if one.seats and not one.excepts else _why_not(one, [own[at] for at in named])
        if blank and why:
            told.append(
                set_aside(one.line, f"{one.sentence!r} gives no place to vendors without one, {why}", 0)
            )
        for at in [] if why else blank:
            rows[at] = _placed(rows[at], one)
    return rows, told


def _says_place(row: Row) -> bool:
    """Whether a row has words for a place, be they known or not; a blank cell and a dash are none."""
    return any(re.search(r"\w", one.words) for one in row.places)


def _seated(row: Row) -> bool:
    """Whether the only place of a row is the town in which its vendor sits."""
    return len(row.vendors) == 1 and is_town_beside(row.vendors[0], row.places, row.words)


def _why_not(said: OfAll, own: Sequence[frozenset[str]]) -> str | None:
    """Why a sentence is not taken for vendors without a place, beside the places of all; None when it is."""
    if said.excepts:
        return "because it makes exceptions"
    within = _named([said.places])
    elsewhere = any(
        not any(_lies_in(place, one) for one in within) for places in set(own) for place in places
    )
    return "because others are elsewhere" if elsewhere and not said.hedged else None


def _named(words: Sequence[PlaceWords]) -> frozenset[str]:
    return frozenset(place.place for one in words for place in read_places(one)) - {UNKNOWN}


def _lies_in(place: str, within: str) -> bool:
    return place == within or (not is_country(within) and lies_in(place, within, dt.date.today()))


def _placed(row: Row, said: OfAll) -> Row:
    note = f"the page says of all: {said.sentence!r}"
    note = "; ".join(filter(None, (row.note, note)))
    if said.seats:
        return replace(row, seat=said.places.words, note=note)
    seat = row.seat or ", ".join(one.words for one in row.places) or None
    return replace(row, places=(said.places,), seat=seat, note=note)
