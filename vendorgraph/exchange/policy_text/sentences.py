"""A block's sentences, with what is no prose (addresses of pages and mail) blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?;:…])[”\"»)]?\s+(?=[\"„“«(A-ZÀ-ÖØ-Þ0-9–•-])|\n")
#: What ends in a full stop without ending a sentence.
_ABBREVIATION = re.compile(
    r"(?:str|\b(?:Inc|Ltd|Co|Corp|Dr|Mr|Mrs|Ms|St|Str|Art|Abs|Nr|No|no|lit|Buchst|bzw|ggf|ca|vgl|e\.g|i\.e|z\.\s?B|u\.\s?a"
    r"|d\.\s?h|i\.\s?Br|a\.\s?M|etc|art|al|av|p\.\s?ex|cf|n°|Pty|Pte|S\.\s?A|r\.l|approx|tel|Tel|Inh|Dipl|Prof|Mme|Hr|Fr|Ave|Blvd|Rd|inkl|exkl|zzgl|evtl|sog|bzgl|insb|ff|Ste|Bd|Cie|Sté|vs)|\b(?!X\.)[A-Za-z]"
    r"|\b\d{1,2}|^[IVX]+)\.$"
)
#: The stop of a legal form ends a sentence, too, where the next word only begins one: "by Acme Ltd. We send …".
_FORM_STOP = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Pty|Pte|etc)\.$")
_BEGINS = re.compile(
    r"(?:We|It|They|The|This|These|Those|That|Our|You|Your|If|When|No|Nothing|None|Neither|For|In|All|Its|Their|Nous|Il|Elle|Ils"
    r"|Elles|Vous|Ces?|Cette|Aucune?|Leurs?|Wir|Sie|Es|Die|Der|Das|Diese[rs]?|Dort|Dabei|Ihre?|Eine?|Rechtsgrundlage|Grundlage|Legal|L[ea]s?)\s(?!(?:&|and|und|et)\s)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”»)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


#: Words that deny, in the three languages.
NEGATION = re.compile(
    r"\b(?:never|neither|nor|not|no|aucune?|jamais|ni|ne|n[’']|weder|nicht|keine?n?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its text with page and mail addresses blanked, and its offset in the block."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset in the block behind its last character."""
        return self.start + len(self.text)


def blanked(text: str) -> str:
    """`text` with page and mail addresses as spaces, offsets unchanged; a stop behind one stays."""
    return _ADDRESS.sub(lambda found: _blank(found[0]), text)


def _blank(address: str) -> str:
    bare = address.rstrip(".,;:")
    return " " * len(bare) + address[len(bare) :]


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """(offset, address) of every page and mail address in `text`."""
    for found in _ADDRESS.finditer(text):
        yield found.start(), found[0].rstrip(".,;:")


def whole_sentences(text: str, parts: list[Sentence]) -> list[Sentence]:
    """The sentences of `text` with those joined that only a colon or semicolon parts."""
    found: list[Sentence] = []
    for part in parts:
        if found and found[-1].text.rstrip()[-1:] in (";", ":"):
            start = found.pop().start
            found.append(Sentence(text[start : part.end], start))
        else:
            found.append(part)
    return found


def _ends_all_the_same(text: str, gap: re.Match[str], before: str) -> bool:
    """Whether the stop of an abbreviation ends a sentence, too."""
    return bool(_FORM_STOP.search(before) and _BEGINS.match(text, gap.end()))


def sentences(text: str) -> list[Sentence]:
    """The sentences of a block's (blanked) text."""
    found, begin = [], 0
    for gap in _END.finditer(text):
        before = text[begin : gap.start()]
        if (
            before.endswith(".")
            and _ABBREVIATION.search(before)
            and not _ends_all_the_same(text, gap, before)
        ):
            continue
        if before.strip():
            found.append(Sentence(text[begin : gap.start()], begin))
        begin = gap.end()
    if text[begin:].strip():
        found.append(Sentence(text[begin:], begin))
    return found
