"""Drafts as a native inventory file for a person to edit: every fact with its line and its entry beside it.

All flows are `basis: inferred` and every capacity is an assumption, so that nothing of the file counts as
said by the source before somebody has confirmed it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePath

from vendorgraph.exchange.policy_text.drafts import Drafts, Fact, Promise, Recipient
from vendorgraph.model.ids import slug, titled
from vendorgraph.model.vocabulary import shipped

#: What a promise of a kind says; one of no kind is stated in its own words.
_STATEMENTS = {
    "no_transfer_outside": "Personal data are not transferred out of this area.",
    "all_data_in": "All data are kept in this place.",
    "no_sale": "Personal data are not sold.",
    "flow_down": "Recipients have to keep the same or equal duties.",
    "list_complete": "The list of recipients is said to be complete.",
    "no_personal_data": "No personal data are said to be collected or to be identifiable here.",
    "relies_on": "Transfers are said to rest on this instrument.",
}
_OWN_PURPOSES = frozenset(
    {"authorities", "acquirer", "buyers", "partners", "social-network", "banks", "insurers"}
)
_CLAIM = "Draft of the reader, to be confirmed"


def draft_file(drafts: Drafts) -> str:
    """The text of a native file with the drafts; it passes `plan` once the sender's processing is recorded."""
    return "\n".join(_Writer(drafts).lines()) + "\n"


