"""What the pieces of one bullet or card say of its vendor: the name, what for, where, where it sits."""

from __future__ import annotations

import re
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.gazetteer import STREET
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.lines.access import access_told
from vendorgraph.exchange.reading.lines.endings import begins_with_place, end_of, is_place_apart
from vendorgraph.exchange.reading.lines.headers import is_plain
from vendorgraph.exchange.reading.lines.keys import KEYED, PLACE_ROLES, is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.lines.located import (
    is_key_of_places,
    parts_with_keys,
    tells_where,
    where_some_are,
)
from vendorgraph.exchange.reading.lines.pieces import (
    BETWEEN_KEYS,
    aside_of,
    bold_inside,
    ended,
    keys_in_bracket,
    name_and_rest,
    pieces_of,
    sentences_of,
    titled,
    what_and_who,
    with_addresses,
)
from vendorgraph.exchange.reading.lines.places_in_text import (
    OF_OURS,
    everywhere_told,
    places_in_words,
    places_of_sentence,
)
from vendorgraph.exchange.reading.lines.seats import (
    is_bare,
    is_town_beside,
    kind_inside,
    lies_within,
    says_where_inside,
    seats_told,
    servers_of,
)
from vendorgraph.exchange.reading.names.brackets import of_bracket
from vendorgraph.exchange.reading.names.cells import Named, read_names
from vendorgraph.exchange.reading.names.companies import (
    WRITTEN_FORM,
    ends_in_company,
    is_company,
)
from vendorgraph.exchange.reading.names.placeholders import SLOT, no_name
from vendorgraph.exchange.reading.names.roled import by_role
from vendorgraph.exchange.reading.names.several import split_outside
from vendorgraph.exchange.reading.names.standing import Standing, as_standing
from vendorgraph.exchange.reading.names.transfers import is_of_transfers, places_of_transfer, without_yes
from vendorgraph.exchange.reading.places.bounds import adds_nothing, is_bound
from vendorgraph.exchange.reading.places.placewords import DOUBLE, TASKS, without_flags
from vendorgraph.exchange.reading.places.resolve import (
    is_town_of,
    leaves_eea,
    mostly_places,
    names_place,
    only_places,
    place_at_start,
    read_places,
    seat_words,
)
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.reading.row import PlaceWords, Row, collapsed
from vendorgraph.exchange.reading.vendor.finish import finished
from vendorgraph.exchange.reading.vendor.paragraphs import MARK
from vendorgraph.exchange.reading.vendor.refusals import why_none

_PAGE = re.compile(r"(?:https?://|www\.)\S+")
_OF_DATA = re.compile(
    r"(?:all |the |die |alle |les |toutes les )?(?:data|daten|données)(?: (?:is|are|werden|sind|sont))?", re.I
)  # before "stored in …"
_OUTSIDE = re.compile(
    r"(?:hors|outside|außerhalb|non)[ -](?:de l['’]|the |der )?(?:UE|EU|EEE|EEA|EWR)", re.I
)  # beside a place
#: What begins with whom a vendor belongs to.
_PARENT = re.compile(
    r"(?:mutter(?:gesellschaft|konzern)|konzernmutter|parent|ultimate parent|maison[- ]mère|société[- ]mère)\b",
    re.I,
)
_LEADERS = re.compile(r"\s*(?:\.{4,}|_{4,})\s*(?=[A-ZÀ-Þ])")  # "Acme ........ Ireland"
#: What says who a vendor is: "The provider is Acme Inc. (USA)".
_IS_WHO = re.compile(
    r"\b(?:provider|anbieter|betreiber|vendor|company|operator|prestataire|fournisseur|éditeur|société) (?:is|ist|est)\b|"
    r"^(?:operated|provided|run|betrieben|bereitgestellt|édité|exploité|fourni)e?s? (?:by|von|durch|par)\b",
    re.I,
)


