"""Which flow a row of a new version is: one that stands, one that changed, or a new one.

Within one sender and one vendor the rows are paired with the standing flows: first those that say the
same, then those with the same purpose, then the most alike. What is left of the flows ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.history import Parts, Standing, ended, evidence
from vendorgraph.exchange.outcomes import WORDS_LIMIT, Told, Wanted, merged
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.unread import Unread
from vendorgraph.model import ids
from vendorgraph.model.record import Document
from vendorgraph.model.validation import load_document

REPEATS_KEPT = 100  # rows that say the same of one vendor and stand as evidence beside the first
SLUG_LIMIT = 40  # characters of a service's words that go into a processing's id
_COMPARED = ("categories", "categories_text", "mechanisms", "retention", "legal_basis", "subjects")
Pair = tuple[str, str]  # sender and party


class Assignment:
    """Writes the flows of one version into the parts of its source."""

    def __init__(
        self,
        snapshot: Snapshot,
        slug: str,
        parts: Parts,
        before: Standing,
        sender: str | None,
        day: str | None,
        document: str,
    ) -> None:
        self._snapshot = snapshot
        self._slug = slug
        self._parts = parts
        self._before = before
        self._sender = sender
        self._day = day
        self._document = document
        self._keys: dict[str, str] = {}  # key of a row -> processing
        self._kept: set[str] = set()
        self._ended: set[str] = set()
        self._used: set[str] = set()  # processings that a row of this version leads to
        self.warnings: list[str] = []

    def take(self, wanted: Sequence[Wanted], told: Sequence[Told] = ()) -> None:
        """Pair what the rows want with what stands; end what no row wants any more and none in `told` may name."""
        standing: dict[Pair, list[str]] = defaultdict(list)
        for id_, flow in self._before.open.items():
            standing[flow["from"], flow["to"].partition(":")[0]].append(id_)
        waiting = list(wanted)
        while waiting:
            ready = [one for one in waiting if self._from(one) is not None or one.sender is None]
            if not ready:
                for one in waiting:
                    one.told.outcome, one.told.why = (
                        "refused",
                        f"its sender {one.sender!r} is not in the file",
                    )
                break
            groups: dict[Pair, list[Wanted]] = defaultdict(list)
            for one in ready:
                groups[self._from(one) or "", one.party].append(one)
            for pair, ones in groups.items():
                self._group(pair[0], merged(ones), standing.get(pair, []))
            done = {id(one) for one in ready}
            waiting = [one for one in waiting if id(one) not in done]
        unsure = {party: one.row.number for one in reversed(told) for party in one.may_be}
        unread = Unread(told)
        for id_ in self._before.open:
            if id_ in self._kept or id_ in self._ended:
                continue
            if not self._waits(id_, unsure, unread) and not self._settled(id_):
                self._end(id_)

    def _waits(self, id_: str, unsure: Mapping[str, int], unread: Unread) -> bool:
        """Whether a flow that no row wants stands until somebody decides about a row that may be its own."""
        if self._parts["flow"][id_].get("valid_to"):
            return False
        party = self._before.open[id_]["to"].partition(":")[0]
        if party in unsure:
            self.warnings.append(f"{id_} stands until you decide whether row {unsure[party]} names {party}")
            return True
        for name in self._names(id_):
            if row := unread.row_with(name):
                self.warnings.append(
                    f"{id_} stands: row {row} holds {name!r} and could not be read; where that vendor is gone, "
                    "give the flow its last day"
                )
                return True
        return False

    def _names(self, id_: str) -> list[str]:
        """The words by which this source named the recipient of a flow."""
        said = self._before.parts["flow"].get(id_, {}).get("evidence", [])
        return list(dict.fromkeys(entry["named_as"] for entry in said if entry["named_as"]))

    def _settled(self, id_: str) -> bool:
        """Whether this version, imported before, or a later one has already said what becomes of a flow."""
        part = self._parts["flow"][id_]
        began = (part.get("valid_from") or "") >= (self._day or "")
        return self._before.known and (began or bool(part.get("valid_to")))

    def _from(self, one: Wanted) -> str | None:
        return self._keys.get(one.sender) if one.sender else self._sender

    def _group(self, sender: str, rows: list[tuple[Wanted, list[Wanted]]], standing: list[str]) -> None:
        left = [id_ for id_ in standing if id_ in self._before.open]
        paired: dict[int, str] = {}
        for rule in (self._same, self._same_purpose):
            for at, (one, _) in enumerate(rows):
                found = None if at in paired else next((id_ for id_ in left if rule(one, id_)), None)
                if found is not None:
                    paired[at] = found
                    left.remove(found)
        for at, (one, _) in enumerate(rows):
            if at not in paired and left:
                paired[at] = max(left, key=lambda id_: self._likeness(one, id_))
                left.remove(paired[at])
        for at, (one, repeats) in enumerate(rows):
            flow = self._flow(sender, one, repeats, paired.get(at))
            for row in (one, *repeats):
                if flow is not None and flow not in row.told.flows:
                    row.told.flows.append(flow)

    # comparing

    def _same(self, one: Wanted, id_: str) -> bool:
        return self._same_purpose(one, id_) and self._same_facts(one, id_)

    def _same_purpose(self, one: Wanted, id_: str) -> bool:
        return key(_claim(one)) == key(self._said(id_))

    def _same_facts(self, one: Wanted, id_: str) -> bool:
        flow = self._before.open[id_]
        places = {(place["place"], place["kind"]) for place in one.facts["locations"]}
        if places != {(place["place"], place["kind"]) for place in flow["locations"]} and not self._adopted(
            id_
        ):
            return False
        if {place for place, _ in places} != {place["place"] for place in flow["locations"]}:
            return False
        if self._adopted(id_):
            return True
        if one.facts.get("status") != self._before.parts["flow"][id_].get("status"):
            return False  # what was planned is in use now
        if one.facts.get("basis") != self._before.parts["flow"][id_].get("basis"):
            return False  # what was possible is stated now
        return all(_meant(one.facts.get(name)) == _meant(flow.get(name)) for name in _COMPARED)

    def _adopted(self, id_: str) -> bool:
        return "from" not in self._before.parts["flow"].get(id_, {})

    def _said(self, id_: str) -> str:
        """The words by which this source described the row of a flow when it began."""
        for entry in self._before.parts["flow"].get(id_, {}).get("evidence", []):
            if entry["about"] == "" and entry["named_as"]:
                return str(entry["claim"] or "")
        return ""

    def _likeness(self, one: Wanted, id_: str) -> float:
        return SequenceMatcher(None, key(_claim(one)), key(self._said(id_))).ratio()

    # writing

    def _flow(self, sender: str, one: Wanted, repeats: list[Wanted], standing: str | None) -> str | None:
        if standing is not None and (self._same(one, standing) or self._settled(standing)):
            self._kept.add(standing)
            self._note(one, self._before.open[standing]["to"])
            return standing
        processing = self._before.open[standing]["to"] if standing else None
        if standing is not None:
            self._end(standing)
        elif adopted := self._adoptable(sender, one):
            return self._adopt(adopted, one, repeats)
        processing = processing or self._processing(one)
        self._note(one, processing)
        if not sender:
            return None
        id_ = self._free(f"{sender}--{processing}")
        part: Document = {"id": id_, "from": sender, "to": processing}
        part |= {name: value for name, value in one.facts.items() if value not in (None, [], "")}
        part |= {"valid_from": self._day} if self._day else {}
        part["evidence"] = self._evidence(one, repeats)
        try:
            stated = load_document("flow", part, partial=True)
        except Invalid as refusal:
            one.told.outcome, one.told.why = "refused", refusal.message
            return None
        self._parts["flow"][id_] = {name: value for name, value in stated.items() if value != []}
        self._kept.add(id_)
        return id_

    def _note(self, one: Wanted, processing: str) -> None:
        self._used.add(processing)
        if one.row.key:
            self._keys[one.row.key] = processing

    def _evidence(self, one: Wanted, repeats: list[Wanted]) -> list[Document]:
        return [
            evidence(self._document, str(row.row.number), _claim(row) or None, named_as=row.words)
            for row in (one, *repeats[:REPEATS_KEPT])
        ]

    def _free(self, base: str) -> str:
        """The id of a new flow: from--to, with the day when that was taken, numbered when several begin."""
        taken = {**self._snapshot.records["flow"], **self._parts["flow"]}
        gone = self._before.superseded and self._day
        for candidate in (base, f"{base}~{self._day}" if self._day else base):
            if candidate not in self._parts["flow"] and (
                candidate not in taken or self._only_undone(candidate, gone)
            ):
                return candidate
        stem = f"{base}~{self._day}" if self._day else base
        return next(name for number in range(2, 10**6) if (name := f"{stem}~{number}") not in taken)

    def _only_undone(self, id_: str, gone: Any) -> bool:
        """Whether the flow of that id was of a superseded version of the day alone, and so makes room."""
        record = self._snapshot.records["flow"].get(id_)
        return bool(
            gone and record and len(record.managed_by) == 1 and record.document["valid_from"] == self._day
        )

    def _processing(self, one: Wanted) -> str:
        """The processing of the vendor that a new row leads to: one recorded under these words, or a new one."""
        words = [text for text in (one.service, one.purpose) if text]
        slugs = [_short(text) for text in words] or ["service"]
        capacity = one.row.extra.get("capacity", "processor")
        for text, short in zip(words or ["Service"], slugs, strict=True):
            id_ = f"{one.party}:{short or 'service'}"
            known = self._known(one.party, id_, text)
            if known is not None and (known not in self._used or len(slugs) == 1 or text is words[-1]):
                return known
            if known is None:
                name = text if len(text) <= 200 else f"{text[:199]}…"
                part = {"id": id_, "party": one.party, "name": name, "capacity": capacity}
                part["evidence"] = [
                    evidence(
                        self._document,
                        str(one.row.number),
                        f"Listed for this: {_claim(one) or name}",
                        about="/capacity",
                    )
                ]
                self._parts["processing"][id_] = load_document("processing", part, partial=True)
                return id_
        return f"{one.party}:{slugs[-1]}"

    def _known(self, party: str, id_: str, words: str) -> str | None:
        recorded = self._snapshot.records["processing"]
        if id_ in recorded or id_ in self._parts["processing"]:
            return id_
        for other in self._snapshot.processings_of.get(party, ()):
            document = recorded[other].document
            if document["capacity"] == "processor" and key(document["name"]) == key(words):
                return other
        return None

    # flows that others recorded

    def _adoptable(self, sender: str, one: Wanted) -> str | None:
        """A flow that another source recorded and that says the same: it is held, not doubled."""
        places = {place["place"] for place in one.facts["locations"]}
        day = self._day or "9999-12-31"
        found = []
        for edge in self._snapshot.flows_from.get(sender, ()):
            flow = edge.document
            if self._snapshot.records["flow"][edge.id].managed_by == (self._slug,):
                continue  # taken back with its superseded version
            if (
                edge.recipient.partition(":")[0] != one.party
                or edge.id in self._parts["flow"]
                or edge.id in self._kept
            ):
                continue
            if (
                (flow["valid_from"] or "") > day
                or (flow["valid_to"] or "9999-12-31") <= day
                or flow["status"] == "planned"
            ):
                continue
            if {place for place, _ in edge.places} == places:
                alike = set(flow["purposes"]) & set(one.facts["purposes"])
                found.append((bool(alike), edge.recipient not in self._used, edge.id))
        return max(found)[2] if found else None

    def _adopt(self, id_: str, one: Wanted, repeats: list[Wanted]) -> str:
        self._kept.add(id_)
        self._parts["flow"][id_] = {"id": id_, "evidence": self._evidence(one, repeats)}
        self._note(one, self._snapshot.flows[id_].recipient)
        return id_

    def _end(self, id_: str) -> None:
        """End a flow whose row is gone; one that began this very day never stood."""
        self._ended.add(id_)
        part, whole = self._parts["flow"][id_], self._snapshot.records["flow"][id_].document
        if self._day is None or (whole["valid_from"] or "") >= self._day:
            del self._parts["flow"][id_]
            return
        if self._adopted(id_) and whole["valid_to"] is not None:
            if whole["valid_to"] != self._day:
                self.warnings.append(
                    f"{id_} ends on {whole['valid_to']} as recorded, on {self._day} by this list"
                )
            return
        self._parts["flow"][id_] = ended(part, self._day, self._document, None)


def _claim(one: Wanted) -> str:
    """What a row says its vendor is for, as evidence keeps it."""
    return one.purpose if len(one.purpose) <= WORDS_LIMIT else f"{one.purpose[: WORDS_LIMIT - 1]}…"


def _short(words: str) -> str:
    whole = ids.slug(words)
    return (
        whole
        if len(whole) <= SLUG_LIMIT
        else whole[: SLUG_LIMIT + 1].rpartition("-")[0] or whole[:SLUG_LIMIT]
    )


def _meant(value: Any) -> Any:
    """A value as compared between versions: mechanisms by their codes, nothing as nothing."""
    if isinstance(value, list):
        return (
            sorted(str(one.get("code", one)) if isinstance(one, dict) else str(one) for one in value) or None
        )
    return value or None
