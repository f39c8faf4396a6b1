"""Webhooks, their deliveries and who makes them, in the graph: outside exports and the change feed.

A webhook's secret stands there as it is, for it signs what is sent; answers never show it again. What
is to be delivered is queued in the transaction that moves the webhook on in the change log, so that a
restart loses nothing and queues nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from vendorgraph.errors import Conflict, NotFound, Outrun
from vendorgraph.store.driver import Connection

Row = dict[str, Any]
#: Deliveries that one statement removes: a transaction has to fit into memory.
_BATCH = 1000


class Webhooks:
    """What the store keeps of webhooks; safe to share between threads. Every method raises Unavailable."""

    def __init__(self, ready: Callable[[], Connection]) -> None:
        self._ready = ready

    def add(self, webhook: Row) -> None:
        """Keep a new webhook, which will be told of the changes after the present revision."""
        try:
            self._ready().write("create_webhook", id=webhook["id"], properties=_held(webhook))
        except Outrun as error:
            raise Conflict(f"there is a webhook {webhook['id']!r} already") from error

    def all(self) -> list[Row]:
        """Every webhook with its secret, oldest first."""
        return [row["webhook"] for row in self._ready().read("read_webhooks")]

    def update(self, id_: str, properties: Mapping[str, Any], *, resume: bool = False) -> None:
        """Change the properties given; with `resume`, begin with the changes after the present revision.

        Raises NotFound.
        """
        connection = self._ready()
        with connection.transaction() as transaction:
            changed = {name: value if value != [] else None for name, value in properties.items()}
            if not transaction.rows("update_webhook", id=id_, properties=changed)[0]["updated"]:
                raise NotFound(f"There is no webhook {id_!r}.")
            if resume:
                transaction.rows("resume_webhook", id=id_)

    def remove(self, id_: str) -> None:
        """End a webhook and forget its deliveries. Raises NotFound."""
        connection = self._ready()
        if not connection.write("delete_webhook", id=id_)[0]["deleted"]:
            raise NotFound(f"There is no webhook {id_!r}.")
        while connection.write("delete_deliveries", webhook=id_, limit=_BATCH)[0]["deleted"] == _BATCH:
            continue

    def revisions(self, since: int, until: int, most: int) -> list[Row]:
        """The revisions after `since` up to `until`: {revision, total, changes}, at most `most` changes each."""
        return self._ready().read("read_revisions", since=since, until=until, most=most)

    def queue(
        self, deliveries: Iterable[Row], *, advance: Mapping[str, int] | None = None, told: str | None = None
    ) -> None:
        """Queue deliveries, move webhooks on to a revision and note the feed's items told, all or nothing.

        A delivery that is queued already stays as it is.
        """
        rows = [{"id": delivery["id"], "properties": _held(delivery)} for delivery in deliveries]
        connection = self._ready()
        with connection.transaction() as transaction:
            for start in range(0, len(rows), _BATCH):
                transaction.rows("queue_deliveries", rows=rows[start : start + _BATCH])
            for id_, revision in (advance or {}).items():
                transaction.rows("advance_webhook", id=id_, revision=revision)
            if told is not None:
                transaction.rows("set_told", told=told)

    def told(self) -> str | None:
        """What `queue` noted last of the feed's items; None before the first time."""
        rows = self._ready().read("read_told")
        return rows[0]["told"] if rows else None

    def due(self, webhooks: Sequence[str], now: str, limit: int) -> list[Row]:
        """Deliveries of these webhooks whose next attempt is due, the longest due first."""
        rows = self._ready().read("due_deliveries", webhooks=list(webhooks), now=now, limit=limit)
        return [row["delivery"] for row in rows]

    def deliveries(self, webhook: str, states: Sequence[str], offset: int, limit: int) -> list[Row]:
        """A webhook's deliveries in one of `states`, newest first."""
        asked = {"webhook": webhook, "states": list(states), "offset": offset, "limit": limit}
        return [row["delivery"] for row in self._ready().read("read_deliveries", **asked)]

    def delivery(self, id_: str) -> Row:
        """One delivery. Raises NotFound."""
        rows = self._ready().read("read_delivery", id=id_)
        if not rows:
            raise NotFound(f"There is no delivery {id_!r}.")
        delivery: Row = rows[0]["delivery"]
        return delivery

    def note(self, id_: str, properties: Mapping[str, Any]) -> None:
        """Note what became of a delivery; one that was forgotten meanwhile stays forgotten."""
        self._ready().write("update_delivery", id=id_, properties=dict(properties))

    def counts(self) -> dict[str, dict[str, int]]:
        """How many deliveries each webhook has in each state."""
        found: dict[str, dict[str, int]] = {}
        for row in self._ready().read("count_deliveries"):
            found.setdefault(row["webhook"], {})[row["state"]] = row["total"]
        return found

    def forget(self, state: str, before: str) -> None:
        """Remove the deliveries that came to `state` before a moment."""
        connection = self._ready()
        while (
            connection.write("forget_deliveries", state=state, before=before, limit=_BATCH)[0]["deleted"]
            == _BATCH
        ):
            continue

    def take_lease(self, holder: str, now: str, until: str) -> bool:
        """Whether `holder` alone delivers until a moment; False while another does."""
        try:
            return bool(self._ready().write("take_lease", holder=holder, now=now, until=until))
        except Outrun:  # another process asked in the same moment
            return False

    def drop_lease(self, holder: str) -> None:
        """Let another process deliver at once."""
        self._ready().write("drop_lease", holder=holder)


def _held(row: Mapping[str, Any]) -> Row:
    """The properties that a node holds; both engines read absent ones back as absent."""
    return {name: value for name, value in row.items() if value is not None and value != []}
