"""A policy as it is read: blocks with their sentences, sections, names, and whose policy it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from vendorgraph.exchange.policy_text.blocks import Block
from vendorgraph.exchange.policy_text.known_names import glued
from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.policy_text.name import Name
from vendorgraph.exchange.policy_text.names import names_in
from vendorgraph.exchange.policy_text.own import Own
from vendorgraph.exchange.policy_text.sentences import Sentence, blanked, sentences
from vendorgraph.exchange.policy_text.titled import presented, titled
from vendorgraph.exchange.vendors import catalogue

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"(?<![\w’'.@/-])[a-zà-ÿ]{3,}(?![\w@-]|\.\w)")
_MARKED = re.compile(r"\d|[a-z][A-Z]|&|^[A-Z]{2,}$")  # what ordinary words lack
_TOP = 2  # blocks among which a heading may be the name of whose policy it is
_BORDER = re.compile(r"(?<=[a-zà-ÿ).])(?=[A-Z][a-z]+ )")


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
    own: Own = field(default_factory=Own)

    def heading(self, passage: Passage) -> Passage | None:
        """The passage of the heading that `passage` stands under."""
        return self.passages[passage.section] if passage.section >= 0 else None

    def under(self, heading: Passage) -> Iterator[Passage]:
        """The passages of a heading's section, without the heading."""
        for passage in islice(self.passages, heading.index + 1, None):
            if passage.section != heading.index:
                return
            yield passage


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
        first = titled(text, blocks[under].text, lexicon) if _TOP <= under == index - 1 else None
        if block.bullet:
            first = presented(text, blocks[index + 1].text if index + 1 < len(blocks) else "", lexicon)
        if first and not any(name.start < first.end for name in names):
            names = [first, *names]
        passages.append(Passage(index, block, text, sentences(text), names, under))
    if lexicon.language != "de":  # which writes every noun with a capital
        _drop_plain_words(passages)
    return Policy(lexicon, passages)


def _drop_plain_words(passages: list[Passage]) -> None:
    """Drop names that only their context tells where the text writes all their words small, too: "the Profile screen"."""
    small = {word for passage in passages for word in _SMALL.findall(passage.text)}
    for passage in passages:
        passage.names = [name for name in passage.names if not _is_plain(name, small)]


def _is_plain(name: Name, small: set[str]) -> bool:
    if name.by != "context" or name.vendor or _MARKED.search(name.words):
        return False
    words = [word.lower() for word in _WORD.findall(name.words)]
    return bool(words) and all({word, f"{word}s", word.removesuffix("s")} & small for word in words)


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
