"""A policy as it is read: blocks with their sentences, sections, names, and whose policy it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vendorgraph.exchange.policy_text.blocks import Block
from vendorgraph.exchange.policy_text.known_names import glued
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import Name
from vendorgraph.exchange.policy_text.names import names_in
from vendorgraph.exchange.policy_text.naming import is_name, trimmed
from vendorgraph.exchange.policy_text.sentences import Sentence, addresses, blanked, sentences
from vendorgraph.exchange.vendors import catalogue, normalised, without_legal_form

_HEAD = 40  # blocks at the top in which a policy says whose it is
#: Entries that may speak of a vendor just as well, and those that say whose policy it is wherever they stand.
_WEAK = frozenset(
    {"operated-by", "is-an-app", "defined-short", "provider-of-site", "runs", "alerts", "informs"}
)
_ANYWHERE = frozenset(
    {"edited-by", "is-controller", "controller-is", "responsible-is", "we-name", "we-the", "created"}
)
_BORDER = re.compile(r"(?<=[a-zà-ÿ).])(?=[A-Z][a-z]+ )")
_CALLED = (".kind_noun", ".trigger.called", ".trigger.service-called")
_QUOTED = re.compile(r"[\"“„«]\s?([^\"”“»„«]{2,40}?)\s?[\"”“»]")


@dataclass(slots=True)
class Passage:
    """A block with what was read in it; `section` is the index of its heading's passage, -1 for none."""

    index: int
    block: Block
    text: str
    sentences: list[Sentence]
    names: list[Name]
    section: int


@dataclass(slots=True)
class Policy:
    """The passages of a policy and the names of the party that speaks in it."""

    lexicon: Lexicon
    passages: list[Passage]
    own: Own = field(default_factory=lambda: Own())

    def heading(self, passage: Passage) -> Passage | None:
        """The passage of the heading that `passage` stands under."""
        return self.passages[passage.section] if passage.section >= 0 else None

    def under(self, heading: Passage) -> Iterator[Passage]:
        """The passages of a heading's section, without the heading."""
        return (passage for passage in self.passages if passage.section == heading.index)


@dataclass(slots=True)
class Own:
    """How the party whose policy it is calls itself: names (normalised), as written, and hosts."""

    names: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def add(self, words: str) -> None:
        """Take `words` as a name of the speaker."""
        bare = without_legal_form(words)
        if bare and bare not in self.names:
            self.names.add(bare)
            self.written.append(words)

    def is_own(self, words: str) -> bool:
        """Whether `words` name the speaker: the same name, or one that begins with it or is its beginning."""
        bare = without_legal_form(words)
        vendor = catalogue().find(words)
        if words.casefold() in self.hosts:
            return True
        if vendor is not None:
            return any(catalogue().find(own) is vendor for own in self.written)
        return any(
            bare == own
            or own.startswith(f"{bare} ")
            or bare.startswith(f"{own} ")
            or bare.endswith(f" {own}")
            or (len(own) > 6 and bare.startswith(own))
            or (" " in bare and own.endswith(f" {bare}"))
            for own in self.names
        )


def read(blocks: tuple[Block, ...], lexicon: Lexicon) -> Policy:
    """The policy in `blocks`."""
    passages: list[Passage] = []
    section = -1
    for index, block in enumerate(blocks):
        block = _unglued(block)
        text = _masked(blanked(block.text), lexicon)
        section = index if block.heading else section
        names = names_in(text, lexicon)
        under = section if section != index else -1
        passages.append(Passage(index, block, text, sentences(text), names, under))
    policy = Policy(lexicon, passages)
    _find_own(policy)
    return policy


def _unglued(block: Block) -> Block:
    """A table row that lost its borders ("ZendeskHelp deskAll data …") with a line break at each border."""
    name = glued(block.text) if len(block.starts) == 1 and not block.cells else None
    if name is None:
        return block
    rest = _BORDER.sub(
        lambda border: "" if _inside_a_name(block.text[name.end :], border.start()) else "\n",
        block.text[name.end :],
    )
    return replace(block, text=f"{name.words}\n{rest.lstrip()}", heading=False)


def _inside_a_name(text: str, at: int) -> bool:
    """Whether a capital inside a word belongs to a name: "LinkedIn"."""
    begin = text.rfind(" ", 0, at) + 1
    word = re.match(r"[\w]+", text[begin:])
    return bool(word and catalogue().find(word[0]))


