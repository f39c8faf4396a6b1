"""Companies that a whole passage or section says are no recipients, wherever it names them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from vendorgraph.exchange.policy_text.mention import Mention
from vendorgraph.exchange.vendors import normalised, root

_FEW = 3  # products of a company that is known for one


def denied_by_section(found: list[Mention]) -> list[Mention]:
    """With every mention of a product denied in a section that says it is installed or not connected there.

    Of a company with hardly more than one product it is said everywhere, and one is none where its own
    passage says that it gets nothing, or is used no longer.
    """
    refused = {
        _passage_and_company(mention): mention.denied
        for mention in found
        if mention.denied
        and (
            ".gets_nothing." in mention.denied
            or ".gives_none." in mention.denied
            or ".ended." in mention.denied
            or (".not_used." in mention.denied and mention.name.vendor is None)
        )
        and _of_one_product(mention)
    }
    apart: dict[tuple[int, str], dict[str | None, str]] = defaultdict(dict)
    whole = {
        mention.name.vendor.id: mention.denied
        for mention in found
        if mention.name.vendor
        and len(mention.name.vendor.services) < _FEW
        and ".self_hosted." in (mention.denied or "")
    }
    for mention in found:
        if mention.denied and (".self_hosted." in mention.denied or ".unconnected" in mention.denied):
            whole_or_brand = None if _product(mention) == mention.name.service else _product(mention)
            apart[_place_and_company(mention)] |= {
                mention.name.service: mention.denied,
                whole_or_brand: mention.denied,
            }
    for mention in found:  # the company counts by another product that the same section uses
        other = apart.get(_place_and_company(mention))
        if other and not mention.denied and mention.name.service and mention.name.service not in other:
            other.pop(None, None)
    return [
        replace(
            m,
            denied=m.denied
            or apart.get(_place_and_company(m), {}).get(_product(m))
            or (refused.get(_passage_and_company(m)) if _of_one_product(m) else None)
            or whole.get(m.name.vendor.id if m.name.vendor else ""),
        )
        for m in found
    ]


def _product(mention: Mention) -> str | None:
    """The product that a mention names, be it the brand of a company of a group: "YouTube" is not all of its group."""
    vendor = mention.name.vendor
    brand = vendor.name if vendor and vendor.group and mention.name.by != "form" else None
    return mention.name.service or brand


def _of_one_product(mention: Mention) -> bool:
    """Whether what is said of a company goes for all that it offers: it is not known, or for hardly more than one product."""
    vendor = mention.name.vendor
    return vendor is None or len(vendor.services) < _FEW


def _passage_and_company(mention: Mention) -> tuple[int, str]:
    vendor = mention.name.vendor
    return mention.passage.index, vendor.id if vendor else mention.name.words


def _place_and_company(mention: Mention) -> tuple[int, str]:
    """The section in which a mention stands (or its passage) and the group of the company that it names."""
    passage, vendor = mention.passage, mention.name.vendor
    section = passage.section if passage.section >= 0 else passage.index
    return section, root(vendor).id if vendor else normalised(mention.name.words)
