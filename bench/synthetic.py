"""A made-up inventory of any size, the same for the same numbers, in the native file format.

Shaped as real ones are: few controllers, many vendors in tiers, a few hubs that most vendors use,
some flows back up (cycles), some within one vendor (self-loops), and much that is not stated.
"""

from __future__ import annotations

import json
import random
import sys
from typing import Any

from vendorgraph.model.vocabulary import shipped

Document = dict[str, Any]
COUNTRIES = ("FR", "DE", "IE", "NL", "LU", "GB", "CH", "US", "US", "US", "IN", "BR", "JP", "PL", "ES")
PLACES = (*COUNTRIES, "EEA", "worldwide", "unknown")
SYLLABLES = (
    "al",
    "ba",
    "cor",
    "da",
    "el",
    "fin",
    "ga",
    "hel",
    "in",
    "ka",
    "lo",
    "mer",
    "no",
    "or",
    "pa",
    "quan",
    "ri",
    "so",
    "ta",
    "ver",
)
SERVICES = ("Hosting", "Support", "Analytics", "Payments", "Mail delivery", "Search", "Backups", "Monitoring")


def synthetic(parties: int = 2_000, flows: int = 20_000, seed: int = 1) -> Document:
    """An inventory file of `parties` parties (one processing each) and `flows` flows.

    About one party in twenty is a controller. Ids are `p0000` and `p0000:service`, in tiers from
    controllers to the deepest vendors.
    """
    if parties < 2:
        raise ValueError("a synthetic inventory needs two parties at least")
    chance = random.Random(seed)
    tiers = [_tier(at, parties) for at in range(parties)]
    return {
        "vendorgraph": 1,
        "inventory": f"synthetic-{parties}-{flows}-{seed}",
        "documents": [_document(at) for at in range(parties)],
        "conditions": [
            {"id": "optional-features", "kind": "option"},
            {"id": "sale-of-business", "kind": "event"},
        ],
        "parties": [_party(at, tiers[at], chance) for at in range(parties)],
        "flows": _flows(tiers, flows, chance),
    }


def _tier(at: int, parties: int) -> int:
    """0 for controllers (one in twenty), then three tiers of vendors, each larger than the last."""
    share = at / parties
    return 0 if share < 0.05 else 1 if share < 0.25 else 2 if share < 0.55 else 3


def _document(at: int) -> Document:
    return {
        "id": f"list-{at:04}",
        "type": "list",
        "title": f"Published list of p{at:04}",
        "url": f"https://lists.example/{at}",
        "dated": "2026-03-01",
    }


def _party(at: int, tier: int, chance: random.Random) -> Document:
    name = "".join(chance.choice(SYLLABLES) for _ in range(3)).title()
    return {
        "id": f"p{at:04}",
        "name": f"{name} {at}",
        **({"aliases": [f"{name} Cloud {at}"]} if at % 3 == 0 else {}),
        "established_in": chance.choice(COUNTRIES),
        "contact": f"privacy@p{at:04}.example",
        "processings": [
            {
                "id": f"p{at:04}:service",
                "name": "Customer accounts" if tier == 0 else chance.choice(SERVICES),
                "capacity": "controller" if tier == 0 else "processor",
            }
        ],
    }


def _flows(tiers: list[int], count: int, chance: random.Random) -> list[Document]:
    """Flows between distinct pairs where there are enough of them: mostly one tier down, some to hubs."""
    parties = len(tiers)
    starts = [
        next((at for at, tier in enumerate(tiers) if tier >= wanted), parties - 1) for wanted in range(5)
    ]
    starts[4] = parties
    hubs = list(range(starts[3], min(parties, starts[3] + max(1, parties // 100))))
    categories = sorted(shipped("category"))
    known: set[str] = set()
    flows: list[Document] = []
    while len(flows) < count:
        sender = chance.randrange(parties) if len(flows) >= parties else len(flows) % parties
        recipient = _recipient(sender, tiers, starts, hubs, chance)
        base = f"p{sender:04}:service--p{recipient:04}:service"
        identifier = base if base not in known else f"{base}~{len(flows)}"
        known.add(identifier)
        flows.append(_flow(identifier, (sender, recipient), len(flows), categories, chance))
    return flows


def _recipient(
    sender: int, tiers: list[int], starts: list[int], hubs: list[int], chance: random.Random
) -> int:
    draw = chance.random()
    if draw < 0.15:
        return chance.choice(hubs)
    if draw < 0.16:
        return sender
    if draw < 0.20:
        return chance.randrange(len(tiers))
    below = min(tiers[sender] + 1, 3)
    return chance.randrange(starts[below], max(starts[below] + 1, starts[below + 1]))


def _flow(
    identifier: str, ends: tuple[int, int], at: int, categories: list[str], chance: random.Random
) -> Document:
    flow: Document = {
        "id": identifier,
        "from": f"p{ends[0]:04}:service",
        "to": f"p{ends[1]:04}:service",
        "categories": None if chance.random() < 0.1 else chance.sample(categories, chance.randint(1, 4)),
        "purposes": ["essential.service"],
        "locations": [
            {"place": place, "kind": chance.choice(("storage", "processing", "access"))}
            for place in chance.sample(PLACES, chance.choice((0, 1, 1, 2)))
        ],
        "evidence": [
            {"document": f"list-{ends[0]:04}", "lines": str(at % 400 + 1), "claim": "A row of the list"}
        ],
    }
    if chance.random() < 0.1:
        flow["categories_open"] = True
    if chance.random() < 0.5:
        flow["mechanisms"] = [{"code": "A46-2-c", "module": 3}]
    if chance.random() < 0.05:
        flow["conditions"] = ["optional-features"]
    if chance.random() < 0.05:
        flow["status"] = chance.choice(("planned", "disclaimed"))
    if chance.random() < 0.2:
        flow["valid_from"] = f"20{chance.randint(19, 26)}-0{chance.randint(1, 9)}-01"
    return flow


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:4]]
    json.dump(synthetic(*numbers), sys.stdout, ensure_ascii=False, indent=1)
