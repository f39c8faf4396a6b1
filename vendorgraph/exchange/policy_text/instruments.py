"""Instruments of a transfer that a text names, by the codes of the law tables and in the sense of its day."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.exchange.policy_text.lexicon import Hit, Lexicon

#: The first day of the EU-U.S. Data Privacy Framework (Decision (EU) 2023/1795): a "framework" named before is
#: the Privacy Shield.
_DPF_FROM = "2023-07-10"


def instruments_in(text: str, lexicon: Lexicon, dated: str | None) -> Iterator[tuple[str, Hit]]:
    """(code, hit) of every instrument; `dated` is the text's day, by which "EU-US frameworks" is understood."""
    taken: list[Hit] = []
    for hit in lexicon.hits("mechanism", text):
        if not any(other.start < hit.end and hit.start < other.end for other in taken):
            taken.append(hit)
            yield hit.entry.key, hit
    if taken and not all(hit.entry.key == "UNSPECIFIED" for hit in taken):
        return
    for hit in lexicon.hits("framework", text):
        if hit.entry.key == "ch":
            if any(True for _ in _frameworks(text, lexicon)):
                yield _meant("CH", dated), hit
        else:
            yield _meant("EU", dated), hit


def _frameworks(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    return (hit for hit in lexicon.hits("framework", text) if hit.entry.key != "ch")


def _meant(whose: str, dated: str | None) -> str:
    """The framework of a day; not specified where the text has no date."""
    if dated is None:
        return "UNSPECIFIED"
    return f"DPF-{whose}" if dated >= _DPF_FROM else f"PRIVACY-SHIELD-{whose}"
