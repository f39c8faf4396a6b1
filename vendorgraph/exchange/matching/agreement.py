"""Whether a name may be a party's: by legal form, by country, and by the words for places in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from vendorgraph.exchange.matching import names
from vendorgraph.exchange.matching.answers import Reading
from vendorgraph.exchange.matching.index import Index, Known, is_itself
from vendorgraph.exchange.matching.names import Name


class Agreement:
    """Judges names against parties; `met` are the legal forms under which a source named a party already."""

    def __init__(self, index: Index, met: Mapping[str, set[str]]) -> None:
        self._index = index
        self._met = met

    def agreeing(self, parties: list[Known], reading: Reading) -> list[Known]:
        """The parties that the name may well be."""
        return [party for party in parties if self.of(party, reading) == "agrees"]

    def doubtful(self, parties: list[Known], reading: Reading) -> list[Known]:
        """The parties that the name may be or not."""
        return [party for party in parties if self.of(party, reading) == "doubtful"]

    def of(self, party: Known, reading: Reading) -> Literal["agrees", "doubtful", "conflicts"]:
        """Whether the legal form and country of a name let it be the party of the same core."""
        name = reading.company
        where = self._where(name, reading.seat)
        theirs = party.countries
        forms = {known.form.name for known in party.legal if known.form} or self._met.get(party.id, set())
        if name.form and name.form.name in forms:
            return "doubtful" if two_companies(name, reading.seat, party.seat) else "agrees"
        if where and theirs and not where & theirs:
            return "conflicts" if name.form or (party.legal and not reading.seat) else "doubtful"
        if name.form and forms:
            countries = {c for known in party.legal if known.form for c in known.form.countries}
            return "doubtful" if not countries or countries & name.form.countries else "conflicts"
        return "agrees"

    def _where(self, name: Name, seat: str | None) -> frozenset[str]:
        """Where the company of a name may sit, by the source's seat, its words, its legal form or the catalogue."""
        if seat or name.country:
            return frozenset({seat or name.country or ""})
        if name.form:
            return name.form.countries
        vendor = self._index.vendor(name)
        return frozenset({vendor.seat}) if vendor and vendor.seat and is_itself(vendor, name) else frozenset()


def two_companies(name: Name, seat: str | None, other: str | None) -> bool:
    """Whether two seats of one registered name may be two companies: `Acme Ltd` of Ireland and of Britain.

    A brand sits where its reader thinks; `Acme Australia Pty Ltd` sits in Australia whatever a list says.
    """
    if not (name.form and seat and other) or seat == other or name.country:
        return False
    return {seat, other} <= name.form.countries


def forms(party: Known) -> set[str]:
    """The legal forms of a party's registered names."""
    return {name.form.name for name in party.legal if name.form}


def told_apart(name: Name, party: Known) -> bool:
    """Whether the two differ in a word for a place: `Foo Austria` is not a slip for `Foo Australia`."""
    ours = set(name.tokens) & names.places()
    return all(ours != set(other.tokens) & names.places() for other in party.names)
