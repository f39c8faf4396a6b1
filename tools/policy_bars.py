"""How much of a policy the reader finds: `python -m tools.policy_bars FOLDER` measures the texts in a folder.

Expected rows stand in `tools/policy_bars.yaml` under the digest of a text, or beside it as NAME.yaml.
A row is found when a draft of that company stands on one of its lines, with its product where both name one;
a company is false when it is in no expected row. The bars: nine in ten rows found, at most one company in ten false.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vendorgraph.exchange.policy_text import Drafts, draft
from vendorgraph.exchange.policy_text.drafts import Promise, Recipient
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.text import parse_yaml
from vendorgraph.exchange.vendors import catalogue, root, without_legal_form

KINDS = frozenset(
    {
        "no_transfer_outside",
        "all_data_in",
        "no_sale",
        "flow_down",
        "list_complete",
        "no_personal_data",
        "relies_on",
    }
)
TOPICS = {"breach": "breach notice"}


@dataclass
class Score:
    """Counts over one text or several; the lists name what went wrong."""

    rows: int = 0
    found: int = 0
    companies: int = 0
    promises: int = 0
    kept: int = 0
    groups: int = 0
    grouped: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of expected rows that were found on their line."""
        return self.found / self.rows if self.rows else 1.0

    @property
    def false_share(self) -> float:
        """The share of drafted companies that are in no expected row."""
        return len(self.false) / self.companies if self.companies else 0.0

    def __add__(self, other: Score) -> Score:
        both = Score()
        for name in self.__dataclass_fields__:
            setattr(both, name, getattr(self, name) + getattr(other, name))
        return both


def score(drafts: Drafts, expected: dict[str, Any]) -> Score:
    """How `drafts` compare with the rows a person wrote down."""
    named = [recipient for recipient in drafts.recipients if recipient.named]
    result = Score(rows=len(expected["recipients"]), promises=len(expected["commitments"]))
    for lines, words in expected["recipients"]:
        if any(_means(recipient, words) and _meet(recipient.lines, lines) for recipient in named):
            result.found += 1
        else:
            result.missed.append(f"{lines}: {words}")
    allowed = [words for _, words in [*expected["recipients"], *expected["may_be_drafted"]]]
    parties = {recipient.party for recipient in named}
    right = {r.party for r in named if any(_means(r, words) for words in allowed)}
    result.companies, result.false = len(parties), sorted(parties - right)
    for lines, kind in expected["commitments"]:
        if any(_is_of(promise, kind) and _meet((promise.line,), lines) for promise in drafts.promises):
            result.kept += 1
        else:
            result.unheard.append(f"{lines}: {kind}")
    for lines, group in expected.get("groups", ()):
        unnamed = (r for r in drafts.recipients if not r.named and r.party == group)
        result.groups += 1
        result.grouped += any(_meet(r.lines, lines) for r in unnamed)
    return result


def _meet(lines: tuple[int, ...], expected: int | str) -> bool:
    """Whether one of the lines is in `expected`: 21, "127-131" or "49, 81"."""
    for part in str(expected).split(","):
        first, _, last = part.partition("-")
        if any(int(first) <= line <= int(last or first) for line in lines):
            return True
    return False


def _means(recipient: Recipient, words: str) -> bool:
    """Whether a draft is of the company (or group of companies) that `words` name."""
    known = catalogue().find(words)
    if known and recipient.vendor:
        service, told = catalogue().service(words), [recipient.service, *_services(recipient)]
        same = service is None or not any(told) or any(_of_one(service, other) for other in told if other)
        return root(known) is root(recipient.vendor) and same
    wanted = without_legal_form(words)
    ours = [without_legal_form(name) for name in (recipient.name, recipient.named_as, *recipient.aliases)]
    return any(wanted == name or (len(name) > 3 and (wanted in name or name in wanted)) for name in ours)


def _of_one(service: str, other: str) -> bool:
    """Whether two products are versions of one: "Google Analytics" and "Google Analytics 4"."""
    return f"{service} ".startswith(f"{other} ") or f"{other} ".startswith(f"{service} ")


def _services(recipient: Recipient) -> list[str | None]:
    return [catalogue().service(alias) for alias in (recipient.named_as, *recipient.aliases)]


def _is_of(promise: Promise, kind: str) -> bool:
    return promise.kind == kind if kind in KINDS else promise.topic == TOPICS.get(kind, kind)


def told(name: str, result: Score) -> str:
    """One line of counts, and below it what went wrong."""
    head = (
        f"{name}: rows {result.found}/{result.rows}, false companies {len(result.false)}/{result.companies}, "
        f"commitments {result.kept}/{result.promises}, groups {result.grouped}/{result.groups}"
    )
    wrong = [("missed", result.missed), ("false", result.false), ("not heard", result.unheard)]
    return "\n".join([head, *(f"    {what}: {'; '.join(items)}" for what, items in wrong if items)])


def main(folder: str) -> int:
    """Print a line a text and their sum; 1 when a bar is missed, 2 when the folder holds no known text."""
    facts = parse_yaml(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    total, texts = Score(), 0
    for path in sorted(Path(folder).iterdir()):
        beside = path.with_suffix(".yaml")
        expected = facts.get(hashlib.sha256(path.read_bytes()).hexdigest()) if path.is_file() else None
        if expected is None and path.suffix != ".yaml" and beside.exists():
            expected = parse_yaml(beside.read_text("utf-8"))
        if expected is None:
            continue
        result = score(draft(Source.at(path), "controller:site"), expected)
        print(told(path.name, result))
        total, texts = total + result, texts + 1
    if not texts:
        print(f"{folder}: no text in it has expected rows")
        return 2
    print(told("all", total).splitlines()[0], f"(recall {total.recall:.0%}, false {total.false_share:.0%})")
    return 0 if total.recall >= 0.9 and total.false_share <= 0.1 and total.kept == total.promises else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: python -m tools.policy_bars FOLDER")
