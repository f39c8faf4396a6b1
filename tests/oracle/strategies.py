"""Random small inventories and questions, biased to what goes wrong.

Cycles, self-loops, hubs, parallel flows, terms with several parents, categories not stated, open
lists, planned, disclaimed, inferred and anonymised flows, conditions, scopes, dates around a few
fixed days, regions and unknown places, groups, own parties, authorities and stated roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from tests.oracle.documents import Inventory, document, inventory_of
from tests.oracle.reading import Context

DAYS = ("2020-01-31", "2020-02-01", "2021-01-01", "2026-03-10", "2026-03-11", "2026-11-22")
PLACES = (
    "FR",
    "DE",
    "GB",
    "CH",
    "US",
    "NO",
    "RE",
    "JP",
    "EEA",
    "EU",
    "worldwide",
    "Europe",
    "EMEA",
    "APAC",
    "unknown",
)
REGIONS = ("EEA", "EU", "UK", "CH", "worldwide", "Europe", "EMEA", "APAC")
CAPACITIES = ("controller", "joint_controller", "processor", "processor")
ROLES = ("authority", "controller", "joint_controller", "processor", "subprocessor")
SAID = (
    None,
    None,
    "Processor",
    "sub-processor",
    "Data Processor",
    "data controller",
    "joint controller",
    "partner",
)
SCOPE = {"region": ("EU", "US", "CH"), "plan": ("free", "paid")}
# Neither the order of these ids nor their length follows the order in which they are drawn.
TERM_IDS = ("m", "user", "a", "user.contact", "z", "b.c", "user.health", "c", "k")
FLOW_IDS = ("f2", "f10", "f1", "b", "a-b", "a", "a.b", "a:b", "c", "a~b", "f", "0", "z", "a_b")


@dataclass(frozen=True)
class Question:
    """What every evaluation of flows depends on besides the inventory."""

    as_of: date
    context: Context
    include_planned: bool
    group: bool

    def arguments(self) -> dict[str, Any]:
        return {
            "as_of": self.as_of,
            "context": self.context,
            "include_planned": self.include_planned,
            "group": self.group,
        }


@cache
def below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


def pick(draw: st.DrawFn, values: Sequence[Any]) -> Any:
    """One of the values, as `sampled_from` draws it; that one reads all of them each time it is made."""
    return values[draw(below(len(values)))]


def seldom(values: Sequence[Any], otherwise: Any, one_in: int) -> list[Any]:
    """A list to sample from: `otherwise`, and about once in `one_in` draws one of `values`."""
    return [otherwise] * (len(values) * (one_in - 1)) + list(values) + [otherwise]


def rather_many(least: int, most: int) -> st.SearchStrategy[int]:
    """A number near `most` more often than near `least`; shrinks to `least`."""
    return st.builds(max, *[st.integers(least, most)] * 3)


def taxonomies(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Three to nine terms under one to three roots, some with several parents."""
    ids = TERM_IDS[: draw(st.integers(3, 9))]
    roots = draw(st.integers(1, 3))
    terms = []
    for place, id_ in enumerate(ids):
        parents: list[str] = []
        if place >= roots:
            parents = pick(draw, subsets(ids[:place], 3))
        terms.append(document("category", id=id_, parents=parents))
    return terms


