"""Graph answers to draw: by hand for one thing at a time, at random for size."""

from __future__ import annotations

import random
from typing import Any

Row = dict[str, Any]


def node(id_: str, tier: int, **given: Any) -> Row:
    """One node of a graph answer, a processor inside the EEA unless told otherwise."""
    party = id_.split(":")[0]
    return {
        "id": id_,
        "party": {
            "id": party,
            "name": party.title(),
            "kind": "organisation",
            "named": True,
            "established_in": None,
        },
        "processing": {"name": "Service", "capacity": "processor"},
        "tier": tier,
        "role": "source" if tier == 0 else "processor",
        "certainty": "stated",
        "categories": {"stated": ["user.contact"], "possible": ["user.contact"]},
        "special": False,
        "special_certainty": None,
        "countries": [{"country": "FR", "kinds": ["storage"]}],
        "country_group": None if tier == 0 else "inside",
        "transfer": None,
        "onward": 0,
        "hidden": 0,
        **given,
    }


def edge(start: str, end: str, **given: Any) -> Row:
    """One active, stated flow into France unless told otherwise."""
    return {
        "id": f"{start}--{end}",
        "from": start,
        "to": end,
        "status": "active",
        "basis": "stated",
        "certainty": "stated",
        "categories": ["user.contact"],
        "special": False,
        "special_certainty": None,
        "countries": ["FR"],
        "conditions": [],
        "transform": "none",
        "mechanisms": None,
        **given,
    }


def graph(nodes: list[Row], edges: list[Row], hidden: tuple[int, int] = (0, 0)) -> Row:
    """A graph answer of 22 November 2026."""
    return {
        "as_of": "2026-11-22",
        "revision": 1,
        "sources": [row["id"] for row in nodes if row["tier"] == 0],
        "question": {},
        "nodes": nodes,
        "edges": edges,
        "counts": {
            "nodes": {"shown": len(nodes), "hidden": hidden[0]},
            "edges": {"shown": len(edges), "hidden": hidden[1]},
        },
    }


def chain() -> Row:
    """A clinic, its host, the host's backup abroad where health data may arrive, and a planned flow."""
    nodes = [
        node("clinic:care", 0),
        node("host:cloud", 1, special=True, special_certainty="stated"),
        node(
            "vault:backup",
            2,
            role="subprocessor",
            certainty="possible",
            special=True,
            special_certainty="possible",
            countries=[{"country": "US", "kinds": []}],
            country_group="outside",
            hidden=3,
        ),
        node("desk:support", 2, role="controller", countries=[], country_group="unknown"),
    ]
    edges = [
        edge("clinic:care", "host:cloud", special=True, special_certainty="stated"),
        edge(
            "host:cloud",
            "vault:backup",
            certainty="possible",
            special=True,
            special_certainty="possible",
            countries=["US"],
        ),
        edge("host:cloud", "desk:support", status="planned", countries=["unknown"]),
        edge("vault:backup", "host:cloud", countries=["DE", "US"]),
        edge("desk:support", "desk:support"),
    ]
    return graph(nodes, edges, hidden=(3, 4))


def large(nodes: int, edges: int, seed: int = 1) -> Row:
    """A layered network of that size with hubs, flows back, within a tier and to oneself."""
    chance = random.Random(seed)
    shares = (0.05, 0.23, 0.53, 0.81, 1.0)
    tiers = [0] + [
        next(t for t, share in enumerate(shares, 1) if i / nodes <= share) for i in range(1, nodes)
    ]
    ids = [f"p{i:04d}:service" for i in range(nodes)]
    by_tier = {tier: [ids[i] for i in range(nodes) if tiers[i] == tier] for tier in set(tiers)}
    pairs = [(chance.choice(by_tier[tiers[i] - 1]), ids[i]) for i in range(1, nodes)]
    while len(pairs) < edges:
        start = chance.randrange(nodes)
        tier = chance.choice(
            [tiers[start] + 1, tiers[start] + 1, tiers[start], chance.randint(0, tiers[start])]
        )
        pairs.append((ids[start], chance.choice(by_tier.get(tier) or by_tier[tiers[start]])))
    groups = ("inside", "outside", "unknown", "mixed")
    rows = [
        node(id_, tier, country_group=chance.choice(groups), special=chance.random() < 0.1 and tier > 0)
        for id_, tier in zip(ids, tiers, strict=True)
    ]
    flows = [
        edge(start, end, id=f"{start}--{end}~{number}", certainty=chance.choice(("stated", "possible")))
        for number, (start, end) in enumerate(pairs)
    ]
    return graph(rows, flows)
