"""The parties of an inventory by everything that a source may call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from vendorgraph.exchange.matching import names
from vendorgraph.exchange.matching.generic import CORPORATE, SERVICE, SHARED_DOMAINS
from vendorgraph.exchange.matching.names import Name
from vendorgraph.model.record import Document

#: Fields of a party that hold an address of its own.
_ADDRESSES = ("website", "privacy_url", "dpa_url", "subprocessors_url")
_SHORTEST = 5  # letters of a name that likeness is looked for in: `Box` and `Fox` are not alike


class Vendor(Protocol):
    """What matching reads of an entry in the catalogue of well-known vendors."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def legal_name(self) -> str | None: ...  # noqa: D102
    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def seat(self) -> str | None: ...  # noqa: D102


class Catalogue(Protocol):
    """Well-known vendors (`vendorgraph.exchange.vendors`)."""

    def find(self, words: str) -> Vendor | None:
        """The vendor so called, or that offers a service so called; None when none is."""

    def service(self, words: str) -> str | None:
        """The usual name of the service that `words` name; None when they name none."""


@dataclass(slots=True)
class Known:
    """A party as matching knows it: its names taken apart, its seat, and the forms it was met under."""

    id: str
    name: Name
    names: list[Name]
    seat: str | None
    named: bool
    vendor: Vendor | None
    legal: list[Name] = field(default_factory=list)

    @property
    def countries(self) -> frozenset[str]:
        """Where it may sit: its recorded seat, else what its registered name says, else the catalogue."""
        if self.seat:
            return frozenset({self.seat})
        for name in self.legal:
            if name.country:
                return frozenset({name.country})
            if name.form and name.form.countries:
                return name.form.countries
        return frozenset({self.vendor.seat}) if self.vendor and self.vendor.seat else frozenset()


