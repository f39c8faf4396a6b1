"""From a vendor's name as a source writes it to a party: matched, unsure with candidates, or new.

The order is: whole names, then rules (legal form, brackets, other names, services, domains), then
likeness. Likeness alone never matches: a person decides, and the decision stays as an alias.
Different companies of one group are different parties: a legal form or seat of another country parts them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.matching import names
from vendorgraph.exchange.matching.generic import CORPORATE, NOTE, SERVICE
from vendorgraph.exchange.matching.index import Catalogue, Index, Known, is_exactly, is_itself
from vendorgraph.exchange.matching.names import Name
from vendorgraph.model.ids import slug
from vendorgraph.model.record import Document

Candidates = tuple[tuple[str, float], ...]
_IDENTIFIER = re.compile(r"(lei|eba|vat|duns|national|code):[^\s/]+", re.IGNORECASE)
ALIKE = 88.0  # likeness from which a name is put before a person


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: an existing party (`matched`), one of several (`unsure`), or a party to make (`new`).

    `score` is 0-100; `why` a sentence; `service` what of the name is a service of the party;
    `proposal` the document of the party to make, also when unsure, should a person say that it is new.
    """

    outcome: Literal["matched", "unsure", "new"]
    party: str | None = None
    proposal: Document | None = None
    service: str | None = None
    score: float = 0.0
    why: str = ""
    candidates: Candidates = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take a name apart: the company, and what of it is a service."""

    company: Name
    service: str | None
    seat: str | None


class Matcher:
    """Finds the party that a source means, among those of a snapshot and those made since."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue | None = None) -> None:
        self._index = Index(catalogue)
        self._taken = {*snapshot.records["party"], *snapshot.former_ids, "none", "unknown"}
        self._met: dict[str, set[str]] = {}
        self._memo: dict[tuple[str, str | None, str | None], Match] = {}
        for party_id, record in snapshot.records["party"].items():
            self._index.add(party_id, record.document)

    def learn(self, party_id: str, document: Document) -> None:
        """Know a party that was made or changed since, so that its names are found from now on."""
        self._taken.add(party_id)
        self._index.add(party_id, document)
        self._memo.clear()

    def match(self, words: str, *, website: str | None = None, seat: str | None = None) -> Match:
        """The party that `words` mean; `website` and `seat` (a code or words) as the source gives them."""
        key = (words, website, seat)
        if key not in self._memo:
            name = names.parse(words)
            self._memo[key] = found = self._match(name, website, names.country_of(seat))
            if found.party:
                self._note(found.party, name)
        return self._memo[key]

    def _note(self, party_id: str, name: Name) -> None:
        """Remember for this session under which legal form and other names a party was met."""
        if name.form:
            self._met.setdefault(party_id, set()).add(name.form.name)
        for words in name.also:
            self._index.also_called(party_id, words)

    def _match(self, name: Name, website: str | None, seat: str | None) -> Match:
        if not name.key:
            return Match("unsure", why="the name holds no letter or digit", candidates=())
        readings = self._readings(name, seat)
        whole = self._whole(name, seat)
        if whole and whole.outcome == "matched":
            return whole
        if whole:
            return replace(whole, proposal=self._proposal(name, readings[0]))
        if _IDENTIFIER.fullmatch(name.words):
            why = f"no party has the identifier {name.words!r}; say which party it is, or read the list of names first"
            return Match("unsure", proposal=self._proposal(name, readings[0]), why=why)
        unsure: list[Match] = []
        for reading in readings:
            for step in self._steps():
                found = step(reading)
                if found and found.outcome == "matched":
                    return found
                if found:
                    unsure.append(found)
        if found := self._by_domain(readings[0], website):
            return (
                found
                if found.outcome == "matched"
                else replace(found, proposal=self._proposal(name, readings[0]))
            )
        if not unsure and (found := self._in_bracket(name, seat)):
            unsure.append(found)
        proposal = self._proposal(name, readings[0])
        if unsure:
            return replace(unsure[0], proposal=proposal)
        for reading in readings:
            if found := self._by_likeness(reading):
                return replace(found, proposal=proposal)
        why = f"no party is called {readings[0].company.words!r} or much like it"
        service = readings[0].service
        vendor = self._index.vendor(readings[0].company)
        if service is None and vendor and not is_itself(vendor, readings[0].company):
            service = self._service_of(vendor.name, readings[0].company)
        return Match("new", proposal=proposal, service=service, why=why)

    def _steps(self) -> tuple[Callable[[_Reading], Match | None], ...]:
        return (self._by_core, self._by_other_name, self._by_catalogue, self._by_order, self._by_beginning)

    def _whole(self, name: Name, seat: str | None) -> Match | None:
        """A party with just this name or alias."""
        known = self._index.exact(name.key)
        if not known:
            return None
        if name.form:  # `Acme Ltd` and `Acme Limited` are spelt alike enough to be two parties' one name
            alike = [party for party in self._index.core(name.core) if name.form.name in _forms(party)]
            known = [*known, *(party for party in alike if party not in known)]
        decided = self._index.exact(names.key_of(f"{name.words} ({seat})")) if seat else []
        same = decided or [party for party in known if not (seat and party.seat and party.seat != seat)]
        fitting = same or [party for party in known if not _two_companies(name, seat, party.seat)]
        own = [party for party in fitting if party.name.key == name.key]
        chosen = own if len(own) == 1 and not name.form else fitting
        if len(chosen) == 1:
            service = None if own else self._service(name)
            elsewhere = "" if same else f"; the source says {seat}, recorded is {chosen[0].seat}"
            return _matched(
                chosen[0], 100.0, f"{name.words!r} is a name of {chosen[0].id}{elsewhere}", service
            )
        if not fitting:
            said = f"{name.words!r} is a name of {known[0].id}, which sits in {known[0].seat}, not in {seat}"
        else:
            said = f"{name.words!r} is a name of {' and of '.join(party.id for party in chosen)}"
        return Match(
            "unsure", why=said, score=90.0, candidates=tuple((party.id, 90.0) for party in chosen or known)
        )

    def _readings(self, name: Name, seat: str | None) -> list[_Reading]:
        """The ways to read a name with a bracket at its end, the likeliest first."""
        inner = name.bracket
        outer = replace(name, bracket=None)
        if inner is None:
            return [_Reading(outer, None, seat)]
        if names.is_acronym(inner, name.tokens):
            return [_Reading(replace(outer, also=(*name.also, inner)), None, seat)]
        if country := names.country_of(inner):
            return [_Reading(outer, None, seat or country)]
        within = names.parse(inner)
        if not within.tokens or set(within.tokens[:1]) & NOTE or len(within.tokens) > 6:
            return [_Reading(outer, None, seat)]
        outside = _Reading(outer, inner, seat)
        inside = _Reading(within, name.main, seat)
        if within.form and not name.form:
            return [inside, outside]
        if self._is_service_of(outer, within):
            return [inside]
        return [outside]

    def _in_bracket(self, name: Name, seat: str | None) -> Match | None:
        """A party that stands in the bracket behind an unknown name: its company or group, or neither."""
        if name.bracket is None or name.form or self._index.vendor(replace(name, words=name.main)):
            return None
        within = _Reading(names.parse(name.bracket), name.main, seat)
        found = self._by_core(within) if within.company.tokens else None
        if found is None or found.party is None:
            return None
        return self._several([self._index.parties[found.party]], within, "whose service or brand it may be")

    def _is_service_of(self, outer: Name, within: Name) -> bool:
        """Whether the catalogue says that the words before a bracket are a service of the company in it."""
        vendor, company = self._index.vendor(replace(outer, words=outer.main)), self._index.vendor(within)
        return bool(vendor and company and vendor.id == company.id and not is_itself(vendor, outer))

    def _by_core(self, reading: _Reading) -> Match | None:
        """The same name but for its legal form, `.com`, a bracket or a dot."""
        name = reading.company
        if exact := self._agreeing(self._index.exact(name.key) or self._index.exact(name.core), reading):
            return self._one(exact, reading, 98.0, "but for what stands in brackets or behind it")
        found = self._index.core(name.core)
        agreeing = self._agreeing(found, reading)
        if agreeing:
            return self._one(agreeing, reading, 96.0, "but for the legal form")
        if doubtful := self._doubtful(found, reading):
            return self._several(doubtful, reading, "but its legal form is another")
        bare = [*self._index.bare(name.core), *self._index.core(name.without_ending)]
        if agreeing := self._agreeing(bare, reading):
            return self._one(agreeing, reading, 94.0, "but for the end of a domain name")
        return None

    def _agreeing(self, parties: list[Known], reading: _Reading) -> list[Known]:
        return [party for party in parties if self._agreement(party, reading) == "agrees"]

    def _doubtful(self, parties: list[Known], reading: _Reading) -> list[Known]:
        return [party for party in parties if self._agreement(party, reading) == "doubtful"]

    def _agreement(self, party: Known, reading: _Reading) -> Literal["agrees", "doubtful", "conflicts"]:
        """Whether the legal form and country of a name let it be the party of the same core."""
        name = reading.company
        where = self._where(name, reading.seat)
        theirs = party.countries
        forms = {known.form.name for known in party.legal if known.form} or self._met.get(party.id, set())
        if name.form and name.form.name in forms:
            return "doubtful" if _two_companies(name, reading.seat, party.seat) else "agrees"
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

    def _by_other_name(self, reading: _Reading) -> Match | None:
        """`NexMo Inc (aka Vonage)` when there is a Vonage."""
        for words in reading.company.also:
            other = replace(reading, company=names.parse(words))
            found = self._by_core(other)
            if found and found.outcome == "matched":
                return replace(found, score=93.0, why=f"{found.why}; the source gives it as another name")
        return None

    def _by_catalogue(self, reading: _Reading) -> Match | None:
        """A name, brand or service of a well-known vendor that is recorded under another of its names."""
        vendor = self._index.vendor(reading.company)
        if vendor is None:
            return None
        parties = self._index.of_vendor(vendor)
        itself = is_itself(vendor, reading.company)
        known = not itself or is_exactly(vendor, reading.company)
        plain = replace(reading, company=names.parse(vendor.name)) if known else reading
        service = reading.service if itself else self._service_of(vendor.name, reading.company)
        if agreeing := self._agreeing(parties, plain):
            return self._one(
                agreeing, replace(reading, service=service), 95.0, f"by the catalogue, of {vendor.name}"
            )
        if doubtful := self._doubtful(parties, plain):
            return self._several(doubtful, reading, f"by the catalogue a name or service of {vendor.name}")
        return None

    def _service_of(self, company: str, name: Name) -> str:
        """What of a name is the service: its usual name, else the words behind the company's."""
        own = names.parse(company).tokens
        behind = name.tokens[: len(own)] == own and _last_words(name.main, len(name.tokens) - len(own))
        return self._index.service(name.main) or behind or name.main

    def _by_order(self, reading: _Reading) -> Match | None:
        """The same words in another order."""
        found = self._agreeing(self._index.reordered(reading.company.tokens), reading)
        return self._several(found, reading, "with its words in another order") if found else None

    def _by_beginning(self, reading: _Reading) -> Match | None:
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
            if self._agreement(party, reading) == "agrees" and party.named:
                service = reading.service or _last_words(name.main, len(name.tokens) - length)
                why = f"{name.main!r} reads as a service of {party.id}"
                return _matched(party, 90.0, why, service)
        return self._several(likely, reading, "but for words that say little") if likely else None

    def _likely(self, name: Name, party: Known, rest: tuple[str, ...], reading: _Reading) -> bool:
        """Whether the words that one name has and the other has not may well be left out by a careless writer."""
        if self._agreement(party, reading) == "conflicts" or not party.named:
            return False
        if name.regional or any(known.regional for known in party.names[:1]):
            only_one_registered = not (name.form and party.legal)
            return only_one_registered and set(rest) <= CORPORATE | SERVICE | names.places()
        return set(rest) <= CORPORATE

    def _by_domain(self, reading: _Reading, website: str | None) -> Match | None:
        """The holder of the source's link or of a name that is a domain."""
        parties = self._index.domain(website) or self._index.domain(reading.company.main)
        first = reading.company.tokens[0]
        for party in parties:
            fits = any(
                first in name.tokens or name.tokens[0] in reading.company.tokens for name in party.names
            )
            if fits and not reading.company.regional and self._agreement(party, reading) == "agrees":
                why = f"the link leads to {party.id}'s domain, and the names fit"
                return _matched(party, 92.0, why, reading.service)
        if parties and not (reading.company.form or reading.company.regional):
            return self._several(parties, reading, "by the domain of its link")
        return None

    def _by_likeness(self, reading: _Reading) -> Match | None:
        """Names that are nearly the same: a slip of the pen, or another company."""
        name = reading.company
        near = [
            (party, score)
            for party, score in self._index.alike(name.core, ALIKE)
            if self._agreement(party, reading) != "conflicts" and not _told_apart(name, party)
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

    def _one(self, parties: list[Known], reading: _Reading, score: float, how: str) -> Match:
        """The one party, the one of several that the name or the seat points to, or doubt."""
        unique = list(dict.fromkeys(party.id for party in parties))
        found = [self._index.parties[party_id] for party_id in unique]
        for better in (
            [
                party
                for party in found
                if reading.company.form and _forms(party) & {reading.company.form.name}
            ],
            [party for party in found if reading.seat and party.seat == reading.seat],
            [party for party in found if party.name.core == reading.company.core],
        ):
            if len(found) > 1 and len(better) == 1:
                found = better
        if len(found) > 1:
            return self._several(found, reading, how)
        called, known = reading.company.main, found[0].name.words
        why = f"{called!r} is {known!r}{f' {how}' if called != known else ''}"
        return _matched(found[0], score, why, reading.service)

    def _several(self, parties: list[Known], reading: _Reading, how: str) -> Match:
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

    def _service(self, name: Name) -> str | None:
        """The service that a whole name is of, by the catalogue."""
        return self._index.service(name.words) or self._index.service(name.main)

    def _proposal(self, name: Name, reading: _Reading) -> Document:
        """The party to make: named as written, its id from its name, other names as aliases."""
        company, service = reading.company, reading.service
        vendor = self._index.vendor(company)
        aliases = list(company.also)
        if vendor and not is_itself(vendor, company):
            aliases.append(company.main)
            company = names.parse(vendor.name)
        written = company.main
        if service and not name.form and company.form:
            aliases.append(service)  # a brand, with the company that bears it in brackets
        if name.words != written:
            aliases.append(name.words)
        wanted = list(dict.fromkeys(alias for alias in aliases if alias != written))
        proposal: Document = {"id": self._free_id(company, written, reading.seat), "name": written}
        return proposal | {"aliases": wanted} if wanted else proposal

    def _free_id(self, company: Name, written: str, seat: str | None) -> str:
        """An id that no party has or had: the name without its legal form, else with it, else numbered."""
        core = slug(" ".join(company.tokens)) or "party"
        whole = slug(written) or core
        first = whole if self._index.is_abroad(company) else core
        for candidate in (first, whole, f"{whole}-{seat.lower()}" if seat else whole):
            if candidate not in self._taken:
                return candidate
        return next(id_ for number in range(2, 10**9) if (id_ := f"{whole}-{number}") not in self._taken)


def remembered(party: Document, words: str, seat: str | None = None) -> Document:
    """The party with `words` as an alias, as a person decided; unchanged when it is so called already.

    `seat` is where the source says that it sits, when the decision is that this is the party all the same.
    """
    text = names.cleaned(words)
    country = names.country_of(seat)
    if country and _two_companies(names.parse(text), country, party.get("established_in")):
        text = f"{text} ({country})"
    called = {
        names.key_of(name)
        for name in (party["name"], party.get("legal_name"), *(party.get("aliases") or ()))
        if name
    }
    if names.key_of(text) in called:
        return party
    return {**party, "aliases": [*(party.get("aliases") or ()), text]}


def _matched(party: Known, score: float, why: str, service: str | None) -> Match:
    return Match("matched", party.id, None, service, score, why)


def _two_companies(name: Name, seat: str | None, other: str | None) -> bool:
    """Whether two seats of one registered name may be two companies: `Acme Ltd` of Ireland and of Britain.

    A brand sits where its reader thinks; `Acme Australia Pty Ltd` sits in Australia whatever a list says.
    """
    if not (name.form and seat and other) or seat == other or name.country:
        return False
    return {seat, other} <= name.form.countries


def _forms(party: Known) -> set[str]:
    return {name.form.name for name in party.legal if name.form}


def _told_apart(name: Name, party: Known) -> bool:
    """Whether the two differ in a word for a place: `Foo Austria` is not a slip for `Foo Australia`."""
    ours = set(name.tokens) & names.places()
    return all(ours != set(other.tokens) & names.places() for other in party.names)


def _last_words(words: str, count: int) -> str | None:
    return " ".join(words.split()[-count:]) or None
