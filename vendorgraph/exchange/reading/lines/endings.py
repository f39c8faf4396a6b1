"""Places at the end of what is said of a vendor, or in it between commas: "payments, USA", "mail, hosted in Germany"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vendorgraph.exchange.reading.lines.places_in_text import OF_OURS, of_people
from vendorgraph.exchange.reading.lines.seats import kind_inside, says_where_inside
from vendorgraph.exchange.reading.places.placewords import TASKS
from vendorgraph.exchange.reading.places.resolve import denied, kind_told, only_places, place_at_start
from vendorgraph.exchange.reading.places.towns import towns_in
from vendorgraph.exchange.reading.row import PlaceWords

_GOES_ON = re.compile(r"\b(?:based|headquarter\w*|seat|offices?|not|nicht|sitz\w*|siège|pas)\b", re.I)
#: What stands before the places at the end of a text: a mark, or a word such as "hosted in".
_BEFORE_PLACES = re.compile(
    r"(?:,|\(|;|\s[–—·|-]\s|\b(?:located|hosted|based|stored|processed|"
    r"h[ée]berg[ée]\w* (?:en|aux?)|gehostet in|in|im|en|aux?|à|dans|within|innerhalb)\b(?: the)?)\s*"
)
_PARTED = re.compile(r"[,;]|\s[–—·|-]\s")  # "support for customers, USA" is where the vendor is
_IN_TOWN = re.compile(r".*\b(?:in|at|à)\s*$")
_TOWN_IN = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3} \([^()]+\)")  # "Lyon (Rhône)"
#: Who does what at a place, so that it is no seat.
_DONE = re.compile(
    r"\b(?:done|handled|performed|carried out|teams?|staff|erledigt|ausgeführt|durchgeführt|übernimmt|übernehmen|effectué\w*|"
    r"réalisé\w*|assuré\w*|équipes?)\b",
    re.I,
)
#: What says that data lie at the place behind it, and with whom: "gehostet bei AWS", "account metadata".
_HOSTED = re.compile(
    r"\b(?:hosted|stored|gehostet|gespeichert|h[ée]berg[ée]e?s?|stock[ée]e?s?)(?:\s+[\w.-]+){0,4}$"
    r"|(?:data|daten|données)$",
    re.I,
)
_CLAUSE = re.compile(r"[,;.:()–—]")  # between what may be denied and what is not
_LONGEST_END = 400  # characters of the places at the end of a text


@dataclass(frozen=True, slots=True)
class End:
    """The places at the end of a text, and what stands before them."""

    before: str
    places: PlaceWords


def end_of(text: str, *, inside: bool = True) -> End | None:
    """The places at the end of a text behind a mark or a word such as "hosted in"; without `inside` none in a bracket there."""
    for found in _BEFORE_PLACES.finditer(text):
        if not inside and re.search(r"[(\[][^)\]]*$", text[: found.end()]):
            return None
        tail = text[found.end() :].strip()
        tail = tail[:-1] if tail.endswith(")") and tail.count(")") > tail.count("(") else tail
        of_others = of_people(text[: found.start()]) and not _PARTED.match(found[0])
        skipped = OF_OURS.search(text[: found.end()]) or of_others
        if (
            not tail
            or _is_task(tail)
            or skipped
            or len(tail) > _LONGEST_END
            or not (
                only_places(tail)
                or (_IN_TOWN.match(found[0]) and _TOWN_IN.fullmatch(tail) and towns_in(tail))
            )
            or denied(_CLAUSE.split(text[: found.end()])[-1] + tail)
        ):
            continue
        before = text[: found.start()].strip(" ,;(–—-")
        done = "storage" if _HOSTED.search(before) else "processing" if _DONE.search(before) else None
        return End(before, PlaceWords(tail, kind_inside(text[found.start() :]) or done))
    return None


def is_place_apart(before: str, part: str) -> bool:
    """Whether a part between commas is a place of its own, and none that the part before it denies or goes on with."""
    last = before.split()[-1:]
    goes_on = bool(_GOES_ON.search(before)) or any(map(only_places, last))
    return only_places(part) and len(part) > 3 and not goes_on


def begins_with_place(part: str) -> bool:
    """Whether a part between commas begins with a place of which it says more: "USA (EU hosting)", "Hosted in Spain for …"."""
    start = place_at_start(part)
    rest = part[len(start) :]
    return bool(start) and (says_where_inside(rest) or bool(rest and kind_told(start)))


def _is_task(tail: str) -> bool:
    """Whether a text or the bracket it begins in says what for rather than where: "AI), Germany"."""
    return tail.partition(")")[0] in TASKS
