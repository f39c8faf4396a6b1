"""German federations and chambers to which data are reported: "an den Hessischen Turnverband weitergegeben"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendorgraph.exchange.policy_text.name import Name, resolved

_KIND = r"(?i:verband|sportbund|bund|vereinigung|kammer|jugendring|jugendwerk)"
_BODY = re.compile(
    rf"[A-ZÄÖÜ][a-zäöüß]+(?:ischen?|ischer|er) (?:[A-ZÄÖÜ][\wäöüß]*-?)?{_KIND}(?![\w-])"
    rf"|(?:Landes|Bundes|Kreis|Bezirks|Stadt)[a-zäöüß]*{_KIND}(?: [A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)*)?(?![\w-])"
)
_TO = re.compile(r"\b(?:an|, |und )\s?(?:an )?(?:den|die|das|unseren?)\s$|, den\s$|\bund den\s$")
_REPORTED = re.compile(
    r"\b(?:weitergegeben|weiter|übermittel\w*|übermitteln|gemeldet|melde[nt]|geschickt|schicken|gesendet|senden|mitgeteilt|"
    r"weitergeleitet|übersandt|weitergibt)\b"
)


def german_bodies(text: str) -> Iterator[Name]:
    """The bodies that a sentence says data are reported to."""
    for found in _BODY.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        sentence = f"{before.rpartition('. ')[2]}{found[0]}{after.partition('. ')[0]}"
        if (
            _TO.search(before[-20:])
            and re.search(r"\ban (?:den|die|das|unseren?)\b", sentence)
            and _REPORTED.search(sentence)
        ):
            yield Name(found.start(), found.end(), found[0], "context", "de.german_body", *resolved(found[0]))
