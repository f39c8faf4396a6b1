"""The rows of a page found so far, and whether what comes below tells of the same vendors again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendorgraph.exchange.reading.lines.of_all import OfAll, with_places_of_all
from vendorgraph.exchange.reading.lists.details import agrees, completed, known_places
from vendorgraph.exchange.reading.names.companies import ASIDE as ASIDE_WORDS
from vendorgraph.exchange.reading.row import ASIDE, Row
from vendorgraph.exchange.reading.vendor.evidence import says_what_for
from vendorgraph.exchange.vendors import catalogue, normalised, without_legal_form

_SENTENCE = 8  # words of a bullet that only names a vendor and what it is for


class Found:
    """Rows in the order of the page."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.named: set[str] = set()
        self.listed = False  # whether any row, refused or not, stands in a list
        self._vendors: set[str] = set()  # ids in the catalogue of those named
        self._groups: set[str] = set()  # and of those above them in their groups
        self._told: list[str] = []  # the words of each row

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Found:
        """Those rows as found."""
        found = cls()
        for row in rows:
            found.add(row)
        return found

    def add(self, row: Row) -> None:
        """Take a row of a list."""
        self.listed = self.listed or ASIDE not in row.extra
        self.keep(row.vendors)
        self.tell(f"{row.words} {row.section or ''}")
        if self.rows and _is_title_of(self.rows[-1], row):
            self.rows.pop()
        self.rows.append(row)

    def place(self, titles: Sequence[tuple[str, ...]], said: Sequence[OfAll]) -> list[Row]:
        """Give rows without a place those said of all, `titles` being the headings above each; what tells those not taken."""
        self.rows, told = with_places_of_all(self.rows, titles, said)
        return told

    def tell(self, words: str) -> None:
        """Keep words of which rows were made."""
        self._told.append(normalised(words))

    def is_known(self, name: str) -> bool:
        """Whether a vendor was named before, by this name or another of its own."""
        vendor = catalogue().find(name)
        return without_legal_form(name) in self.named or (vendor is not None and vendor.id in self._vendors)

    def is_told(self, name: str, places: Iterable[str]) -> bool:
        """Whether a vendor was named, or one of its companies and no other places: Acme, where Acme EMEA SARL stands in a row."""
        vendor = catalogue().find(name)
        if self.is_known(name) or vendor is None or vendor.id not in self._groups:
            return self.is_known(name)
        rows = [row for row in self.rows if any(vendor.id in _above(one) for one in row.vendors)]
        return set(places) <= {place for row in rows for place in known_places(row)}

    def keep(self, names: Iterable[str]) -> None:
        """Keep the names of vendors that a row names."""
        for name in map(without_legal_form, names):
            self.named.add(name)
            self._vendors.update(vendor.id for vendor in [catalogue().find(name)] if vendor)
            self._groups |= _above(name)

    def is_read(self, name: str) -> bool:
        """Whether the words of some row hold a name."""
        return self.listed and any(without_legal_form(name) in words for words in self._told)

    def holds(self, name: str) -> bool:
        """Whether the words of some row hold a name with its legal form."""
        return any(f" {normalised(name)} " in f" {words} " for words in self._told)

    def completes(self, made: Sequence[Row]) -> bool:
        """Whether rows tell more of vendors that stand above and no other places; what they add is put there."""
        above = self._above()
        pairs = [(above.get(frozenset(map(without_legal_form, row.vendors))), row) for row in made]
        if not all(at is not None and agrees(self.rows[at], row) for at, row in pairs):
            return False
        for at, row in pairs:
            if at is not None:
                self.rows[at] = completed(self.rows[at], row)
        return bool(pairs)

    def _above(self) -> dict[frozenset[str], int | None]:
        """Where the one row stands that names the same vendors; None for those that several name."""
        found: dict[frozenset[str], int | None] = {}
        for at, row in enumerate(self.rows):
            if row.vendors and row.refused is None:
                names = frozenset(map(without_legal_form, row.vendors))
                found[names] = None if names in found else at
        return found

    def all_known(self, made: Sequence[Row]) -> bool:
        """Whether rows name nobody but vendors that were listed before, each with no other place than is known of it."""
        above = self._above()
        pairs = [
            (above.get(frozenset(map(without_legal_form, row.vendors))), row) for row in made if row.vendors
        ]
        return bool(pairs) and all(
            all(map(self.is_known, row.vendors))
            and known_places(row) <= (known_places(self.rows[at]) if at is not None else set())
            for at, row in pairs
        )

    def tells_again(self, made: Sequence[Row]) -> bool:
        """Whether rows name nobody but vendors of rows above, and of none a place that is not said of it there."""
        named = [row for row in made if row.vendors]
        return bool(named) and all(
            all(self._is_named(name) for name in row.vendors)
            and known_places(row) <= self._places(row.vendors)
            for row in named
        )

    def _is_named(self, name: str) -> bool:
        """Whether a row names a vendor by this name, or by that of its company; a product of one is no company."""
        vendor = catalogue().find(_bare(name))
        product = vendor is not None and catalogue().service(_bare(name)) is not None
        return self.is_read(_bare(name)) or (self.is_known(_bare(name)) and not product)

    def _places(self, names: Iterable[str]) -> set[str]:
        """The places that the rows above say of vendors, by these names or others of their own."""
        wanted = set(map(identity, names))
        return {
            place
            for row in self.rows
            if row.refused is None and wanted & set(map(identity, row.vendors))
            for place in known_places(row)
        }

    def _agrees(self, row: Row) -> bool:
        at = self._above().get(frozenset(map(without_legal_form, row.vendors)))
        return at is not None and agrees(self.rows[at], row)

    def describes(self, row: Row) -> bool:
        """Whether a bullet is about vendors that were listed before, and says no other place nor what they are for."""
        if not row.vendors or not all(map(self.is_known, row.vendors)):
            return False
        same = not row.places or self._agrees(row)
        words = len(row.words.split())
        other = words > len(" ".join(row.vendors).split()) + 1 and not says_what_for(row)
        return same and (other or words > _SENTENCE)

    def repeats(self, row: Row) -> bool:
        """Whether a row names vendors that were listed before, and neither a place nor what they are for."""
        known = [self.is_known(name) for name in row.vendors]
        return bool(known) and all(known) and not (row.places or row.seat or row.purposes)


def _is_title_of(row: Row, below: Row) -> bool:
    """Whether a row is no more than the name of the vendor that the one below tells of: "1. Acme" above "1.1 Company: Acme"."""
    said = (
        row.places or row.seat or row.purposes or row.website or row.categories_text or row.note or row.extra
    )
    same = row.vendors == below.vendors and len(row.words.split()) <= len(" ".join(row.vendors).split()) + 1
    return bool(row.vendors) and same and not said and bool(below.places or below.purposes or below.seat)


def _above(name: str) -> set[str]:
    """The ids of what stands above a vendor in its group."""
    found, vendor = set[str](), catalogue().find(name)
    while vendor and vendor.group:
        vendor = catalogue().by_id[vendor.group]
        found.add(vendor.id)
    return found


def identity(name: str) -> str:
    """What a vendor is compared by: its id in the catalogue, else its name without its legal form."""
    vendor = catalogue().find(name) or catalogue().find(_bare(name))
    return vendor.id if vendor else without_legal_form(_bare(name))


def _bare(name: str) -> str:
    """A name without what stands in brackets behind it."""
    return ASIDE_WORDS.sub("", name).strip()
