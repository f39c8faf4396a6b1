"""What the reader hands over: drafts for a person to confirm, never facts."""

from __future__ import annotations

from dataclasses import dataclass, field

from vendorgraph.exchange.vendors import Vendor


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing read about a recipient: a `value` in the terms of the model, the words, their line, the entry."""

    field: str
    value: str
    line: int
    words: str
    entry: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """A draft of one disclosure.

    `lines` are those that name it, `line` the first of them that is more than a heading or a link;
    `named_as` are the text's words; `named` is False for a group such as "our strategic partners".
    `party` is an id, `name` what a party of that id would be called. `status` is active, planned or
    disclaimed; `certainty` is "stated", "possible", "planned" or "disclaimed". `why` are the entries
    of the lexicon that led to it. `note` is for the person who confirms.
    """

    party: str
    name: str
    named_as: str
    lines: tuple[int, ...]
    line: int
    words: str
    why: tuple[str, ...]
    named: bool = True
    kind: str = "organisation"
    vendor: Vendor | None = None
    service: str | None = None
    aliases: tuple[str, ...] = ()
    status: str = "active"
    certainty: str = "stated"
    facts: tuple[Fact, ...] = ()
    categories_open: bool = False
    note: str | None = None

    def values(self, field: str) -> tuple[str, ...]:
        """The values read for `field`, each once, in the order of the text."""
        return tuple(dict.fromkeys(fact.value for fact in self.facts if fact.field == field))

    def value(self, field: str) -> str | None:
        """The first value read for `field`."""
        return next(iter(self.values(field)), None)


@dataclass(frozen=True, slots=True)
class Promise:
    """A draft of one commitment or claim: its kind in the model's terms, its line and the words."""

    kind: str
    line: int
    words: str
    why: tuple[str, ...]
    topic: str | None = None
    place: str | None = None
    mechanism: str | None = None
    duration: str | None = None
    about: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NoRecipient:
    """A company that the text names and does not use, with the entry that says so."""

    line: int
    named_as: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything read in one policy. `sender` is the controller's processing that the flows would leave."""

    source: str
    sha256: str
    form: str
    language: str
    sender: str
    speakers: tuple[str, ...]
    dated: str | None
    recipients: tuple[Recipient, ...]
    promises: tuple[Promise, ...]
    no_recipients: tuple[NoRecipient, ...]
    warnings: tuple[str, ...] = field(default=())
