"""`make docs`: the pages of docs/reference that say what the code says.

A test holds the committed pages equal to what this makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tools import findings_reference, graph_reference, policy_reference, rest_reference
from vendorgraph.api import openapi
from vendorgraph.cli import main as command
from vendorgraph.model.common_fields import EVIDENCE
from vendorgraph.model.entities import RECORDS
from vendorgraph.model.fields import Entity, Field

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
WIDTH = 100
_TYPES = {
    "text": "text",
    "slug": "id",
    "url": "web address",
    "date": "day",
    "instant": "moment or day",
    "duration": "ISO 8601 duration",
    "flag": "true or false",
    "count": "whole number",
    "party_or_none": "party or `none`",
    "place": "country, region or `unknown`",
    "area": "country or region",
    "country": "country",
    "lines": "line numbers",
    "pointer": "JSON pointer",
    "identifier": "scheme:value",
    "language": "language tag",
    "sha256": "SHA-256",
    "fingerprint": "fingerprint of a finding",
    "scope": "dimension to values",
}
_HEAD = """\
# Inventory files

<!-- Made by `make docs` from vendorgraph/model; do not edit. -->

A file is YAML or JSON in UTF-8 with `vendorgraph: 1` (the version of this format), `inventory:` (the name that
owns what the file states) and any of the sections below. `vendorgraph plan FILE…` shows what a file would
change, `vendorgraph apply FILE…` writes it.

* YAML is read by the core scalars of YAML 1.2: `NO`, `12:30` and `2026-11-22` are text; only `true`, `false`, `null`,
  `~` and numbers are not. Keys are text. Tags, repeated keys and second documents are refused; aliases are bounded.
* A file may state part of a resource: other files, or REST, may state the rest. Lists unite, single values must
  agree. Required fields must be stated by somebody.
* An absent field and `null` say the same: not recorded. Where *none* differs from *not stated*, `[]` says none.
* An id that is absent is made from the fields named with each kind. Ids that others refer to are better written out.
* A party's `processings` may stand inside it.
* The export of a whole inventory that several files state begins with `inventories: [a, b]`, and each entry names the
  one that states it, `inventory: a`. `rest` is what was written over REST.

| section | what stands in it |
|---|---|
"""


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    return {
        REFERENCE / "inventory-files.md": _inventory_files(),
        REFERENCE / "command-line.md": _command_line(),
        REFERENCE / "rest.md": rest_reference.page(),
        REFERENCE / "policies.md": policy_reference.page(),
        REFERENCE / "graph.md": graph_reference.page(),
        REFERENCE / "findings.md": findings_reference.page(),
        ROOT / openapi.FILE: openapi.text(),
    }


def _inventory_files() -> str:
    overview = "".join(f"| [`{entity.plural}`](#{entity.plural}) | {entity.doc} |\n" for entity in RECORDS)
    sections = "".join(_section(entity) for entity in RECORDS)
    return f"{_HEAD}{overview}\n{sections}{_evidence()}"


def _section(entity: Entity) -> str:
    made = " and ".join(f"`{name}`" for name in entity.id_from)
    rows = "".join(_rows(entity.fields, ""))
    return f"## {entity.plural}\n\n{entity.doc} An absent id is made from {made}.\n\n{_TABLE}{rows}\n"


_TABLE = "| field | value | meaning |\n|---|---|---|\n"


def _rows(fields: tuple[Field, ...], prefix: str) -> Iterator[str]:
    for field in fields:
        name = f"{prefix}{field.name}"
        mark = " (required)" if field.required else ""
        yield f"| `{name}`{mark} | {_value(field)} | {_cell(field.doc)} |\n"
        if field.fields and field.name != EVIDENCE.name:
            yield from _rows(field.fields, f"{name}.")


def _value(field: Field) -> str:
    said = _one_value(field)
    if field.many:
        said = f"list of: {said}"
    if field.default not in (None, [], {}, ""):
        said += (
            f"; default `{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"
        )
    return _cell(said)


def _one_value(field: Field) -> str:
    if field.type == "enum":
        return ", ".join(f"`{value}`" for value in field.values)
    if field.type == "ref":
        return f"id of a {' or '.join(field.refers_to)}"
    if field.type == "record":
        return "[evidence](#evidence)" if field.name == EVIDENCE.name else "object"
    return _TYPES[field.type]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _evidence() -> str:
    rows = "".join(_rows(EVIDENCE.fields, ""))
    return f"## evidence\n\n{EVIDENCE.doc} Every kind but documents and terms has a list of it.\n\n{_TABLE}{rows}"


def _command_line() -> str:
    head = "# Command line\n\n<!-- Made by `make docs` from vendorgraph/cli; do not edit. -->\n\n"
    return head + "\n".join(
        f"## {name}\n\n```text\n{text}\n```\n" for name, text in _helps(command, "vendorgraph")
    )


def _helps(group: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """(full name, help) of a command and those below it, as the program shows it."""
    settings = {**group.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(group, parent, name, **settings)
    yield context.command_path, "\n".join(line.rstrip() for line in group.get_help(context).splitlines())
    if isinstance(group, click.Group):
        for inner in sorted(group.commands):
            yield from _helps(group.commands[inner], inner, context)


def main() -> None:
    """Write the pages."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
