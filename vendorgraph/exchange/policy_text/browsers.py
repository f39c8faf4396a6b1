"""Makers of browsers that a passage only names because it says how cookies are refused in theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.policy_text.name import Name
from vendorgraph.exchange.policy_text.reading import Passage

#: What is set in a browser, and where its maker tells how.
_OF_SETTINGS = re.compile(
    r"cookie|\b(?:settings?|preferences|help|support|\w*einstellung\w*|hilfe\w*|anleitung\w*|réglages?|paramètres|aide)\b",
    re.I,
)
_BROWSER = re.compile(r"\b(?:Firefox|Mozilla|Chrome|Safari|Edge|Internet Explorer|Opera|Vivaldi)\b", re.I)
_MAKERS = frozenset(("google", "apple", "microsoft", "mozilla", "opera", "vivaldi", "samsung"))
_SERVICES = re.compile(r"chrome|safari|edge|firefox|explorer|opera|internet", re.I)
_SEVERAL = 2
HELP = "only the maker of a browser"


def browser_makers(passage: Passage, names: Sequence[Name]) -> dict[int, str]:
    """Start of each name of a browser or its maker in a passage about several browsers -> why it is no recipient."""
    makers = [name for name in names if _is_maker(name)]
    named = {found[0].casefold() for found in _BROWSER.finditer(passage.block.text)}
    companies = {name.vendor.id for name in makers if name.vendor}
    if not _OF_SETTINGS.search(passage.block.text) or len(named | companies) < _SEVERAL or not named:
        return {}
    return {name.start: HELP for name in makers}


def _is_maker(name: Name) -> bool:
    """Whether a name means a maker of browsers as such, or its browser, and no other product or entity of it."""
    if name.vendor is None or name.by == "form":
        return False
    whole = name.vendor.id in _MAKERS and name.service is None
    return whole or bool(name.service and _SERVICES.search(name.service))
