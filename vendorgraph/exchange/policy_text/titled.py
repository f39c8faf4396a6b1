"""Names that stand alone and that what follows tells: a heading or an item above or before what a service does."""

from __future__ import annotations

import re

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import CAPITALISED, Name, resolved
from vendorgraph.exchange.policy_text.naming import is_name

_LONGEST = 4  # words of a heading or an item that is a name
_NUMBERED = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+|[a-z][.)]\s+)?")
_ITEM = re.compile(rf"\W*(?P<name>{CAPITALISED})\s*(?:\(\s*\))?(?:\.\s+(?=[A-ZÀ-Þ])|[\s:]*$)")


def titled(text: str, heading: str, lexicon: Lexicon) -> Name | None:
    """The name that the heading of `text` is, where the text begins with it and says what it does: "Acme provides us …"."""
    words = _NUMBERED.sub("", heading).strip(" :.*")
    if not words[:1].isupper() or not text.startswith(f"{words} "):
        return None
    told = any(one.pattern.match(text, len(words)) for one in lexicon.section("titled"))
    return _named(0, words, "titled", lexicon) if told else None


def presented(item: str, below: str, lexicon: Lexicon) -> Name | None:
    """The name with which an item begins, where it goes on, or the item below it begins, with what the service is or gets.

    "Acme. This is the tool that we use …"; "Acme" above "Personal data: …".
    """
    found = _ITEM.match(item)
    if found is None:
        return None
    rest = item[found.end() :]
    section, text = ("presented", rest) if rest else ("gets", below)
    told = any(one.pattern.match(text) for one in lexicon.section(section))
    return _named(found.start("name"), found["name"], section, lexicon) if told else None


def _named(start: int, words: str, why: str, lexicon: Lexicon) -> Name | None:
    if len(words.split()) > _LONGEST or not is_name(words, lexicon):
        return None
    return Name(start, start + len(words), words, "context", f"{lexicon.language}.{why}", *resolved(words))
