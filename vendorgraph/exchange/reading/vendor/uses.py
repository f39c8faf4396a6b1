"""Sentences in which the owner of a page says whom it uses: "We also use Acme (Ireland) for payments"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.lines.pieces import STOP
from vendorgraph.exchange.reading.lines.places_in_text import first_place, places_in_words
from vendorgraph.exchange.reading.lines.seats import servers_of
from vendorgraph.exchange.reading.names.cells import LONGEST, split_address
from vendorgraph.exchange.reading.names.companies import is_company, is_form
from vendorgraph.exchange.reading.names.kinds import is_word_of_kind
from vendorgraph.exchange.reading.names.standing import PLANNED
from vendorgraph.exchange.reading.names.statements import (
    ALSO,
    DENIED,
    DOES,
    MAY,
    NAME,
    OF_GROUP,
    OWN,
    PLANS,
    USED_FOR,
    does_ours,
    is_subject,
    statement,
)
from vendorgraph.exchange.reading.places.resolve import is_place, names_place, only_places, place_at_start
from vendorgraph.exchange.reading.row import PlaceWords, Row, collapsed
from vendorgraph.exchange.vendors import catalogue

_WORD = re.compile(r"[^\s,;():]+")
_SEPARATOR = re.compile(
    r"\s*(?:[,;]\s*(?:and|und|et|sowie|as well as|ainsi que|plus)?|\b(?:and|und|et|sowie|as well as|ainsi que|or|oder|ou)\b)\s+"
    r"(?:[–—]\s[^–—]{3,80}\s[–—]\s+)?",  # "and — for reports — Acme"
    re.I,
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_SEAT = re.compile(
    r"\s*[,(]?\s*(?:(?:with|mit|dont le|avec|ayant son)\s+)?(?:\w*sitz|seat|headquartered|siège(?: social)?|established|établie?|"
    r"incorporated|registered)\b\s*:?\s*(?:est\s+)?(?:(?:in|en|aux?|à)\s+)?(?:the |den |der |les? |la )?",
    re.I,
)
_IN = re.compile(
    r"\s*,?\s*(?:(?:based|basée?|located|située?|ansässig|hosted)\s+)?(?:in|aus|from|en|aux?|à|dans)\s+"
    r"(?:the |den |der |les? |la |l['’])?(?=[A-ZÀ-Þ])|\s*,\s+(?=[A-ZÀ-Þ])|\s+[–—-]\s+(?=[A-ZÀ-Þ])"
)
_RELATIVE = re.compile(
    r"\s*,\s*(?:qui|which|who|where|whose|das|die|der|dessen|deren|wo|dont|où)\s+([^.]+)", re.S
)
_TOWN = re.compile(r"\s*,\s+[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+){0,2},\s+(?=[A-ZÀ-Þ])")  # ", Rastede, Germany"
_FOR = re.compile(
    r"(?:^|[\s,)])(?:for|to|as(?: our| an?| the)?|für(?: den| die| das| unsere?n?)?|zur|zum(?! einsatz)|als|"
    r"pour(?: l['’]| les\b| la\b| le\b| nos\b| notre\b)?|comme|afin (?:de |d['’])|en tant que|dans le cadre (?:de |du ))"
    r"(?<=[\w'’ ])\s*(.+)$",
    re.I | re.S,
)
_FOR_BEFORE = re.compile(r"^(?:für(?: den| die| das)?|zur|zum|for|pour(?: les?| la)?)\s+(.+?),?\s*$", re.I)
_ENDS = re.compile(
    r"(?:\s+(?:ein|zurück|zum Einsatz|zusammen|gehostet|eingesetzt|genutzt|verwendet|ab|an))?[\s.,;]*$"
)
_GOES_ON = re.compile(
    r"\s*(?:[,;]|(?<![^\s,;])(?:and|und|et|sowie|as well as|ainsi que|or|oder|ou)\b)"
    rf"(?: (?:à|de|den|die|das|the|le|la|les|{ALSO}))*\s*$",
    re.I,
)
_NEW = re.compile(r"(?:\s+[a-zà-ÿ]+){0,4}\s+([A-ZÀ-Þ][\w.-]*[a-z][\w-]*)(?=,? (?:for|to|as|pour|comme)\b)")
_ANNOUNCES = re.compile(r"\b(?:folgende[nrms]?|nachstehende[nrms]?|following|suivante?s?)\b", re.I)
_OPEN = re.compile(r" (?:and|und|et|&|of|de|der)$")
_FIRMS = re.compile(r"Firm(?:a|en)|Fa\.|Unternehmen|Gesellschaft(?:en)?|Compan(?:y|ies)|Sociétés?")
_CO = re.compile(r"\bCo$")  # "Acme GmbH & Co. KG"
_ABBREVIATED = re.compile(
    r"(?:Inc|Ltd|Corp|Co|Cie|Pty|[A-Z](?:\.[A-Z])+|e\.V|e\. V)\.$"
)  # forms with a stop of their own
_TOWN_OF_STATE = re.compile(r"^[^,]+, [A-Z]{2}$")  # "Walnut, CA" of an address
#: That none of those named before gets data: "Both process no data of our users."
_GET_NOTHING = re.compile(
    r"^(?:both|they|neither|none|beide|sie|keiner|ils|elles|aucune?)\b(?: \w+){0,2}? "
    r"(?:(?:get|receive|process|see|access|handle|verarbeiten|erhalten|bekommen|sehen|reçoivent|traitent|voient)s? "
    r"(?:no|not|none|keine|aucune)|(?:(?:do|does) not|never|ne) (?:get|receive|process|see|access|handle|reçoivent|"
    r"traitent|voient)(?: any| aucune| pas| jamais)?)\b(?: \w+){0,2}? (?:data|daten|données?)"
    r"(?! (?:for|other|outside|beyond|except|für|zu|außer|pour|hors|autre))",
    re.I,
)
_MOST_BEFORE = 7  # words between "we use" and the name: "the e-mail service of"


@dataclass(slots=True)
class _Used:
    """A vendor in a sentence and the words up to the next one."""

    name: str
    after: str


def used_rows(line: int, cell: Cell, section: str | None, others: Collection[str] = ()) -> Iterator[Row]:
    """The rows of vendors that the sentences of a paragraph say the page's owner uses.

    `others` are the names by which the page speaks of others than its owner: what those use is not its own.
    """
    if len(cell.text) > LONGEST or collapsed(cell.text).endswith(":"):
        return
    sentences = _sentences(collapsed(cell.text))
    group = bool(OF_GROUP.search(key(section or "")))
    found = [(sentence, *_uses(sentence, cell.bold, others, group=group)) for sentence in sentences]
    single = sum(len(used) for _, _, used in found) == 1
    for at, (sentence, before, used) in enumerate(found):
        if any(map(_GET_NOTHING.search, sentences[at + 1 :])):
            continue
        for one in used:
            row = _row(line, sentence, before, one, section)
            if not row.places and len(used) == 1:
                texts = [*([] if row.seat else [sentence]), *(sentences[at + 1 :] if single else [])]
                said = tuple(dict.fromkeys(words for text in texts for words in places_in_words(text)))
                row = replace(row, places=said)
            yield row


def unread_sentences(cell: Cell) -> Iterator[tuple[str, list[str]]]:
    """Each sentence with the known vendors in it, and one that says that someone is used whose name is none here."""
    for sentence in _sentences(collapsed(cell.text[:LONGEST])):
        names = [name for match in NAME.finditer(sentence) if (name := _known(match[0]))]
        said = OWN.search(sentence)
        spoken = not names and not DENIED.search(sentence)
        if said and spoken and not said[0].lower().endswith("wir"):
            new = _NEW.match(sentence, said.end())
            no_name = (
                new is None or is_word_of_kind(new[1]) or only_places(new[1]) or read_instruments([sentence])
            )
            names = [new[1]] if new and not no_name else []
        if names:
            yield sentence, names


def _known(words: str) -> str:
    """The most of words, from the first on, that names a known vendor and is no word of speech; "" for none."""
    heads = (" ".join(words.split()[:taken]).rstrip(".,") for taken in range(len(words.split()), 0, -1))
    found = (one for one in heads if catalogue().find(one) and not catalogue().is_word(one))
    return next((one for one in found if not _OPEN.search(one)), "")


def _sentences(text: str) -> list[str]:
    """The sentences of a text; the stop of a legal form before a bracket ends none."""
    whole: list[str] = []
    for one in STOP.split(text):
        if whole and (_CO.search(whole[-1]) or (one.startswith("(") and is_form(whole[-1].split()[-1]))):
            whole[-1] += f". {one}"
        else:
            whole.append(one)
    return whole


def _uses(
    sentence: str, bold: Sequence[str], others: Collection[str], *, group: bool
) -> tuple[str, list[_Used]]:
    """(what stands before "we use", the vendors behind it); of a `group`, who does something for its owner."""
    if DENIED.search(sentence):
        return "", []
    first = USED_FOR.match(sentence) or (DOES.match(sentence) if group else does_ours(sentence))
    if first and is_subject(first[1]) and (found := list(_mentions(first[1], bold))):
        return "", [replace(one, after=one.after + (first[2] if len(found) == 1 else "")) for one in found]
    said = statement(sentence, others)
    if said is None:
        return "", []
    behind = sentence[said.end() :]
    announced = _ANNOUNCES.search(behind)  # "to run Acme Cloud we use the following: …"
    return sentence[: said.start()].strip(" ,"), list(
        _mentions(behind[announced.end() :] if announced else behind, bold)
    )


def _mentions(text: str, bold: Sequence[str]) -> Iterator[_Used]:
    """The vendors that stand first in words or behind a comma or "and", each with what follows it."""
    at, names = 0, list[tuple[int, int, str]]()
    starts = [0, *(match.end() for match in _SEPARATOR.finditer(text))]
    for start in starts:
        if start < at or text[:start].count("(") > text[:start].count(")"):
            continue
        limit = next((other for other in starts if other > start), len(text)) if names else len(text)
        if found := _name_from(text, start, limit, bold):
            names.append(found)
            at = found[1]
    for (_, end, name), (after, _, _) in pairwise([*names, (len(text), 0, "")]):
        yield _Used(name, _GOES_ON.sub("", text[end:after]))


def _name_from(text: str, start: int, limit: int, bold: Sequence[str]) -> tuple[int, int, str] | None:
    """(start, end, name) of the name that stands behind few words from a start; None when there is none."""
    for word in list(_WORD.finditer(text, start, max(start, limit)))[:_MOST_BEFORE]:
        if word.start() > start and "(" in text[start : word.start()]:
            return None
        if _FIRMS.fullmatch(word[0]):
            continue
        match = NAME.match(text, word.start())
        name = _longest(match[0], text[match.end() :], bold) if match else ""
        if match and name:
            return match.start(), match.start() + len(name), name
        inside = _BRACKET.match(text, match.end()) if match else None
        if inside and is_company(inside[1]):  # "an analysis tool (Acme)"
            return inside.start(1), inside.end(1), inside[1]
        purpose = re.search(
            r"\b(?:für|zur|zum)\s+$", text[: word.start()]
        )  # "setzt für Wartung die Firma Acme ein"
        if not (purpose or word[0][:1].islower() or is_word_of_kind(word[0]) or word[0][-1:] == "’"):
            return None
    return None


def _longest(words: str, after: str, bold: Sequence[str]) -> str:
    """The most of capitalised words that is a name: a company, in bold, or one whose place stands behind it; else ""."""
    ends = [match.end() for match in re.finditer(r"\S+", words)]
    for end in reversed(ends):
        head, rest = words[:end].rstrip(","), words[end:] + after
        bare = head.rstrip(".")
        if _TOWN_OF_STATE.search(head):
            continue
        if only_places(head) or is_word_of_kind(bare) or _OPEN.search(head) or read_instruments([head]):
            continue
        if is_company(head) or bare in bold:
            return head if is_form(head.split()[-1]) and _ABBREVIATED.search(head) else bare
        if (
            end == ends[-1]
            and len(head.split()) < 5
            and _is_placed(rest)
            and not is_word_of_kind(head.split()[-1])
        ):
            return bare
    return ""


def _is_placed(rest: str) -> bool:
    if (told := _RELATIVE.match(rest)) and any(True for _ in places_in_words(told[1])):
        return True
    bracket, seat = _BRACKET.match(rest), _SEAT.match(rest)
    within = _IN.match(rest) if re.match(r"\s*,", rest) else None
    return bool(
        (bracket and names_place(bracket[1]) and place_at_start(bracket[1]))
        or (seat and first_place(rest[seat.end() :]))
        or (within and first_place(rest[within.end() :]))
    )


def _row(line: int, sentence: str, before: str, used: _Used, section: str | None) -> Row:
    places, seat, rest = placed_behind(used.after)
    name, town = split_address(used.name)  # "Acme GmbH, Göppingen"
    name = name if town and is_company(name) else used.name
    what = _FOR.search(rest) or _FOR_BEFORE.match(before)
    purpose = _ENDS.sub("", what[1]) if what else _of_bracket(used.after)
    extra = (
        {"status": PLANNED}
        if PLANS.search(sentence)
        else {"basis": "inferred"}
        if MAY.search(sentence)
        else {}
    )
    return Row(
        line,
        sentence,
        (name,),
        places,
        seat=seat or (town if name != used.name else None),
        purposes=(purpose,) if purpose else (),
        section=section,
        extra=extra,
    )


def placed_behind(after: str) -> tuple[tuple[PlaceWords, ...], str | None, str]:
    """(places, seat, the rest) of the words behind a name."""
    seat = None
    if (said := _SEAT.match(after)) and (where := first_place(after[said.end() :])):
        seat, after = where, after[said.end() + len(where) :].lstrip(" )")
        return tuple(servers_of(after)), seat, after
    if bracket := _BRACKET.match(after):
        inner = bracket[1]
        where = inner if only_places(inner) else place_at_start(inner)
        rest = after[bracket.end() :]
        if where and names_place(where):
            return (PlaceWords(where),), None, rest
        if _is_of_place(inner):
            return (PlaceWords(inner),), None, rest
        after = rest if not _IN.match(after) else after
    for within in filter(None, (_IN.match(after), _TOWN.match(after))):
        if where := first_place(after[within.end() :]):
            return (PlaceWords(where),), None, after[within.end() + len(where) :]
    return tuple(places_in_words(after)), None, after


def _of_bracket(after: str) -> str:
    """What a bracket says before the place in it: "hosting" of "(hosting, Germany)"; "" for none."""
    bracket = _BRACKET.match(after)
    return (
        re.split(r"[,;]\s+", bracket[1])[0]
        if bracket and not place_at_start(bracket[1]) and _is_of_place(bracket[1])
        else ""
    )


def _is_of_place(inner: str) -> bool:
    """Whether a bracket says in its last part where: "e-mail, USA"."""
    last = re.split(r"[,;]\s+", inner)[-1]
    return is_place(last) and bool(key(last))
