"""CycloneDX in XML as the same tree that its JSON form has, as far as services need it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.source import Source

_NAMESPACE = re.compile(r"http://cyclonedx\.org/schema/bom/(?P<version>\d+\.\d+)")
_DEEPEST = 400  # elements within elements


def bill(source: Source) -> dict[str, Any] | None:
    """The tree of an XML bill of materials, null when the text is no XML of this format. Raises Invalid."""
    text = source.text.lstrip()
    if not text.startswith("<"):
        return None
    try:
        root = fromstring(text.encode(), forbid_dtd=True)
    except DefusedXmlException:
        raise Invalid(
            f"{source.name}: declares a document type or entities, which no bill of materials needs; it is refused"
        ) from None
    except (ParseError, ValueError) as error:
        raise Invalid(f"{source.name}: is not XML: {str(error)[:200]}") from None
    namespace = _NAMESPACE.search(root.tag)
    if _name(root) != "bom" or namespace is None:
        return None
    return {
        "bomFormat": "CycloneDX",
        "specVersion": namespace["version"],
        "services": [_service(entry) for entry in _children(_child(root, "services"))],
        "dependencies": [
            {"ref": entry.get("ref"), "dependsOn": [inner.get("ref") for inner in entry]}
            for entry in _children(_child(root, "dependencies"))
        ],
    }


def _service(element: Element, depth: int = 0) -> dict[str, Any]:
    provider = _child(element, "provider")
    address = _child(provider, "address")
    service: dict[str, Any] = {
        "bom-ref": element.get("bom-ref"),
        "name": _text(element, "name"),
        "description": _text(element, "description"),
        "data": [_data(entry) for entry in _children(_child(element, "data"))],
        "properties": [
            {"name": entry.get("name"), "value": entry.text}
            for entry in _children(_child(element, "properties"))
        ],
    }
    if provider is not None:
        service["provider"] = {
            "name": _text(provider, "name"),
            "url": [entry.text for entry in provider if _name(entry) == "url"],
            "address": {"country": _text(address, "country")} if address is not None else None,
            "contact": [
                {"name": _text(entry, "name"), "email": _text(entry, "email")}
                for entry in provider
                if _name(entry) == "contact"
            ],
        }
    inner = _children(_child(element, "services")) if depth < _DEEPEST else ()
    return {**service, "services": [_service(entry, depth + 1) for entry in inner]}


def _data(element: Element) -> dict[str, Any]:
    """`<classification flow="inbound">` of 1.2 to 1.4, or `<dataflow>` of 1.5 and later."""
    if _name(element) == "classification":
        return {"classification": element.text, "flow": element.get("flow")}
    held = _child(element, "classification")
    return {
        "classification": held.text if held is not None else None,
        "flow": held.get("flow") if held is not None else None,
        "name": element.get("name"),
        "destination": [entry.text for entry in _children(_child(element, "destination"))],
    }


def _children(element: Element | None) -> Iterator[Element]:
    return iter(() if element is None else element)


def _child(element: Element | None, name: str) -> Element | None:
    return next((entry for entry in _children(element) if _name(entry) == name), None)


def _text(element: Element, name: str) -> str | None:
    child = _child(element, name)
    return child.text if child is not None else None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
