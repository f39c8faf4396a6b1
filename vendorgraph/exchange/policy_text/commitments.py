"""Promises and claims of a policy as drafts of commitments, each with its line and its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vendorgraph.exchange.policy_text import drafts
from vendorgraph.exchange.policy_text.given_nothing import nothing_for
from vendorgraph.exchange.policy_text.instruments import instruments_in
from vendorgraph.exchange.policy_text.lexicon import Lexicon, Promise
from vendorgraph.exchange.policy_text.mention import Mention
from vendorgraph.exchange.policy_text.periods import periods_in
from vendorgraph.exchange.policy_text.places import Named, places_in, towns_in
from vendorgraph.exchange.policy_text.reading import Passage, Policy
from vendorgraph.exchange.policy_text.sentences import NEGATION, Sentence
from vendorgraph.exchange.policy_text.spoken import spoken

_WORDS = 200
_THEY = re.compile(r"\W*(?:they|these|all of them|sie|diese|alle|ils|elles|tous|toutes)\b", re.IGNORECASE)
_PART = re.compile(r"[,;:]\s+")
_TOWARDS = re.compile(r"\b(?:to|into|nach|in die|vers|aux?)\s+(?:the\s+|les\s+|den\s+)?$", re.IGNORECASE)
_THEN = r"(?:is|are|will|werden|wird|sind|sont|est|seront)\b"


def commitments(
    policy: Policy, mentioned: list[Mention], refused: list[Mention], dated: str | None
) -> list[drafts.Promise]:
    """Every promise or claim, in the order of the text; of one kind (and topic) once a line.

    `mentioned` are the names of recipients, `refused` those that are none.
    """
    found: dict[tuple[int, str, str | None, str | None, str | None], drafts.Promise] = {}
    by_passage: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentioned:
        by_passage[mention.passage.index].append(mention)
    before = ""
    for passage, sentence, said in spoken(policy):
        here = [mention for mention in by_passage[passage.index] if _within(mention, sentence)]
        possible = policy.lexicon.possible(said.text)
        of_own_people = _of_own_people(before, said.text, policy.lexicon)
        before = said.text
        for promise in policy.lexicon.promises:
            if promise.kind == "flow_down" and of_own_people:
                continue
            if possible.issuperset(promise.expressions) and _said(promise, said.text, here, policy, dated):
                for draft in _drafts(promise, passage, said, here, policy, dated):
                    key = (draft.line, draft.kind, draft.topic, draft.place, draft.mechanism)
                    found.setdefault(key, draft)
    for draft in _in_rows(mentioned, policy, dated):
        found.setdefault((draft.line, draft.kind, draft.topic, draft.place, draft.mechanism), draft)
    return sorted([*found.values(), *_given_none(refused, found.values())], key=lambda draft: draft.line)


def _given_none(refused: list[Mention], heard: Iterable[drafts.Promise]) -> Iterator[drafts.Promise]:
    """That a company gets no data, once a sentence, where the words around its name alone say so."""
    told = {draft.line for draft in heard if draft.kind == "no_personal_data"}
    for mention in refused:
        if mention.sentence is None or not _NO_DATA.search(mention.denied or ""):
            continue
        first = mention.passage.block.line(mention.sentence.start)
        last = mention.passage.block.line(max(mention.sentence.end - 1, mention.sentence.start))
        if told.isdisjoint(range(first, last + 1)):
            told.add(mention.line)
            yield drafts.Promise(
                kind="no_personal_data",
                line=mention.line,
                words=_short(mention.sentence.text),
                why=(mention.denied or "",),
                about=(mention.name.words,),
            )


def _in_rows(mentioned: list[Mention], policy: Policy, dated: str | None) -> Iterator[drafts.Promise]:
    """The instruments that the rows of tables of recipients name, each a promise to rely on it: "Acme | USA | SCC"."""
    for mention in mentioned:
        block = mention.passage.block
        begin = 0
        for cell in block.cells if mention.how == "row" else ():
            at = block.text.find(cell, begin)
            begin = at + len(cell)
            for code, hit in instruments_in(cell, policy.lexicon, dated):
                if mention.name.words not in cell and not NEGATION.search(cell[: hit.start]):
                    yield drafts.Promise(
                        kind="relies_on",
                        line=block.line(at + hit.start),
                        words=_short(mention.passage.text),
                        why=("a row of a table", hit.entry.id),
                        about=(mention.name.words,),
                        mechanism=code,
                    )


def _holds(mention: Mention, text: str) -> bool:
    """Whether a sentence speaks of what another holds: "Data held by Google are stored in …" promises nothing."""
    words = re.escape(mention.name.words)
    return (
        re.search(
            rf"\b(?:(?:held|collected|kept|gathered) by|von|(?:détenues?|collectées?|conservées?) par) {words} {_THEN}",
            text,
        )
        is not None
    )


def _within(mention: Mention, sentence: Sentence) -> bool:
    return sentence.start <= mention.name.start < sentence.end


def _of_own_people(before: str, text: str, lexicon: Lexicon) -> bool:
    """Whether "they" of a sentence are the speaker's own people, of whom the one before it tells, and no supplier."""
    return (
        _THEY.match(text) is not None
        and lexicon.own_people.search(before) is not None
        and not (lexicon.helpers.search(before) or lexicon.helpers.search(text))
    )


