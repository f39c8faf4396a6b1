"""Mentions of companies by where they stand, and the key by which two of them mean one company."""

from __future__ import annotations

from collections import defaultdict

from vendorgraph.exchange.policy_text.german_bodies import nominative
from vendorgraph.exchange.policy_text.mention import Mention
from vendorgraph.exchange.vendors import without_legal_form
from vendorgraph.model.ids import slug


def key_of(mention: Mention) -> str:
    """The id of the vendor that a mention names, or one made of its words."""
    vendor = mention.name.vendor
    words = nominative(mention.name.words)
    return vendor.id if vendor else slug(without_legal_form(words)) or slug(words)


def by_passage(found: list[Mention]) -> dict[int, list[Mention]]:
    """Mentions by the index of their passage."""
    passages: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        passages[mention.passage.index].append(mention)
    return passages


def by_section(found: list[Mention]) -> dict[int, list[Mention]]:
    """Mentions by the heading they stand under or in, as `section_of` says."""
    sections: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        sections[section_of(mention)].append(mention)
    return sections


def section_of(mention: Mention) -> int:
    """The index of the heading that a mention stands under, of its own passage where there is none."""
    return mention.passage.section if mention.passage.section >= 0 else mention.passage.index
