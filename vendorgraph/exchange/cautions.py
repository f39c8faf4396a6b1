"""What a file may say but a reviewer should look at before it is applied.

Not refusals: either may be meant. Where it is not, an anonymised flow hides recipients, and one that a single
customer's document states exposes all (docs/explanation/what-reaches-whom.md, "What is passed on").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from vendorgraph.exchange.files import Item
from vendorgraph.exchange.text import Path
from vendorgraph.model.record import Document, Record

State = Mapping[str, Mapping[str, Record]]
Caution = tuple[Path, str]


def cautions(state: State, flows: Sequence[Item]) -> list[Caution]:
    """Each caution about the file's flows with the place in the file, `state` being what would stand after."""
    heard = _Hearsay(state)
    noted: list[Caution] = []
    for item in flows:
        record = state["flow"].get(item.id)
        if record is None:
            continue
        if said := _unproved_anonymity(record.document):
            noted.append(((*item.path, "transform"), said))
        if said := heard.about(record.document):
            noted.append((item.path, said))
    return noted


def _unproved_anonymity(flow: Document) -> str | None:
    """A flow said to be anonymised lets nothing through, so it needs an assessment behind it."""
    if flow["transform"] != "anonymised" or any(
        entry["about"].startswith("/transform") for entry in flow["evidence"]
    ):
        return None
    return (
        f"flow {flow['id']} is anonymised without an assessment, so nothing of it counts as disclosed; add evidence "
        "about /transform, or record the claim as `transform: aggregated` and `status: disclaimed`"
    )


class _Hearsay:
    """Finds onward flows of a shared vendor that only one customer's documents speak of.

    A document is a customer's when it is evidence for what that customer sends to the vendor, and
    the vendor's own when it is evidence for what the vendor does as a controller or promises.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._into: dict[str, list[Document]] | None = None
        self._own: dict[str, set[str]] = {}

    def about(self, flow: Document) -> str | None:
        """The caution about a flow that a processor sends, None when there is none."""
        sender = self._state["processing"].get(flow["from"])
        if sender is None or sender.document["capacity"] != "processor" or not flow["evidence"]:
            return None
        vendor = str(sender.document["party"])
        into = self._incoming().get(flow["from"], [])
        customers = {self._party(other["from"]) for other in into} - {vendor}
        if len(customers) < 2:
            return None
        speakers: set[str] = set()
        for document in _documents(flow):
            speaking = self._customers_in(document, into) - {vendor}
            if not speaking or vendor in self._own.get(document, ()):
                return None
            speakers |= speaking
        if len(speakers) != 1:
            return None
        (customer,) = speakers
        return (
            f"flow {flow['id']} is stated only by a document of {customer}, but {flow['from']} serves "
            f"{len(customers)} customers, all of which would be exposed; let it start at a processing of "
            f"{vendor} made for {customer}"
        )

    def _customers_in(self, document: str, into: Sequence[Document]) -> set[str]:
        """The named customers whose flows into the vendor the document is evidence for."""
        senders = {self._party(other["from"]) for other in into if document in _documents(other)}
        parties = self._state["party"]
        return {party for party in senders if party in parties and parties[party].document["named"]}

    def _incoming(self) -> dict[str, list[Document]]:
        """Flows by recipient; notes on the way whose own each document is."""
        if self._into is None:
            self._into = defaultdict(list)
            for record in self._state["flow"].values():
                self._into[record.document["to"]].append(record.document)
                sender = self._state["processing"].get(record.document["from"])
                if sender is not None and sender.document["capacity"] != "processor":
                    self._note(record.document, sender.document["party"])
            for record in self._state["commitment"].values():
                self._note(record.document, record.document["party"])
        return self._into

    def _note(self, resource: Document, party: str) -> None:
        for document in _documents(resource):
            self._own.setdefault(document, set()).add(party)

    def _party(self, processing: str) -> str:
        record = self._state["processing"].get(processing)
        return str(record.document["party"]) if record else processing


def _documents(resource: Document) -> set[str]:
    return {entry["document"] for entry in resource["evidence"]}