class _Writer:
    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.owner = drafts.sender.partition(":")[0]
        stem = slug(PurePath(drafts.source).stem) or "policy"
        self.document = f"{self.owner}-{stem}-text"  # an inventory's own document may be `{owner}-policy`
        self.inventory = f"draft-{self.owner}-{stem}"[:80].rstrip("-")

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._document()
        yield from self._sender()
        if self.drafts.recipients:
            for party in dict.fromkeys(map(self._party_id, self.drafts.recipients)):
                yield from self._party(party)
            yield "\nflows:"
            for recipient in self.drafts.recipients:
                yield from self._flow(recipient)
        if self.drafts.promises:
            yield "\ncommitments:"
            for promise, identifier in self._identified():
                yield from self._commitment(promise, identifier)
        for unused in self.drafts.no_recipients:
            yield f"# line {unused.line}: {_one_line(unused.named_as)} is no recipient here ({unused.why})"

    def _head(self) -> Iterator[str]:
        drafts = self.drafts
        yield f"# Drafts read in {_one_line(PurePath(drafts.source).name)} ({drafts.form}): nothing here is a fact yet."
        yield "# Check each entry against its line, correct or delete it, and set `basis: stated` where the text says so."
        yield "# Capacities are assumed. Seats and groups of the vendor catalogue are not written."
        yield f"# Where {drafts.sender} is not recorded yet, delete the # before its lines under `parties`."
        for warning in drafts.warnings:
            yield f"# {_one_line(warning)}"
        for speaker in drafts.speakers:
            yield f"# The text speaks for {_one_line(speaker)}"
        yield "vendorgraph: 1"
        yield f"inventory: {self.inventory}"

    def _sender(self) -> Iterator[str]:
        """The head of `parties`, with the processing whose policy it is as lines to take out of the comment."""
        name = self.drafts.sender.partition(":")[2]
        yield "\nparties:" if self.drafts.recipients else "\n#parties:"
        yield f"#  - id: {self.owner}"
        yield f"#    name: {_text(titled(self.owner))}"
        yield "#    processings:"
        yield f"#      - id: {_text(self.drafts.sender)}"
        yield f"#        name: {_text(titled(name))}"
        yield "#        capacity: controller  # assumed"

    def _document(self) -> Iterator[str]:
        yield "\ndocuments:"
        yield f"  - id: {self.document}"
        yield "    type: policy"
        yield f"    title: {_text('Privacy policy read from ' + PurePath(self.drafts.source).name)}"
        yield f"    language: {self.drafts.language}"
        if self.drafts.dated:
            yield f"    dated: {self.drafts.dated}"
        yield f"    sha256: {self.drafts.sha256}"

    def _party_id(self, recipient: Recipient) -> str:
        return recipient.party if recipient.named else f"{self.owner}-{recipient.party}"

    def _processing_id(self, recipient: Recipient) -> str:
        service = recipient.service or (recipient.value("purpose") or "service").rpartition(".")[2]
        return f"{self._party_id(recipient)}:{slug(service) or 'service'}"

    def _party(self, party: str) -> Iterator[str]:
        ours = [recipient for recipient in self.drafts.recipients if self._party_id(recipient) == party]
        first = ours[0]
        lines = sorted({line for recipient in ours for line in recipient.lines})
        known = "known from the vendor catalogue" if first.vendor else "not in the vendor catalogue"
        yield f"  - id: {party}  # {known if first.named else 'a group without a name'}"
        yield f"    name: {_text(first.name)}"
        if not first.named:
            yield "    named: false"
        if first.kind != "organisation":
            yield f"    kind: {first.kind}"
        aliases = sorted({alias for recipient in ours for alias in recipient.aliases if alias != first.name})
        if first.named and aliases:
            yield f"    aliases: [{', '.join(map(_text, aliases))}]"
        seats = [fact for recipient in ours for fact in recipient.facts if fact.field == "seat"]
        if first.named and len({fact.value for fact in seats}) == 1 and _is_country(seats[0].value):
            yield f"    established_in: {seats[0].value}  # {_reason(seats[0])}"
        yield "    evidence:"
        yield f"      - {{document: {self.document}, lines: {_lines(lines)}, claim: {_text(_CLAIM)}}}"
        yield "    processings:"
        for identifier, recipient in {
            self._processing_id(recipient): recipient for recipient in ours
        }.items():
            yield f"      - id: {_text(identifier)}"
            yield f"        name: {_text(recipient.service or 'Service read in the policy')}"
            yield f"        capacity: {_capacity(recipient)}  # assumed"

    def _flow(self, recipient: Recipient) -> Iterator[str]:
        target = self._processing_id(recipient)
        yield f"  # {recipient.certainty}; line {', '.join(map(str, recipient.lines))}: {_one_line(recipient.words)}"
        yield f"  # led to by {_one_line(', '.join(recipient.why))}"
        if recipient.note:
            yield f"  # to look at: {_one_line(recipient.note)}"
        yield f"  - id: {_text(f'{self.drafts.sender}--{target}')}"
        yield f"    from: {_text(self.drafts.sender)}"
        yield f"    to: {_text(target)}"
        if recipient.status != "active":
            yield f"    status: {recipient.status}"
        yield "    basis: inferred"
        yield from self._listed(recipient, "category", "categories", "null")
        if recipient.categories_open and recipient.values("category"):
            yield "    categories_open: true"
        yield from self._listed(recipient, "purpose", "purposes", None)
        for field, name in (("legal_basis", "legal_basis"), ("role", "stated_role")):
            if fact := next((fact for fact in recipient.facts if fact.field == field), None):
                value = fact.value if field == "legal_basis" else _text(fact.words)
                yield f"    {name}: {value}  # {_reason(fact)}"
        yield from self._places(recipient)
        yield from self._mechanisms(recipient)
        for fact in recipient.facts:
            if fact.field == "retention":
                yield f"    # a period stands nearby: {fact.value}, {_reason(fact)}"
        yield "    evidence:"
        named_as = f", named_as: {_text(recipient.named_as)}"
        yield f"      - {{document: {self.document}, lines: {_lines(recipient.lines)}{named_as}, claim: {_text(_CLAIM)}}}"
        for at, fact in enumerate(_locations(recipient)):
            yield (
                f"      - {{about: /locations/{at}, document: {self.document}, lines: {_lines([fact.line])}, "
                f"claim: {_text(_CLAIM)}}}"
            )

    def _listed(self, recipient: Recipient, field: str, name: str, empty: str | None) -> Iterator[str]:
        values = recipient.values(field)
        if not values:
            if empty:
                yield f"    {name}: {empty}  # not stated, as far as it was read"
            return
        yield f"    {name}:"
        for value in values:
            yield f"      - {value}  # {_reason(next(f for f in recipient.facts if (f.field, f.value) == (field, value)))}"

    def _places(self, recipient: Recipient) -> Iterator[str]:
        places = _locations(recipient)
        if places:
            yield "    locations:"
        for fact in places:
            kind = fact.field.partition(":")[2]
            inner = f"place: {_text(fact.value)}" + (f", kind: {kind}" if kind else "")
            yield f"      - {{{inner}}}  # {_reason(fact)}"

    def _mechanisms(self, recipient: Recipient) -> Iterator[str]:
        codes = recipient.values("mechanism")
        if codes:
            yield "    mechanisms:"
        for code in codes:
            fact = next(fact for fact in recipient.facts if (fact.field, fact.value) == ("mechanism", code))
            yield f"      - {{code: {code}}}  # {_reason(fact)}"

    def _identified(self) -> Iterator[tuple[Promise, str]]:
        taken: set[str] = set()
        for promise in self.drafts.promises:
            what = slug(promise.topic or promise.kind)
            identifier = base = f"{self.owner}-{what}-line-{promise.line}"
            number = 2
            while identifier in taken:
                identifier, number = f"{base}-{number}", number + 1
            taken.add(identifier)
            yield promise, identifier

    def _commitment(self, promise: Promise, identifier: str) -> Iterator[str]:
        yield f"  # line {promise.line}: {_one_line(promise.words)}"
        yield f"  # led to by {', '.join(promise.why)}"
        if promise.about:
            yield f"  # names {_one_line(', '.join(promise.about))}"
        if promise.note:
            yield f"  # to look at: {_one_line(promise.note)}"
        yield f"  - id: {identifier}"
        yield f"    party: {self.owner}"
        yield f"    kind: {promise.kind}"
        for name in ("topic", "place", "mechanism", "duration"):
            if value := getattr(promise, name):
                yield f"    {name}: {_text(value)}"
        yield f"    about: [{_text(self.drafts.sender)}]"
        yield f"    statement: {_text(_STATEMENTS.get(promise.kind, promise.words))}"
        yield "    evidence:"
        yield f"      - {{document: {self.document}, lines: {_lines([promise.line])}, claim: {_text(_CLAIM)}}}"


def _locations(recipient: Recipient) -> list[Fact]:
    """The places of processing, a place and kind once."""
    found = {(f.value, f.field): f for f in reversed(recipient.facts) if f.field.startswith("place:")}
    return list(reversed(found.values()))


def _capacity(recipient: Recipient) -> str:
    role = recipient.value("role")
    if role == "joint controller":
        return "joint_controller"
    own = recipient.kind in ("authority", "person") or recipient.party in _OWN_PURPOSES
    return "controller" if own or role == "controller" else "processor"


def _is_country(code: str) -> bool:
    return code in shipped("country")


def _reason(fact: Fact) -> str:
    return f"line {fact.line}: {_one_line(fact.words)} ({fact.entry})"


def _one_line(words: str) -> str:
    """Words that may stand in a comment."""
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", words).strip()


def _text(words: str) -> str:
    """A text as a YAML scalar in double quotes, or bare where nothing could be mistaken."""
    if re.fullmatch(r"[A-Za-z][\w .-]*[\w.]", words) and words.lower() not in ("null", "true", "false"):
        return words
    return json.dumps(_one_line(words), ensure_ascii=False)


def _lines(numbers: list[int] | tuple[int, ...]) -> str:
    return json.dumps(", ".join(map(str, numbers)))
