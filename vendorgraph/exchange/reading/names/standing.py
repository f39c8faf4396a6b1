"""Whether what a list names still stands: vendors struck out or under "Removed" are of the past, others are planned."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendorgraph.exchange.reading.dates import first_day, last_day
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.row import PlaceWords, Row

PAST, PLANNED = "past", "planned"
_OF_THE_PAST = "no vendor of today"
STRUCK = f"is struck out in the source, {_OF_THE_PAST}"
_NOW = re.compile(
    r"\b(current\w*|active|existing|(?<!to be )added|new|aktuell\w*|aktiv\w*|neue?|actuel\w*|actif|ajout\w*|nouve\w*)\b"
)
#: How a title begins that speaks of what happens when vendors change.
_WHEN = (
    r"(?:when|if|how|what|wenn|wie|was|sobald|quand|si|comment|lorsqu\w*|"
    r"\w+ (?:may|can|will|kann|konnen|werden|peut|peuvent)) "
)
_SAYS = {
    PAST: re.compile(
        r"\b(removed|former(?:ly)?|historical|past|previous(?:ly)?|deprecated|discontinued|retired|no longer|archived?|"
        r"not (?:\w+ ){0,3}any ?more|offboarded|terminated|expired|dropped|stopped using|ceased to use|"
        r"entfernt\w*|ehemalig\w*|vormalig\w*|fruher\w*|nicht mehr|historisch\w*|beendet\w*|weggefallen\w*|entfallen\w*|"
        r"ausgeschieden\w*|abgeloste?\w*|geloschte?\w*|gestrichen\w*|gekundigt\w*|abgeschaltet\w*|eingestellte\w*|"
        r"abgelaufen\w*|termines|"
        r"supprime\w*|retire\w*|ancien\w*|desactive\w*|abandonne\w*|resilie\w*|arretes?|separes|sorti\w* de la liste|"
        r"(?:n utilis\w+|ne (?:sont|travaill\w+)(?: \w+)?|ne faisons|n avons|ne l(?:e|a|es) \w+) plus|plus utilise\w*)\b|"
        rf"^(?!{_WHEN}).*\b(?:replaced|ersetzte\w*|remplaces|precedent\w*)\b|^ended (?:in|on)\b"
    ),
    PLANNED: re.compile(
        r"\b(planned|upcoming|future|proposed|not yet|roadmap|pending|candidate (?:sub ?)?(?:processors?|vendors?|providers?)|"
        r"candidate subprocessors?|coming soon|to be (?:added|onboarded|engaged)|(?:under|in) evaluation|evaluating|"
        r"geplant\w*|kunftig\w*|zukunftig\w*|demnachst|in (?:prufung|vorbereitung|planung)|noch nicht|voraussichtlich ab|"
        r"prevue?s?|a venir|future?s?|envisage\w*|prochain(?:e?s|ement)|bientot|en cours d (?:evaluation|examen)|pas encore)\b"
    ),
}  # fmt: skip
#: How the cell of a column "Status", or a bracket behind a name, begins.
_CELL = {
    PAST: re.compile(
        r"(removed|inactive|deactivated|decommissioned|retired|discontinued|deprecated|terminated|ended|no longer|offboarded|"
        r"inaktiv|entfernt|beendet|eingestellt|abgeschaltet|nicht mehr|inactif|desactive|supprime|retire|arrete|resilie|"
        r"not in use|no longer in use|out of use|nicht in (?:gebrauch|nutzung|verwendung)|non utilise)\b"
    ),
    PLANNED: re.compile(
        r"(planned|upcoming|future|proposed|not yet|roadmap|coming soon|available soon|soon\b|"
        r"at launch|to be (?:added|launched|introduced|onboarded)|"
        r"geplant|demnachst|in kurze|bald verfugbar|kunftig|zukunftig|in planung|in vorbereitung|vorgesehen|noch nicht|zum start|"
        r"prevue?s?|a venir|bientot|prochainement|en cours de (?:deploiement|mise en (?:place|service)|integration)|future?s?|"
        r"envisage|en projet|pas encore|au lancement)\b"
    ),
}  # fmt: skip


#: A purpose, or the bracket in one, that is nothing but such a word: "Payments (planned)".
_ALONE = re.compile(
    r"(?:planned|upcoming|coming soon|available soon|demnachst|bientot(?: disponible)?|prochainement|"
    r"not yet (?:in use|active|live)|geplant|in planung|in vorbereitung|"
    r"noch nicht (?:aktiv|in betrieb)|prevue?|a venir|pas encore actif)(?: (?:for|fur|pour|ab|q\d|t\d|\w*\d\w*|[a-z]{3,9}))*"
)
#: What stands behind a name: "Acme – discontinued", "Acme, coming soon", "Acme [planned]", "Acme geplant".
_BEHIND = re.compile(
    r"(.+?)\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|\s[–—-]\s+([^–—]+)|,\s*([^,()]+)|"
    r"\s((?:coming soon|geplant|planned|à venir|bientôt disponible|demnächst)))$",
    re.I,
)
_SINCE = re.compile(
    r"(?:new |neu |nouveau )?(?:ab|seit|gultig ab|from|since|starting|beginning|effective|as of|as from|with effect from|"
    r"live from|a partir d[eu]|a compter d[eu]|des|depuis)\b(?=.*\d)"
)
_UNTIL = re.compile(r"(?:bis|until|till|through|up to|ended|jusqu (?:a|au|en))\b(?=.*\d)")
#: Columns of the days from which and until which vendors are used.
_STARTS = re.compile(
    r"start(?: date)?|startdatum|beginn|from|ab|since|seit|depuis|effective(?: date| from)?|"
    r"(?:in use|used|active|live) (?:since|from)|"
    r"(?:genutzt|aktiv) (?:seit|ab)|gultig ab|debut|date de debut|a partir d[eu]|a compter d[eu]"
)
_ENDS = re.compile(
    r"end(?: date)?|ended(?: on)?|ende|enddatum|(?:date )?removed(?: on)?|removal date|(?:used |active )?until|"
    r"(?:genutzt |aktiv )?bis|(?:entfernt|beendet) am|fin|date de fin|jusqu (?:a|au|en)|retire le"
)
#: What says that the day in such a column is none on which it ended: "2019 – present", "since 2019", "2020 (renewed)".
_OPEN_ENDED = re.compile(
    r"\b(?:present|today|now|current|ongoing|open|renew\w*|extended|since|seit|depuis|heute|laufend|andauernd|unbefristet|"
    r"verlangert|aujourd|en cours|renouvele\w*|prolonge\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a table or list stands under: heading, places that a sentence gives to all its rows, and whether it still holds."""

    section: str | None = None
    places: PlaceWords | None = None
    status: str | None = None


