"""Names that a heading tells because the text below it goes on with them: "ProfitWell" above "ProfitWell provides us …"."""

from __future__ import annotations

import re

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import Name, resolved
from vendorgraph.exchange.policy_text.naming import is_name

_LONGEST = 4  # words of a heading that is a name
_NUMBERED = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+|[a-z][.)]\s+)?")


def titled(text: str, heading: str, lexicon: Lexicon) -> Name | None:
    """The name that the heading of `text` is, where the text begins with it and says what it does; None else."""
    words = _NUMBERED.sub("", heading).strip(" :.*")
    if not words[:1].isupper() or len(words.split()) > _LONGEST or not text.startswith(f"{words} "):
        return None
    told = next((one for one in lexicon.section("titled") if one.pattern.match(text, len(words))), None)
    if told is None or not is_name(words, lexicon):
        return None
    return Name(0, len(words), words, "context", told.id, *resolved(words))
