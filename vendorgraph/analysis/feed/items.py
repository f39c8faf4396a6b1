"""One item of the feed, with its lasting id and its links into the API and the page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from vendorgraph.analysis.feed.guide import SEVERITIES, TYPES, Guide
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.model import places

#: Namespace of ids: uuid5 of it and of what the item is about (RFC 9562).
_NAMESPACE = uuid.UUID("8c3a5a1e-6a34-5d0e-9f0a-6d2f2f5b7a41")
_ORDER = {name: at for at, name in enumerate(TYPES)}


def urn(*subject: str) -> str:
    """The id of what `subject` names, the same in every feed and on every day it is asked."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, chr(31).join(subject))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What happened on a day. `subject` tells it from others of its type and day; `sources` are
    the processings whom it concerns; `expected` marks a day that is still to come."""

    type: str
    date: str
    subject: tuple[str, ...]
    title: str
    what: str
    severity: str
    guide: Guide
    sources: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    proof: str | None = None
    page: str = "/"
    expected: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, int, str, tuple[str, ...]]:
        """Place among the items of a day: the most severe first."""
        return SEVERITIES.index(self.severity), _ORDER[self.type], self.title, self.subject

    def row(self, snapshot: Snapshot) -> dict[str, Any]:
        """The item in the feed's shape."""
        return {
            "id": urn(self.type, *self.subject, self.date),
            "type": self.type,
            "date": self.date,
            "expected": self.expected,
            "severity": self.severity,
            "title": self.title,
            "what": self.what,
            "why": self.guide.why,
            "article": self.guide.article,
            "to_do": self.guide.to_do,
            "for": [_concerned(snapshot, source) for source in self.sources],
            "parties": list(self.parties),
            "flows": list(self.flows),
            "countries": list(self.countries),
            "proof": self.proof,
            "page": self.page,
            **self.facts,
        }


def _concerned(snapshot: Snapshot, processing: str) -> dict[str, Any]:
    party = snapshot.party_of(processing)
    name = snapshot.records["processing"][processing].document["name"]
    return {
        "processing": {"id": processing, "name": name},
        "party": {"id": party["id"], "name": party["name"]},
    }


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that ask the same question on a day; relative to the server's own."""

    question: Question

    def proof(self, source: str, target: str, day: str, *, planned: bool) -> str:
        """The proofs that `source` reaches `target` on a day."""
        asked = {"from": source, "to": target, **self._rest(day, planned)}
        return _address("/api/v1/exposure/proof", asked)

    def transfer(self, flow: str, day: str, *, planned: bool) -> str:
        """The assessment of a flow on a day."""
        return _address("/api/v1/transfers", {"flow": flow, **self._rest(day, planned)})

    def api(self, path: str, day: str, **asked: str) -> str:
        """Another question of the API on a day."""
        return _address(f"/api/v1/{path}", {**asked, **self._rest(day, planned=False)})

    def page(self, day: str, *, planned: bool = False, **shown: str) -> str:
        """The network page on a day, with what is shown on it (`from_` a source, a node, a country)."""
        named = {name.rstrip("_"): value for name, value in shown.items()}
        return _address("/", {**named, **self._rest(day, planned)})

    def _rest(self, day: str, planned: bool) -> dict[str, str]:
        rest = {"as_of": day}
        if text := self.question.context.text():
            rest["context"] = text
        if planned or self.question.include_planned:
            rest["include"] = "planned"
        return rest


def _address(path: str, asked: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(asked, quote_via=quote, safe=':,')}"


def service(snapshot: Snapshot, processing: str) -> str:
    """A processing as a reader knows it: `Amazon Web Services, Inc. (Cloud hosting)`."""
    name = snapshot.records["processing"][processing].document["name"]
    return f"{snapshot.party_of(processing)['name']} ({name})"


def listed(words: Iterable[str], most: int = 6) -> str:
    """`a, b and c`; of many the first ones and how many more."""
    known = list(words)
    if len(known) > most:
        known = [*known[: most - 1], f"{len(known) - most + 1} more"]
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}" if known else ""


def place(code: str) -> str:
    """A place as it stands in a sentence."""
    return "a place that is not stated" if code == places.UNKNOWN else places.name(code)