def is_past(row: Row) -> bool:
    """Whether a row is refused as that of a vendor which the source says is none any more."""
    return row.refused is not None and row.refused.endswith(_OF_THE_PAST)


def status_of_titles(titles: Sequence[str]) -> str | None:
    """What the nearest heading or sentence that speaks of it says; None when all of it is of today."""
    for title in reversed(titles):
        words = key(title)
        if _NOW.search(words):
            return None
        for status, said in _SAYS.items():
            if said.search(words):
                return status
    return None


def status_of_cell(text: str) -> str | None:
    """What a cell "Status: removed 2024" says, or one that gives a day: "from March 2099", "until 2020"."""
    words = key(text)
    if found := next((status for status, said in _CELL.items() if said.match(words)), None):
        return found
    since, until = _SINCE.match(words), _UNTIL.match(words)
    today = dt.date.today()
    begins, ends = first_day(words) if since else None, last_day(words) if until else None
    return PLANNED if begins and begins > today else PAST if ends and ends < today else None


def status_by_header(header: str, text: str) -> str | None:
    """What a day in a column such as "Start" or "End" says, for `status_of_cell`: "until 1/4-2024"; None for others."""
    asked = key(header)
    told = "until" if _ENDS.fullmatch(asked) else "from" if _STARTS.fullmatch(asked) else None
    return f"{told} {text}" if told and first_day(text) and not _OPEN_ENDED.search(key(text)) else None


def as_standing(row: Row, status: str | None, cells: Sequence[str] = ()) -> Row:
    """The row with its status, by the cells that tell one or the bracket behind its name, else by what it stands under.

    One of the past is refused with the reason.
    """
    row, behind = _without_status(row)
    brackets = [*behind, *(re.findall(r"\(([^()]*)\)$", row.vendors[0]) if len(row.vendors) == 1 else [])]
    alone = [
        text
        for purpose in row.purposes
        for text in (purpose, *re.findall(r"\(([^()]*)\)", purpose))
        if _ALONE.fullmatch(key(text))
    ]
    row = replace(row, purposes=tuple(text for text in row.purposes if text not in alone))
    said = next((text for text in (*cells, *brackets, *alone) if status_of_cell(text)), None)
    status = status_of_cell(said) if said else status
    if status == PAST:
        why = f"the source says {said!r} of it" if said else f"stands under {row.section!r}"
        return replace(row, refused=f"{why}: {_OF_THE_PAST}")
    if status == PLANNED:
        return replace(row, extra={**row.extra, "status": PLANNED})
    if row.section and not said and _is_of_both(row.section):
        note = f"{row.section!r} does not say which of them is planned: it is read as one of today"
        return replace(row, note="; ".join(filter(None, (row.note, note))))
    return row


def _without_status(row: Row) -> tuple[Row, list[str]]:
    """The row with names without what is said of whether they are used, and that; of several names it is a note."""
    found = [(name, _BEHIND.match(name)) for name in row.vendors]
    said = {name: next(filter(None, match.groups()[1:]), "") for name, match in found if match}
    said = {name: words for name, words in said.items() if _is_status(words)}
    if not said:
        return row, []
    names = tuple(match[1] if match and name in said else name for name, match in found)
    told = "; ".join(
        f"the source says {words!r} of {names[row.vendors.index(name)]}" for name, words in said.items()
    )
    row = replace(row, vendors=names, note="; ".join(filter(None, (row.note, told))))
    return row, list(said.values()) if len(names) == 1 else []


def _is_status(words: str) -> bool:
    """Whether words say whether a vendor is used, or since or until which day."""
    said = key(words)
    return status_of_cell(words) is not None or bool(
        (_SINCE.match(said) or _UNTIL.match(said)) and first_day(said) is not None
    )


def _is_of_both(title: str) -> bool:
    """Whether a heading speaks of what is and of what is planned: "Current and planned sub-processors"."""
    words = key(title)
    return bool(_NOW.search(words) and _SAYS[PLANNED].search(words))
