"""Facts as the words that stand in a cell or on a page; what is not recorded is said to be so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vendorgraph.exchange.writing.facts import names
from vendorgraph.exchange.writing.tables import MISSING
from vendorgraph.model import places
from vendorgraph.model.wording import plural, spoken

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
        f"established in: {seat(party)}",
    ]
    return f"{name}, {', '.join(details)}"


def seat(party: Row) -> str:
    """The country of a party's seat by its name."""
    return places.name(party["established_in"]) if party["established_in"] else MISSING


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


def reach(rows: Sequence[Row]) -> str:
    """How many recipients rows of an exposure name and where these process: countries, regions, places not known."""
    recipients = {row["processing"]["id"] for row in rows}
    found = {entry["country"] for row in rows for entry in row["countries"]}
    unplaced = {
        row["processing"]["id"]
        for row in rows
        if places.UNKNOWN in {entry["country"] for entry in row["countries"]}
    }
    countries = {code for code in found if places.is_country(code)}
    regions = sorted(found - countries - {places.UNKNOWN})
    where = [plural(len(countries), "country", "countries")] if countries else []
    if regions:
        where.append(f"{plural(len(regions), 'region')} ({', '.join(regions)})")
    said = plural(len(recipients), "recipient") + (f" in {' and '.join(where)}" if where else "")
    if not unplaced:
        return said
    which = "" if unplaced == recipients else f", {len(unplaced):,} of them"
    return f"{said}{which} with a place not known"


def destinations(rows: Sequence[Row]) -> str:
    """Where a transfer goes, with what happens there; the recipient's seat is said to be that."""
    said = []
    for row in rows:
        name = "place not recorded" if row["place"] == "unknown" else row["name"]
        said.append(f"{name} ({row['kind']})" if row["kind"] else str(name))
    return joined(said)


def status(row: Row) -> str:
    """The status of a transfer with the reason why it is not covered or cannot be judged."""
    return (
        f"{TRANSFER[row['status']]} ({spoken(row['reason'])})" if row["reason"] else TRANSFER[row["status"]]
    )


def instruments(row: Row) -> str:
    """What covers a transfer on the day, then what is claimed and does not: name, code, module, period, if checked."""
    covering, claimed = _covering(row), _claimed(row)
    if covering and claimed:
        return f"{covering} ({claimed})"
    return covering or claimed or ("none, as established" if row["instruments"] == [] else MISSING)


def _covering(row: Row) -> str:
    """The instruments that the assessment names, with what is recorded of them; empty when there is none."""
    said = [
        told
        for one in row["relied_on"]
        for told in [_instrument(entry) for entry in row["instruments"] or () if entry["code"] == one["code"]]
        or [f"{one['name']} [{one['code']}]"]
    ]
    if not said or row["status"] == "covered":
        return "; ".join(said)
    covered = joined((one["name"] for one in row["destinations"] if one["status"] == "covered"), ", ")
    return f"for {covered} only: {joined(said)}"


def _claimed(row: Row) -> str:
    """What is recorded and does not cover the transfer; where that cannot be judged it still may."""
    relied = {one["code"] for one in row["relied_on"]}
    said = [_instrument(entry) for entry in row["instruments"] or () if entry["code"] not in relied]
    but = "" if row["status"] == "not_evaluable" else ", but not covering it on that day"
    return f"claimed{but}: {joined(said)}" if said else ""


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
            said.append(f"{status(row)}: {instruments(row)}")
    return joined(said)


def limit(row: Row) -> str:
    """A time limit for erasure with the purpose and the categories it is for."""
    of = row["purpose"]["name"] if row["purpose"] else "purpose not recorded"
    kept = row["period"] or row["text"] or MISSING
    after = f" after {row['after']}" if row["after"] else ""
    return f"{of} ({joined(names(row['categories']), ', ')}): {kept}{after}"
