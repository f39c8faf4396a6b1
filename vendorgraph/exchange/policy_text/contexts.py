"""What a policy says about one recipient: the sentences around its mentions, and the facts in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorgraph.exchange.policy_text.drafts import Fact
from vendorgraph.exchange.policy_text.instruments import instruments_in
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.mention import Mention
from vendorgraph.exchange.policy_text.name import Name
from vendorgraph.exchange.policy_text.periods import periods_in
from vendorgraph.exchange.policy_text.places import places_in
from vendorgraph.exchange.policy_text.reading import Passage, Policy
from vendorgraph.exchange.policy_text.sentences import Sentence

_IN = re.compile(
    r"(?:\b(?:in|to|at|within|inside|into|across|from|en|au|aux|dans|à|vers|depuis|nach|aus|innerhalb|region|sur|der|den"
    r"|die|les?|the)\s+(?:[\w’'-]+\s+){0,2}|[(,:–-]\s*)$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}[- ]?)?\d{4,6}\b")
#: Mentions by the index of their passage.
ByPassage = Mapping[int, Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage that speaks of one recipient."""

    passage: Passage
    start: int
    text: str

    def line(self, offset: int) -> int:
        """The line of the character at `offset` of the span."""
        return self.passage.block.line(self.start + offset)


def spans(mentioned: list[Mention], everyone: ByPassage, policy: Policy) -> list[Span]:
    """The stretches that speak of the recipient of `mentioned`; `everyone` holds all mentions that count."""
    ours = {(mention.passage.index, mention.name.start) for mention in mentioned}
    strangers = {
        index: [m.name for m in everyone.get(index, ()) if (index, m.name.start) not in ours]
        for index in {mention.passage.index for mention in mentioned}
    }
    every = {
        (span.passage.index, span.start, len(span.text)): span
        for mention in mentioned
        for span in _around(mention, ours, everyone, strangers[mention.passage.index], policy)
    }
    found: list[Span] = []
    for span in sorted(every.values(), key=lambda span: (span.passage.index, span.start, -len(span.text))):
        if not found or not _holds(found[-1], span):
            found.append(span)
    return found


def _holds(whole: Span, part: Span) -> bool:
    """Whether `part` lies in `whole`."""
    return (
        whole.passage.index == part.passage.index
        and whole.start <= part.start
        and part.start + len(part.text) <= whole.start + len(whole.text)
    )


def _around(
    mention: Mention,
    ours: set[tuple[int, int]],
    everyone: ByPassage,
    strangers: list[Name],
    policy: Policy,
) -> Iterator[Span]:
    passage = mention.passage
    if mention.how == "heading":
        if mention.sentence:
            yield Span(passage, 0, passage.text)
        for below in policy.under(passage):
            others = everyone.get(below.index, ())
            if all((below.index, other.name.start) in ours for other in others):
                yield Span(below, 0, below.text)
        return
    if mention.row is not None:
        yield Span(passage, 0, passage.text)
        return
    sentence = mention.sentence
    if sentence is None:
        return
    begin = max(
        (n.end for n in strangers if n.end <= mention.name.start and n.start >= sentence.start),
        default=_lead(passage, sentence.start),
    )
    following = [_its_own(passage, n, sentence) for n in strangers if n.start >= mention.name.end]
    end = min([*following, len(passage.text)])
    yield Span(passage, begin, passage.text[begin:end])


def _its_own(passage: Passage, stranger: Name, sentence: Sentence) -> int:
    """Where what is said of a later company begins: with its sentence, unless it is named in `sentence`, too."""
    starts = (s.start for s in passage.sentences if s.start <= stranger.start < s.end)
    return (
        max(next(starts, stranger.start), sentence.end) if stranger.start >= sentence.end else stranger.start
    )


def _lead(passage: Passage, start: int) -> int:
    """Where the words before a colon begin that lead to the sentence at `start`: "Coming soon: …"."""
    if not passage.text[:start].rstrip().endswith(":"):
        return start
    return max((sentence.start for sentence in passage.sentences if sentence.start < start), default=start)


def facts(
    found: Iterable[Span], mentioned: list[Mention], policy: Policy, dated: str | None
) -> Iterator[Fact]:
    """What the spans say, in the terms of the model."""
    lexicon = policy.lexicon
    rows = {mention.passage.index: mention.row for mention in mentioned if mention.row}
    for span in found:
        for section in ("purpose", "category", "legal_basis"):
            for hit in lexicon.hits(section, span.text):
                yield Fact(section, hit.entry.key, span.line(hit.start), hit.words, hit.entry.id)
        for hit in lexicon.hits("all_data", span.text):
            yield Fact("category", "user", span.line(hit.start), hit.words, hit.entry.id)
        for hit in lexicon.hits("role", span.text):
            yield Fact("role", hit.entry.key, span.line(hit.start), hit.words, hit.entry.id)
        for code, hit in instruments_in(span.text, lexicon, dated):
            yield Fact("mechanism", code, span.line(hit.start), hit.words, hit.entry.id)
        for period, start, words in periods_in(span.text, lexicon):
            yield Fact("retention", period, span.line(start), words, f"{lexicon.language}.period")
        row = rows.get(span.passage.index)
        if row is not None and ("place" in row.cells or "seat" in row.cells):
            yield from _row_places(span, row.cells, lexicon)
        else:
            yield from _places(span, lexicon)


def _row_places(span: Span, cells: object, lexicon: Lexicon) -> Iterator[Fact]:
    assert hasattr(cells, "get")
    for column, field in (("place", "place:"), ("seat", "seat")):
        for place in places_in(cells.get(column) or "", lexicon):
            yield Fact(field, place.code, span.line(0), place.words, f"{lexicon.language}.columns.{column}")


def _places(span: Span, lexicon: Lexicon) -> Iterator[Fact]:
    """Places of processing where a word for storing, processing or access stands before; else seats."""
    told_before = -1
    cues = sorted(lexicon.hits("place", span.text), key=lambda hit: hit.start)
    for place in places_in(span.text, lexicon):
        before = span.text[max(0, place.start - 90) : place.start]
        stop = max(before.rfind(". "), before.rfind("; "))
        near = before[stop + 1 :]
        cue = next(
            (
                hit
                for hit in reversed(cues)
                if hit.start < place.start and hit.start >= place.start - len(near)
            ),
            None,
        )
        joined = told_before >= 0 and place.start - told_before < 30
        addressed = lexicon.first("address", near) or _POSTCODE.search(near)
        if not addressed and not joined and not _IN.search(near):
            continue
        if addressed or cue is None:
            field, entry = (
                "seat",
                f"{lexicon.language}.address" if addressed else "no word for storing or processing",
            )
            if not addressed and not place.country:
                continue
        else:
            field, entry = f"place:{cue.entry.key}", cue.entry.id
            told_before = place.start + len(place.words)
        yield Fact(field, place.code, span.line(place.start), place.words, entry)
