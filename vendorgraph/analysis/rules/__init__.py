"""The rules: each a declarative record with the pure function that applies it to a view.

One module a theme. `RULES` has them all, ordered by id.
Source: GDPR Art. 5, 13-15, 26, 28, 30, 44-49; EDPB Opinion 22/2024; Decision (EU) 2021/914.
"""

from __future__ import annotations

from vendorgraph.analysis.rules import (
    chain,
    claims,
    clauses,
    contracts,
    details,
    disclosures,
    expiry,
    instruments,
    lists,
    overdue,
    promises,
    retention,
    roles,
    transfers,
)
from vendorgraph.analysis.rules.rule import Rule

_MODULES = (
    chain,
    claims,
    clauses,
    contracts,
    details,
    disclosures,
    expiry,
    instruments,
    lists,
    overdue,
    promises,
    retention,
    roles,
    transfers,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.id)
)
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
