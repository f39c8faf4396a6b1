"""Facts as the words that stand in a cell or on a page; what is not recorded is said to be so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vendorgraph.exchange.writing.facts import names
from vendorgraph.exchange.writing.tables import MISSING

Row = Mapping[str, Any]

TRANSFER = {
    "not_a_transfer": "no transfer",
    "covered": "covered",
    "not_covered": "not covered",
    "not_evaluable": "cannot be judged",
}


def joined(texts: Iterable[str], between: str = "; ") -> str:
    """Texts once each, in order; "not recorded" when there is none."""
    return between.join(dict.fromkeys(text for text in texts if text)) or MISSING


def who(party: Row) -> str:
    """A party with its registered name, seat and contact details, and what of these is not recorded."""
    if not party["named"]:
        return f"{party['name']} (its source gives no name)"
    legal = party["legal_name"]
    name = f"{party['name']} ({legal})" if legal and legal != party["name"] else party["name"]
    details = [
        f"address: {party['address'] or MISSING}",
        f"contact: {party['contact'] or MISSING}",
        f"established in: {party['established_in'] or MISSING}",
    ]
    return f"{name}, {', '.join(details)}"


def named(rows: Sequence[Row], between: str = "; ") -> str:
    """The names of terms or parties."""
    return joined(names(rows), between)


def categories(sets: Row) -> str:
    """Stated categories, then those that are only possible, said to be so."""
    stated = names(sets["stated"])
    possible = [f"{name} (possible)" for name in names(sets["possible"]) if name not in stated]
    return joined([*stated, *possible])


def located(countries: Sequence[Row]) -> str:
    """Countries with what happens there, `unknown` as "not stated"."""
    return joined(
        f"{row['name']} ({', '.join(row['kinds'])})" if row["kinds"] else str(row["name"])
        for row in countries
    )


def destinations(rows: Sequence[Row]) -> str:
    """Where a transfer goes, with what happens there; the recipient's seat is said to be that."""
    said = []
    for row in rows:
        name = "place not recorded" if row["place"] == "unknown" else row["name"]
        said.append(f"{name} ({row['kind']})" if row["kind"] else str(name))
    return joined(said)


def instruments(row: Row) -> str:
    """What a transfer relies on, and what is recorded besides: code, name, module, period, whether checked."""
    relied = [f"{one['name']} [{one['code']}]" for one in row["relied_on"]]
    recorded = [_instrument(one) for one in row["instruments"] or ()]
    if not relied and not recorded:
        return "none, as established" if row["instruments"] == [] else MISSING
    known = {one["code"] for one in row["instruments"] or ()}
    return joined(
        [
            *recorded,
            *(said for one, said in zip(row["relied_on"], relied, strict=True) if one["code"] not in known),
        ]
    )


def _instrument(one: Row) -> str:
    module = f", module {one['module']}" if one["module"] else ""
    period = f", from {one['valid_from']}" if one["valid_from"] else ""
    period += f", until {one['valid_to']} (exclusive)" if one["valid_to"] else ""
    checked = "checked" if one["verified"] else "not checked"
    return f"{one['name']} [{one['code']}]{module}{period}, {checked}"


def documentation(row: Row) -> str:
    """The documents behind a transfer's places and instruments, and the contract it stands under."""
    said = [_written(entry) for entry in row["documentation"]]
    if found := row["contract"]:
        title = found["name"] or found["id"]
        signed = f", signed {found['signed_on']}" if found["signed_on"] else ""
        tia = found["assessment"] or {}
        assessed = f", transfer impact assessment {tia['done_on']}" if tia.get("done_on") else ""
        said.insert(0, f"contract: {title}{signed}{assessed}")
    return joined(said)


def written(entries: Sequence[Row]) -> str:
    """Documents with their lines."""
    return joined(_written(entry) for entry in entries)


def _written(entry: Row) -> str:
    title = entry["title"] or entry["document"]
    return f"{title}, lines {entry['lines']}" if entry["lines"] else str(title)


def safeguards(rows: Sequence[Row]) -> str:
    """The transfers that bring a recipient its data, in one text: status and instrument of each."""
    said = []
    for row in rows:
        if row["status"] == "not_a_transfer":
            said.append("no transfer to a third country")
        else:
            said.append(f"{TRANSFER[row['status']]}: {instruments(row)}")
    return joined(said)


def limit(row: Row) -> str:
    """A time limit for erasure with the purpose and the categories it is for."""
    of = row["purpose"]["name"] if row["purpose"] else "purpose not recorded"
    kept = row["period"] or row["text"] or MISSING
    after = f" after {row['after']}" if row["after"] else ""
    return f"{of} ({joined(names(row['categories']), ', ')}): {kept}{after}"
