"""The page docs/reference/policies.md: the language of policies, from its declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vendorgraph.analysis.policies.language import (
    ACCEPTS,
    ALSO,
    EXCEPTION,
    FINDINGS,
    RULE,
    SCOPE,
    TESTS,
    Word,
)

_HEAD = """\
# Policies

<!-- Made by `make docs` from vendorgraph/analysis/policies; do not edit. -->

A policy is a list of rules that `vendorgraph check` puts to the whole chain: to every flow on which something leaves its
sender, from every source, however many flows away. It is YAML or JSON in UTF-8.

```yaml
vendorgraph: 1 # version of this format
policy: example-clinic # name of the policy
title: Rules of Example Clinic
rules:
  - id: health-in-the-eea
    title: No health data outside the EEA unless under these instruments
    category: user.health_and_medical
    from: own
    outside: EEA
    unless:
      - {mechanism: [A45-3, DPF-EU, A46-2-c]}
      - {to: example-backup, until: 2027-06-30, because: The move to another provider is under way}
  - id: contract-with-every-processor
    title: Every processor stands under a contract in force
    role: [processor, subprocessor]
    contract: false
    level: warning
  - id: high-findings
    title: No open finding of severity high
    findings: {severity: high}
```

## How a rule reads

* A rule about flows first says whose data and which data it is about (its **scope**), then by which **tests** it catches a
  flow: all of them must hold. What is caught violates the rule, unless one exception under `unless` holds: of a list any
  one, of one exception all its tests.
* A word that takes a list takes one value too, and is met by any of its values.
* **Unknown is never harmless.** What is not recorded (a place, a seat, a purpose, a legal basis; and a region of which only a
  part lies there) meets a test of a rule, and meets no test of an exception. `unknown: passes` in a rule turns the first
  around, for that rule. What may leave counts like what is stated to leave, unless the rule says `min_certainty: stated`.
* A test of places (`outside`, `in`) is met in a rule by some place of the flow. In an exception it is met only when every
  place that the rule caught meets it.
* `mechanism` is what the law of the day lets the transfer rest on, not what somebody wrote down: a certificate that ended
  or a decision annulled covers nothing. In an exception the transfer must be covered as a whole, seat included, and every
  place that the rule caught by one of the instruments. `transfer: covered` asks for the status alone.
* Places are those of the flow. A company's seat is another question: `seat_outside` and `seat_in`.
* `decision: accepted` excepts a violation about whose fingerprint such a decision is recorded and holds. The fingerprint
  rests on rule, source, sender, recipient and places: another place makes it another violation.
* A rule that names a party, category, instrument or purpose that the inventory does not know is refused, for it would
  silently catch nothing; in an exception it is a warning. A rule that looked at nothing says so.
* A rule about findings counts findings: more than `at_most` of them (0 when absent) violate it.
"""


def page() -> str:
    """The page."""
    return "".join(
        (
            _HEAD,
            _table("Every rule", RULE.values()),
            _table("Scope of a rule about flows", SCOPE.values()),
            _table("Tests, in rules and exceptions", TESTS.values()),
            _table("More in an exception", EXCEPTION.values()),
            _table("`findings`, with `at_most` beside it", FINDINGS.values()),
            _also(),
        )
    )


def _table(title: str, words: Iterable[Word]) -> str:
    return f"\n## {title}\n\n| word | value | meaning |\n|---|---|---|\n{''.join(_rows(words))}"


def _rows(words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        value = ", ".join(f"`{one}`" for one in word.values) or ACCEPTS[word.kind]
        yield f"| `{word.name}` | {'one or a list of: ' if word.many else ''}{value} | {word.doc} |\n"


def _also() -> str:
    return f"\n{', '.join(f'`{other}` is read as `{word}`' for other, word in ALSO.items())}.\n"
