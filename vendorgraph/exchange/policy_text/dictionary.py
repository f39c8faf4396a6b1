"""Words that dictionaries hold, and which therefore name no company where no other sign says that they do."""

from __future__ import annotations

import re
from functools import lru_cache

from simplemma import is_known

#: What is done over the net, before a noun: "eTarif", "E-Rezept".
_OVER_THE_NET = re.compile(r"(?:e-?|E-)(?=[A-ZÄÖÜ])")
#: What joins two nouns: "Besuch des Shops".
_OF = re.compile(r" (?:des|der|dem|vom|im|am|zum|zur) ")


def are_german_words(words: str) -> bool:
    """Whether `words` are one word of the dictionary, or two that an article joins: "Wisch", "Besuch des Shops"."""
    return all(_is_noun(_OVER_THE_NET.sub("", one)) for one in _OF.split(words))


def _is_noun(word: str) -> bool:
    return word.isalpha() and any(is_word(spelt, "de") for spelt in (word, word.lower(), word.capitalize()))


@lru_cache(maxsize=10_000)
def is_word(word: str, language: str) -> bool:
    """Whether the dictionary of a language (its code: "de") holds a word, in any of its forms, as it is written."""
    return is_known(word, lang=language, low_memory=True)
