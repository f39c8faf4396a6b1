"""A small inventory as files, and policies put to it in one line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.files import InventoryFile, read
from vendorgraph.exchange.policy_files import Asked, check, read_policy

DAY = dt.date(2026, 11, 22)
CLINIC = """\
vendorgraph: 1
inventory: clinic
documents:
  - {id: register, type: register, title: Register}
parties:
  - id: clinic
    name: Clinic
    own: true
    established_in: FR
    processings: [{id: "clinic:care", name: Care, capacity: controller}]
  - id: host
    name: Host
    established_in: DE
    processings: [{id: "host:hosting", name: Hosting, capacity: processor}]
flows:
  - id: care-host
    from: clinic:care
    to: host:hosting
    categories: [user.health_and_medical, user.contact]
    locations: [{place: DE, kind: storage}]
    evidence: [{document: register, lines: 12-14}]
"""
PULL_REQUEST = """\
vendorgraph: 1
inventory: analytics
parties:
  - id: stats
    name: Stats Inc.
    established_in: US
    processings: [{id: "stats:counting", name: Counting, capacity: processor}]
flows:
  - id: host-stats
    from: host:hosting
    to: stats:counting
    categories: [user.health_and_medical]
    locations: [{place: US, kind: processing}]
"""
HEALTH = """
  - id: health
    title: No health data outside the EEA without an instrument
    category: user.health_and_medical
    outside: EEA
    unless: {mechanism: [A45-3, DPF-EU, A46-2-c]}
"""


def policy(rules: str) -> str:
    """A policy with these rules."""
    return f"vendorgraph: 1\npolicy: clinic\nrules:\n{rules.strip(chr(10))}\n"


def files(*texts: str) -> list[InventoryFile]:
    """Inventory files called a.yaml, b.yaml and so on."""
    return [read(text, f"{name}.yaml") for name, text in zip("abcdef", texts, strict=False)]


def checked(rules: str, *texts: str, before: Snapshot | None = None, **asked: Any) -> dict[str, Any]:
    """The answer of a policy with `rules`, on the files alone or on top of `before`."""
    how = Asked(asked.pop("as_of", DAY), **asked)
    return check(before or Snapshot.build({}), read_policy(policy(rules), "policy.yaml"), files(*texts), how)


def caught(rules: str, *texts: str, **asked: Any) -> set[str]:
    """The flows that violate."""
    return {row["flow"] for row in checked(rules, *texts, **asked)["violations"]}
