"""From the rows of one version of a list to what its source states: parties, processings, flows, evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.accepted import Accepted
from vendorgraph.exchange.assignment import Assignment
from vendorgraph.exchange.history import SUPERSEDED, Parts, Standing, evidence
from vendorgraph.exchange.matching import Match, remembered
from vendorgraph.exchange.names import Names
from vendorgraph.exchange.outcomes import Told, Wanted
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.names.standing import is_past
from vendorgraph.exchange.reading.places.resolve import Place, country_of, read_places
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.reading.row import Row
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.vendors import catalogue
from vendorgraph.model.ids import titled
from vendorgraph.model.places import UNKNOWN
from vendorgraph.model.record import Document

NAME_LIMIT = 1_000  # characters of a vendor's name as written
#: What a row's `extra` holds that is not of the flow.
_OTHERS = ("party", "service", "senders", "capacity")
#: Words by which a list says that it names processors of a processor.
_LISTS = ("subprocess", "unterauftrag", "subunternehm", "sous traitant ulterieur", "subcontract")


class Statement:
    """Everything that a source states with one of its versions, built row by row."""

    def __init__(
        self,
        snapshot: Snapshot,
        slug: str,
        sender: str | None,
        day: str | None,
        before: Standing,
        source: Source,
        accept: Mapping[str, str],
    ) -> None:
        self._snapshot = snapshot
        self._slug = slug
        self._sender = sender
        self.day = day
        self._before = before
        self._source = source
        self.parts: Parts = {kind: dict(parts) for kind, parts in before.parts.items()}
        self.told: list[Told] = []
        self.warnings: list[str] = []
        self.superseded: list[str] = []
        self._names = Names(snapshot, self.parts["party"], before.names, accept)
        self._learnt: set[Any] = set()
        self.wanted: list[Wanted] = []
        self._document = f"{slug}-{day or 'undated'}-{source.sha256[:8]}"

    @property
    def accepted(self) -> Accepted:
        """The decisions that it was given, and which of them decided about a row."""
        return self._names.accepted

    def take(self, rows: Sequence[Row], format_: str) -> None:
        """Read the rows into what the source states from its day on; nothing when no vendor can be read in them."""
        if not readable(rows):
            self.match(rows, format_)
            self.warnings.append(
                f"{self._source.name}: nothing is written, and no flow ends: a version in which no vendor can be read is "
                "no sign that there is none; where the list is truly empty, give its flows their last day"
            )
            return
        stated = self._own_sender(rows)
        self.match(rows, format_)
        if self._before.replaced:
            self._report_replaced()
            return
        if not self._before.known:
            self.parts["document"] |= stated
        assignment = Assignment(
            self._snapshot, self._slug, self.parts, self._before, self._sender, self.day, self._document
        )
        assignment.take(self.wanted, self.told)
        self.warnings += assignment.warnings
        if self._before.known:
            self._tell_known()
        if self._before.undone:
            self._forget_unused()

    def match(self, rows: Sequence[Row], format_: str) -> None:
        """Find what each row means, in `told` and `wanted`; no flow is stated yet."""
        role = None if format_ in ("fideslang", "cyclonedx", "gvl", "dora") else _role(self._source, rows)
        self.accepted.meet(rows)
        order = sorted(range(len(rows)), key=lambda at: self._names.waits(rows[at]))
        told = {at: self._row(rows[at], role) for at in order}
        self.told += [told[at] for at in range(len(rows))]

    # documents and the sender

    def _own_sender(self, rows: Sequence[Row]) -> dict[str, Document]:
        """The document of this version; the sender's processing is made when it is not recorded."""
        for id_ in self._before.superseded:
            document = self.parts["document"][id_]
            title = document["title"].removesuffix(SUPERSEDED)
            if title == document["title"]:
                self.warnings.append(f"{title} is superseded by this version of the same day")
            self.parts["document"][id_] = {**document, "title": f"{title}{SUPERSEDED}"}
            self.superseded.append(title)
        name = self._source.name.replace("\\", "/").rpartition("/")[2]
        made: Document = {
            "id": self._document,
            "type": "list",
            "title": f"{name}, version of {self.day}" if self.day else name,
            "sha256": self._source.sha256,
        }
        made |= {"dated": self.day} if self.day else {}
        made |= {"url": self._source.address} if self._source.address else {}
        if self._sender and self._sender not in self._snapshot.records["processing"]:
            self._make_sender(self._sender, rows)
        return {self._document: made}

    def _make_sender(self, sender: str, rows: Sequence[Row]) -> None:
        party, _, service = sender.partition(":")
        known = self._snapshot.records["party"]
        if party not in known and sender not in self.parts["processing"]:
            near = get_close_matches(party, known, n=1, cutoff=0.85)
            if near:
                raise Invalid.at("as", f"there is no party {party!r}; the nearest is {near[0]!r}")
            vendor = catalogue().find(party.replace("-", " "))
            named = (
                {"name": vendor.legal_name or vendor.name, "aliases": [vendor.name]}
                if vendor
                else {"name": titled(party)}
            )
            self.parts["party"][party] = {"id": party, **named}
        capacity = "processor" if _role(self._source, rows) == "subprocessor" else "controller"
        if _role(self._source, rows) is None:
            capacity = "processor"
        if sender not in self.parts["processing"]:
            self.warnings.append(
                f"{sender} was not recorded and is made, with the capacity {capacity}; correct it if that is wrong"
            )
        self.parts["processing"].setdefault(
            sender, {"id": sender, "party": party, "name": titled(service), "capacity": capacity}
        )

    # rows

    def _row(self, row: Row, role: str | None) -> Told:
        if refused := _refusal(row):
            self.accepted.refused(row, refused)
            return Told(row, "refused", refused)
        places = placed(row)
        purposes = row.purposes if row.coded else read_purposes(row.purposes)
        told = Told(row, "matched", "", places=places, purposes=tuple(purposes))
        seat, seat_why = country_of(row.seat) if row.seat else (None, "")
        told.seat = seat
        matches = [(words, *self._names.match(row, words, seat)) for words in row.vendors]
        unsure = [(words, match) for words, match, _ in matches if match.outcome == "unsure"]
        if unsure:
            told.outcome, told.why = "unsure", "; ".join(match.why for _, match in unsure)
            told.candidates = [
                {"party": party, "score": round(score, 1)}
                for _, match in unsure
                for party, score in match.candidates
            ]
            told.may_be = [
                id_ for _, match, _ in matches for id_, _ in (*match.candidates, (match.party, 0)) if id_
            ]
            return told
        said = []
        for words, match, decided in matches:
            party = self._party(match, words, row, seat, decided=decided)
            told.parties.append(party)
            told.outcome = "new" if match.outcome == "new" or told.outcome == "new" else "matched"
            said.append(match.why)
            service = row.extra.get("service") or match.service
            for sender in (row.sender, *row.extra.get("senders", ())):
                self._want(row, told, party, words, service, role, sender)
        if row.note:
            said.append(row.note)
        if row.seat and seat is None:
            said.append(f"its seat is not recorded: {seat_why}")
        told.why = "; ".join(dict.fromkeys(said))
        return told

    def _party(self, match: Match, words: str, row: Row, seat: str | None, *, decided: bool) -> str:
        """The party's id, with what the source adds to what is recorded of it."""
        lines = str(row.number)
        if match.party is None:
            proposal = match.proposal or {}
            party = str(proposal["id"])
            document: Document = {"aliases": [], "evidence": [], **proposal}
            said = evidence(self._document, lines, "Listed under this name", named_as=words)
            self.parts["party"][party] = document = {
                **document,
                **row.extra.get("party", {}),
                "evidence": [said],
            }
            self._names.used[words] = party
        else:
            party = match.party
            recorded = self._snapshot.records["party"].get(party)
            own = self.parts["party"].get(party, {"id": party})
            whole = {**(recorded.document if recorded else {}), **own}
            aliases = list(own.get("aliases", ()))
            called = remembered({**whole, "aliases": [*(whole.get("aliases") or ()), *aliases]}, words)
            if len(called.get("aliases") or ()) > len({*(whole.get("aliases") or ()), *aliases}) or decided:
                own = {**own, "aliases": list(dict.fromkeys([*aliases, *called["aliases"][-1:]]))}
            known = whole.get("identifiers") or ()
            if added := [
                one for one in row.extra.get("party", {}).get("identifiers", ()) if one not in known
            ]:
                own = {**own, "identifiers": [*own.get("identifiers", ()), *added]}
            if len(own) > 1:
                self.parts["party"][party] = own
            document = own
        self._seat(party, seat, lines)
        learnt = self.parts["party"].get(party)
        if learnt is not None:
            recorded = self._snapshot.records["party"].get(party)
            whole = {**(recorded.document if recorded else {}), **learnt}
            whole["aliases"] = [
                *((recorded.document["aliases"]) if recorded else ()),
                *learnt.get("aliases", ()),
            ]
            if match.party is None or whole["aliases"]:
                self._learn(party, whole)
        return party

    def _learn(self, party: str, whole: Document) -> None:
        known = (party, tuple(whole.get("aliases") or ()), whole.get("established_in"))
        if known not in self._learnt:
            self._learnt.add(known)
            self._names.learn(party, whole)

    def _seat(self, party: str, seat: str | None, lines: str) -> None:
        """Record the seat that a column of corporate locations gives, unless another source says otherwise."""
        if seat is None:
            return
        recorded = self._snapshot.records["party"].get(party)
        own = self.parts["party"].get(party, {"id": party})
        held = recorded.document["established_in"] if recorded else None
        if held == seat or own.get("established_in") == seat or (held and self._before.known):
            return
        if held is not None and recorded is not None and set(recorded.managed_by) != {self._slug}:
            self.warnings.append(
                f"row {lines}: {party} sits in {held} as recorded, in {seat} by this list; not changed"
            )
            return
        rest = [entry for entry in own.get("evidence", []) if entry["about"] != "/established_in"]
        said = evidence(self._document, lines, "Its corporate location by this list", about="/established_in")
        self.parts["party"][party] = {**own, "established_in": seat, "evidence": [*rest, said]}

    def _want(
        self,
        row: Row,
        told: Told,
        party: str,
        words: str,
        service: str | None,
        role: str | None,
        sender: str | None,
    ) -> None:
        purpose = "; ".join(row.purposes) if not row.coded else ""
        locations = [{"place": place.place, "kind": place.kind} for place in told.places]
        facts: Document = {
            "categories": list(row.categories) if row.categories else None,
            "locations": locations,
            "purposes": list(told.purposes),
        }
        facts |= {"categories_text": row.categories_text} if row.categories_text else {}
        facts |= {"subjects": list(row.subjects)} if row.subjects else {}
        facts |= {"stated_role": role} if role else {}
        facts |= {name: value for name, value in row.extra.items() if name not in _OTHERS}
        self.wanted.append(Wanted(row, told, party, words, service, purpose, facts, sender))

    # the end

    def _tell_known(self) -> None:
        """Say what importing this very version again changes: what a person decided since about its rows."""
        added = self.parts["flow"].keys() - self._before.parts["flow"].keys()
        if self.parts == self._before.parts:
            self.warnings.append(f"{self._source.name}: was imported before; nothing changes")
        elif added and self._before.later:
            self.warnings.append(
                f"{self._source.name}: versions of later days were imported before; import them again in the order "
                "of their days, so that the rows added now end where they vanish"
            )

    def _report_replaced(self) -> None:
        """Another version of its day replaced this one: nothing changes, and the rows say where they stood."""
        self.parts = self._before.parts
        self.warnings.append(
            f"{self._source.name}: was imported before, and then another version of {self.day}; nothing changes"
        )
        where: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id_, part in self.parts["flow"].items():
            for entry in part.get("evidence", []):
                if entry.get("named_as"):
                    where[entry["named_as"], part.get("to", id_).partition(":")[0]].append(id_)
        for one in self.told:
            if one.outcome in ("matched", "new"):
                one.outcome = "matched"
                one.flows = sorted(
                    {id_ for words in one.row.vendors for party in one.parties for id_ in where[words, party]}
                )

    def _forget_unused(self) -> None:
        """Drop what only a superseded version of the day brought: processings and parties without a flow."""
        flows = [
            self._snapshot.records["flow"][id_].document | part
            if id_ in self._snapshot.records["flow"]
            else part
            for id_, part in self.parts["flow"].items()
        ]
        used = {end for flow in flows for end in (flow["from"], flow["to"])} | {self._sender}
        gone = [id_ for id_, part in self.parts["processing"].items() if id_ not in used and "name" in part]
        for id_ in gone:
            del self.parts["processing"][id_]
        parties = {str(id_).partition(":")[0] for id_ in used}
        for id_ in [
            id_ for id_, part in self.parts["party"].items() if id_ not in parties and "name" in part
        ]:
            del self.parts["party"][id_]


