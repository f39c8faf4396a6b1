"""The inventory declared once, as data: every kind of resource, by name and by plural.

Constraints, docs page, API schemas and the store's mapping come from here.
"""

from __future__ import annotations

from vendorgraph.model.disclosures import FLOW, PARTY, PROCESSING
from vendorgraph.model.law_rows import ADEQUACY
from vendorgraph.model.oversight import (
    BREACH,
    COMMITMENT,
    CONDITION,
    CONTRACT,
    DECISION,
    DOCUMENT,
    OBJECTION,
    REVIEW,
)
from vendorgraph.model.terms import CATEGORY, PURPOSE

#: Resources people write, in the order in which a file's sections are applied.
RECORDS = (
    DOCUMENT,
    CATEGORY,
    PURPOSE,
    PARTY,
    PROCESSING,
    CONDITION,
    CONTRACT,
    FLOW,
    COMMITMENT,
    REVIEW,
    DECISION,
    BREACH,
    OBJECTION,
    ADEQUACY,
)
BY_NAME = {entity.name: entity for entity in RECORDS}
BY_PLURAL = {entity.plural: entity for entity in RECORDS}
#: Terms that ship with the package and that only an administrator or a file adds to.
TERMS = frozenset({"category", "purpose"})
#: What over REST only an administrator writes: those terms, and rows of the law tables.
ADMIN_ONLY = TERMS | {"adequacy"}
