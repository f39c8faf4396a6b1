"""Who and what a question names: endpoints, categories and the filters on a finished answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model import checks, places
from vendorgraph.model.hints import nearest_are
from vendorgraph.model.taxonomy import Terms

ROLES = ("controller", "joint_controller", "processor", "subprocessor", "authority")
CERTAINTIES = ("stated", "possible")
CONTROLLING = ("controller", "joint_controller")


def endpoints(snapshot: Snapshot, question: Question, given: str, parameter: str) -> list[str]:
    """The processings that `given` stands for, sorted: one, or all of a party and of its members.

    Raises Invalid naming the parameter when no party or processing has that id.
    """
    if given in snapshot.records["processing"]:
        return [given]
    party = snapshot.present_id("party", given)
    if party not in snapshot.records["party"]:
        known = [*snapshot.records["party"], *snapshot.records["processing"]]
        raise unknown(parameter, given, "party or processing", known)
    parties = snapshot.group(party) if question.group else [party]
    return sorted(id_ for member in parties for id_ in snapshot.processings_of.get(member, ()))


def party_id(snapshot: Snapshot, given: str, parameter: str = "party") -> str:
    """The id that a party has now, named by it or by a former one. Raises Invalid naming the parameter."""
    id_ = snapshot.present_id("party", given)
    if id_ not in snapshot.records["party"]:
        raise unknown(parameter, given, "party", snapshot.records["party"])
    return id_


def unknown(parameter: str, given: str, what: str, known: Iterable[str]) -> Invalid:
    """The refusal of an id in a query, with the nearest ids that exist."""
    sentence = f"{given!r} is no {what} of this inventory{nearest_are(given, known)}"
    return Invalid.at(parameter, sentence)


def default_sources(view: View) -> list[str]:
    """Without `from`: controllers' processings with an active outgoing flow, of own parties if any."""
    flows_from = view.snapshot.flows_from
    return sorted(
        id_
        for id_ in controlling(view.snapshot)
        if any(view.active(edge) for edge in flows_from.get(id_, ()))
    )


def controlling(snapshot: Snapshot) -> Iterator[str]:
    """The processings in controller or joint-controller capacity, of own parties where there are any."""
    own = {id_ for id_, record in snapshot.records["party"].items() if record.document["own"]}
    for id_, record in snapshot.records["processing"].items():
        if record.document["capacity"] in CONTROLLING and (not own or record.document["party"] in own):
            yield id_


def seed(snapshot: Snapshot, category: str | None) -> Terms:
    """T(category), or ALL when no category is asked. Raises Invalid when it is unknown."""
    if category is None:
        return snapshot.taxonomy.all
    if category not in snapshot.taxonomy:
        raise unknown("category", category, "category", snapshot.taxonomy.ids)
    return snapshot.taxonomy.down(category)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a finished answer is narrowed by; nothing here changes what is passed on."""

    to: str | None = None
    country: str | None = None
    region: str | None = None
    outside: str | None = None
    certainty: str | None = None
    role: str | None = None
    max_hops: int | None = None

    def check(self) -> None:
        """Raise Invalid, naming the parameter, when a value is not accepted."""
        closed: dict[str, tuple[str, ...]] = {"certainty": CERTAINTIES, "role": ROLES}
        for name, accepted in closed.items():
            value = getattr(self, name)
            if value is not None and value not in accepted:
                raise Invalid.at(name, f"{checks.given(value)} is not accepted; one of {', '.join(accepted)}")
        if self.country is not None and (refusal := checks.CHECKS["place"](self.country)):
            raise Invalid.at("country", refusal)
        for name in ("region", "outside"):
            value = getattr(self, name)
            if value is not None and not places.is_region(value):
                listed = ", ".join(places.regions())
                raise Invalid.at(name, f"{checks.given(value)} is no region; one of {listed}")
        if self.max_hops is not None and self.max_hops < 1:
            raise Invalid.at("max_hops", f"{self.max_hops} is not accepted; a whole number from 1")

    def admits_place(self, found: Sequence[str], view: View) -> bool:
        """Whether the places of a row satisfy `country`, `region` and `outside`, each on its own."""
        inside = partial(places.lies_in, on=view.question.as_of)
        return (
            (self.country is None or self.country in found)
            and (self.region is None or any(inside(place, self.region) for place in found))
            and (self.outside is None or any(not inside(place, self.outside) for place in found))
        )

    def admits_row(self, row: Mapping[str, Any], to: frozenset[str] | None, view: View) -> bool:
        """Whether a recipient's row stays in the answer."""
        return (
            (to is None or row["processing"]["id"] in to)
            and self.certainty in (None, row["certainty"])
            and self.role in (None, row["role"])
            and (self.max_hops is None or row["hops"] <= self.max_hops)
            and self.admits_place([entry["country"] for entry in row["countries"]], view)
        )