def readable(rows: Sequence[Row]) -> bool:
    """Whether a version says anything of its vendors: one in which none can be read is no sign that there is none."""
    return any(row.refused is None or is_past(row) for row in rows)


def _refusal(row: Row) -> str | None:
    """Why a row cannot be used."""
    if row.refused or not row.vendors:
        return row.refused or "names no vendor"
    longest = max(map(len, row.vendors))
    if longest > NAME_LIMIT:
        return f"its vendor's name has {longest:,} characters; at most {NAME_LIMIT:,} are accepted"
    return None


_SAYS_NOTHING = re.compile(r"leaves the place blank|the source does not say")


def placed(row: Row) -> list[Place]:
    """The places of a row; `unknown` when its source has no word about them."""
    found: dict[tuple[str, str | None], Place] = {}
    for words in row.places:
        for place in read_places(words):
            found.setdefault((place.place, place.kind), place)
    if len(found) > 1:
        for at in [at for at, place in found.items() if at[0] == UNKNOWN and _SAYS_NOTHING.search(place.why)]:
            if len(found) > 1:
                del found[at]
    if not found:
        return [Place(UNKNOWN, None, "", "the source says nothing about where the data go")]
    return list(found.values())


def _role(source: Source, rows: Sequence[Row]) -> str | None:
    """The word by which a list says what those it names are, in the terms of the law; None when it says none."""
    said = key(
        " ".join(
            [
                source.name if source.is_binary else source.text[:20_000],
                *{row.section or "" for row in rows[:500]},
            ]
        )
    )
    if any(word in said for word in _LISTS):
        return "subprocessor"
    if "processor" in said or "auftragsverarbeiter" in said or "sous traitant" in said:
        return "processor"
    return None
