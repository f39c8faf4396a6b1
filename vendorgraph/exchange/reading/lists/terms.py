"""Paragraphs that are a term above what is said of it, as converters write out the lists of definitions of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Listing, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.keys import is_bare_label, is_keyed, is_telling
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.places.resolve import only_places

_LONGEST = 40  # characters of a label


@dataclass(frozen=True, slots=True)
class _Term:
    """A name with the lines that are said of it below."""

    name: str
    said: tuple[Entry, ...]
    end: int  # behind the last block that says something of it


def with_terms(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with "Location" above "Finland" as "Location: Finland", and names above such lines as bullets."""
    labels = _labels(blocks)
    made = [_joined(block, labels) or block for block in blocks]
    joined = [one is not block for one, block in zip(made, blocks, strict=True)]
    terms = {at: term for at in range(len(made)) if (term := _term(made, joined, at))}
    if sum(is_company(term.name) for term in terms.values()) * 2 < len(terms):
        terms = {}
    return list(_listed(made, terms))


def _listed(blocks: Sequence[Block], terms: dict[int, _Term]) -> Iterator[Block]:
    """The blocks with the terms that follow each other as one list."""
    at = 0
    while at < len(blocks):
        run = Listing(blocks[at].line)
        while at < len(blocks) and (at in terms or _defined(blocks[at])):
            block = blocks[at]
            if isinstance(block, Listing):
                run.entries += block.entries
            if at in terms and isinstance(block, Paragraph):
                run.entries.append(Entry(block.line, replace(block.cell, text=terms[at].name)))
            if at in terms:
                run.entries[-1].inner += terms[at].said
            at = terms[at].end if at in terms else at + 1
        if run.entries:
            yield run
        else:
            yield blocks[at]
            at += 1


def _defined(block: Block) -> Entry | None:
    """The term of a definition list with what is said of it; None for another block."""
    return block.entries[0] if isinstance(block, Listing) and block.terms else None


def _lines(block: Block) -> list[str]:
    """The lines of a paragraph, or a term with what is said of it; [] of another block."""
    if term := _defined(block):
        return [term.cell.text.strip(), *(one.cell.text.strip() for one in term.inner)]
    return [line.strip() for line in block.cell.text.split("\n")] if isinstance(block, Paragraph) else []


def _labels(blocks: Sequence[Block]) -> set[str]:
    """The first lines above others that are labels: known ones, and those that recur about as often as these."""
    firsts = [(lines[0], lines[1]) for block in blocks if len(lines := _lines(block)) > 1]
    times = Counter(key(first) for first, _ in firsts)
    known = {key(first) for first, said in firsts if _is_known(first, said, times[key(first)])}
    most = max((times[one] for one in known), default=0)
    return known | {
        key(first)
        for first, _ in firsts
        if most > 1 and times[key(first)] * 2 > most and len(first) <= _LONGEST and not is_company(first)
    }


def _is_known(first: str, said: str, times: int) -> bool:
    return is_bare_label(first) or (times > 1 and is_keyed(f"{first}: {said}"))


def _joined(block: Block, labels: set[str]) -> Paragraph | None:
    """A paragraph whose first line is a label as a line with a key; None for others."""
    lines = _lines(block)
    if len(lines) < 2 or key(lines[0]) not in labels or any(map(is_keyed, lines)):
        return None
    label, *said = lines
    link = block.cell.link if isinstance(block, Paragraph) else None
    return Paragraph(block.line, Cell(f"{label.rstrip(' :')}: {', '.join(said)}", link))


def _term(blocks: Sequence[Block], joined: Sequence[bool], at: int) -> _Term | None:
    """What block `at` is with the lines with keys below it, where these say where or what for; None for another."""
    lines = _lines(blocks[at])
    if not lines or joined[at] or any(map(is_company, lines[1:])) or not _may_be_name(lines[0]):
        return None
    end = at + 1
    while end < len(blocks) and (
        joined[end] or (len(more := _lines(blocks[end])) == 1 and is_keyed(more[0]))
    ):
        end += 1
    below = [(block.line, _lines(block)[0]) for block in blocks[at + 1 : end]]
    if not any(is_telling(line) for _, line in below) or not (len(lines) > 1 or any(joined[at + 1 : end])):
        return None
    said = below if _defined(blocks[at]) else [*((blocks[at].line, line) for line in lines[1:]), *below]
    return _Term(lines[0], tuple(Entry(number, Cell(line)) for number, line in said), end)


def _may_be_name(text: str) -> bool:
    return looks_like_a_name(text) and not (only_places(text) or is_keyed(text) or no_name(text))
