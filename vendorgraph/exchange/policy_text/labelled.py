"""Names behind labels in running text, and in lists behind a colon: "Support: Quarxo (Malta), Zorp. Printing: Norvix."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vendorgraph.exchange.policy_text.context_names import accepted, run_of_names
from vendorgraph.exchange.policy_text.dictionary import is_word
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import PLAIN, Name

#: The label of a clause: "; parking permits:".
_LABEL = re.compile(r"(?:^\W*|[.;]\s+)(?P<label>[^\W\d_](?:[^:.;()]|\([^()]*\)){2,60}?)\s?:(?=\s+\S)")
#: What a label asks for that is no company.
_FACTS = re.compile(
    r"(?:(?:the|your|our|la|le|les|vos) |legal |storage |base )*"
    r"(?:purposes?|basis|bases|retention|period|duration|data|categor\w+|cookies?|rights?|contact|address|e-?mail|phone|name"
    r"|finalités?|durée|données|catégories?|droits?|adresse|téléphone|courriel|nom|titre"
    r"|\w*(?:[Zz]weck|[Gg]rundlage|[Dd]auer|[Ff]rist|[Dd]aten|[Kk]ategorie|[Rr]echte?|[Aa]dresse|[Tt]elefon|[Nn]ame)\w*)\b",
    re.IGNORECASE,
)
#: What is no name in a row of what is kept: "Phone Number; Postal Address".
_DATA = re.compile(
    r"\b(?:numbers?|address(?:es)?|dates?|names?|data|IDs?|details|information|history|type|status|code"
    r"|adresses?|numéros?|noms?|prénoms?|données|identifiants?|historique|droits?|right)\b",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(r"[A-ZÀ-Þ].*[ ’'][A-ZÀ-Þ]")
_AT_ONCE = 12  # characters between a label and the first of its known companies
_COMPANIES = 2  # labels with a known company that show what the labels are
_LIST = 3  # names of a list behind a colon
_COLON = re.compile(r":(?=\s+[A-ZÀ-Þ])")


def names_behind_labels(text: str, known: Sequence[Name], lexicon: Lexicon) -> Iterator[Name]:
    """The names behind the labels of a text of which every third at least stands before a known company."""
    labels = list(_LABEL.finditer(text))
    told = sum(any(0 <= name.start - label.end() <= _AT_ONCE for name in known) for label in labels)
    facts = any(_FACTS.match(label["label"]) for label in labels)
    share = 2 if lexicon.language == "de" else 3  # German nouns look like names
    if told < _COMPANIES or told * share < len(labels) or facts:
        return
    for label in labels:
        for name in run_of_names(text, label.end(), "behind a label, as others", lexicon, strict=True):
            if not _LABEL.match(f". {text[name.start :]}") and not _is_plain(name, lexicon):
                yield name


def names_behind_colons(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """The names of a list behind a colon half of which the catalogue knows."""
    for colon in _COLON.finditer(text):
        run = list(run_of_names(text, colon.end(), "in a list of known companies", lexicon, strict=True))
        if len(run) >= _LIST and sum(name.vendor is not None for name in run) * 2 >= len(run):
            yield from (name for name in run if not _is_plain(name, lexicon))


def names_in_a_row(text: str, lexicon: Lexicon) -> Iterator[Name]:
    """The names of a text that holds nothing but names between semicolons: "Quarx France ; Zorp du Monde ; Norvix"."""
    items = list(re.finditer(r"[^;\s](?:[^;]*[^;\s.])?", text))
    names = [item for item in items if PLAIN.fullmatch(item[0])]
    of_several = sum(bool(_OF_SEVERAL.search(item[0])) for item in names)
    if len(items) <= _LIST or len(names) * 5 < len(items) * 4 or of_several * 4 < len(items) * 3:
        return
    if lexicon.language == "de" or any(_DATA.search(item[0]) for item in items):
        return  # German nouns look like names
    for item in names:
        yield from accepted(item.start(), item[0], "in a row of names", lexicon, strict=False)


def _is_plain(name: Name, lexicon: Lexicon) -> bool:
    """Whether a name that is not known is one word of the language's dictionary."""
    return name.vendor is None and " " not in name.words and is_word(name.words.lower(), lexicon.language)
