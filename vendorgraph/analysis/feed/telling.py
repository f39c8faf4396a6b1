"""How the change of a day is told: links, tense and the words that items share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.feed.items import Links, listed
from vendorgraph.analysis.feed.timeline import Step, Timeline
from vendorgraph.analysis.snapshot import Snapshot

SEVERITY = {"not_covered": "high", "not_evaluable": "medium", "covered": "low", "not_a_transfer": "low"}
IN_WORDS = {
    "not_covered": "not covered",
    "not_evaluable": "not evaluable",
    "covered": "covered",
    "not_a_transfer": "not a transfer to a third country",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One step of a timeline about to be told; `expected` when its day is still to come."""

    timeline: Timeline
    step: Step
    links: Links
    expected: bool
    _exposures: dict[str, Exposure] = field(default_factory=dict)

    @property
    def snapshot(self) -> Snapshot:
        """The inventory."""
        return self.timeline.snapshot

    @property
    def day_before(self) -> str:
        """The last day on which the state before the step held."""
        return (self.step.view.question.as_of - dt.timedelta(days=1)).isoformat()

    def exposure(self, source: str) -> Exposure:
        """The full exposure of a source after the day, worked out once."""
        if source not in self._exposures:
            self._exposures[source] = self.step.reached(source, new=True).exposure()
        return self._exposures[source]

    def verb(self, happening: str, coming: str) -> str:
        """The verb for what happened, or for what is still to come."""
        return coming if self.expected else happening

    def parties(self, processings: Iterable[str]) -> tuple[str, ...]:
        """The ids of the parties that perform some processings."""
        return tuple(sorted({self.snapshot.party_of(id_)["id"] for id_ in processings}))

    def names(self, processings: Iterable[str]) -> str:
        """The names of the parties that perform some processings, in a sentence."""
        return listed(dict.fromkeys(str(self.snapshot.party_of(id_)["name"]) for id_ in processings))
