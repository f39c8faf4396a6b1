"""What a drawing says in text: the hover of a node and the sentence that replaces the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from vendorgraph.figures.colours import COUNTRY_GROUPS, ROLES
from vendorgraph.model import places
from vendorgraph.model.wording import plural

Node = Mapping[str, Any]

#: What a ring around a node says, by how surely a special category arrives.
RINGS = {"stated": "Special category arrives", "possible": "Special category possible"}


def hover(node: Node) -> str:
    """The facts of one node, as Plotly's subset of HTML; every text from the inventory is escaped."""
    processing = node["processing"]
    lines = [
        f"<b>{escape(node['party']['name'])}</b>",
        escape(str(processing["name"])),
        f"{ROLES[node['role']].label}{_tier(node)}",
        f"Places: {_places(node)}",
    ]
    if node["role"] != "source":
        lines.insert(3, _categories(node))
    if node["special"]:
        lines.append(f"◎ {_special(node)}")
    if node["hidden"]:
        lines.append(f"+ {plural(node['hidden'], 'onward flow')} not drawn")
    return "<br>".join(lines)


def place_name(place: str) -> str:
    """A country's or region's English name; `unknown` stays the word it is."""
    return (
        place
        if place == places.UNKNOWN or not (places.is_country(place) or places.is_region(place))
        else places.name(place)
    )


def place_label(place: str) -> str:
    """A place as a label: a name, or that it is unknown."""
    return "Place unknown" if place == places.UNKNOWN else places.name(place)


def _tier(node: Node) -> str:
    return f" · tier {node['tier']} · {node['certainty']}" if node["tier"] else ""


def _places(node: Node) -> str:
    names = [place_name(place["country"]) for place in node["countries"]]
    if not names:
        return "not asked" if node["role"] == "source" else "unknown"
    return escape(", ".join(names[:8]) + (" …" if len(names) > 8 else ""))


def _categories(node: Node) -> str:
    terms = [*node["categories"]["stated"]]
    terms += [f"{term} (possible)" for term in node["categories"]["possible"] if term not in terms]
    more = f" and {len(terms) - 3} more" if len(terms) > 3 else ""
    return f"Categories: {escape(', '.join(terms[:3]))}{more}" if terms else "Categories: not stated"


def _special(node: Node) -> str:
    sure = node.get("special_certainty") == "stated"
    verb = "leaves here" if not node["tier"] else "arrives"
    return f"a special category {verb}" if sure else f"possible: a special category {verb}"


def alternative(graph: Mapping[str, Any], nodes: Sequence[Node], flows: int) -> str:
    """The drawing in two or three sentences, for those who do not see it."""
    sources = [node for node in nodes if node["tier"] == 0]
    recipients = [node for node in nodes if node["tier"] != 0]
    start = ", ".join(str(node["party"]["name"]) for node in sources[:3]) + (
        f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    )
    told = [f"Who sends what to whom from {start or 'no source'} as of {graph['as_of']}:"]
    tiers = sorted(Counter(node["tier"] for node in recipients).items())
    reach = ", ".join(f"{count} in tier {tier}" for tier, count in tiers)
    told.append(f"{plural(len(recipients), 'recipient')} ({reach})," if reach else "no recipient,")
    told.append(f"{plural(flows, 'flow')}.")
    groups = Counter(node["country_group"] for node in recipients)
    parts = [
        f"{groups[key]} {mark.label.lower().replace('eea', 'EEA')}"
        for key, mark in COUNTRY_GROUPS.items()
        if groups[key]
    ]
    possible = sum(node["certainty"] == "possible" for node in recipients)
    special = sum(bool(node["special"]) for node in recipients)
    parts += [f"{possible} possible only"] if possible else []
    parts += [f"{special} may receive a special category"] if special else []
    if parts:
        told.append(f"Of the recipients: {'; '.join(parts)}.")
    told.append(_hidden(graph["counts"]))
    return " ".join(told)


def _hidden(counts: Mapping[str, Mapping[str, int]]) -> str:
    nodes, edges = counts["nodes"]["hidden"], counts["edges"]["hidden"]
    if not nodes and not edges:
        return "Nothing of the answer is left out."
    return f"Not drawn: {plural(nodes, 'processing')} and {plural(edges, 'flow')}."
