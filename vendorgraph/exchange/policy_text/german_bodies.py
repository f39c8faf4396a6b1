"""German federations and chambers to which data are reported: "an den Hessischen Turnverband weitergegeben"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendorgraph.exchange.policy_text.name import Name, resolved

_MASCULINE = r"(?i:verband|sportbund|bund|jugendring|dienst|ausschuss)"
_FEMININE = r"(?i:vereinigung|kammer|versicherung|genossenschaft)"
_KIND = rf"(?:{_MASCULINE}|{_FEMININE}|(?i:jugendwerk))"
_BODY = re.compile(
    rf"[A-ZÄÖÜ][a-zäöüß]+(?:schen?|scher|er) (?:[A-ZÄÖÜ][\wäöüß]*-?)?{_KIND}(?:e?s)?(?![\w-])"
    rf"|(?:Landes|Bundes|Kreis|Bezirks|Stadt)[a-zäöüß]*{_KIND}(?: [A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)*)?(?![\w-])"
)
_TO = re.compile(r"\b(?:[Aa]n|, |und )\s?(?:an )?(?:den|die|das|unseren?)\s$|, den\s$|\bund den\s$")
_REPORTED = re.compile(
    r"\b(?:weitergegeben|weiter|übermittel\w*|übermitteln|gemeldet|melde[nt]|geschickt|schicken|gesendet|senden|mitgeteilt|"
    r"weitergeleitet|übersandt|weitergibt|gehen|geht)\b"
)
#: Who gets something as the subject, or for whom somebody works who does.
_SUBJECT = re.compile(r"(?:^|[.;:,]\s|\bund\s)(?:[Dd]er|[Dd]ie)\s$")
_GETS = re.compile(r"\s(?:bekommt|bekommen|erhält|erhalten)\b(?!\s+(?:\w+\s+)?(?:nichts|keine))")
_ON_BEHALF = re.compile(r"\b(?:im Auftrag|im Namen) (?:des|der)\s$")
#: The adjective of a body in another case than the nominative, and the body with its s of the genitive.
_INFLECTED = re.compile(
    rf"(?P<adjective>[A-ZÄÖÜ][a-zäöüß]+sche)[nms]? "
    rf"(?P<body>(?:[A-ZÄÖÜ][\wäöüß]*-?)?(?:(?P<masculine>{_MASCULINE})|{_FEMININE}))(?:e?s)?"
)


def german_bodies(text: str) -> Iterator[Name]:
    """The bodies that a sentence says data are reported to, that get some or on whose behalf some are kept."""
    for found in _BODY.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        sentence = f"{before.rpartition('. ')[2]}{found[0]}{after.partition('. ')[0]}"
        reported = (
            _TO.search(before[-20:])
            and re.search(r"\b[Aa]n (?:den|die|das|unseren?)\b", sentence)
            and _REPORTED.search(sentence)
        )
        gets = _SUBJECT.search(before[-20:]) and _GETS.match(after)
        if reported or gets or _ON_BEHALF.search(before[-20:]):
            yield Name(found.start(), found.end(), found[0], "context", "de.german_body", *resolved(found[0]))


def nominative(words: str) -> str:
    """The name of a body as it calls itself: "Hessischer Turnverband" of "(an den) Hessischen Turnverband"."""
    found = _INFLECTED.fullmatch(words)
    if not found:
        return words
    return f"{found['adjective']}{'r' if found['masculine'] else ''} {found['body']}"
