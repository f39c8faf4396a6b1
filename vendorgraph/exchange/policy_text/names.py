"""Names of companies in running text: of the catalogue, by legal form, or by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vendorgraph.exchange.policy_text.context_names import accepted, names_by_context, names_with_form
from vendorgraph.exchange.policy_text.known_names import glued, known_names
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import CAPITALISED, Name
from vendorgraph.exchange.vendors import catalogue, without_legal_form


def names_in(text: str, lexicon: Lexicon) -> list[Name]:
    """Every name in `text`, in order; of overlapping ones the longest that the catalogue or a form tells."""
    found = [*known_names(text), *names_with_form(text, lexicon)]
    if first := glued(text):
        found.append(first)
    found = _settled(found)
    context = [] if text.isupper() else list(names_by_context(text, lexicon))
    found = [name for name in found if not _plain_word(name, text, context)]
    found += [name for name in context if not _overlaps(name, found)]
    found += [name for name in _beside_known(text, found, lexicon) if not _overlaps(name, found)]
    return sorted(_settled(found), key=lambda name: name.start)


_ONLY_NAMES = re.compile(
    rf"\s*(?:[-–•*]\s+)?{CAPITALISED}(?:(?:, |,? (?:and|et|und|or|ou|oder|&) ){CAPITALISED}){{1,8}}\.?\s*"
)


def _beside_known(text: str, found: list[Name], lexicon: Lexicon) -> Iterator[Name]:
    """Unknown names in a line that is nothing but names, one of them known: "Zendesk and Quillpost"."""
    if len(text) < 120 and any(name.by == "catalogue" for name in found) and _ONLY_NAMES.fullmatch(text):
        at = 0
        for part in re.split(r", |,? (?:and|et|und|or|ou|oder|&) ", text):
            start = text.index(part, at)
            words = part.strip(" .-–•*")
            yield from accepted(
                text.index(words, start), words, "beside a known vendor", lexicon, strict=True
            )
            at = start + len(part)


def _plain_word(name: Name, text: str, context: list[Name]) -> bool:
    """Whether a name of the catalogue is an ordinary word here: nothing beside it makes it a name."""
    if name.by != "catalogue" or not catalogue().is_word(name.words):
        return False
    alone = re.fullmatch(r"[\W\d]*", text[: name.start]) and re.fullmatch(
        r"\W*(?:\([^)]*\))?\W*", text[name.end :]
    )
    return not alone and not _overlaps(name, context)


def _overlaps(name: Name, others: list[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


def _settled(found: list[Name]) -> list[Name]:
    """Without names inside longer ones; a known company wins over its own name with more words around it."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda name: (-(name.end - name.start), name.by != "catalogue")):
        if not _overlaps(name, kept):
            kept.append(_with_group(name))
    return kept


def _with_group(name: Name) -> Name:
    """A legal form whose core is a name of the catalogue names that company."""
    if name.vendor is None and (vendor := catalogue().find(without_legal_form(name.words))):
        return replace(name, vendor=vendor)
    return name
