"""Which party a vendor of a list is: as a person decided, as its source was read before, or as matching finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import NotFound
from vendorgraph.exchange.accepted import NEW, Accepted, Decision
from vendorgraph.exchange.matching import Match, Matcher
from vendorgraph.exchange.reading.row import Row
from vendorgraph.exchange.vendors import catalogue
from vendorgraph.model.checks import given
from vendorgraph.model.hints import nearest_are
from vendorgraph.model.record import Document


class Names:
    """The names of one list, matched one after another.

    `parties` is what its source states of parties, which grows as rows make some; `used` the names under
    which the source listed parties before.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        parties: Mapping[str, Document],
        used: Mapping[str, str],
        accept: Mapping[str, str],
    ) -> None:
        self._snapshot = snapshot
        self._parties = parties
        self.used = dict(used)
        self.accepted = Accepted(accept)
        self._matcher = Matcher(snapshot, catalogue())

    def learn(self, party: str, document: Document) -> None:
        """Know a party that a row made or changed, so that later rows find it."""
        self._matcher.learn(party, document)

    def waits(self, row: Row) -> bool:
        """Whether a row is decided to be of a party that another row has yet to make."""
        return any(not self._known(party) for party in self.accepted.parties(row))

    def match(self, row: Row, words: str, seat: str | None) -> tuple[Match, bool]:
        """The match of a vendor of a row, and whether a person decided which party it is."""
        found = self._found(row, words, seat)
        said = self.accepted.about(row, words)
        if said is None:
            return found, False
        if said.party == NEW:
            return self._of_its_own(found, words, said), False
        if len(row.vendors) > 1 and said.name == str(row.number) and found.outcome != "unsure":
            if found.party == said.party:
                self.accepted.done(said)
            vendors = " and ".join(row.vendors)
            self.accepted.vain(said, f"row {row.number} names {vendors}; give the name as written")
            return found, False
        self.accepted.done(said)
        party = self._present(said.party)
        return Match("matched", party, score=100.0, why=f"a person decided that {words!r} is {party}"), True

    def _found(self, row: Row, words: str, seat: str | None) -> Match:
        """The match of a name as its source was read before, or else as matching finds."""
        party = self.used.get(words)
        found = self._matcher.match(words, website=row.website, seat=seat)
        if party is not None and self._known(party):
            why = f"this source named {party} so before"
            return Match("matched", party, service=found.service, score=100.0, why=why)
        return found

    def _of_its_own(self, found: Match, words: str, said: Decision) -> Match:
        """The match of a name that a person decided to be a party of its own."""
        if found.outcome == "matched" and found.party is not None:
            if self._made_of(found.party, words):
                self.accepted.done(said)
            else:
                why = f"{found.why}; a row is made a party of its own only where it is unsure"
                self.accepted.vain(said, why)
            return found
        if found.proposal is None:
            self.accepted.vain(said, found.why)
            return found
        self.accepted.done(said)
        if found.outcome == "new":
            return found
        why = f"a person decided that {words!r} is a party of its own"
        return replace(found, outcome="new", party=None, score=100.0, why=why, candidates=())

    def _made_of(self, party: str, words: str) -> bool:
        """Whether a list made a party of a name."""
        recorded = self._snapshot.records["party"].get(party)
        evidence = [
            *self._parties.get(party, {}).get("evidence", ()),
            *(recorded.document["evidence"] if recorded else ()),
        ]
        return any(entry["about"] == "" and entry["named_as"] == words for entry in evidence)

    def _known(self, party: str) -> bool:
        return party in self._parties or party in self._snapshot.records["party"]

    def _present(self, party: str) -> str:
        """The id of a party as it is now. Raises NotFound for one that is neither recorded nor made by a row."""
        now = party if party in self._parties else self._snapshot.present_id("party", party)
        if not self._known(now):
            known = {*self._parties, *self._snapshot.records["party"]}
            raise NotFound(f"there is no party {given(party)}{nearest_are(party, known)}")
        return now
