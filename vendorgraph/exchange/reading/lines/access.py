"""From where people get at data, apart from where those are: "support from India", "Wartung aus Polen"."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.lines.places_in_text import NO, first_place, of_people
from vendorgraph.exchange.reading.places.resolve import place_at_start
from vendorgraph.exchange.reading.row import PlaceWords

_WHAT = (
    r"(?:remote access|access|support|maintenance|help ?desk|\w*zugriffe?|\w*wartung|\w*support|\w*betreuung|"
    r"accessed|accessibles?|consult(?:ées?|ables?)|zugänglich|"
    r"administration|accès(?: à distance)?|assistance|télémaintenance|télé-assistance|infogérance)"
)
_WHO = r"(?: (?:staff|teams?|personnel|engineers?|agents?|cent(?:er|re)s?|desk|mitarbeiter\w*|équipes?|techniciens))?"
_ARTICLE = r"(?:the |les |la |den |der |l['’])?"
_ACCESS = re.compile(
    rf"\b{_WHAT}\b[^.;,()]{{0,30}}?(?P<from>\b(?:from|aus|depuis))\s+{_ARTICLE}(?P<a>[^.;()]+)"
    rf"|\b{_WHAT}{_WHO}\s+(?:is |are |auch |also |aussi )?(?:in|at|en|aux?|à)\s+{_ARTICLE}(?P<b>[^.;()]+)",
    re.I,
)
_NONE = re.compile(rf"{NO}(?:[^\W\d_]+\s+)?$", re.I)
_JOINT = re.compile(r"[\s,;(–—-]*(?:\b(?:with|mit|avec|and|und|et|including|inklusive|y compris)\s*)?$", re.I)


def access_told(text: str) -> tuple[str, PlaceWords] | None:
    """(what stands before "support from India", its place); None where a text says no such thing."""
    for found in _ACCESS.finditer(text):
        where = found["a"] or found["b"]
        start = max(place_at_start(where), first_place(where), key=len)
        denied = _NONE.search(text[: found.start()])
        if start and not denied and not of_people(text[: max(0, found.start("from"))]):
            return _JOINT.sub("", text[: found.start()]), PlaceWords(start, "access")
    return None
