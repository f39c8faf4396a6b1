"""Names that nothing but a weak sign tells, in a sentence that says nothing of data: programs, standards, awards.

A name that the catalogue or a legal form tells is a company's. One that only words beside it tell may be any other
thing with a name: "Write to us with PGP", "the seal Quarxo", "the course »Zorp«". It is a recipient where its
sentence speaks of data, of people or of a purpose (docs/adr/0025-weakly-told-names.md).
"""

from __future__ import annotations

import re

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import Name
from vendorgraph.exchange.policy_text.names import BESIDE_KNOWN
from vendorgraph.exchange.policy_text.reading import Passage
from vendorgraph.exchange.policy_text.sentences import Sentence
from vendorgraph.exchange.reading.purposes import read_purposes

#: What told such a name: the words for a thing or for its use beside it, or a known name.
_USE = re.compile(r"\.(?:kind_noun|trigger\.(?:using|called|our-noun))$")
_WEAK = re.compile(
    r"\.(?:kind_noun|trigger\.(?:using|called|our-noun|with|provider-is|does-for-us|"
    r"takes-place-on|trade-names)|apposition\.(?:our-provider|system-behind))$"
)
_INITIALS = re.compile(r"[A-ZÀ-Þ]{2,5}")  # alone in a bracket, of the words before it
_OPENED, _CLOSED = re.compile(r"[«„“\"‘]\s?$"), re.compile(r"\s?[»“”\"’]")
QUOTED = "only a name in quotation marks"
SHORT = "only what the words before it are called in short"
NOTHING = "nothing says that data reach it"


def weakly_told(name: Name, sentence: Sentence, passage: Passage, lexicon: Lexicon) -> str | None:
    """Why a name that only its context tells is taken for no recipient; None where it is."""
    if name.by != "context" or name.vendor is not None or passage.block.bullet or passage.block.cells:
        return None
    start, end = name.start - sentence.start, name.end - sentence.start
    before, after = sentence.text[: max(start, 0)], sentence.text[end:]
    if _OPENED.search(before) and _CLOSED.match(after) and _USE.search(name.why):
        return QUOTED
    if before.endswith("(") and after.startswith(")") and _INITIALS.fullmatch(name.words):
        return SHORT
    weak = bool(_WEAK.search(name.why)) or name.why == BESIDE_KNOWN
    spoken = f"{before} {after}"
    of_data = bool(lexicon.first("of_data", spoken) or read_purposes([spoken]))
    if lexicon.language == "de" and _USE.search(name.why) and not of_data:
        return NOTHING
    if weak and not of_data and lexicon.first("reserved", spoken):
        return NOTHING
    return None
