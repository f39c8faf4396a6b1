"""Rules of an organisation about its data flows, as data, and what stands against them."""

from __future__ import annotations

from vendorgraph.analysis.policies.answer import check_answer
from vendorgraph.analysis.policies.language import LEVELS, Policy, Rule
from vendorgraph.analysis.policies.reading import policy_of

__all__ = ["LEVELS", "Policy", "Rule", "check_answer", "policy_of"]
