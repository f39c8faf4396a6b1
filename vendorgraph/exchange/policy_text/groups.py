"""Recipients that a policy does not name: "our strategic partners", authorities, a buyer of the business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vendorgraph.exchange.policy_text.drafts import Fact, Recipient
from vendorgraph.exchange.policy_text.lexicon import Hit
from vendorgraph.exchange.policy_text.reading import Passage, Policy
from vendorgraph.exchange.policy_text.sentences import NEGATION, Sentence

#: Name of each group, and its kind as a party.
GROUPS = {
    "authorities": ("Authorities and courts", "authority"),
    "acquirer": ("Whoever takes over the business", "organisation"),
    "advisers": ("Accountants and advisers", "organisation"),
    "affiliates": ("Companies of the group", "organisation"),
    "partners": ("Partners without a name", "organisation"),
    "suppliers": ("Suppliers without a name", "organisation"),
    "providers": ("Service providers without a name", "organisation"),
    "buyers": ("Buyers of data", "organisation"),
    "third-parties": ("Third parties without a name", "organisation"),
    "carriers": ("Carriers without a name", "organisation"),
    "banks": ("Banks without a name", "organisation"),
    "insurers": ("Insurers without a name", "organisation"),
    "employer": ("The person's employer", "organisation"),
    "funders": ("Funding bodies without a name", "organisation"),
    "social-network": ("A social network the person uses", "organisation"),
    "public": ("Readers of what is published", "organisation"),
    "other-users": ("Other users", "person"),
    "researchers": ("Researchers without a name", "organisation"),
}
_ALONE = frozenset({"acquirer"})  # groups that are recipients without a word for disclosing
_ONLY_WITHOUT_OTHERS = frozenset({"third-parties", "public"})
_SPOKEN_OF_A_VENDOR = frozenset({"providers", "partners", "suppliers", "third-parties", "carriers", "banks"})


@dataclass(slots=True)
class _Found:
    lines: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    excerpts: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    possible: bool = True


def groups(policy: Policy) -> list[Recipient]:
    """A draft for each group that some sentence says data go to, with all its lines."""
    found: dict[str, _Found] = {}
    for passage, sentence, announced in _candidates(policy):
        hits = list(policy.lexicon.hits("group", sentence.text))
        keys = {hit.entry.key for hit in hits}
        for hit in hits:
            if hit.entry.key in _ONLY_WITHOUT_OTHERS and keys - _ONLY_WITHOUT_OTHERS:
                continue
            if (
                hit.entry.key in _SPOKEN_OF_A_VENDOR
                and not _several(hit.words)
                and _names_a_vendor(passage, policy)
            ):
                continue
            entry = _disclosed(sentence, hit, policy, announced)
            if entry:
                _note(found.setdefault(hit.entry.key, _Found()), passage, sentence, hit, entry, policy)
    return [_draft(key, group) for key, group in found.items()]


def _several(words: str) -> bool:
    """Whether the words are a plural, or begin with "every": "our provider" below a name is that company."""
    return bool(
        re.search(r"s\b|\b(?:every|any|each|all|tout|alle|jede\w*|unsere|unseren)\b", words.casefold())
    )


def _names_a_vendor(passage: Passage, policy: Policy) -> bool:
    return any(not policy.own.is_own(name.words) for name in passage.names)


def _candidates(policy: Policy) -> Iterator[tuple[Passage, Sentence, bool]]:
    """Sentences of paragraphs and bullets; bullets below "we may disclose data:" share its words."""
    announced = False
    for passage in policy.passages:
        if passage.block.cells or (passage.block.heading and not passage.text.rstrip().endswith(":")):
            continue
        if not passage.block.bullet:
            announced = passage.text.rstrip().endswith(":") and bool(
                policy.lexicon.first("disclosure", passage.text)
            )
        for sentence in passage.sentences:
            yield passage, sentence, announced and passage.block.bullet


def _disclosed(sentence: Sentence, hit: Hit, policy: Policy, announced: bool) -> str | None:
    """The entry that says data go to the group, None when the sentence does not say so."""
    if announced:
        return "announced as a list of disclosures"
    if hit.entry.key in _ALONE:
        return hit.entry.id
    verb = policy.lexicon.first("disclosure", sentence.text)
    if verb is None:
        return None
    before = sentence.text[: hit.start]
    denied = list(NEGATION.finditer(before))
    if denied and hit.start - denied[-1].end() < 60 and not policy.lexicon.first("exception", sentence.text):
        return None if hit.entry.key not in ("authorities", "acquirer", "providers") else verb.entry.id
    return verb.entry.id


def _note(group: _Found, passage: Passage, sentence: Sentence, hit: Hit, entry: str, policy: Policy) -> None:
    line = passage.block.line(sentence.start + hit.start)
    if line not in group.lines:
        group.lines.append(line)
        group.excerpts.append(sentence.text.strip())
    group.words.append(hit.words)
    group.why += [hit.entry.id, entry]
    group.possible &= bool(policy.lexicon.first("maybe", sentence.text))
    for section in ("purpose", "category", "legal_basis"):
        for found in policy.lexicon.hits(section, sentence.text):
            at = passage.block.line(sentence.start + found.start)
            group.facts.append(Fact(section, found.entry.key, at, found.words, found.entry.id))


def _draft(key: str, group: _Found) -> Recipient:
    name, kind = GROUPS[key]
    words = " ".join(group.excerpts[0].split())
    return Recipient(
        party=key,
        name=name,
        named_as=group.words[0],
        lines=tuple(sorted(group.lines)),
        line=min(group.lines),
        words=words if len(words) <= 160 else f"{words[:160]} …",
        why=tuple(dict.fromkeys(group.why)),
        named=False,
        kind=kind,
        aliases=tuple(dict.fromkeys(words.casefold() for words in group.words)),
        certainty="possible" if group.possible else "stated",
        facts=tuple(group.facts),
    )