def _masked(text: str, lexicon: Lexicon) -> str:
    """`text` with browsers, systems, case law, former names and credits as spaces, offsets unchanged."""
    for entry in lexicon.section("masks"):
        text = entry.pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _find_own(policy: Policy) -> None:
    for passage in policy.passages:
        early = passage.index < _HEAD
        for hit in policy.lexicon.hits("controller", passage.text):
            found = hit.entry.pattern.match(passage.text, hit.start)
            weak = hit.entry.key in _WEAK and (
                policy.own.names or not early or _serves(passage, policy.lexicon)
            )
            if found and not weak and (early or hit.entry.key in _ANYWHERE):
                _own_name(policy, passage, found, hit.entry.key)
        if early:
            _from_title(policy, passage)
    _below_controller_headings(policy)
    _own_hosts(policy)


def _serves(passage: Passage, lexicon: Lexicon) -> bool:
    """Whether the passage says of somebody that they work on the speaker's behalf."""
    entries = (entry for entry in lexicon.section("apposition") if entry.key == "on-behalf")
    return any(entry.pattern.search(passage.text) for entry in entries)


def _own_name(policy: Policy, passage: Passage, found: re.Match[str], key: str) -> None:
    """Take the name found, in full where it was recognised, and the short forms in quotes behind it."""
    start, words = found.start("name"), found["name"]
    whole = next((name for name in passage.names if name.start <= start < name.end), None)
    words = whole.words if whole else trimmed(words, policy.lexicon) or words
    if whole and whole.vendor and key in _WEAK:
        return
    if not is_name(words, policy.lexicon, strict=False) and not (whole and whole.by == "form"):
        return
    policy.own.add(words)
    _own_products(policy, passage, start)
    for quoted in _QUOTED.finditer(passage.block.text[start : found.end() + 80]):
        short = re.sub(r"^(?:l[ae]s? |l[’']|the |die |der |das )", "", quoted[1])
        if short[:1].isupper() and is_name(short, policy.lexicon, strict=False):
            policy.own.add(short)


def _own_products(policy: Policy, passage: Passage, start: int) -> None:
    """What the sentence that names the speaker calls its app or platform is the speaker's own."""
    for sentence in passage.sentences:
        if sentence.start <= start < sentence.end:
            for name in passage.names:
                if sentence.start <= name.start < sentence.end and name.why.endswith(_CALLED):
                    policy.own.add(name.words)


def _from_title(policy: Policy, passage: Passage) -> None:
    """The name in "Privacy Policy – Name", "Name – Privacy Notice", "Datenschutzerklärung der Name"."""
    hit = policy.lexicon.first("title", passage.text)
    if hit is None or not passage.block.heading or passage.index > 6:
        return
    rest = passage.text[hit.end :].strip(" –—-:|"), passage.text[: hit.start].strip(" –—-:|")
    for words in rest:
        first = re.split(r"\s[–—|-]\s", words)[0].strip('„“"”» «')
        if is_name(first, policy.lexicon, strict=False) and len(first.split()) <= 5:
            policy.own.add(
                re.sub(r"^(?:Plattform|App|Website|application|the|der|des|la|le)\s+[„“\"]?", "", first)
            )


def _below_controller_headings(policy: Policy) -> None:
    """Below "Who we are" the first company with a legal form is the speaker, unless it is said to serve."""
    for passage in policy.passages:
        heading = policy.heading(passage) if not passage.block.heading else passage
        if policy.own.names and passage.index >= _HEAD:
            return
        if heading is None or not policy.lexicon.first("controller_heading", heading.text):
            continue
        for name in passage.names:
            before = passage.text[max(0, name.start - 60) : name.start]
            serves = any(
                not hit.entry.key.endswith("called") for hit in policy.lexicon.hits("trigger", before)
            )
            if name.by == "form" and name.vendor is None and not serves:
                policy.own.add(name.words)
                return


def _own_hosts(policy: Policy) -> None:
    """The hosts of mail addresses that occur most, and hosts that read like an own name."""
    hosts: Counter[str] = Counter()
    for passage in policy.passages:
        for _, address in addresses(passage.block.text):
            if "@" in address:
                hosts[address.rpartition("@")[2].lower()] += 1
    if hosts:
        policy.own.hosts.add(hosts.most_common(1)[0][0])
    for host in policy.own.hosts:
        label = normalised(host.rpartition(".")[0].rpartition(".")[2])
        if len(label) > 3 and not policy.own.names:
            policy.own.add(label)
