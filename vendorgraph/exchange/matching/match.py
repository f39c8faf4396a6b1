"""From a vendor's name as a source writes it to a party: matched, unsure with candidates, or new.

The order is: whole names, then rules (legal form, brackets, other names, services, domains), then
likeness. Likeness alone never matches: a person decides, and the decision stays as an alias.
Different companies of one group are different parties: a legal form or seat of another country parts them.
"""

from __future__ import annotations

from dataclasses import replace

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.matching import names
from vendorgraph.exchange.matching.agreement import Agreement, forms, two_companies
from vendorgraph.exchange.matching.answers import Match, Reading, matched
from vendorgraph.exchange.matching.index import Catalogue, Index, is_itself
from vendorgraph.exchange.matching.names import Name
from vendorgraph.exchange.matching.proposals import IDENTIFIER, proposal
from vendorgraph.exchange.matching.readings import readings
from vendorgraph.exchange.matching.rules import Rules
from vendorgraph.model.record import Document


class Matcher:
    """Finds the party that a source means, among those of a snapshot and those made since."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue | None = None) -> None:
        self._index = Index(catalogue)
        self._taken = {*snapshot.records["party"], *snapshot.former_ids, "none", "unknown"}
        self._met: dict[str, set[str]] = {}
        self._rules = Rules(self._index, Agreement(self._index, self._met))
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
        if not name.tokens:
            return Match("unsure", why="the name holds no letter or digit", candidates=())
        ways = readings(self._index, name, seat)
        whole = self._whole(name, seat)
        if whole and whole.outcome == "matched":
            return whole
        if whole:
            return replace(whole, proposal=proposal(self._index, self._taken, name, ways[0]))
        if IDENTIFIER.fullmatch(name.words):
            why = f"no party has the identifier {name.words!r}; say which party it is, or read the list of names first"
            return Match("unsure", proposal=proposal(self._index, self._taken, name, ways[0]), why=why)
        unsure: list[Match] = []
        for reading in ways:
            for rule in self._rules.all():
                found = rule(reading)
                if found and found.outcome == "matched":
                    return found
                if found:
                    unsure.append(found)
        if found := self._rules.by_domain(ways[0], website):
            return (
                found
                if found.outcome == "matched"
                else replace(found, proposal=proposal(self._index, self._taken, name, ways[0]))
            )
        if not unsure and (found := self._in_bracket(name, seat)):
            unsure.append(found)
        made = proposal(self._index, self._taken, name, ways[0])
        if unsure:
            return replace(unsure[0], proposal=made)
        for reading in ways:
            if found := self._rules.by_likeness(reading):
                return replace(found, proposal=made)
        why = f"no party is called {ways[0].company.words!r} or much like it"
        service = ways[0].service
        vendor = self._index.vendor(ways[0].company)
        if service is None and vendor and not is_itself(vendor, ways[0].company):
            service = self._rules.service_of(vendor.name, ways[0].company)
        return Match("new", proposal=made, service=service, why=why)

    def _whole(self, name: Name, seat: str | None) -> Match | None:
        """A party with just this name or alias."""
        known = self._index.exact(name.key)
        if not known:
            return None
        if name.form:  # `Acme Ltd` and `Acme Limited` are spelt alike enough to be two parties' one name
            alike = [party for party in self._index.core(name.core) if name.form.name in forms(party)]
            known = [*known, *(party for party in alike if party not in known)]
        decided = self._index.exact(names.key_of(f"{name.words} ({seat})")) if seat else []
        same = decided or [party for party in known if not (seat and party.seat and party.seat != seat)]
        fitting = same or [party for party in known if not two_companies(name, seat, party.seat)]
        own = [party for party in fitting if party.name.key == name.key]
        chosen = own if len(own) == 1 and not name.form else fitting
        if len(chosen) == 1:
            service = None if own else self._service(name)
            elsewhere = "" if same else f"; the source says {seat}, recorded is {chosen[0].seat}"
            return matched(
                chosen[0], 100.0, f"{name.words!r} is a name of {chosen[0].id}{elsewhere}", service
            )
        if not fitting:
            said = f"{name.words!r} is a name of {known[0].id}, which sits in {known[0].seat}, not in {seat}"
        else:
            said = f"{name.words!r} is a name of {' and of '.join(party.id for party in chosen)}"
        return Match(
            "unsure", why=said, score=90.0, candidates=tuple((party.id, 90.0) for party in chosen or known)
        )

    def _in_bracket(self, name: Name, seat: str | None) -> Match | None:
        """A party that stands in the bracket behind an unknown name: its company or group, or neither."""
        if name.bracket is None or name.form or self._index.vendor(replace(name, words=name.main)):
            return None
        within = Reading(names.parse(name.bracket), name.main, seat)
        found = self._rules.by_core(within) if within.company.tokens else None
        if found is None or found.party is None:
            return None
        return self._rules.several(
            [self._index.parties[found.party]], within, "whose service or brand it may be"
        )

    def _service(self, name: Name) -> str | None:
        """The service that a whole name is of, by the catalogue."""
        return self._index.service(name.words) or self._index.service(name.main)
