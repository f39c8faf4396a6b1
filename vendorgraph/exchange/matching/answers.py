"""What matching answers, and how a name is read for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vendorgraph.exchange.matching.index import Known
from vendorgraph.exchange.matching.names import Name
from vendorgraph.model.record import Document

Candidates = tuple[tuple[str, float], ...]


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
class Reading:
    """One way to take a name apart: the company, and what of it is a service."""

    company: Name
    service: str | None
    seat: str | None


def matched(party: Known, score: float, why: str, service: str | None) -> Match:
    """The party, found."""
    return Match("matched", party.id, None, service, score, why)