class Index:
    """Looks parties up by whole name, core, domain, catalogue entry, first word, and likeness."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._catalogue = catalogue
        self.parties: dict[str, Known] = {}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._cores: dict[str, list[str]] = defaultdict(list)
        self._bare: dict[str, list[str]] = defaultdict(list)
        self._orders: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._domains: dict[str, list[str]] = defaultdict(list)
        self._vendors: dict[str, list[str]] = defaultdict(list)
        self._whole: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._longer: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._recognised: dict[Name, Vendor | None] = {}
        self._blocks: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)

    def add(self, party_id: str, document: Document) -> None:
        """Know a party, or know it anew after it changed (names that it had stay known)."""
        written = [document["name"], document.get("legal_name"), *(document.get("aliases") or ())]
        parsed = [names.parse(words) for words in written if words and names.parse(words).key]
        if not parsed:
            return
        known = Known(
            party_id,
            parsed[0],
            parsed,
            document.get("established_in"),
            document.get("named", True) is not False,
            next((found for name in parsed if (found := self.vendor(name)) and is_itself(found, name)), None),
        )
        known.legal = [name for name in parsed[:2] if name.form]
        self.parties[party_id] = known
        for key in (party_id, *(document.get("former_ids") or ())):
            _note(self._cores if known.named else self._exact, names.key_of(key), party_id)
        for identifier in document.get("identifiers") or ():
            _note(self._exact, names.key_of(identifier), party_id)
        for name in parsed:
            self._note_name(name, known)
        self._note_domains(document, party_id)
        if known.vendor:
            _note(self._vendors, known.vendor.id, party_id)

    def _note_name(self, name: Name, known: Known) -> None:
        _note(self._exact, name.key, known.id)
        if not known.named:
            return
        _note(self._cores, name.core, known.id)
        if name.without_ending:
            _note(self._bare, name.without_ending, known.id)
        _note(self._orders, tuple(sorted(name.tokens)), known.id)
        _note(self._whole, name.tokens, known.id)
        for length in range(1, len(name.tokens)):
            if _says_little(name.tokens[length:]):
                _note(self._longer, name.tokens[:length], (name.tokens, known.id))
        if len(name.core) >= _SHORTEST:
            for block in _blocks(name.core):
                self._blocks[block].setdefault(name.core, known.id)

    def _note_domains(self, document: Document, party_id: str) -> None:
        addresses = [*(document.get("domains") or ()), *(document.get(name) for name in _ADDRESSES)]
        for domain in {names.domain_of(address) for address in addresses} - SHARED_DOMAINS:
            if domain:
                _note(self._domains, domain, party_id)

    def vendor(self, name: Name) -> Vendor | None:
        """The catalogue's entry under that name or service.

        A name with a legal form that the entry's seat does not have is another company of its group.
        """
        if self._catalogue is None:
            return None
        if name not in self._recognised:
            found = self._catalogue.find(name.words) or self._catalogue.find(" ".join(name.tokens))
            found = found or self._vendor_of_service(name)
            self._recognised[name] = None if found and _elsewhere(found, name) else found
        return self._recognised[name]

    def _vendor_of_service(self, name: Name) -> Vendor | None:
        """A vendor whose name begins `Google Apps`, or that is called so with the two words the other way round."""
        assert self._catalogue is not None
        if name.form or name.regional or len(name.tokens) < 2:
            return None
        first, rest = name.tokens[0], name.tokens[1:]
        found = self._catalogue.find(first) if all(word in SERVICE for word in rest) else None
        if found is None and len(rest) == 1:
            found = self._catalogue.find(f"{rest[0]} {first}")
        return found

    def service(self, words: str) -> str | None:
        """The usual name of a service, by the catalogue."""
        return self._catalogue.service(words) if self._catalogue else None

    def is_abroad(self, name: Name) -> bool:
        """Whether a well-known vendor of that name sits where the name's legal form does not exist."""
        found = self._catalogue.find(" ".join(name.tokens)) if self._catalogue and name.form else None
        return found is not None and _elsewhere(found, name)

    def also_called(self, party_id: str, words: str) -> None:
        """Know another name of a party, as a source gives it."""
        known, name = self.parties[party_id], names.parse(words)
        if name.key and name.key not in {other.key for other in known.names}:
            known.names.append(name)
            self._note_name(name, known)

    def exact(self, key: str) -> list[Known]:
        """Parties with a name, alias or identifier of just these letters."""
        return self._those(self._exact.get(key, ()))

    def core(self, core: str) -> list[Known]:
        """Named parties with a name that is this apart from its legal form, or with this id or former id."""
        return self._those(self._cores.get(core, ()))

    def bare(self, core: str) -> list[Known]:
        """Named parties called this and `.com` or the like."""
        return self._those(self._bare.get(core, ()))

    def reordered(self, tokens: tuple[str, ...]) -> list[Known]:
        """Named parties with the same words in another order."""
        return self._those(self._orders.get(tuple(sorted(tokens)), ())) if len(tokens) > 1 else []

    def domain(self, address: str | None) -> list[Known]:
        """Parties that hold the domain of an address."""
        return self._those(self._domains.get(names.domain_of(address) or "", ()))

    def of_vendor(self, vendor: Vendor) -> list[Known]:
        """Parties that are this well-known vendor."""
        return self._those(self._vendors.get(vendor.id, ()))

    def beginning_alike(self, tokens: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Known]]:
        """Names (as their words, with the party) of which one begins with the other and goes on saying little."""
        for length in range(1, len(tokens)):
            if _says_little(tokens[length:]):
                for party_id in self._whole.get(tokens[:length], ()):
                    yield tokens[:length], self.parties[party_id]
        for other, party_id in self._longer.get(tokens, ()):
            yield other, self.parties[party_id]

    def alike(self, core: str, score: float) -> list[tuple[Known, float]]:
        """Up to three named parties whose core is nearly `core`, nearest first, with a score of 0-100.

        Names whose digits differ are never alike, and one letter at least at either end must agree.
        """
        if len(core) < _SHORTEST:
            return []
        choices: dict[str, str] = {}
        for block in _blocks(core):
            choices |= self._blocks.get(block, {})
        found: dict[str, float] = {}
        for near, likeness, _ in process.extract(
            core, list(choices), scorer=fuzz.ratio, limit=6, score_cutoff=score
        ):
            party_id = choices[near]
            found[party_id] = max(likeness, found.get(party_id, 0.0))
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        return [(self.parties[party_id], round(likeness, 1)) for party_id, likeness in ranked]

    def _those(self, ids: Iterable[str]) -> list[Known]:
        return [self.parties[party_id] for party_id in ids]


def is_itself(vendor: Vendor, name: Name) -> bool:
    """Whether `name` is the vendor's own, not that of a service it offers."""
    return any(name.core == own.core for own in _own(vendor))


def is_exactly(vendor: Vendor, name: Name) -> bool:
    """Whether `name` with its legal form is one of the vendor's."""
    return any(name.form is not None and name.key == own.key for own in _own(vendor))


def _own(vendor: Vendor) -> list[Name]:
    return [names.parse(words) for words in (vendor.name, vendor.legal_name, *vendor.aliases) if words]


def _elsewhere(vendor: Vendor, name: Name) -> bool:
    if not (name.form and name.form.countries and vendor.seat) or is_exactly(vendor, name):
        return False
    return vendor.seat not in name.form.countries


def _note(index: dict[Any, list[Any]], key: Any, entry: Any) -> None:
    if key and entry not in index[key]:
        index[key].append(entry)


def _says_little(tokens: tuple[str, ...]) -> bool:
    return all(token in SERVICE or token in CORPORATE or token in names.places() for token in tokens)


def _blocks(core: str) -> tuple[tuple[str, str], ...]:
    """Under what a core is kept for likeness: its digits, with its beginning and with its end."""
    digits = "".join(letter for letter in core if letter.isdecimal())
    return ((digits, "^" + core[:3]), (digits, core[-3:] + "$"))
