"""CycloneDX bills of materials, JSON or XML, versions 1.2 to 1.7: a row per service, nested ones as a chain.

A service's provider is the party; the service that holds it, or the one other service that depends on
it, is its sender. A classification is a category only when it is a term of the taxonomy; else it stays
in words. Source: CycloneDX 1.6 (ECMA-424), sections on services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.formats.cyclonedx_xml import bill
from vendorgraph.exchange.reading.formats.structured import (
    DEPTH_LIMIT,
    json_object,
    noted,
    objects,
    text,
    texts,
)
from vendorgraph.exchange.reading.row import PlaceWords, Row, collapsed
from vendorgraph.exchange.reading.source import Source
from vendorgraph.model.common_fields import CAPACITIES
from vendorgraph.model.vocabulary import shipped

NAME = "a CycloneDX bill of materials"
VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
_UNSTATED = "not-stated"  # as our own exports classify data whose categories are not stated
_MECHANISM = re.compile(r"(?P<code>[A-Z][A-Z0-9a-z/-]+)(?: module (?P<module>[1-4]))?")
#: Last part of a property's name, and the kind of place that its value is.
_PLACES = {
    "country": None,
    "location": None,
    "region": None,
    "processing": "processing",
    "processing-country": "processing",
    "processing-location": "processing",
    "storage": "storage",
    "storage-country": "storage",
    "storage-location": "storage",
    "access": "access",
    "access-country": "access",
    "access-location": "access",
}


@dataclass(frozen=True, slots=True)
class _Service:
    number: int
    key: str
    entry: Any
    parent: str | None
    too_deep: bool = False


def is_cyclonedx(content: Any) -> bool:
    """Whether a JSON value is a bill of materials of this format."""
    return isinstance(content, Mapping) and content.get("bomFormat") == "CycloneDX"


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Row]:
    """A row per service, numbered as they stand in the file. Raises Invalid for what is no such file."""
    content = bill(source) or json_object(source, NAME)
    if not is_cyclonedx(content):
        raise Invalid(f"{source.name}: is not {NAME}: `bomFormat` must be CycloneDX")
    version = text(content.get("specVersion"))
    unknown = None
    if version not in VERSIONS:
        unknown = f"CycloneDX {version or 'without a version'} is read as {VERSIONS[-1]}"
    services = list(_services(content.get("services")))
    senders = _senders(services, content)
    for service in services:
        yield _row(service, senders[service.key], unknown)


def _services(value: Any) -> Iterator[_Service]:
    """Every service, those that hold others before them."""
    waiting: list[tuple[Any, str | None, int]] = [(entry, None, 1) for entry, _ in objects(value)]
    waiting.reverse()
    seen: set[str] = set()
    number = 0
    while waiting:
        entry, parent, depth = waiting.pop()
        number += 1
        key = text(entry.get("bom-ref")) if isinstance(entry, Mapping) else None
        if key is None or key in seen:
            key = f"service {number}"
        seen.add(key)
        yield _Service(number, key, entry, parent, depth > DEPTH_LIMIT)
        if isinstance(entry, Mapping):
            waiting += [(inner, key, depth + 1) for inner, _ in objects(entry.get("services"))][::-1]


def _senders(services: list[_Service], content: Mapping[str, Any]) -> dict[str, list[str | None]]:
    """Key of a service -> keys of those that send to it, null for whoever uses the whole.

    Those that depend on it, else the one it stands in, else the user; and those whose data name it as
    their destination, unless it is they that depend on it: answers are no disclosure of their own.
    """
    found: dict[str, list[str | None]] = {service.key: [] for service in services}
    for entry, is_object in objects(content.get("dependencies")):
        sender = text(entry.get("ref")) if is_object else None
        for target in texts(entry.get("dependsOn")) if sender in found else ():
            if target in found and target != sender and sender not in found[target]:
                found[target].append(sender)
    for service in services:
        if not found[service.key]:
            found[service.key].append(service.parent)
    for service in services:
        for target in _destinations(service.entry):
            senders = found.get(target)
            if (
                senders
                and target != service.key
                and not {service.key, target} & {*senders, *found[service.key]}
            ):
                senders.append(service.key)
    return found


def _destinations(entry: Any) -> Iterator[str]:
    """The services to which a service says that it sends data, by their bom-ref or urn:cdx link."""
    for data, is_object in objects(entry.get("data")) if isinstance(entry, Mapping) else ():
        if is_object and data.get("flow") != "inbound":
            for target in texts(data.get("destination")):
                yield target.rpartition("#")[2] if target.startswith("urn:cdx:") else target


def _row(service: _Service, senders: list[str | None], unknown: str | None) -> Row:
    entry = service.entry
    if not isinstance(entry, Mapping):
        return Row(service.number, collapsed(str(entry))[:200], refused="a service must be an object")
    name = text(entry.get("name"))
    raw = entry.get("provider")
    provider: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    vendor = text(provider.get("name")) or name
    words = collapsed(
        " ".join(
            part for part in (name, f"({text(provider.get('name'))})" if provider.get("name") else "") if part
        )
    )
    if service.too_deep:
        return Row(service.number, words, refused=f"services are nested deeper than {DEPTH_LIMIT} levels")
    if vendor is None:
        return Row(
            service.number,
            words or service.key,
            refused="the service has neither a name nor a provider",
            key=service.key,
        )
    address = provider.get("address")
    seat = text(address.get("country")) if isinstance(address, Mapping) else None
    categories, categories_text, said = _data(entry)
    description = text(entry.get("description"))
    return Row(
        service.number,
        words,
        (collapsed(vendor),),
        places=tuple(_places(entry)),
        seat=seat,
        purposes=(collapsed(description),) if description else (),
        categories=tuple(categories) or None,
        categories_text=categories_text,
        website=text(provider.get("url")),
        sender=senders[0],
        key=service.key,
        extra=_stated(entry)
        | _extra(name, provider, senders[1:])
        | ({"categories_open": True} if categories and categories_text else {}),
        note=noted(
            unknown,
            None if provider.get("name") else "no provider is named; the service's name stands for it",
            *said,
        ),
    )


def _extra(name: str | None, provider: Mapping[str, Any], more: list[str | None]) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    if name:
        extra["service"] = collapsed(name)
    if more:
        extra["senders"] = tuple(more)
    contacts = [
        address
        for contact, is_object in objects(provider.get("contact"))
        if is_object and (address := text(contact.get("email")) or text(contact.get("name")))
    ]
    if contacts:
        extra["party"] = {"contact": contacts[0]}
    return extra


def _data(entry: Mapping[str, Any]) -> tuple[list[str], str | None, list[str]]:
    """Classifications of what goes into the service: those that are categories, all in words if some are not; notes."""
    words: list[str] = []
    categories: list[str] = []
    notes: list[str] = []
    unstated = False
    for data, is_object in objects(entry.get("data")):
        classification = text(data.get("classification")) if is_object else None
        if classification is None:
            notes.append("a data entry without a classification is not read")
        elif data.get("flow") == "outbound":
            notes.append(f"{classification} only comes from the service")
        elif classification in shipped("category"):
            categories.append(classification)
        elif classification == _UNSTATED:
            unstated = True
        else:
            name = text(data.get("name"))
            words.append(f"{classification} ({name})" if name else classification)
    said = collapsed(", ".join(dict.fromkeys([*categories, *words]))) if words else None
    if unstated and categories:
        notes.append("of some data that go in, the categories are not stated")
        return [], said or ", ".join(dict.fromkeys(categories)), notes
    return list(dict.fromkeys(categories)), said, notes


def _places(entry: Mapping[str, Any]) -> Iterator[PlaceWords]:
    """Places in properties, for the format has no field of its own for where a service processes."""
    seen = dict.fromkeys((name, value) for name, value in _properties(entry) if name in _PLACES)
    return (PlaceWords(value, _PLACES[name]) for name, value in seen)


def _properties(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The last part of each property's name, small, with its value."""
    for held, is_object in objects(entry.get("properties")):
        if is_object and (value := text(held.get("value"))):
            yield (text(held.get("name")) or "").lower().replace("_", "-").rpartition(":")[2], value


def _stated(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Capacity and instruments of transfers, where properties give them in the terms of the model."""
    found: dict[str, Any] = {}
    mechanisms: dict[str, dict[str, Any]] = {}
    for name, value in _properties(entry):
        if name == "capacity" and value in CAPACITIES:
            found["capacity"] = value
        elif (
            name == "mechanism"
            and (match := _MECHANISM.fullmatch(value))
            and match["code"] in shipped("mechanism")
        ):
            module = {"module": int(match["module"])} if match["module"] else {}
            mechanisms[value] = {"code": match["code"], **module}
    if mechanisms:
        found["mechanisms"] = list(mechanisms.values())
    return found
