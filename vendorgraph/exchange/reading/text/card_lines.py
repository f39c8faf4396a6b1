"""Cards of vendors in the lines of a text, under titles or not: a name, lines about it and in each the one that says where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from vendorgraph.exchange.reading.blocks import Cell, Entry, Heading, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import KEYED, PLACE_ROLES, is_keyed, key_role
from vendorgraph.exchange.reading.lines.pieces import STOP, is_what_for
from vendorgraph.exchange.reading.lines.places_in_text import places_in_words
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line, unwrapped, width_of
from vendorgraph.exchange.reading.lists.stacks import says_place
from vendorgraph.exchange.reading.names.companies import looks_like_a_name, names_company
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.places.resolve import is_place, names_place

_BEFORE, _BEHIND = range(1, 5), range(4)  # lines of a card until the one that says where, and behind it
_FEWEST = 3  # cards of a run
_LOOKED_AT = 6  # cards by which a run is told
_LONG = 300  # characters of a line of a card
_TITLE = 80  # … of a title over cards
_LINK = re.compile(r"https?://|www\.|\S+@\S+$")
_LEVEL = 6  # of such a title
Part = Listing | Heading | Paragraph | Sequence[Line]


@dataclass(slots=True)
class _Run:
    """Cards of `width` lines, the places of their first lines and where each ends, and the lines that are titles over them."""

    width: int
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, int, int]:
        """Which of two runs is the better one: that of more cards, of fewer titles, of more lines."""
        titles = sum(start != end for start, end in zip(self.starts[1:], self.ends, strict=False))
        return len(self.starts), -titles, self.width


@dataclass(frozen=True)
class _Text:
    """A filled line, and what it may be in a card; each is looked at once."""

    number: int
    text: str

    @cached_property
    def company(self) -> bool:
        """Whether it names a company, or says by a key who the vendor is."""
        return not _LINK.match(self.text) and (key_role(self.text) == "vendor" or names_company(self.text))

    @cached_property
    def name(self) -> bool:
        if self.company or BULLET.match(self.text):
            return not BULLET.match(self.text)
        told = (
            KEYED.match(self.text) or is_label(self.text) or self.text.endswith((".", ":")) or self.somewhere
        )
        return not told and looks_like_a_name(self.text) and not no_name(self.text)

    @cached_property
    def where(self) -> bool:
        """Whether it says plainly where."""
        told = any(key_role(one) in PLACE_ROLES for one in STOP.split(self.text))
        return len(self.text) <= _LONG and (told or is_place(self.text) or says_place(self.text))

    @cached_property
    def somewhere(self) -> bool:
        """Whether it names a place at all."""
        return self.where or (len(self.text) <= _LONG and names_place(self.text))

    @cached_property
    def says_where(self) -> bool:
        """Whether it is a short sentence that says where."""
        return (
            len(self.text) <= _LONG
            and self.text.endswith(".")
            and any(True for _ in places_in_words(self.text))
        )

    @cached_property
    def title(self) -> bool:
        """Whether it may stand over cards."""
        ended = self.text.endswith((".", ",", ";")) or is_keyed(self.text) or bool(_LINK.match(self.text))
        return len(self.text) <= _TITLE and not ended and not self.somewhere

    @cached_property
    def more_places(self) -> bool:
        return self.where and not self.company and not is_keyed(self.text)


def with_card_lines(lines: Sequence[Line]) -> list[Part]:
    """The lines, with those that are cards of vendors as lists of these, and short lines over them as headings."""
    at_line = {number: at for at, (number, line) in reversed(list(enumerate(lines))) if line.strip()}
    whole = [one for one in unwrapped(lines, width_of(lines)) if one[1].strip()]
    filled = [at_line[number] for number, _ in whole]
    texts = [_Text(number, line.strip()) for number, line in whole]
    parts: list[Part] = []
    at = begun = 0
    while at < len(texts):
        run = _run_at(texts, at) if any(one.company for one in texts[at : at + 2]) else None
        if run is None:
            at += 1
            continue
        first = run.starts[0]
        begun = _with_unplaced(parts, texts[:first], begun)
        above = first - 1 if first > begun and texts[first - 1].title else first
        header = _header(texts, begun, first, run.width)
        start = filled[begun] if begun < len(filled) else len(lines)
        parts.append(lines[start : filled[min(above, header)]])
        if header < first:
            parts.append(
                Paragraph(texts[header].number, Cell(" | ".join(one.text for one in texts[header:first])))
            )
        elif above < first:
            parts.append(Heading(texts[above].number, _LEVEL, texts[above].text))
        parts += _listed(texts, run)
        at = begun = run.ends[-1]
    begun = _with_unplaced(parts, texts, begun)
    rest = lines[filled[begun] :] if begun < len(filled) else []
    return [part for part in [*parts, rest] if not isinstance(part, Sequence) or part]


def _with_unplaced(parts: Sequence[Part], texts: Sequence[_Text], at: int) -> int:
    """Where lines go on behind the cards that say no place and follow those listed last, with the labels of these."""
    listing = parts[-1] if parts else None
    if not isinstance(listing, Listing):
        return at
    labels = {_label(one.cell.text) for entry in listing.entries for one in entry.inner} - {""}
    while at < len(texts) and texts[at].name:
        end = at + 1
        while end < len(texts) and texts[end].number == texts[end - 1].number + 1:
            end += 1
        said = texts[at + 1 : end]
        keyed = [_label(one.text) for one in said if _label(one.text)]
        if not keyed or not labels.issuperset(keyed) or any(one.company for one in said):
            break
        inner = [
            Entry(one.number, Cell(f"Address: {one.text}" if _is_address(one.text) else one.text))
            for one in said
        ]
        listing.entries.append(Entry(texts[at].number, Cell(texts[at].text), inner))
        at = end
    return at


def _label(text: str) -> str:
    """The label with which a line begins, as it is compared; "" for none."""
    return key(text.partition(":")[0]) if KEYED.match(text) else ""


def _is_address(text: str) -> bool:
    return not KEYED.match(text) and bool(re.search(r"\d", text)) and names_place(text)


def _run_at(texts: Sequence[_Text], at: int) -> _Run | None:
    """The best run of cards whose first begins at a line or the next one; None when there is none."""
    ways = [
        (run.rank, way)
        for way in product((at, at + 1), _BEFORE, _BEHIND)
        if _are_vendors(texts, run := _run(texts, *way, most=_LOOKED_AT))
    ]
    return _run(texts, *max(ways)[1]) if ways else None


def _run(texts: Sequence[_Text], at: int, before: int, behind: int, most: int | None = None) -> _Run:
    """The cards from a line on, each of as many lines before and behind the one that says where."""
    run = _Run(1 + before + behind)
    while most is None or len(run.starts) < most:
        if run.starts and not _is_card(texts, at, before, run.width):
            titles = next((skip for skip in (1, 2) if _is_card(texts, at + skip, before, run.width)), None)
            if titles is None or not texts[at].title:
                break
            at += titles
        elif not _is_card(texts, at, before, run.width):
            break
        if run.starts and not _is_like(texts, run.starts[0], at, run.width):
            break
        run.starts.append(at)
        at += run.width
        apart = max(texts[one + 1].number - texts[one].number for one in range(at - run.width, at - 1))
        while not behind and at < len(texts) and texts[at].more_places:
            if texts[at].number - texts[at - 1].number > apart:
                break  # below a blank line
            at += 1
        run.ends.append(at)
    return run


def _is_card(texts: Sequence[_Text], at: int, before: int, width: int) -> bool:
    """Whether lines are a card: a name, one that says where, and none of another company but below a brand."""
    if at + width > len(texts) or not texts[at].name:
        return False
    told = texts[at + before]
    if before > 1 and texts[at + 1].company and not texts[at].company and is_what_for(texts[at].text):
        return False  # a title over the name
    named = texts[at].company or not is_what_for(texts[at].text)
    where = told.where or (texts[at].company and told.somewhere) or (named and told.says_where)
    return where and not any(one.company for one in texts[at + (2 if before > 1 else 1) : at + width])


def _is_like(texts: Sequence[_Text], first: int, at: int, width: int) -> bool:
    """Whether a card is of a company, or written as the first: its lines with keys or bullets as those are."""
    if texts[at].company:
        return True
    one, other = ([line.text for line in texts[begin + 1 : begin + width]] for begin in (first, at))
    marked = all(bool(BULLET.match(a)) == bool(BULLET.match(b)) for a, b in zip(one, other, strict=True))
    return marked and any(map(is_keyed, one)) == any(map(is_keyed, other))


def _are_vendors(texts: Sequence[_Text], run: _Run) -> bool:
    """Whether cards are enough, and half of them are of companies."""
    cards = [texts[start:end] for start, end in zip(run.starts, run.ends, strict=True)]
    known = sum(any(one.company for one in card[:2]) for card in cards)
    return len(cards) >= _FEWEST and known * 2 >= len(cards)


def _header(texts: Sequence[_Text], begun: int, first: int, width: int) -> int:
    """Where the lines begin that are the headers of what each line of a card says; `first` where there are none."""
    above = texts[max(begun, first - width) : first]
    headed = len(above) == width and all(one.title and role_of(one.text) for one in above)
    return first - width if headed else first


def _listed(texts: Sequence[_Text], run: _Run) -> Iterator[Part]:
    """The cards as lists, parted by the titles that stand over them, without a line that ends most of them: "Learn more"."""
    cards = [texts[start:end] for start, end in zip(run.starts, run.ends, strict=True)]
    link, times = Counter(card[-1].text for card in cards).most_common(1)[0]
    behind: list[Part] = []
    if times * 2 > len(cards) and len(cards[0]) > 2 and not any(card[-1].where for card in cards):
        *others, last = cards
        behind = [Heading(last[-1].number, _LEVEL, last[-1].text)] if last[-1].text != link else []
        cards = [card[:-1] if card[-1].text == link else card for card in others] + [last[:-1]]
    labels = {
        at
        for at in range(1, min(map(len, cards)))
        if len({card[at].text for card in cards}) == 1
        and not is_keyed(cards[0][at].text)
        and (role_of(cards[0][at].text) or any(one.where for one in cards[0][1:at]))
    }
    listing = Listing(cards[0][0].number, records=True)
    for at, card in enumerate(cards):
        over = texts[run.ends[at - 1] : run.starts[at]] if at else []
        if over:
            yield listing
            yield Heading(over[0].number, _LEVEL, over[0].text)
            yield from (Paragraph(one.number, Cell(one.text)) for one in over[1:])
            listing = Listing(card[0].number, records=True)
        said = list(_with_labels(card, labels))
        name = card[0].text
        if said and said[0][0].company:  # below its brand
            name = said[0][1] if said[0][1].startswith(name) else f"{name} ({said[0][1]})"
            said = said[1:]
        inner = [Entry(one.number, Cell(text)) for one, text in said]
        listing.entries.append(Entry(card[0].number, Cell(name), inner))
    yield listing
    yield from behind


def _with_labels(card: Sequence[_Text], labels: set[int]) -> Iterator[tuple[_Text, str]]:
    """The lines below the name of a card, each label that recurs in all cards before what the next line says."""
    label = ""
    keyed = any(key_role(one.text) in PLACE_ROLES for one in card)
    for at, one in enumerate(card[1:], 1):
        if keyed and at == 1 and one.somewhere and not is_keyed(one.text) and re.search(r"\d", one.text):
            label = "Address"  # beside the place that a key tells
        if at in labels and (at + 1 < len(card) or at > 1):
            label = one.text
            continue
        yield one, f"{label.rstrip(' :')}: {one.text}" if label else one.text
        label = ""
