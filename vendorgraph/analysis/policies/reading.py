"""From what a policy's text says, as plain values, to a policy; everything wrong is said at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from vendorgraph.analysis.policies.language import (
    ALSO,
    EXCEPTION,
    FINDINGS,
    LEVELS,
    RULE,
    SCOPE,
    TESTS,
    Path,
    Policy,
    Rule,
    Unless,
    Word,
)
from vendorgraph.model import checks, places
from vendorgraph.model.hints import nearest

VERSION = 1
HEAD = ("vendorgraph", "policy", "title", "rules")
MOST_RULES = 500
#: Told (where it stands, what is wrong with it).
Say = Callable[[Path, str], None]
Words = Mapping[str, Word]


def policy_of(content: Any, say: Say) -> Policy:
    """The policy that `content` is; what is wrong is told to `say`, and then the policy is not whole."""
    if not isinstance(content, dict):
        say((), "is not a policy: it must begin with `vendorgraph: 1`, `policy: a-name` and `rules:`")
        return Policy("", "", ())
    if "policy" not in content and "inventory" in content:
        say(("inventory",), "is an inventory file; a policy says `policy: a-name` and has `rules:`")
        return Policy("", "", ())
    _head(content, say)
    rules = _rules(content.get("rules"), say)
    name, title = content.get("policy"), content.get("title")
    return Policy(str(name), str(title or name), tuple(rules))


def _head(content: dict[str, Any], say: Say) -> None:
    for key in content:
        if key not in HEAD:
            say((key,), f"{key!r} is not part of a policy; accepted: {', '.join(HEAD)}")
    version = content.get("vendorgraph")
    if version != VERSION or isinstance(version, bool):
        said = "is missing" if version is None else f"is {checks.given(version)}"
        say(("vendorgraph",), f"`vendorgraph` {said}; write `vendorgraph: {VERSION}`")
    name = content.get("policy")
    if not isinstance(name, str):
        say(("policy",), "`policy` must be the name of this policy, as `policy: example-clinic`")
    elif refusal := checks.slug(name):
        say(("policy",), f"`policy` {refusal}")
    if content.get("title") is not None:
        _value(_TITLE, content["title"], ("title",), say)


_TITLE = RULE["title"]


def _rules(given: Any, say: Say) -> list[Rule]:
    if not isinstance(given, list) or not given:
        say(("rules",), "`rules` must be a list of one or more rules")
        return []
    if len(given) > MOST_RULES:
        say(("rules",), f"has {len(given):,} rules; at most {MOST_RULES} are accepted")
        return []
    found: list[Rule] = []
    taken: set[str] = set()
    for at, raw in enumerate(given):
        rule = _rule(raw, ("rules", at), say)
        if rule is not None:
            if rule.id in taken:
                say(
                    ("rules", at, "id"),
                    f"there is a rule {rule.id!r} already; every rule has a name of its own",
                )
            taken.add(rule.id)
            found.append(rule)
    return found


def _rule(raw: Any, path: Path, say: Say) -> Rule | None:
    if not isinstance(raw, dict):
        say(path, f"a rule must be a mapping with `id` and `title`, not {checks.given(raw)}")
        return None
    about_findings = "findings" in raw
    accepted = {**RULE, "findings": None, "at_most": None} if about_findings else {**RULE, **SCOPE, **TESTS}
    values = _mapping(
        {k: v for k, v in raw.items() if k not in ("findings", "at_most", "unless")}, accepted, path, say
    )
    for name in ("id", "title"):
        if name not in values:
            say(path, f"rule {path[-1]}: `{name}` is missing")
    if "id" not in values or "title" not in values:
        return None
    shared: dict[str, Any] = {name: values.get(name) for name in ("id", "title", "why", "help")}
    level = values.get("level", LEVELS[0])
    if about_findings:
        wanted, at_most = _about_findings(raw, path, say)
        return Rule(**shared, level=level, path=path, findings=wanted, at_most=at_most)
    tests = {name: values[name] for name in values.keys() & TESTS.keys()}
    scope = {name: values[name] for name in values.keys() & SCOPE.keys()}
    if "at_most" in raw:
        say((*path, "at_most"), "`at_most` belongs to rules about findings")
    if not raw.keys() & {*TESTS, *ALSO, "category", "special"}:
        say(path, f"rule {values['id']} would catch every flow; say which, as `outside: EEA`")
    unless = _alternatives(raw.get("unless"), (*path, "unless"), say)
    return Rule(**shared, level=level, path=path, scope=scope, tests=tests, unless=tuple(unless))


def _about_findings(raw: dict[str, Any], path: Path, say: Say) -> tuple[Mapping[str, Any], int]:
    if "unless" in raw:
        say(
            (*path, "unless"),
            "`unless` belongs to rules about flows; record a decision about a finding instead",
        )
    given, most = raw["findings"], raw.get("at_most", 0)
    if isinstance(most, bool) or not isinstance(most, int) or most < 0:
        say((*path, "at_most"), f"at_most {checks.given(most)} is not accepted; a whole number from 0")
        most = 0
    if given is None:
        given = {}
    if not isinstance(given, dict):
        say(
            (*path, "findings"),
            f"findings must be a mapping, as {{severity: high}}, not {checks.given(given)}",
        )
        return {}, most
    return _mapping(given, FINDINGS, (*path, "findings"), say), most


def _alternatives(given: Any, path: Path, say: Say) -> list[Unless]:
    if given is None:
        return []
    listed = given if isinstance(given, list) else [given]
    found = []
    for at, raw in enumerate(listed):
        here = (*path, at) if isinstance(given, list) else path
        if not isinstance(raw, dict):
            say(
                here,
                f"an exception must be a mapping of tests, as {{transfer: covered}}, not {checks.given(raw)}",
            )
            continue
        values = _mapping(raw, {**TESTS, **EXCEPTION}, here, say)
        tests = {name: values[name] for name in values.keys() & TESTS.keys()}
        decision = values.get("decision", ())
        if not raw.keys() & {*TESTS, *ALSO, "decision"}:
            say(here, "an exception without a test would except everything; say what, as `transfer: covered`")
        found.append(Unless(tests, tuple(decision), values.get("until"), values.get("because")))
    return found


def _mapping(raw: dict[str, Any], accepted: Mapping[str, Any], path: Path, say: Say) -> dict[str, Any]:
    """The accepted words of a mapping with their values; the rest is told."""
    found: dict[str, Any] = {}
    for key, value in raw.items():
        name = ALSO.get(key, key)
        word = accepted.get(name)
        if word is None:
            near = nearest(str(key), [*accepted, *ALSO], 1)
            hint = f"; did you mean {near[0]}?" if near else f"; accepted: {', '.join(accepted)}"
            say((*path, key), f"{key!r} is not accepted here{hint}")
        elif name in found:
            say((*path, key), f"{key!r} and {name!r} say the same; write one of them")
        else:
            held = _value(word, value, (*path, key), say)
            if held is not None:
                found[name] = held
    return found


def _value(word: Word, given: Any, path: Path, say: Say) -> Any:
    """The value as the rule holds it, a tuple where the word takes many; None when refused, and told."""
    if not word.many:
        held, refusal = _one(word, given)
        if refusal:
            say(path, f"{word.name} {refusal}")
        return None if refusal else held
    listed = given if isinstance(given, list) else [given]
    if not listed:
        say(path, f"{word.name} is an empty list; leave it out or say what")
        return None
    found = []
    for at, entry in enumerate(listed):
        held, refusal = _one(word, entry)
        if refusal:
            say((*path, at) if isinstance(given, list) else path, f"{word.name} {refusal}")
        else:
            found.append(held)
    return tuple(dict.fromkeys(found)) if len(found) == len(listed) else None


def _one(word: Word, given: Any) -> tuple[Any, str | None]:
    """One value and the sentence that refuses it."""
    if word.kind == "flag":
        return given, None if isinstance(
            given, bool
        ) else f"{checks.given(given)} is not accepted; true or false"
    if word.kind == "count":
        fine = isinstance(given, int) and not isinstance(given, bool) and given >= 1
        return given, None if fine else f"{checks.given(given)} is not accepted; a whole number from 1"
    if not isinstance(given, str) or not given.strip():
        hint = "; put it in quotes" if isinstance(given, int | float) and not isinstance(given, bool) else ""
        return None, f"{checks.given(given)} is not text{hint}"
    if word.kind == "enum":
        fine = given in word.values
        return (
            given,
            None if fine else f"{checks.given(given)} is not accepted; one of {', '.join(word.values)}",
        )
    if word.kind == "date":
        refusal = checks.date(given)
        return (None, refusal) if refusal else (dt.date.fromisoformat(given), None)
    if word.kind == "area":
        return given, _area(given)
    return given, checks.slug(given) if word.kind == "slug" else checks.text(given)


def _area(given: str) -> str | None:
    if given == places.UNKNOWN:
        return "unknown is no place to lie in; `unknown: violates` is how rules treat it, unless they say otherwise"
    return checks.area(given)
