"""The law on one day: whose law binds an exporter (R2), what lies inside it (R4), what is in force.

Everything here depends on the tables and the day only, so it is made once a day and shared by all
hops assessed for that day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from vendorgraph.law.hop import Opinion
from vendorgraph.law.tables import Act, Adequacy, Law, Regime, Stay, holds

#: Groups in which the tables record the reach of a row: by status, else by regime, else the regime itself.
_GROUP_OF_STATUS = {"eea_efta": "EEA_EFTA"}
_GROUP_OF_REGIME = {"EU": "EU_MEMBER_STATES"}
#: Beginnings of articles of acts that had a predecessor in the tables.
_SUCCESSORS = ("GDPR", "FADP")


@dataclass(frozen=True, slots=True)
class Exporter:
    """An exporter's law on a day: the regime, the group whose reach is recorded, the act in force."""

    regime: str
    group: str
    name: str
    act: Act | None

    @property
    def article(self) -> str:
        """The act that governs its transfers on the day."""
        return self.act.act if self.act else self.name

    def cited(self, article: str | None) -> str | None:
        """An article as cited on the day: under a predecessor's reign, the predecessor."""
        former = self.act is not None and self.act.end is not None
        return self.article if former and article and article.startswith(_SUCCESSORS) else article


class Day:
    """Indices of a law for one day; `text` is the day as YYYY-MM-DD.

    `settled` remembers opinions that depend on no party, by group of exporters and country or region.
    """

    def __init__(self, law: Law, on: dt.date) -> None:
        self.law = law
        self.text = on.isoformat()
        self.settled: dict[tuple[str, str], Opinion] = {}
        self._exporters: dict[str, Exporter] = {}
        self._inside: dict[tuple[str, str], Stay] = {}
        self._members: dict[str, list[str]] = defaultdict(list)
        for stay in law.stays:
            if holds(stay.first, stay.end, self.text):
                self._place(stay)

    def _place(self, stay: Stay) -> None:
        # The area named first in the tables wins: a Member State is in the EU and in the EEA.
        if "member" in stay.counts_as:
            self._members[stay.area].append(stay.country)
        for regime in self.law.regimes:
            if stay.area in regime.exporter_areas and "exporter" in stay.counts_as:
                self._exporters.setdefault(stay.country, self._exporter(regime, stay))
            if stay.area in regime.inside_areas and "inside" in stay.counts_as:
                self._inside.setdefault((regime.id, stay.country), stay)

    def _exporter(self, regime: Regime, stay: Stay) -> Exporter:
        group = _GROUP_OF_STATUS.get(stay.status) or _GROUP_OF_REGIME.get(regime.id, regime.id)
        act = next(
            (a for a in self.law.acts if a.exporters == group and holds(a.first, a.end, self.text)), None
        )
        return Exporter(regime.id, group, regime.name, act)

    def exporter(self, country: str) -> Exporter | None:
        """The law that binds an exporter seated in a country; None when no regime known here does."""
        return self._exporters.get(country)

    def inside(self, exporter: Exporter, country: str) -> Stay | None:
        """Why a disclosure to a country is no transfer for an exporter; None when it lies outside."""
        return self._inside.get((exporter.regime, country))

    def members(self, area: str) -> list[str]:
        """The countries meant on the day when an area is named as a place."""
        return self._members.get(area, [])

    def rows(self, exporter: Exporter, country: str) -> list[Adequacy]:
        """Rows of the exporter's own law about a country that reach its group, in force or not."""
        return [
            row
            for row in self.law.by_country.get(country, ())
            if row.regime == exporter.regime and exporter.group in row.exporters
        ]


@lru_cache(maxsize=32)
def law_on(law: Law, on: dt.date) -> Day:
    """The law on a day; the latest days asked for are kept."""
    return Day(law, on)
