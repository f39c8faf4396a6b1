"""The rules by which a reading of a name finds a party, and likeness, which only asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vendorgraph.exchange.matching import names
from vendorgraph.exchange.matching.agreement import Agreement, forms, told_apart
from vendorgraph.exchange.matching.answers import Match, Reading, matched
from vendorgraph.exchange.matching.generic import CORPORATE, SERVICE
from vendorgraph.exchange.matching.index import Index, Known, is_exactly, is_itself
from vendorgraph.exchange.matching.names import Name
from vendorgraph.model.ids import slug

ALIKE = 88.0  # likeness from which a name is put before a person


class Rules:
    """Each rule answers a match, a doubt with candidates, or None."""

    def __init__(self, index: Index, agreement: Agreement) -> None:
        self._index = index
        self._agreement = agreement

    def all(self) -> tuple[Callable[[Reading], Match | None], ...]:
        """The rules, the surest first."""
        return (self.by_core, self.by_other_name, self.by_catalogue, self.by_order, self.by_beginning)

    def by_core(self, reading: Reading) -> Match | None:
        """The same name but for its legal form, `.com`, a bracket or a dot."""
        name = reading.company
        if exact := self._agreement.agreeing(
            self._index.exact(name.key) or self._index.exact(name.core), reading
        ):
            return self._one(exact, reading, 98.0, "but for what stands in brackets or behind it")
        found = self._index.core(name.core)
        agreeing = self._agreement.agreeing(found, reading)
        if agreeing:
            return self._one(agreeing, reading, 96.0, "but for the legal form")
        if doubtful := self._agreement.doubtful(found, reading):
            return self.several(doubtful, reading, "but its legal form is another")
        bare = [*self._index.bare(name.core), *self._index.core(name.without_ending)]
        if agreeing := self._agreement.agreeing(bare, reading):
            return self._one(agreeing, reading, 94.0, "but for the end of a domain name")
        return None

    def by_other_name(self, reading: Reading) -> Match | None:
        """`NexMo Inc (aka Vonage)` when there is a Vonage."""
        for words in reading.company.also:
            other = replace(reading, company=names.parse(words))
            found = self.by_core(other)
            if found and found.outcome == "matched":
                return replace(found, score=93.0, why=f"{found.why}; the source gives it as another name")
        return None

    def by_catalogue(self, reading: Reading) -> Match | None:
        """A name, brand or service of a well-known vendor that is recorded under another of its names."""
        vendor = self._index.vendor(reading.company)
        if vendor is None:
            return None
        parties = self._index.of_vendor(vendor)
        itself = is_itself(vendor, reading.company)
        known = not itself or is_exactly(vendor, reading.company)
        plain = replace(reading, company=names.parse(vendor.name)) if known else reading
        service = reading.service if itself else self.service_of(vendor.name, reading.company)
        if agreeing := self._agreement.agreeing(parties, plain):
            return self._one(
                agreeing, replace(reading, service=service), 95.0, f"by the catalogue, of {vendor.name}"
            )
        if doubtful := self._agreement.doubtful(parties, plain):
            return self.several(doubtful, reading, f"by the catalogue a name or service of {vendor.name}")
        return None

    def service_of(self, company: str, name: Name) -> str:
        """What of a name is the service: its usual name, else the words behind the company's."""
        own = names.parse(company).tokens
        behind = name.tokens[: len(own)] == own and _last_words(name.main, len(name.tokens) - len(own))
        return self._index.service(name.main) or behind or name.main

    def by_order(self, reading: Reading) -> Match | None:
        """The same words in another order."""
        found = self._agreement.agreeing(self._index.reordered(reading.company.tokens), reading)
        return self.several(found, reading, "with its words in another order") if found else None

    def by_beginning(self, reading: Reading) -> Match | None:
        """A party whose name is the beginning of this one, or the other way round."""
        name = reading.company
        services, likely = [], []
        for tokens, party in self._index.beginning_alike(name.tokens):
            longer = max(tokens, name.tokens, key=len)
            rest = longer[min(len(tokens), len(name.tokens)) :]
            if longer is name.tokens and not name.form and not name.regional and set(rest) <= SERVICE:
                services.append((len(tokens), party, " ".join(rest)))
            elif self._likely(name, party, rest, reading):
                likely.append(party)
        if services:
            length, party, _ = max(services, key=lambda found: found[0])
            if self._agreement.of(party, reading) == "agrees" and party.named:
                service = reading.service or _last_words(name.main, len(name.tokens) - length)
                why = f"{name.main!r} reads as a service of {party.id}"
                return matched(party, 90.0, why, service)
        return self.several(likely, reading, "but for words that say little") if likely else None

    def _likely(self, name: Name, party: Known, rest: tuple[str, ...], reading: Reading) -> bool:
        """Whether the words that one name has and the other has not may well be left out by a careless writer."""
        if self._agreement.of(party, reading) == "conflicts" or not party.named:
            return False
        if name.regional or any(known.regional for known in party.names[:1]):
            only_one_registered = not (name.form and party.legal)
            return only_one_registered and set(rest) <= CORPORATE | SERVICE | names.places()
        return set(rest) <= CORPORATE

    def by_domain(self, reading: Reading, website: str | None) -> Match | None:
        """The holder of the source's link or of a name that is a domain."""
        parties = self._index.domain(website) or self._index.domain(reading.company.main)
        first = reading.company.tokens[0]
        for party in parties:
            fits = any(
                first in name.tokens or name.tokens[0] in reading.company.tokens for name in party.names
            )
            if fits and not reading.company.regional and self._agreement.of(party, reading) == "agrees":
                why = f"the link leads to {party.id}'s domain, and the names fit"
                return matched(party, 92.0, why, reading.service)
        if parties and not (reading.company.form or reading.company.regional):
            return self.several(parties, reading, "by the domain of its link")
        return None

    def by_likeness(self, reading: Reading) -> Match | None:
        """Names that are nearly the same: a slip of the pen, or another company."""
        name = reading.company
        near = [
            (party, score)
            for party, score in self._index.alike(name.core, ALIKE)
            if self._agreement.of(party, reading) != "conflicts" and not told_apart(name, party)
        ]
        if not near:
            return None
        party, score = near[0]
        why = f"{name.main!r} is much like {party.name.words!r}; say whether it is that party or a new one"
        return Match(
            "unsure",
            service=reading.service,
            score=score,
            why=why,
            candidates=tuple((p.id, s) for p, s in near),
        )

    def _one(self, parties: list[Known], reading: Reading, score: float, how: str) -> Match:
        """The one party, the one of several that the name or the seat points to, or doubt."""
        unique = list(dict.fromkeys(party.id for party in parties))
        found = [self._index.parties[party_id] for party_id in unique]
        for better in (
            [party for party in found if reading.company.form and forms(party) & {reading.company.form.name}],
            [party for party in found if reading.seat and party.seat == reading.seat],
            [party for party in found if party.name.core == reading.company.core],
            [party for party in found if party.id == slug(" ".join(reading.company.tokens))],
        ):
            if len(found) > 1 and len(better) == 1:
                found = better
        if len(found) > 1:
            return self.several(found, reading, how)
        called, known = reading.company.main, found[0].name.words
        why = f"{called!r} is {known!r}{f' {how}' if called != known else ''}"
        return matched(found[0], score, why, reading.service)

    def several(self, parties: list[Known], reading: Reading, how: str) -> Match:
        """The doubt between parties, or between a party and a new one."""
        ids = list(dict.fromkeys(party.id for party in parties))
        named = " or ".join(repr(self._index.parties[party_id].name.words) for party_id in ids[:3])
        why = f"{reading.company.main!r} may be {named} {how}; say which it is, or that it is new"
        return Match(
            "unsure",
            service=reading.service,
            score=80.0,
            why=why,
            candidates=tuple((id_, 80.0) for id_ in ids),
        )


def _last_words(words: str, count: int) -> str | None:
    return " ".join(words.split()[-count:]) or None
