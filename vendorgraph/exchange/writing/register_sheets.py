"""The registers as tables: one row per record with a column per letter, then recipients, transfers and gaps.

Columns of Article 30 begin with its letter; what is not asked for there begins with "Extra".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from vendorgraph.exchange.writing import words
from vendorgraph.exchange.writing.facts import Row
from vendorgraph.exchange.writing.registers import Register
from vendorgraph.exchange.writing.tables import MISSING, Sheet
from vendorgraph.model.wording import spoken

Column = tuple[str, Callable[[Row], Any]]
NONE = "none"
ELSEWHERE = "in the register of whoever sends the data on"


def main_sheet(register: Register, records: Iterable[Row]) -> Sheet:
    """One row per record."""
    columns = _CONTROLLER if register.kind == "controller" else _PROCESSOR
    rows = ([value(record) for _, value in columns] for record in records)
    return Sheet(f"Register of the {register.kind}", [name for name, _ in columns], rows)


def sheets(register: Register) -> list[Sheet]:
    """All tables of a register, as a workbook has them."""
    records = list(register.records())
    recipients = "d" if register.kind == "controller" else None
    return [
        main_sheet(register, records),
        Sheet("Recipients", RECIPIENT_COLUMNS, _recipients(records, recipients)),
        Sheet("Transfers", TRANSFER_COLUMNS, _transfers(records, "e" if recipients else "c")),
        Sheet("Gaps", ("record", "letter of Art. 30", "what is missing", "said"), _gaps(records)),
        Sheet("About", ("what", "said"), _about(register)),
    ]


def _found(record: Row) -> Row:
    found: Row = record["article_30"]
    return found


def _named(record: Row) -> str:
    return f"{record['party']['name']}: {record['processing']['name']}"


def _joint(record: Row) -> str:
    others = _found(record)["a"]["joint_controllers"]
    if others:
        return words.joined(words.who(other) for other in others)
    return MISSING if record["processing"]["capacity"] == "joint_controller" else NONE


def _representative(record: Row) -> str:
    a = _found(record)["a"]
    if a["representative"]:
        return str(a["representative"])
    return (
        MISSING if a["representative_needed"] is not False else "not needed (established in the Union or EEA)"
    )


def _recipient(row: Row) -> str:
    seat = words.seat(row["party"]) if row["party"]["established_in"] else "seat not recorded"
    planned = ", planned" if row["planned"] else ""
    return f"{row['party']['name']} ({spoken(row['role'])}, {seat}, {row['certainty']}{planned})"


def _transfer(row: Row) -> str:
    return (
        f"{row['exporter']['name']} to {row['importer']['name']}: {words.destinations(row['destinations'])}; "
        f"{words.status(row)}; safeguards: {words.instruments(row)}"
    )


def _listed(texts: Iterable[str]) -> str:
    """Lines of a long cell; "none" is a statement here, since the chain was followed."""
    return "\n".join(dict.fromkeys(texts)) or NONE


_HEAD: Sequence[Column] = (
    ("record", lambda record: record["processing"]["id"]),
    ("processing", lambda record: record["processing"]["name"]),
    ("capacity", lambda record: spoken(record["processing"]["capacity"])),
)
_TAIL: Sequence[Column] = (
    ("Extra: evidence", lambda record: words.written(record["extras"]["evidence"])),
    (
        "Gaps",
        lambda record: _listed(f"({gap['letter']}) {gap['what']}: {gap['said']}" for gap in record["gaps"]),
    ),
)
_CONTROLLER: Sequence[Column] = (
    *_HEAD,
    ("(a) controller", lambda record: words.who(_found(record)["a"]["controller"])),
    ("(a) joint controllers", _joint),
    ("(a) representative", _representative),
    ("(a) data protection officer", lambda record: _found(record)["a"]["dpo"] or MISSING),
    ("(b) purposes", lambda record: words.named(_found(record)["b"]["purposes"])),
    ("(c) categories of data subjects", lambda record: words.named(_found(record)["c"]["subjects"])),
    ("(c) categories of personal data", lambda record: words.named(_found(record)["c"]["categories"])),
    (
        "(d) categories of recipients",
        lambda record: _listed(
            f"{spoken(kind['role'])}: {kind['recipients']}" for kind in _found(record)["d"]["kinds"]
        ),
    ),
    (
        "(d) recipients, whole chain",
        lambda record: _listed(map(_recipient, _found(record)["d"]["recipients"])),
    ),
    (
        "(e) transfers and safeguards",
        lambda record: _listed(map(_transfer, _found(record)["e"]["transfers"])),
    ),
    (
        "(f) time limits for erasure",
        lambda record: "\n".join(map(words.limit, _found(record)["f"]["time_limits"])) or MISSING,
    ),
    ("(g) security measures", lambda record: _found(record)["g"]["security_measures"] or MISSING),
    ("Extra: legal basis", lambda record: words.named(record["extras"]["legal_bases"])),
    (
        "Extra: special categories (Art. 9)",
        lambda record: (
            words.named(record["extras"]["special_categories"])
            if record["extras"]["special_categories"]
            else NONE
        ),
    ),
    ("Extra: source of the data", lambda record: words.named(record["extras"]["sources"])),
    (
        "Extra: contracts",
        lambda record: _listed(one["name"] or one["id"] for one in record["extras"]["contracts"]),
    ),
    (
        "Extra: disclosed but not declared",
        lambda record: _listed(row["name"] for row in record["extras"]["disclosed_but_not_declared"]),
    ),
    *_TAIL,
)


def _carried_out(row: Row) -> str:
    return (
        f"{row['controller']['name']} ({row['activity']['name']}): {row['service']}; "
        f"purposes: {words.named(row['purposes'], ', ')}; data: {words.categories(row['categories'])}; {row['certainty']}"
    )


_PROCESSOR: Sequence[Column] = (
    *_HEAD,
    ("(a) processor", lambda record: words.who(_found(record)["a"]["processor"])),
    ("(a) representative", lambda record: _found(record)["a"]["processor"]["representative"] or MISSING),
    ("(a) data protection officer", lambda record: _found(record)["a"]["processor"]["dpo"] or MISSING),
    (
        "(a) controllers acted for",
        lambda record: (
            "\n".join(
                f"{words.who(one)}, representative: {one['representative'] or MISSING}, officer: {one['dpo'] or MISSING}"
                for one in _found(record)["a"]["controllers"]
            )
            or MISSING
        ),
    ),
    (
        "(b) categories of processing per controller",
        lambda record: (
            "\n".join(map(_carried_out, _found(record)["b"]["categories_of_processing"])) or MISSING
        ),
    ),
    (
        "(c) transfers and safeguards",
        lambda record: _listed(map(_transfer, _found(record)["c"]["transfers"])),
    ),
    ("(d) security measures", lambda record: _found(record)["d"]["security_measures"] or MISSING),
    (
        "Extra: subprocessors and further recipients",
        lambda record: _listed(map(_recipient, record["extras"]["subprocessors"])),
    ),
    ("Extra: places of the data", lambda record: words.located(record["extras"]["locations"])),
    (
        "Extra: contracts",
        lambda record: _listed(one["name"] or one["id"] for one in record["extras"]["contracts"]),
    ),
    *_TAIL,
)
RECIPIENT_COLUMNS = (
    "record",
    "(d) recipient",
    "(d) role",
    "(d) contact",
    "service",
    "certainty",
    "planned",
    "flows away",
    "by way of",
    "categories",
    "purposes",
    "countries",
    "transfer",
    "safeguards",
    "only when",
)
TRANSFER_COLUMNS = (
    "record",
    "exporter",
    "importer",
    "onward",
    "third country or organisation",
    "status",
    "reason",
    "safeguards",
    "documentation",
    "Art. 49(1) second subparagraph",
    "categories",
    "certainty",
    "planned",
    "flow",
)


def recipient_cells(row: Row) -> list[Any]:
    """A recipient as cells, from its name on."""
    return [
        row["party"]["name"],
        spoken(row["role"]),
        words.who(row["party"]),
        row["processing"]["name"],
        row["certainty"],
        row["planned"],
        row["hops"],
        " > ".join(row["chain"]),
        words.categories(row["categories"]),
        words.named(row["purposes"]),
        words.located(row["countries"]),
        words.TRANSFER[row["transfer"]],
        words.safeguards(row["safeguards"]) if row["safeguards"] else ELSEWHERE,
        _listed(condition["name"] for condition in row["conditions"]),
    ]


def transfer_cells(row: Row) -> list[Any]:
    """A transfer as cells."""
    return [
        row["exporter"]["name"],
        row["importer"]["name"],
        row["onward"],
        words.destinations(row["destinations"]),
        words.TRANSFER[row["status"]],
        spoken(row["reason"]) if row["reason"] else NONE,
        words.instruments(row),
        words.documentation(row),
        row["article_49_1_second_subparagraph"],
        words.categories(row["categories"]),
        row["certainty"],
        row["planned"],
        row["flow"],
    ]


def _recipients(records: list[Row], letter: str | None) -> Iterator[list[Any]]:
    for record in records:
        found = _found(record)[letter]["recipients"] if letter else record["extras"]["subprocessors"]
        for row in found:
            yield [record["processing"]["id"], *recipient_cells(row)]


def _transfers(records: list[Row], letter: str) -> Iterator[list[Any]]:
    for record in records:
        for row in _found(record)[letter]["transfers"]:
            yield [record["processing"]["id"], *transfer_cells(row)]


def _gaps(records: list[Row]) -> Iterator[list[Any]]:
    for record in records:
        for gap in record["gaps"]:
            yield [record["processing"]["id"], gap["letter"], gap["what"], gap["said"]]


def _about(register: Register) -> list[list[Any]]:
    head = register.head()
    letters = [[f"({letter})", said] for letter, said in head["letters"].items()]
    return [
        ["record of processing activities", head["article"]],
        ["as of", head["as_of"]],
        ["revision of the inventory", head["revision"]],
        *([["note", head["note"]]] if head["note"] else []),
        *letters,
        ["Extra", "not asked for by Article 30"],
        [MISSING, "the inventory does not have this; the sheet Gaps lists all of it"],
        [
            "leading apostrophe",
            "protects a text that a spreadsheet would run as a formula; it is not part of the text",
        ],
    ]