class Facts:
    """Gathers what the pieces of one bullet or card say."""

    def __init__(self, line: int, words: str, standing: Standing) -> None:
        self._line, self._words, self._standing = line, words, standing
        self.name = ""
        self._purposes: list[str] = []
        self._places: list[PlaceWords] = []
        self._transfers: list[PlaceWords] = []
        self._headed: list[PlaceWords] = []  # of the places those under a key that says what happens there
        self._of_name: list[PlaceWords] = []  # those in the bracket behind the name
        self._located = False  # whether a key or sentence says where the data are
        self._seats: list[str] = []
        self._categories: list[str] = []
        self._instruments: list[str] = []
        self._status: list[str] = []
        self._website: str | None = None
        self._flags = ""  # codes of the flags beside the name
        self._address = False  # whether a seat is a postal address

    def head(self, cell: Cell) -> list[str]:
        """Takes the name from the beginning of a bullet; the pieces behind it."""
        lines = with_addresses([line for line in cell.text.split("\n") if line.strip()])
        text, more = (MARK.sub("", lines[0]), lines[1:]) if lines else ("", [])
        if more and re.fullmatch(r"\([^()]*\)", more[0]):
            text, more = f"{text} {more[0]}", more[1:]  # a badge below the name
        text, self._flags = without_flags(_LEADERS.sub(" – ", text))
        what, who = what_and_who(text)
        if what:
            self._purposes.append(what)
            return [*self._several_or_one(who), *more]
        strong = without_flags(cell.strong or "")[0]
        if strong and text.startswith(strong) and not only_places(strong):
            self.name, rest = ended(strong), text[len(strong) :]
            bracket = re.match(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])", rest)
            if bracket and (form := re.match(rf"\s({WRITTEN_FORM}\.?)", rest[bracket.end() :])):
                self.name += f"{bracket[0]} {form[1]}"  # "Acme (Schweiz) AG"
                rest = rest[bracket.end() + form.end() :]
            elif bracket:
                self.name += f" ({bracket[1] or bracket[2] or ''})"
                rest = rest[bracket.end() :]
                self._take_bracket()
            if form := re.match(rf",?\s*({WRITTEN_FORM}\.?)", rest):
                self.name, rest = f"{self.name}, {form[1]}", rest[form.end() :]
        elif inside := bold_inside(cell, text):
            self._purposes.append(inside[0])
            self.name, rest = inside[1:]
        elif (slot := SLOT.match(text)) and no_name(slot[0]):
            self.name, rest = slot[0], text[slot.end() :]
        else:
            self.name, rest = name_and_rest(text)
            self._take_bracket()
        rest = rest.strip(" :;,–—-")
        rest = rest[1:].strip() if rest.startswith(".") else rest
        return [*pieces_of(rest), *more]

    def title(self, text: str, vendor: str | None, *, placed: bool = False) -> None:
        """Takes the name from the title of a card, or from the line that says who it is, with its seat if lines say the place."""
        if vendor is None or is_company(text):
            self.name, behind = titled(text)
            self._purposes += [behind] if behind and not only_places(behind) else []
            self._places += [PlaceWords(behind)] if behind and only_places(behind) else []
            self._take_bracket()
            return
        self._purposes.append(text)
        for piece in self._several_or_one(vendor):
            self.piece(piece)
        if placed:  # "Entity: Acme Inc. (USA)" above "Data location: Ireland"
            self._seats += [one.words for one in self._places]
            self._places = []

    def _several_or_one(self, who: str) -> list[str]:
        """Takes the vendors behind what they are for; the pieces behind the name when it is one."""
        names, _, keyed = who.partition("; ")
        if KEYED.match(keyed) or _PARENT.match(keyed):  # "Acme Ltd, 1 Acme Street, Ireland; Purpose: hosting"
            return [*self._several_or_one(names), *pieces_of(keyed)]
        if len(read_names(who, places_apart=False).names) > 1:
            self.name = who
            return []
        self.name, rest = name_and_rest(who)
        self._take_bracket()
        return pieces_of(rest)

    def _take_bracket(self) -> None:
        """A bracket behind the name that says where or what for, rather than how else it is called."""
        found = keys_in_bracket(self.name) or of_bracket(self.name)
        self.name = found.name
        self._of_name = [*map(PlaceWords, found.places)]
        self._places += self._of_name
        self._purposes += found.purposes
        self._instruments += found.instruments
        if found.address:
            self._seats.append(found.address)
            self._address = True
        for piece in found.pieces:
            self.piece(piece)

    def keyed(self, text: str) -> None:
        """A piece such as "Location: Germany"."""
        match = KEYED.match(text)
        if not match:
            return
        role, (value, *more) = key_role(text), parts_with_keys(collapsed(match[2]))
        for one in more:
            self.keyed(one)
        parts = split_outside(BETWEEN_KEYS, value) if role in ("seat", "address") else []
        if len(parts) > 1 and not is_key_of_places(text):
            value = parts[0]  # "Seat: Vienna · Processed in Austria"
            for part in parts[1:]:
                self.piece(part)
        if role == "vendor":
            self.name = self.name or value
        elif role == "website" or (role in PLACE_ROLES and _PAGE.fullmatch(value)):
            self._website = value  # "Site: https://acme.test"
        elif role in PLACE_ROLES:
            value = without_yes(self._without_access(value.rstrip(".")))
            if read_instruments([value]) and not names_place(value):
                self._instruments.append(value)  # "Third country: DPF + SCC"
                return
            said = PlaceWords(value, PLACE_ROLES[role])
            self._places.append(said)
            self._located = True
            self._headed += () if is_plain(match[1]) else (said,)
        elif role in ("seat", "address"):
            self._seats.append(value)
            self._address = self._address or role == "address"
        elif role == "categories":
            self._categories.append(value)
        elif role == "mechanisms":
            self._instruments.append(value)
            self._transfers += places_of_transfer(value) if is_of_transfers(match[1]) else ()
        elif role == "status":
            self._status.append(value)
        elif role in ("purpose", "service"):
            self._purposes.append(value)

    def _without_access(self, text: str) -> str:
        """What stands before "support from India", whose place is taken."""
        told = access_told(text)
        if told is None:
            return text
        self._places.append(told[1])
        return told[0]

    def piece(self, text: str) -> None:
        """A piece without a key: a place when it is nothing else, else a purpose."""
        before = len(self._places)
        self._take(text)
        self._located |= any(one.kind != "access" for one in self._places[before:]) and tells_where(text)

    def _take(self, text: str) -> None:
        text = collapsed(text).strip(" ,;/–—-")
        text = text[:-1] if text.endswith(".") and not re.search(r"\b[A-Z]\.$", text) else text
        if not re.search(r"\w", text) or re.fullmatch(r"\S+@\S+\.\w+", text):
            self._places += map(PlaceWords, filter(None, [without_flags(text)[1]]))
            return
        if told := by_role(text):
            self._seats += told.seats
            self._places += told.places
        elif is_key_of_places(text):
            self.keyed(text)
        elif len(parts := split_outside(BETWEEN_KEYS, text)) > 1 or len(parts := sentences_of(text)) > 1:
            for part in parts:
                self.piece(part)
        elif text in DOUBLE:
            self._purposes.append(text)
        elif is_keyed(text):
            self.keyed(text)
        elif only_places(text.strip("()[]")):
            before, where = aside_of(text)
            if where and only_places(where) and not names_place(before) and read_purposes([before]):
                self._purposes.append(before)  # "hosting (US)"
            else:
                where = text.strip("()[]") if text[:1] in "([" else text
            self._places.append(PlaceWords(where))
        elif STREET.search(text) and re.search(r"\d", text):
            where, aside = aside_of(text)
            within = is_bare(aside) and lies_within(where, aside)
            self._seats.append(text if within else where)  # "1 Main Street, Vienna, Austria (EU)"
            self._address = True
            self.piece("" if within else aside)
        elif _PAGE.fullmatch(text):
            self._website = text
        elif seats := seats_told(text):
            self._seats += seats
        elif (start := place_at_start(text)) and says_where_inside(text[len(start) :]):
            self._places.append(PlaceWords(text))  # "USA (EU hosting)"
        elif start and start not in DOUBLE:
            self._places.append(PlaceWords(start))
            self.piece(text[len(start) :].strip(" ,;:(–—-)"))
        else:
            self._tail(text)

    def _tail(self, text: str) -> None:
        """A purpose that ends in places: "payments, USA", "payments (USA)", "payments, hosted in Germany"."""
        if len(text.split()) < 4 and read_instruments([text]):
            self._instruments.append(text)
            return
        *firsts, last = parts = split_outside(re.compile(r",\s+"), text)
        if kept := where_some_are(last):  # "meetings, Ireland, account data USA"
            self._places.append(kept)
            self.piece(", ".join(firsts))
            return
        if firsts and read_instruments([last]) and not names_place(last):
            self._instruments.append(last)  # "payments, USA, with SCCs"
            self.piece(", ".join(firsts))
            return
        if (at := next((at for at in range(1, len(parts)) if begins_with_place(parts[at])), 0)) and not (
            only_places(", ".join(parts[at:]))
        ):
            self.piece(", ".join(parts[:at]))
            self.piece(", ".join(parts[at:]))
            return
        if only_places(", ".join(parts[-2:])) and self._ending(text, inside=False):
            return
        if within := [part for before, part in pairwise(parts[:-1]) if is_place_apart(before, part)]:
            self._places += map(PlaceWords, within)  # "pages, Ireland, with transfers to the USA"
            self.piece(", ".join(part for part in parts if part not in within))
            return
        keyed = re.match(r"(.+?),\s*([^,:]+:\s*[^:]+)$", text)
        if keyed and is_telling(keyed[2]):  # "e-mail, server location: Frankfurt"
            self._purposes.append(keyed[1])
            self.keyed(keyed[2])
            return
        before, aside = aside_of(text)
        if before and aside and access_told(aside):
            self.piece(before)
            self.piece(aside)
            return
        if (rest := self._without_access(text)) != text:
            self.piece(rest)
            self._purposes += () if self._purposes else (text,)
            return
        if self._ending(text, inside=False) or self._aside(before, aside) or self._ending(text):
            return
        said = [] if OF_OURS.search(text) else [places_of_sentence(text) or next(places_in_words(text), None)]
        named = [place.place for one in self._places for place in read_places(one)]
        self._places += [
            one
            for one in filter(None, said)
            if not (is_bound(text) and adds_nothing([place.place for place in read_places(one)], named))
        ]
        self._purposes.append(text)

    def _aside(self, before: str, aside: str) -> bool:
        """Takes a text and the bracket at its end that names an instrument or places; whether it does."""
        if not before or not aside or aside in TASKS:
            return False
        if read_instruments([aside]):
            self._instruments.append(aside)
            self._places += places_of_transfer(aside)
            self.piece(before)
        elif self._places and only_places(aside) and _IS_WHO.search(before) and ends_in_company(before):
            self._seats.append(aside)  # "The provider is Acme Inc. (USA)" behind where its servers are
            self._purposes.append(before)
        elif is_keyed(aside) and key_role(aside) in PLACE_ROLES:
            self.piece(before)
            self.keyed(aside)  # "payments (location: Ireland)"
        elif mostly_places(aside) and names_place(aside):
            # "servers in Gravelines (France) and Frankfurt (Germany)", "Serverstandort Frankfurt (EU)"
            self._places += tuple(places_in_words(before)) or tuple(servers_of(before))
            self._places.append(PlaceWords(aside, kind_inside(aside)))
            self._purposes.append(before)
        elif place_at_start(aside):
            self._purposes.append(before)
            self.piece(aside)
        else:
            return False
        return True

    def _ending(self, text: str, *, inside: bool = True) -> bool:
        """Takes a text that ends in places behind a mark or a word such as "hosted in"; whether it does."""
        found = end_of(text, inside=inside)
        if found is None:
            return False
        seats = seat_words(text)
        if any(re.search(rf"\b{re.escape(seat)}\b", found.places.words) for seat in seats):
            # "EU region, parent company in the USA", and "company based in the US with servers in Ireland"
            served = tuple(servers_of(found.places.words))
            self._places += served
            self._seats += seats if served else [found.places.words]
            who = _IS_WHO.search(found.before)  # "Anbieter ist die Acme Ireland Ltd mit Sitz"
            (self._purposes.append if who else self.piece)(found.before)
            return True
        self._seats += seats  # "US parent company, processed in the EU"
        self._places += [*everywhere_told(found.before), found.places]
        if re.search(r"\w", found.before) and not _OF_DATA.fullmatch(found.before):
            self._purposes.append(found.before)
        return True

    def row(self, link: str | None) -> Row:
        """The row as gathered."""
        standing = self._standing
        named = read_names(self.name, places_apart=False) if self.name.strip() else Named(())
        if why := why_none(self._words, self.name, named, self._purposes, placed=bool(self._places)):
            return Row(self._line, self._words, section=standing.section, refused=why)
        self._place(named)
        if self._of_name and (self._located or self._is_seat_of_name()):
            self._places = [one for one in self._places if one not in self._of_name]
            self._seats += (one.words for one in self._of_name)
        row = Row(
            self._line,
            self._words,
            purposes=tuple(
                dict.fromkeys(self._purposes)
                or [one.words for one in self._places if read_purposes([one.words])]
            ),
            categories_text="; ".join(self._categories) or None,
            website=self._website or link,
            section=standing.section,
        )
        row = finished(
            row,
            named,
            self._places,
            self._seats,
            beside=[one for one in self._places if one not in self._headed],
            address=self._address,
            instruments=self._instruments,
        )
        return as_standing(row, standing.status, self._status)

    def _is_seat_of_name(self) -> bool:
        """Whether the bracket behind the name is a town with its country, beside another place: "(Tartu, Estonia) – Finland"."""
        apart = [one for one in self._places if one not in self._of_name and one.kind != "access"]
        return bool(apart) and all("," in one.words and is_town_of(one.words) for one in self._of_name)

    def _place(self, named: Named) -> None:
        """Takes the places that stand with the name, by flags, beside instruments, in purposes or above the list."""
        if named.bracketed:
            self._places.append(PlaceWords(named.bracketed))
        served = any(one.kind != "access" for one in self._places)
        if named.address and only_places(named.address) and not (served and is_town_of(named.address)):
            self._places.append(PlaceWords(named.address))
        elif named.address:
            self._seats.append(named.address)
            self._address = True
        told = {place.place for one in self._places for place in read_places(one)}
        self._places += [one for one in self._transfers if not told or leaves_eea(one.words, told)]
        if self._flags and self._places:
            self._seats = self._seats or [self._flags]
        elif self._flags:
            self._places.append(PlaceWords(self._flags))
        if any(map(names_place, (one.words for one in self._places))):
            self._places = [one for one in self._places if not _OUTSIDE.fullmatch(one.words.strip())]
        if not self._places:
            self._places += [one for words in self._purposes for one in places_in_words(words)]
        if self._standing.places and is_town_beside(self.name, self._places, self._words):
            self._seats, self._places = [*self._seats, self._places[0].words], []
        if not self._places and self._standing.places:
            self._places.append(self._standing.places)
