"""A place that a page says once of all its vendors: "All data is hosted in the EU", "Sofern nicht anders angegeben: EU"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendorgraph.exchange.reading.blocks import Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.places import read_places
from vendorgraph.exchange.reading.places_in_text import affirmed, is_of_others, places_of_sentence
from vendorgraph.exchange.reading.row import PlaceWords, Row, set_aside
from vendorgraph.model.places import UNKNOWN, is_country, lies_in

_STOP = re.compile(r"(?<=[\w)])[.!?]\s+(?=[A-ZÀ-Þ])")
#: What says that a sentence holds where nothing else is said.
_UNLESS = re.compile(
    r"\b(?:unless|except where|if not|where not)\b[^,;:.()]*|\bby default\b|\bstandardma(?:ss|ß|)ig\b|\bpar défaut\b|"
    r"\b(?:sofern|soweit|wenn|falls)\b[^,;:.()]*\b(?:nicht|nichts|kein\w*)\b[^,;:.()]*|\bsauf\b[^,;:.()]*",
    re.I,
)
_ALL = re.compile(
    r"\b(?:all|every|each|exclusively|solely|only|entirely|always|alle[rns]?|samtliche\w*|ausschliesslich|ausnahmslos|"
    r"jede[rs]?|nur|tou(?:s|te|tes)|l ensemble|integralite|exclusivement|uniquement|chaque)\b"
)
_OF_WHAT = re.compile(
    r"\b(?:data|information|processing|(?:sub ?)?processors?|sub ?contractors?|vendors?|providers?|partners?|suppliers?|"
    r"third parties|services|daten|datenverarbeitung\w*|verarbeitung\w*|\w*auftrags?verarbeit\w*|unterauftrag\w*|"
    r"\w*dienstleister\w*|\w*anbieter\w*|partner\w*|donnees|traitements?|sous traitants?|prestataires|fournisseurs|"
    r"partenaires|hebergement)\b"
)
#: What says that a sentence is of some only, or of what may be.
_NOT_OF_ALL = re.compile(
    r"\b(?:outside|ausserhalb|hors|third countr\w*|drittland\w*|drittstaat\w*|drittlander\w*|pays tiers|if|si|may|might|can|"
    r"could|should|konnen|kann|konnte\w*|peut|peuvent|pourr\w*|must|require\w*|choose\w*|wahl\w*|choisi\w*|"
    r"customers? (?:in|from)|kunden (?:in|aus)|clients? (?:en|aux?)|users in|some|"
    r"certain\w*|einige\w*|manche\w*|most|meist\w*|plupart|other)\b"
)


@dataclass(frozen=True, slots=True)
class OfAll:
    """Places that a sentence at `line` gives to everybody under `titles`; `hedged` where a row may say otherwise."""

    line: int
    sentence: str
    places: PlaceWords
    titles: tuple[str, ...]
    hedged: bool


def places_of_all(block: Paragraph, titles: tuple[str, ...]) -> OfAll | None:
    """What a paragraph below `titles` says of where all data or vendors are; None where no sentence of it does."""
    for sentence in _STOP.split(" ".join(block.cell.text.split())):
        said = affirmed(_UNLESS.sub(" ", sentence))
        words, hedged = key(said), bool(_UNLESS.search(sentence))
        all_of_them = (hedged or _ALL.search(words)) and _OF_WHAT.search(words)
        if not all_of_them or _NOT_OF_ALL.search(words) or is_of_others(said):
            continue
        if places := places_of_sentence(said):
            return OfAll(block.line, sentence.strip(), places, titles, hedged)
    return None


def with_places_of_all(
    rows: Sequence[Row], titles: Sequence[tuple[str, ...]], said: Sequence[OfAll]
) -> tuple[list[Row], list[Row]]:
    """(the rows, those that say no place with the one said of all; what tells the sentences that are not taken).

    `titles` are the headings above each row. A sentence that a row contradicts is taken only if it makes room for that.
    """
    rows = list(rows)
    told: list[Row] = []
    for one in said:
        scope = [at for at, above in enumerate(titles) if above[: len(one.titles)] == one.titles]
        scope = [at for at in scope or range(len(rows)) if rows[at].vendors and rows[at].refused is None]
        blank = [at for at in scope if not rows[at].places]
        if one.hedged or not any(_goes_elsewhere(rows[at], one) for at in scope):
            for at in blank:
                rows[at] = _placed(rows[at], one)
        elif blank:
            why = f"{one.sentence!r} gives no place to vendors without one, because others are elsewhere"
            told.append(set_aside(one.line, why, 0))
    return rows, told


def _goes_elsewhere(row: Row, said: OfAll) -> bool:
    """Whether a row names a place outside of those said of all."""
    within = {place.place for place in read_places(said.places)} - {UNKNOWN}
    own = {place.place for words in row.places for place in read_places(words)} - {UNKNOWN}
    return not all(any(_lies_in(place, one) for one in within) for place in own)


def _lies_in(place: str, within: str) -> bool:
    return place == within or (not is_country(within) and lies_in(place, within, dt.date.today()))


def _placed(row: Row, said: OfAll) -> Row:
    note = f"the page says of all: {said.sentence!r}"
    return replace(
        row,
        places=(said.places,),
        extra={**row.extra, "basis": "inferred"},
        note="; ".join(filter(None, (row.note, note))),
    )
