"""What is listed and names no vendor: services of one above, promises, and the parties to a contract."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from vendorgraph.exchange.reading.blocks import Listing, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.pieces import name_and_rest
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.labels import LABEL, is_promise
from vendorgraph.exchange.reading.row import Row
from vendorgraph.exchange.vendors import catalogue, without_legal_form

_SERVICES = re.compile(
    r"(?:micro|cloud|web)?(?:services?|products?|components?|modules?|features?|dienste?n?|produkte?n?|komponenten|module?n?|"
    r"produits?|composants?|fonctionnalites)"
)
_AND_OTHERS = re.compile(r"\b(?:others?|andere\w*|weitere\w*|sonstige\w*|autres?|third|dritte\w*|tiers)\b")
_OF_CONTROLLER = (
    r"(?:verantwortliche[rnm]?|auftraggeber(?:in)?|controller(?: s)?|customer|kunde|client|"
    r"responsable(?: du traitement)?)"
)
_OF_PROCESSOR = (
    r"(?:auftragsverarbeiter(?:in)?|auftragnehmer(?:in)?|processor(?: s)?|provider|supplier|anbieter|"
    r"sous traitant|prestataire)"
)
_ROLE = r"(?:(?:the|der|die|le|la|data) )*{0}(?: (?:the|der|die|le|la|data|und|and|et)| {0})*"
_CONTROLLER = re.compile(_ROLE.format(_OF_CONTROLLER))
_PROCESSOR = re.compile(_ROLE.format(_OF_PROCESSOR))
_OF_CONTRACT = re.compile(
    rf"{_CONTROLLER.pattern}|data (?:exporter|importer)|daten(?:exporteur|importeur)|(?:ex|im)portateur(?: de donnees)?"
)
_DEFINED = re.compile(
    r"(?:nachfolgend|nachstehend|im folgenden|hereinafter|hereafter|ci-après)\s+(?:\w+\s+){0,3}[\"„“«‚'’]\s?(?:\w+\s+)?"
    r"(?:verantwortliche|auftraggeber|auftragnehmer|auftragsverarbeiter|controller|processor|customer|client|responsable|"
    r"sous-traitant|prestataire)"
    r"|^(?:the|der|die|das|le|la|l['’])\s?[\w-]+\s*\((?:controller|processor|supplier|customer|client|auftraggeber|auftragnehmer|"
    r"verantwortlicher|auftragsverarbeiter|responsable|sous-traitant|prestataire)\)",
    re.I,
)
_LONGEST = 4  # words of a vendor's name in a title


def why_parts(block: Table | Listing, title: str | None, above: Collection[str]) -> str | None:
    """Why what is listed under a title is part of a vendor that stands above, by one of the names there; None where it is not."""
    rows = [row[0] for _, row in block.rows if row] if isinstance(block, Table) else []
    cells = [entry.cell for entry in block.entries] if isinstance(block, Listing) else rows
    whose = _vendor_of_parts(title or "", (name_and_rest(cell.text)[0] for cell in cells), above)
    return f"{title!r} says that these are parts of {whose}" if whose else None


def _vendor_of_parts(title: str, names: Iterable[str], above: Collection[str]) -> str | None:
    """The vendor whose services a title announces, where it stands on the page and none of those listed is another."""
    words = re.findall(r"[^\W_][\w.&'’]*", title)
    if _AND_OTHERS.search(key(title)) or not any(_SERVICES.fullmatch(key(word)) for word in words):
        return None
    spans = (
        " ".join(words[at : at + length])
        for length in range(min(_LONGEST, len(words)), 0, -1)
        for at in range(len(words) - length + 1)
    )
    whose = next((span for span in spans if _stands_above(span, above)), None)
    if whose is None:
        return None
    vendor = catalogue().find(whose)
    others = [name for name in names if catalogue().find(name) != vendor]
    return None if any(map(is_company, others)) else whose


def _stands_above(name: str, above: Collection[str]) -> bool:
    """Whether a known vendor, or a company whose name begins as its own, stands above: "Twilio" of "Twilio Ireland Ltd"."""
    vendor = catalogue().find(name)
    begins = f"{without_legal_form(name)} "
    return vendor is not None and any(
        catalogue().find(other) == vendor or f"{other} ".startswith(begins) for other in above
    )


def are_promises(made: Sequence[Row]) -> bool:
    """Whether half of the bullets are labels or promises, and none names a company."""
    labels = sum(row.refused == LABEL or (bool(row.refused) and is_promise(row.words)) for row in made)
    return labels * 2 >= len(made) and not any(is_company(name) for row in made for name in row.vendors)


def are_parties(firsts: Sequence[str], *, alone: bool = False) -> bool:
    """Whether the first cells of rows, or `alone` the cells of a header, say who the parties to a contract are."""
    said = [key(text) for text in firsts if text.strip()]
    if alone and len(said) != 2:
        return False
    one = [sum(map(bool, map(role.fullmatch, said))) for role in (_CONTROLLER, _PROCESSOR)]
    return one == [1, 1]  # more of them are the roles of several vendors


def is_title_of_party(title: str) -> bool:
    """Whether a title is what a contract calls one of its parties: "Auftraggeber", "The processor"."""
    return bool(_CONTROLLER.fullmatch(key(title)) or _PROCESSOR.fullmatch(key(title)))


def is_party(words: str) -> bool:
    """Whether words say who a party to a contract is: "Acme GmbH (nachfolgend „Auftragnehmer“)", "Controller: Acme"."""
    before, colon, _ = words.partition(":")
    return bool(_DEFINED.search(words)) or bool(colon and _OF_CONTRACT.fullmatch(key(before)))
