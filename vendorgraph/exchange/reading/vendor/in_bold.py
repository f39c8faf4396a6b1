"""Names in bold or first in running text of who does something for a page's owner, and where each is by its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.pieces import STOP
from vendorgraph.exchange.reading.lines.places_in_text import first_place, of_people, places_in_words
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.kinds import is_kind
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.names.statements import DENIED
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.places.resolve import names_place, only_places
from vendorgraph.exchange.reading.row import PlaceWords, collapsed
from vendorgraph.exchange.reading.vendor.uses import placed_behind

_WORDS = 7  # of a name in bold
#: What stands before who does something: "backed up by", "est confiée à la société", "kommt von der Firma".
_BY = re.compile(
    r"(?:\b(?:by|with|through|via|from|von|vom|durch|bei|beim|mit|über|par|avec|chez|auprès de)"
    r"|\b(?:given|handed|sent|passed|posted|entrusted|outsourced|goes?|contracted)(?: over| on| out)? to"
    r"|\b(?:confi|remis|transmis|délégu|adress|envoy|sous-trait|attribu)\w*(?: [a-zà-ÿ]+)? (?:à|aux?)"
    r"|\b(?:vien(?:t|nent)|provien(?:t|nent)|part(?:ent)?|sort(?:ent)?) (?:de|du|des|d['’])"
    r"|\b(?:geht|gehen|übergeben|vergeben|übertragen|ausgelagert|senden|schicken)(?: [a-zà-ÿ]+){0,4} an"
    r"|\b(?:druckt|übernimmt|rechnet|betreut|macht|führt|erledigt|liefert|stellt|hostet|betreibt|verschickt|versendet|wartet|"
    r"pflegt|vernichtet|schreibt|bearbeitet|erstellt|liest|nimmt))"
    r"\s*(?:(?:(?:the|our|an?|der|die|den|dem|das|unsere[mnr]?|la|le|les|notre|une?)\s+|l['’]\s*)(?:[\w-]+\s+){0,2})?"
    r"(?:(?:Firma|Fa\.|messrs)\s+)?$",
    re.I,
)
#: What somebody does for the owner of a page, behind the name with which a sentence begins.
_DOES = re.compile(
    r"(?:\s+(?:of|from|in|at|de|d['’]|à|aus|in)\s*[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?|\s+\([^()]*\)|(?:, [^,.]{2,40}){1,2},)?"
    r"\s+(?:also\s+)?(?:provides?|suppl(?:y|ies)|keeps?|holds?|carr(?:y|ies) out|obtains?|types?|prepares?|prints?|posts?|sends?|"
    r"hosts?|stores?|runs?|handles?|manages?|maintains?|looks? after|takes? care of|answers?|backs? up|destroys?|shreds?|"
    r"collects?|takes?|delivers?|supports?|translates?|records?|does|makes?|reads?|repairs?|calculates?|checks?|audits?|process(?:es)?|"
    r"liefert|stellt|betreibt|betreut|druckt|hostet|übernimmt|verschickt|versendet|wartet|pflegt|erledigt|speichert|verarbeitet|"
    r"führt|vernichtet|sichert|schreibt|berechnet|erstellt|bearbeitet|kümmert|liest|nimmt|macht|reinigt|rechnet|"
    r"fournit|édite|gère|héberge|imprime|envoie|assure|traite|stocke|maintient|tient|sauvegarde|détruit|livre|établit|"
    r"conserve|s['’]occupe|réalise|effectue|prépare|relève|entretient|archive|calcule|répond|met)\b"
)
_IS_OR_DOES = re.compile(
    rf"(?:{_DOES.pattern})|\s+(?:is|are|carries|claims|gives|helps?|shows?|lets?|makes?|keeps?|holds?|ist|sind|dient|hilft|wird|zeigt|"
    r"kommt|est|sont|sert|permet|aide|nous)\b"
)
#: Where a name is by what stands directly behind it: ", à Lille", " of Mold", " (Kassel)".
_PLACED = re.compile(r"\s*(?:,\s*|\()?(?:(?:of|in|at|à|aux?|en|de|d['’]|in|aus|from)\s*)?(?=[A-ZÀ-Þ])")
_SERVER = re.compile(
    r"\b(?:dont|whose|deren|dessen|where|wo|qui|which|who|die|der|das)\b[^,;]{0,60}?\b(?:in|en|aux?|à|at)\s+"
    r"(?:(?:the|den|der|les?|la)\s+|l['’])?(?=[A-ZÀ-Þ])"
)
#: What a name is, and where: ", commissaires de justice à Libourne", ", a printer in Mold"; and where the owner is served.
_APPOSED = re.compile(
    r"\s*,\s+(?:[\w'’-]+ ){1,6}?(?:in|at|à|en|aux?|aus|of|from)\s+(?:the\s+|l['’])?(?=[A-ZÀ-Þ])"
    r"|[^,;]{0,40}?\b(?:premises|office|offices|site|works|depot|plant|workshop|warehouse|werk|büro|lager|druckerei|"
    r"locaux|bureaux|atelier|ateliers|dépôt|entrepôt|usine)\s+(?:in|at|near|à|en|de)\s+(?=[A-ZÀ-Þ])",
    re.I,
)
_REGION = re.compile(
    r"\b(?:in|im|en|dans)\b[^,;]{0,40}?\b([A-Z]{2,3}|[A-ZÀ-Þ][a-zà-ÿ]+)[ -](?:region|région)\b", re.I
)
#: That a sentence goes on about who was named before, and what it says of where they are.
_GOES_ON = re.compile(
    r"(?:It|They|Their|Its|The (?:company|firm|business|team|data|files|servers?)|Sie|Ihre?|Es|Die (?:Firma|Daten|Server)|"
    r"Das Unternehmen|Der (?:Betrieb|Server)|Elles?|Ils?|Son|Sa|Ses|Leurs?|La société|L['’]entreprise|"
    r"Les? (?:données|serveurs?))\b"
)
_SITS = re.compile(
    r"^(?:It|They|The (?:company|firm|business)|Sie|Es|Die Firma|Das Unternehmen|Elle|Il|C['’]est|La société|L['’]entreprise)\s*"
    r"(?:is|are|sits?|ist|sitzt|est)?\s*(?:(?:an?|eine?|une)\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:company|firm|business|based|Firma|Unternehmen|Betrieb|ansässig|société|entreprise|basée?|établie?|située?|sitzt|sits)?"
    r"\s+(?:(?:is|based|from)\s+)?(?:in|at|from|aus|à|en|aux?)\s+(?:the\s+|den\s+|der\s+|l['’])?(?=[A-ZÀ-Þ])"
)
#: Where who was named does its work: "Their team works from Leeds".
_WORKS = re.compile(
    r"\b(?:works?|working|sits?|arbeite[nt]|sitz(?:t|en)|travaille(?:nt)?)\s+(?:[a-z]+ly\s+)?(?:from|in|at|aus|von|depuis|en|à|dans)\s+"
    r"(?:the\s+|l['’])?(?=[A-ZÀ-Þ])"
)
#: Where the words of a place end and a sentence goes on: ", who answer", " and prints".
_THEN = re.compile(r"\s*(?:,\s+(?=[a-zà-ÿ])|\s(?:and|und|et|[–—-])\s+|[():;])")
#: A name first in a text, by its capitals: "Zorbix Print", "Routage du Nord".
_FIRST = re.compile(
    r"[A-ZÀ-Þ][\w.&'’-]*(?: (?:(?:de|du|des|la|le|of|and|und|et|&|der) |d['’])*[A-ZÀ-Þ&][\w.&'’-]*){1,5}(?=,| \()"
)
_SAID = re.compile(r"(?:,\s[^,:]{2,40}|\s\([^()]*\))\s*(?::|\s[–—-])\s")  # ", à Lille: envoi du bulletin"


@dataclass(frozen=True, slots=True)
class Where:
    """Where a vendor has data, and where it sits, by the sentence that names it and those that go on about it."""

    places: tuple[PlaceWords, ...] = ()
    seat: str | None = None


def doers(cell: Cell) -> list[str]:
    """The names in bold that stand where a sentence says who does something: "backed up by **Acme**", "**Acme** keeps …"."""
    text = collapsed(cell.text)
    names, at = list[str](), 0
    for bold in map(collapsed, cell.bold):
        start = text.find(bold, at)
        if start < 0:
            continue
        at = start + len(bold)
        name = bold.rstrip(",:;") if is_company(bold.rstrip(",:;")) else bold.strip(" .,:;")
        if _may_be(name) and _does(text, start, start + len(name), name):
            names.append(name)
    return names


def begins_doing(cell: Cell) -> list[str]:
    """Each name in bold that begins a sentence about what it does, where a text begins with the first of them."""
    text, names, at = cell.text, list[str](), 0
    for bold in cell.bold:
        start = text.find(bold, at)
        if start < 0 or (names and not text[:start].rstrip().endswith((".", "!"))):
            continue
        does = _IS_OR_DOES.match(text, start + len(bold))
        if (
            (not names and start)
            or not (does and _may_be(bold))
            or DENIED.search(STOP.split(text[start:])[0])
        ):
            return []
        names.append(bold)
        at = start + len(bold)
    return names


def placed_first(text: str) -> str:
    """The name with which a text begins, behind which stands where it is and what it does: "Zorbix Print, Leeds, posts …"."""
    found = _FIRST.match(text)
    if not found or not _may_be(found[0]):
        return ""
    after = text[found.end() :]
    return found[0] if _behind(after) and (_SAID.match(after) or _DOES.match(after)) else ""


def _may_be(name: str) -> bool:
    """Whether words in bold may name a company: few, mostly with capitals, and none that say a kind, place or label."""
    if is_company(name):
        return True
    if not name[:1].isupper() or len(name.split()) > _WORDS or not looks_like_a_name(name):
        return False
    return not (
        is_label(name) or is_kind(name) or ABOUT.search(key(name)) or no_name(name) or only_places(name)
    )


def _does(text: str, start: int, end: int, name: str) -> bool:
    """Whether words at a place of a text are who does something there."""
    before = _before(text, start)
    if DENIED.search(before):
        return False
    if before.strip():
        return bool(_BY.search(before))
    after = text[end:]
    does, placed = bool(_DOES.match(after)), bool(_behind(after))
    written = is_company(name) or sum(word[:1].isupper() for word in name.split()) > 1
    return (does or placed) if written else (does and placed)


def is_denied(text: str, name: str) -> bool:
    """Whether the words before a name say that it is not used: "We no longer work with **Acme**"."""
    text = collapsed(text)
    return bool(DENIED.search(_before(text, text.find(name)))) if name in text else False


def _before(text: str, start: int) -> str:
    """What a sentence says before the name at a place of a text."""
    return STOP.split(f"{text[:start]}X")[-1][:-1]


def told_of(text: str, names: Iterable[str]) -> dict[str, Where]:
    """Where each of the names is by the words behind it, up to the next one."""
    text = collapsed(text)
    held = sorted((text.find(name), name) for name in dict.fromkeys(names) if name in text)
    ends = [(at, name) for at, name in held] + [(len(text), "")]
    found: dict[str, Where] = {}
    for (at, name), (following, _) in pairwise(ends):
        own, *more = STOP.split(
            text[at + len(name) : following + 1] if following < len(text) else text[at + len(name) :]
        )
        more = more[:-1] if following < len(text) else more
        found[name] = _where(own, [one for one in more if len(held) == 1 or _GOES_ON.match(one)])
    return found


def _where(own: str, more: Sequence[str]) -> Where:
    """What the words behind a name say of where it is, else what the sentences after them do."""
    places, seat, _ = placed_behind(own)
    if not (places or seat) and (where := _behind(own)):
        places = (PlaceWords(where),)
    if not (places or seat):
        places = tuple(_told(own))
    if not places:
        places = tuple(chain.from_iterable(map(places_in_words, more)))
    if not places:
        works = (_place(one[said.end() :]) for one in [own, *more] if (said := _WORKS.search(one)))
        places = tuple(map(PlaceWords, filter(None, works)))
    seats = (_place(one[said.end() :]) for one in more if (said := _SITS.match(one)))
    return Where(places, seat or next(filter(None, seats), None))


def _behind(after: str) -> str:
    """The place directly behind a name: "Mold" of ", Mold, looks after …"; "" for none."""
    placed = _PLACED.match(after)
    return _place(after[placed.end() :]) if placed and after[: placed.end()].strip() else ""


def _place(words: str) -> str:
    """The place with which words begin, whatever the sentence says behind it; "" for none."""
    return first_place(_THEN.split(words, maxsplit=1)[0]) or first_place(words)


def _told(own: str) -> Iterator[PlaceWords]:
    """The place of what a name is, of its servers, or of a cloud's region."""
    for form in (_APPOSED, _SERVER):
        said = form.match(own) if form is _APPOSED else form.search(own)
        if said and not of_people(own[: said.end()]) and (where := _place(own[said.end() :])):
            yield PlaceWords(where)
            return
    if (region := _REGION.search(own)) and names_place(region[1]):
        yield PlaceWords(region[1])