def parties(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Two to six parties in acyclic groups, in some inventories one or two of them own."""
    count = draw(st.integers(2, 6))
    own = pick(draw, [(), (), (), ("p0",), ("p0", "p1")])
    made = []
    for number in range(count):
        heads = [
            None,
            None,
            "none",
            *(f"p{head}" for head in range(number)),
            *[f"p{number - 1}"] * min(number, 2),
        ]
        made.append(
            document(
                "party",
                id=f"p{number}",
                kind=pick(draw, ["organisation"] * 6 + ["authority", "person"]),
                own=f"p{number}" in own,
                member_of=pick(draw, heads),
            )
        )
    return made


def processings(draw: st.DrawFn, of: list[dict[str, Any]], terms: list[str]) -> list[dict[str, Any]]:
    """Two to eight processings; each id begins with its party's id."""
    made = []
    for number in range(draw(rather_many(2, 8))):
        party = pick(draw, of)["id"]
        made.append(
            document(
                "processing",
                id=f"{party}:{'hgfedcba'[number]}",
                party=party,
                capacity=pick(draw, CAPACITIES),
                categories=pick(draw, seldom(subsets(terms[:5], 2), [], 3)),
            )
        )
    return made


def conditions(draw: st.DrawFn) -> list[dict[str, Any]]:
    """An option on, an option off, an event; not always all of them."""
    every = [
        document("condition", id="ai_features", kind="option"),
        document("condition", id="beta", kind="option", default="off"),
        document("condition", id="sale", kind="event"),
    ]
    return every[: draw(st.integers(0, 3))]


def subsets(values: Sequence[Any], most: int) -> list[list[Any]]:
    """Every non-empty choice of at most `most` values."""
    return [list(chosen) for size in range(1, most + 1) for chosen in combinations(values, size)]


def category_lists(terms: list[str]) -> list[list[str] | None]:
    """Lists for a flow: wide terms and several of them more often, else a chain ends after one hop."""
    return [*subsets(terms[:3], 3) * 6, *[None] * 12, *subsets(terms, 3)]


# One draw per flow for all that seldom differs from the default keeps many inventories fast.
VARIANTS = [
    *[{}] * 18,
    *[{"status": status} for status in ("planned", "planned", "disclaimed", "disclaimed")],
    {"status": "planned", "basis": "inferred"},
    *[{"basis": "inferred"}] * 3,
    *[{"categories_open": True}] * 3,
    {"categories_open": True, "basis": "inferred"},
    *[{"transform": transform} for transform in ("anonymised", "anonymised", "pseudonymised", "aggregated")],
    {"transform": "anonymised", "categories_open": True},
    *[{}] * 6,  # the ends of a list are drawn more often than its middle
]
INTERVALS = [
    *[(None, None)] * 30,
    *[(day, None) for day in DAYS],
    *[(None, day) for day in DAYS],
    *combinations(DAYS, 2),
    *[(None, None)] * 15,
]
SCOPES = seldom(
    [
        *({dimension: chosen} for dimension, values in SCOPE.items() for chosen in subsets(values, 2)),
        {"region": ["EU"], "plan": ["paid"]},
    ],
    {},
    6,
)
PAIRS = [
    *((place, None) for place in PLACES),
    *((p, kind) for p in PLACES for kind in ("storage", "processing", "access")),
]
# A fixed selection: no place, each single one, and pairs that mix countries, regions and kinds.
LOCATIONS = [
    *[[]] * 12,
    *([{"place": place, "kind": kind}] for place, kind in PAIRS),
    *(
        [{"place": place, "kind": kind}, {"place": other, "kind": otherwise}]
        for (place, kind), (other, otherwise) in zip(PAIRS, PAIRS[5:] + PAIRS[:5], strict=True)
    ),
]


def flow(
    draw: st.DrawFn, id_: str, senders: list[str], ends: list[str], lists: list[Any], on: list[list[str]]
) -> dict[str, Any]:
    """One flow from one of the senders to any processing, its sender included."""
    valid_from, valid_to = pick(draw, INTERVALS)
    return document(
        "flow",
        id=id_,
        from_=pick(draw, senders),
        to=pick(draw, ends),
        categories=pick(draw, lists),
        conditions=pick(draw, on) if len(on) > 1 else [],
        scope=pick(draw, SCOPES),
        stated_role=pick(draw, SAID),
        locations=pick(draw, LOCATIONS),
        valid_from=valid_from,
        valid_to=valid_to,
        transmitted_by=ends[0],
        **pick(draw, VARIANTS),
    )


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    """An inventory of at most 8 processings and 14 flows, often dense between few of them."""
    terms = taxonomies(draw)
    term_ids = [term["id"] for term in terms]
    made_parties = parties(draw)
    made_processings = processings(draw, made_parties, term_ids)
    made_conditions = conditions(draw)
    ends = [processing["id"] for processing in made_processings]
    # A hub or tight cycles: most inventories use their first processings far more often.
    ends += pick(draw, [[], ends[:4] * 3, ends[:3] * 4, ends[:2] * 3, ends[:1] * 4])
    on = seldom(subsets([condition["id"] for condition in made_conditions], 2), [], 6)
    lists = category_lists(term_ids)
    ids = FLOW_IDS[: draw(rather_many(1, 14))]
    made_flows: list[dict[str, Any]] = []
    for id_ in ids:
        # Every other flow goes on from where the last one ended, so that there are long chains.
        onward = [made_flows[-1]["to"]] * len(ends) if made_flows else []
        made_flows.append(flow(draw, id_, onward + ends, ends, lists, on))
    return inventory_of(
        {
            "category": terms,
            "condition": made_conditions,
            "party": made_parties,
            "processing": made_processings,
            "flow": made_flows,
        }
    )


@st.composite
def questions(draw: st.DrawFn, inventory: Inventory) -> Question:
    """A day, a context that fixes some conditions and dimensions, planned flows or not, groups or not."""
    switched = {
        condition: state
        for condition in inventory["condition"]
        if (state := pick(draw, [None, None, "on", "off"])) is not None
    }
    fixed = {
        dimension: (value,)
        for dimension, values in SCOPE.items()
        if (value := pick(draw, [None, None, *values])) is not None
    }
    return Question(
        date.fromisoformat(pick(draw, DAYS)),
        Context(switched, fixed),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def parties_and_processings(inventory: Inventory, end: str) -> st.SearchStrategy[str]:
    """The id of a processing or of a party, most often of one that stands at that end of a flow."""
    busy = list(dict.fromkeys(flow[end] for flow in inventory["flow"].values()))
    heads = [inventory["processing"][processing]["party"] for processing in busy]
    return st.sampled_from([*busy * 3, *inventory["processing"], *inventory["party"], *heads * 2])


@st.composite
def pairs(draw: st.DrawFn, inventory: Inventory) -> tuple[str, str]:
    """Source and recipient, most often such that the flows drawn between them may lead there."""
    if pick(draw, [True, True, False]):
        flows = list(inventory["flow"].values())
        first = draw(below(len(flows)))
        last = draw(st.integers(first, len(flows) - 1))
        return flows[first]["from"], flows[last]["to"]
    ends = parties_and_processings(inventory, "from"), parties_and_processings(inventory, "to")
    return draw(ends[0]), draw(ends[1])


def categories(inventory: Inventory) -> st.SearchStrategy[str | None]:
    """A category to ask for, or none."""
    return st.sampled_from([*[None] * 6, *inventory["category"]])


FILTERED = [
    *[[]] * 10,
    *([name] for name in ("to", "country", "certainty", "role", "max_hops")),
    *[["region"], ["outside"]] * 2,
    ["region", "outside"],
    ["role", "certainty"],
]


@st.composite
def exposure_filters(draw: st.DrawFn, inventory: Inventory) -> dict[str, Any]:
    """Arguments of an exposure: mostly a source, seldom more than one or two filters."""
    asked: dict[str, Any] = {
        "from_": draw(parties_and_processings(inventory, "from"))
        if pick(draw, [True, True, True, False])
        else None,
        "category": draw(categories(inventory)),
    }
    values: dict[str, st.SearchStrategy[Any]] = {
        "to": parties_and_processings(inventory, "to"),
        "country": st.sampled_from(("FR", "US", "GB", "CH")),
        "region": st.sampled_from(REGIONS),
        "outside": st.sampled_from(REGIONS),
        "certainty": st.sampled_from(("stated", "possible")),
        "role": st.sampled_from(ROLES),
        "max_hops": st.integers(1, 3),
    }
    for name in pick(draw, FILTERED):
        asked[name] = draw(values[name])
    return asked
