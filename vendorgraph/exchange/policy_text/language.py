"""Which of the three languages a text is in, by its function words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

LANGUAGES = {"en": "English", "fr": "French", "de": "German"}
_FEW = 0.08  # below this share of function words a text is in none of the languages


def detect(text: str, function_words: Mapping[str, frozenset[str]]) -> tuple[str, str]:
    """(language, sentence that says how it was found); English when nothing speaks for another."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:200_000].casefold()))
    total = sum(words.values()) or 1
    shares = {
        code: sum(words[word] for word in known) / total for code, known in function_words.items() if known
    }
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    told = ", ".join(f"{LANGUAGES[code]} {share:.0%}" for code, share in sorted(shares.items()))
    if shares[best] < _FEW:
        return best, f"the text does not read like English, French or German (function words: {told})"
    return best, f"read as {LANGUAGES[best]} (function words: {told})"