def _said(promise: Promise, text: str, here: list[Mention], policy: Policy, dated: str | None) -> bool:
    def holds(part: object) -> bool:
        if part == "NAMED":
            return bool(here)
        if isinstance(part, str):
            return _check(part, text, policy.lexicon, dated)
        return bool(part.search(text))  # type: ignore[attr-defined]

    return all(map(holds, promise.all)) and not any(map(holds, promise.never))


def _check(name: str, text: str, lexicon: Lexicon, dated: str | None) -> bool:
    if name == "MECHANISM":
        return any(True for _ in instruments_in(text, lexicon, dated))
    if name == "NO_DATA":
        return lexicon.first("no_data", text) is not None
    if name == "GETS_NOTHING":
        return nothing_for(text, lexicon) is not None
    places = places_in(text, lexicon)
    if name == "REGION":
        return any(not place.country for place in places)
    if name == "COUNTRY":
        return any(place.country for place in places)
    if name == "ANYWHERE":
        return bool(places or towns_in(text))
    return bool(places) or (name == "AREA" and lexicon.first("third_countries", text) is not None)


def _drafts(
    promise: Promise,
    passage: Passage,
    sentence: Sentence,
    here: list[Mention],
    policy: Policy,
    dated: str | None,
) -> Iterator[drafts.Promise]:
    lexicon, text = policy.lexicon, sentence.text
    if any(_holds(mention, text) for mention in here):
        return
    notes = []
    if exception := lexicon.first("exception", text):
        notes.append(f"with an exception in the same sentence ({exception.entry.id})")
    draft = drafts.Promise(
        kind=promise.kind,
        line=passage.block.line(_begin(promise, passage, sentence, lexicon)),
        words=_short(text),
        why=(promise.id,),
        topic=promise.topic,
        about=tuple(dict.fromkeys(mention.name.words for mention in here)),
        note="; ".join(notes) or None,
    )
    if promise.kind == "relies_on":
        if (here or _of_a_vendor(passage, policy)) and not _relied_on(passage, text, lexicon):
            return
        for code, hit in instruments_in(text, lexicon, dated):
            at = max(passage.text.find(hit.words, sentence.start), sentence.start)
            line = passage.block.line(at)
            yield replace(draft, line=line, why=(promise.id, hit.entry.id), mechanism=code)
        return
    places = places_in(text, lexicon)
    if not places and promise.kind == "all_data_in":
        places = towns_in(text)
    if promise.kind == "no_transfer_outside":
        places = [place for place in places if not _TOWARDS.search(text[: place.start])]
    place = _place(promise.kind, places) if promise.kind in _PLACED else None
    if promise.kind == "no_transfer_outside" and place is None:
        notes.append("third countries: outside the EEA is meant, as it seems")
        yield replace(draft, place="EEA", note="; ".join(notes))
        return
    others = [other.code for other in places if place and other.code != place.code]
    if others:
        draft = replace(draft, note="; ".join([*notes, f"also names {', '.join(others)}"]))
    period = next(periods_in(text, lexicon), None) if promise.topic in _TIMED else None
    yield replace(draft, place=place.code if place else None, duration=period[0] if period else None)


def _begin(promise: Promise, passage: Passage, sentence: Sentence, lexicon: Lexicon) -> int:
    """Where a promise begins: with the part of its sentence that says it, or the words that say that there are no data."""
    found = [hit for part in promise.all if not isinstance(part, str) and (hit := part.search(sentence.text))]
    if promise.kind != "no_personal_data":
        said = max((hit.start() for hit in found), default=0)
        begun = max((mark.end() for mark in _PART.finditer(sentence.text, 0, said)), default=0)
        return max(passage.text.find(sentence.text[begun : said + 1], sentence.start), sentence.start)
    none = lexicon.first("no_data", sentence.text)
    words = found[0][0] if found else none.words if none else nothing_for(sentence.text, lexicon)
    return max(passage.text.find(words or "", sentence.start), sentence.start)


#: Entries by which a name is no recipient since no data reach it.
_NO_DATA = re.compile(r"\.gives_none\.|\.nothing_there\.(?:none-|both-|they-|such-|gives-|sees-|makers-)")
_PLACED = frozenset({"no_transfer_outside", "all_data_in"})
_TIMED = frozenset({"retention", "cookie lifetime", "breach notice"})


def _place(kind: str, places: list[Named]) -> Named | None:
    """A country where all data are said to be, a region outside of which none are said to go (no country to which)."""
    wanted = [place for place in places if place.country == (kind == "all_data_in")]
    return next(iter(wanted or places), None)


def _relied_on(passage: Passage, text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence says that transfers rest on an instrument, be it for a vendor that it names."""
    return not passage.block.cells and lexicon.first("relied_on", text) is not None


def _of_a_vendor(passage: Passage, policy: Policy) -> bool:
    """Whether the passage speaks of one vendor, so that an instrument named in it is that vendor's."""
    return passage.block.cells != () or any(
        name.vendor or name.by == "form" for name in passage.names if not policy.own.is_own(name.words)
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS]} …"
