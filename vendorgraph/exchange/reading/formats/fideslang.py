"""Fideslang manifests (Fides' privacy-as-code files), YAML or JSON: a row per system.

What a system's privacy declarations use goes into it from the systems that it lists as ingress or that
list it as egress; a system that nothing sends to receives from the processing named on the command line.
Source: fideslang 3.1.4, models `System`, `PrivacyDeclaration`, `DataFlow`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.exchange.matching.names import country_of
from vendorgraph.exchange.reading.formats.structured import (
    noted,
    objects,
    terms,
    text,
    texts,
    tree,
    unknown_keys,
)
from vendorgraph.exchange.reading.row import PlaceWords, Row, collapsed
from vendorgraph.exchange.reading.source import Source

NAME = "a fideslang manifest"
_SECTIONS = frozenset(
    [
        "system",
        "dataset",
        "policy",
        "organization",
        "registry",
        "data_category",
        "data_use",
        "data_subject",
        "evaluation",
    ]
)
_SYSTEM = frozenset(
    {
        "fides_key",
        "name",
        "description",
        "organization_fides_key",
        "meta",
        "tags",
        "system_type",
        "fidesctl_meta",
        "fides_meta",
        "registry_id",
        "administrating_department",
        "egress",
        "ingress",
        "privacy_declarations",
        "responsibility",
        "data_responsibility_title",
        "third_country_transfers",
        "privacy_policy",
        "legal_name",
        "legal_address",
        "dpo",
        "legal_basis_for_transfers",
        "does_international_transfers",
        "data_security_practices",
        "data_stewards",
        "vendor_id",
        "reason_for_exemption",
        "dataset_references",
        "joint_controller_info",
    }
)
_BASES = {
    "consent": "A6-1-a",
    "contract": "A6-1-b",
    "legal obligations": "A6-1-c",
    "legal obligation": "A6-1-c",
    "vital interests": "A6-1-d",
    "public interest": "A6-1-e",
    "legitimate interests": "A6-1-f",
    "legitimate interest": "A6-1-f",
}
_TRANSFERS = {
    "adequacy decision": "A45-3",
    "sccs": "A46-2-c",
    "standard contractual clauses": "A46-2-c",
    "bcrs": "A46-2-b",
    "binding corporate rules": "A46-2-b",
}


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Row]:
    """A row per system, numbered as they stand in the file. Raises Invalid for what is no manifest."""
    content = tree(source, NAME)
    if "system" not in content:
        held = [key for key in content if key in _SECTIONS]
        said = f"it holds {', '.join(held)} only" if held else "it must have `system`"
        raise Invalid(f"{source.name}: is not {NAME} that can be read: {said}")
    entries = list(objects(content["system"]))
    incoming = _incoming([entry for entry, is_object in entries if is_object])
    for number, (entry, is_object) in enumerate(entries, 1):
        if is_object:
            yield _row(number, entry, incoming)
        else:
            yield Row(number, collapsed(str(entry))[:200], refused="a system must be a mapping")


def _incoming(systems: list[Mapping[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """Key of a system -> key of each that sends to it -> the categories of that flow, as written."""
    keys = {key for system in systems if (key := text(system.get("fides_key")))}
    found: dict[str, dict[str, list[str]]] = {key: {} for key in keys}
    for system in systems:
        own = text(system.get("fides_key"))
        for field in ("ingress", "egress"):
            for flow, is_object in objects(system.get(field)):
                other = text(flow.get("fides_key") if is_object else flow)
                sender, recipient = (other, own) if field == "ingress" else (own, other)
                if sender in keys and recipient in keys and sender is not None and recipient is not None:
                    carried = found[recipient].setdefault(sender, [])
                    carried += texts(flow.get("data_categories")) if is_object else []
    return found


def _row(number: int, system: Mapping[str, Any], incoming: Mapping[str, dict[str, list[str]]]) -> Row:
    key, name = text(system.get("fides_key")), text(system.get("name"))
    vendor = name or key
    words = collapsed(f"{name or ''} ({key})" if key and name != key else str(name or ""))
    if vendor is None:
        return Row(number, words or "system", refused="this system has neither a name nor a fides_key")
    declared = [entry for entry, is_object in objects(system.get("privacy_declarations")) if is_object]
    purposes, uses = terms("purpose", _all(declared, "data_use"))
    flows = incoming.get(key or "", {})
    carried = [category for held in flows.values() for category in held]
    used = _all(declared, "data_categories")
    categories, said = terms("category", used or carried)
    subjects, whose = terms("subject", _all(declared, "data_subjects"))
    extra, notes = _extra(system, declared, [*flows][1:])
    if categories and any("left out" in sentence for sentence in said):
        extra["categories_open"] = True
    return Row(
        number,
        words,
        (collapsed(vendor),),
        places=tuple(_places(system)),
        seat=country_of((text(system.get("legal_address")) or "").rpartition(",")[2].strip(" .")),
        purposes=tuple(purposes),
        coded=True,
        categories=tuple(categories) or None,
        subjects=tuple(subjects),
        website=text(system.get("privacy_policy")),
        section=text(system.get("administrating_department")),
        sender=next(iter(flows), None),
        key=key,
        extra=extra,
        note=noted(*uses, *said, *whose, *notes, unknown_keys(system, _SYSTEM)),
    )


def _all(declared: list[Mapping[str, Any]], field: str) -> list[str]:
    return list(dict.fromkeys(value for entry in declared for value in texts(entry.get(field))))


def _extra(
    system: Mapping[str, Any], declared: list[Mapping[str, Any]], more: list[str]
) -> tuple[dict[str, Any], list[str]]:
    """Fields of the flow and of the party, and what could not be said in them."""
    extra: dict[str, Any] = {}
    notes: list[str] = []
    names = [value for entry in declared if (value := text(entry.get("name")))]
    if names:
        extra["service"] = collapsed(names[0]) if len(names) == 1 else (text(system.get("name")) or names[0])
    if more:
        extra["senders"] = tuple(more)
    role = text(system.get("responsibility")) or text(system.get("data_responsibility_title"))
    if role:
        extra["stated_role"] = role
        extra["capacity"] = "controller" if role.lower() == "controller" else "processor"
    bases = {_BASES.get(written.lower()) for written in _all(declared, "legal_basis_for_processing")}
    if len(bases) == 1 and (basis := next(iter(bases))):
        extra["legal_basis"] = basis
    elif bases:
        notes.append("its declarations rest on several legal bases, or on one that is not known")
    if kept := _retention(_all(declared, "retention_period")):
        extra["retention"] = kept
    if mechanisms := _mechanisms(system):
        extra["mechanisms"] = mechanisms
    if party := _party(system):
        extra["party"] = party
    if any(entry.get("third_parties") for entry in declared):
        notes.append(
            "third parties are told in words only: " + "; ".join(_all(declared, "third_parties"))[:200]
        )
    return extra, notes


def _retention(periods: list[str]) -> dict[str, Any] | None:
    """Days when all declarations agree on a number of them, else the words."""
    if len(periods) == 1 and (days := re.fullmatch(r"(\d{1,5})(?:\.0)?(?: days?)?", periods[0])):
        return {"period": f"P{int(days[1])}D"}
    return {"text": "; ".join(periods)} if periods else None


def _mechanisms(system: Mapping[str, Any]) -> list[dict[str, Any]]:
    written = texts(system.get("legal_basis_for_transfers"))
    return [{"code": _TRANSFERS.get(words.lower(), "UNSPECIFIED")} for words in written]


def _party(system: Mapping[str, Any]) -> dict[str, Any]:
    fields = {
        "legal_name": text(system.get("legal_name")),
        "address": text(system.get("legal_address")),
        "dpo": text(system.get("dpo")),
        "privacy_url": text(system.get("privacy_policy")),
    }
    return {name: value for name, value in fields.items() if value}


def _places(system: Mapping[str, Any]) -> Iterator[PlaceWords]:
    """The countries that manifests before fideslang 2 listed, by three-letter code or name."""
    for written in texts(system.get("third_country_transfers")):
        yield PlaceWords(written)
