"""Towns that a policy names in an address, which name no company where they stand alone: "handled in Quarxtown"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.policy_text.reading import Passage

_TOWN = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[ -](?:(?:sur|am|an der|upon|on|le|la|les)[ -])?[A-ZÀ-Þ][a-zà-ÿ]+)?"
#: A town before a British postcode, and one behind a postcode of the continent.
_ADDRESS = re.compile(
    rf"(?P<before>{_TOWN}),?\s[A-Z]{{1,2}}\d[\dA-Z]?\s\d[A-Z]{{2}}\b"
    rf"|\b(?!(?:19|20)\d\d )\d{{4,5}}\s(?:[A-Z]{{2}}\s)?(?P<behind>{_TOWN})(?=[\s,.;)]|$)"
)


def towns_in(passages: Sequence[Passage]) -> frozenset[str]:
    """The towns of the addresses in a policy."""
    found = (address for passage in passages for address in _ADDRESS.finditer(passage.text))
    return frozenset(address["before"] or address["behind"] for address in found)
