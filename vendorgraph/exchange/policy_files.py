"""Policies as files, and checking an inventory with files planned on top: what a pull request is gated by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from vendorgraph.analysis.policies import LEVELS, Policy, check_answer, policy_of
from vendorgraph.analysis.policies.answer import SHOWN
from vendorgraph.analysis.question import Question, parse_context
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.apply import planned
from vendorgraph.exchange.files import InventoryFile, parser
from vendorgraph.exchange.problems import Problems
from vendorgraph.exchange.text import Path, Unreadable, decode

Answer = dict[str, Any]
_SIZE = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy that was read, with its text for the lines of what is said about it."""

    name: str
    policy: Policy
    text: str


def read_policy_path(path: str) -> PolicyFile:
    """The policy at `path`. Raises Invalid with `file:line` for everything that is wrong with it."""
    try:
        return read_policy(FilePath(path).read_bytes(), path)
    except OSError as error:
        raise Invalid(f"{path}: cannot be read: {error.strerror or error}") from None


def read_policy(data: bytes | str, name: str) -> PolicyFile:
    """The policy whose text is `data`; YAML or JSON, by the ending of its name or else by its look."""
    if len(data) > _SIZE:
        raise Invalid(f"{name}: is larger than {_SIZE // 2**20} MiB, which no policy is")
    try:
        text = decode(data) if isinstance(data, bytes) else decode(data.encode("utf-8", "surrogatepass"))
        content = parser(name)(text)
    except Unreadable as error:
        place = f"{name}:{error.line}" if error.line else name
        raise Invalid(f"{place}: {error.message}", {place: [error.message]}) from None
    problems = Problems(name, text)
    policy = policy_of(content, problems.add)
    problems.raise_if_any()
    return PolicyFile(name, policy, text)


@dataclass(frozen=True, slots=True)
class Asked:
    """How a check is asked: the question with its context as text, what to compare with, what counts."""

    as_of: dt.date
    context: str = ""
    include_planned: bool = False
    group: bool = True
    new: bool = False
    known: frozenset[str] | None = None
    fail_on: str = LEVELS[0]
    limit: int = SHOWN


def check(snapshot: Snapshot, file: PolicyFile, files: Sequence[InventoryFile], asked: Asked) -> Answer:
    """What stands against a policy after the files were applied to `snapshot`. Writes nothing.

    With `asked.new`, what stood against it before does not count. Raises Invalid or Conflict with
    `file:line` for files that cannot be applied and for rules that name what nobody knows.
    """
    after = planned(snapshot, files)[1] if files else snapshot
    context = parse_context(after, asked.context)
    question = Question(asked.as_of, context, asked.include_planned, asked.group)
    problems = Problems(file.name, file.text)
    found = check_answer(
        after,
        question,
        file.policy,
        refuse=problems.add,
        before=snapshot if asked.new else None,
        known=asked.known,
        fail_on=asked.fail_on,
        limit=asked.limit,
    )
    problems.raise_if_any()
    return _placed(found, file, files)


def _placed(found: Answer, file: PolicyFile, files: Sequence[InventoryFile]) -> Answer:
    """The answer with `file` and `line` for rules, flows of a path, and violations.

    A violation is placed at the flow it is about; when that is in none of the files, at the nearest
    flow before it on its path that is, else at the rule it violates.
    """
    named = {hop["flow"] for row in found["violations"] for hop in row["path"]}
    named.update(row["flow"] for row in found["violations"] if row["flow"])
    flows = _flow_lines(files, named)
    rules = _rule_lines(file)
    for rule in found["rules"]:
        rule["file"], rule["line"] = rules[rule["id"]]
    for row in found["violations"]:
        for hop in row["path"]:
            hop["file"], hop["line"] = flows.get(hop["flow"], (None, None))
        steps = [hop["flow"] for hop in reversed(row["path"])] or [row["flow"]]
        placed = next((flows[flow] for flow in steps if flow in flows), None)
        row["file"], row["line"] = placed or rules[row["rule"]]
        row["in_files"] = placed is not None
    return {**found, "file": file.name, "files": [one.name for one in files]}


def _rule_lines(file: PolicyFile) -> dict[str, tuple[str, int]]:
    rules = file.policy.rules
    lines = Problems(file.name, file.text).placed([rule.path for rule in rules])
    return {rule.id: (file.name, line or 1) for rule, (line, _) in zip(rules, lines, strict=True)}


def _flow_lines(files: Iterable[InventoryFile], wanted: set[str]) -> dict[str, tuple[str, int]]:
    """Where each flow stands: (file, line), in the last file that states it."""
    found: dict[str, tuple[str, int]] = {}
    for file in files:
        items = [item for item in file.items if item.kind == "flow" and item.id in wanted]
        paths: list[Path] = [item.path for item in items]
        lines = file.problems().placed(paths)
        found.update({item.id: (file.name, line or 1) for item, (line, _) in zip(items, lines, strict=True)})
    return found
