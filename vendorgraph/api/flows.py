"""Recording a flow whose ends may be described instead of named."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.api.state import inventory, writer
from vendorgraph.errors import Conflict, Invalid
from vendorgraph.model import checks
from vendorgraph.model.ids import with_id
from vendorgraph.model.record import Document, Record, Write
from vendorgraph.model.validation import load_document

_DESCRIBED = ("party", "capacity", "name")


def create_flow(raw: Document) -> Record:
    """Record a flow; an end given as {party, capacity, name} is made in the same transaction when absent.

    Raises Invalid for other fields in such an end, Conflict when the processing exists in another
    capacity (a change of capacity is a new processing) or the flow's id is taken.
    """
    made: dict[str, Document] = {}
    for end in ("from", "to"):
        if raw.get(end) is not None and not isinstance(raw[end], str):
            processing = _processing(end, raw[end])
            raw = raw | {end: processing["id"]}
            made[processing["id"]] = processing
    flow = load_document("flow", with_id("flow", raw))

    def plan(snapshot: Snapshot) -> list[Write]:
        if flow["id"] in snapshot.records["flow"]:
            raise Conflict(f"there is a flow {flow['id']!r} already", {"id": [f"{flow['id']!r} is taken"]})
        new = [document for id_, document in made.items() if not _exists(snapshot, document)]
        return [
            *(Write("processing", document["id"], None, document) for document in new),
            Write("flow", flow["id"], None, flow),
        ]

    inventory().write(plan, **writer())
    return inventory().get("flow", flow["id"])


def _processing(end: str, raw: Any) -> Document:
    if not isinstance(raw, dict):
        sentence = (
            f"{checks.given(raw)} is neither a processing's id nor an object of {', '.join(_DESCRIBED)}"
        )
        raise Invalid(f"{end}: {sentence}", {end: [sentence]})
    surplus = [name for name in raw if name not in _DESCRIBED]
    if surplus:
        sentence = f"an end is a processing's id or an object of {', '.join(_DESCRIBED)}; {surplus[0][:80]!r} is not accepted"
        raise Invalid(f"{end}: {sentence}", {f"{end}.{surplus[0][:80]}": ["is not a field here"]})
    if absent := [name for name in _DESCRIBED if raw.get(name) is None]:
        raise Invalid(f"{end}.{absent[0]} is required", {f"{end}.{name}": ["is required"] for name in absent})
    try:
        return load_document("processing", with_id("processing", raw))
    except Invalid as error:
        said = {f"{end}.{field}": sentences for field, sentences in error.errors.items()}
        raise Invalid(f"{end}: {error.message}", said) from None


def _exists(snapshot: Snapshot, wanted: Document) -> bool:
    """Whether the processing is recorded, in the capacity wanted."""
    record = snapshot.records["processing"].get(wanted["id"])
    if record is None:
        return False
    capacity = record.document["capacity"]
    if capacity != wanted["capacity"]:
        raise Conflict(
            f"processing {wanted['id']!r} is recorded as {capacity}, not {wanted['capacity']}; "
            "give the other capacity a processing, and so a name, of its own"
        )
    return True
