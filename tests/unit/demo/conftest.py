"""The demo's files as they stand, and the inventory that applying them in order makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from vendorgraph import demo
from vendorgraph.analysis.integrity import after
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.files import read_path
from vendorgraph.exchange.plan import Plan, plan
from vendorgraph.model.entities import RECORDS


class PlainLoader(yaml.CSafeLoader):
    """libyaml's safe loader, with days left as text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="session")
def contents() -> dict[str, dict[str, Any]]:
    """File name -> what the YAML says, in load order."""
    return {path.name: yaml.load(path.read_bytes(), PlainLoader) for path in demo.files()}


@pytest.fixture(scope="session")
def plans() -> list[tuple[Plan, Snapshot]]:
    """Per file, the plan of applying it after those before it, and the snapshot then."""
    snapshot = Snapshot.build({entity.name: {} for entity in RECORDS})
    steps = []
    for path in demo.files():
        planned = plan(snapshot, read_path(path))
        snapshot = Snapshot.build(after(snapshot, planned.writes))
        steps.append((planned, snapshot))
    return steps


@pytest.fixture(scope="session")
def inventory(plans: list[tuple[Plan, Snapshot]]) -> Snapshot:
    """The whole demo."""
    return plans[-1][1]


@pytest.fixture(scope="session")
def documents(inventory: Snapshot) -> Mapping[str, Mapping[str, dict[str, Any]]]:
    """kind -> id -> document."""
    return {
        kind: {id_: record.document for id_, record in records.items()}
        for kind, records in inventory.records.items()
    }
