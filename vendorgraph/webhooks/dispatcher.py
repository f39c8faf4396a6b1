"""The thread that tells webhooks what happened: reads the change log and the feed, queues, delivers, retries.

One process delivers for a database: it holds a lease in the graph that ends by itself when the process
does. Everything to be done stands in the graph, so another process, or the same after a restart, goes on.
A message is delivered at least once; its id tells repetitions.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import random
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vendorgraph.errors import NotFound, Unavailable
from vendorgraph.inventory import Inventory
from vendorgraph.webhooks import attempts, events, feed, signing
from vendorgraph.webhooks.attempts import moment
from vendorgraph.webhooks.transport import TOTAL, Failed, Reply, Sender

log = logging.getLogger(__name__)
Webhook = Mapping[str, Any]
Clock = Callable[[], dt.datetime]

#: Seconds between two looks at the change log.
POLL = 1.0
#: A lease, and what must be left of it: an attempt begun ends before it does, also by another server's clock.
LEASE = dt.timedelta(seconds=2 * TOTAL + 15)
LEFT = dt.timedelta(seconds=TOTAL + 15)
#: How long a process waits that asked for the lease in vain.
STANDBY = dt.timedelta(seconds=5)
#: Webhooks that are delivered to at the same time; to each one after the other.
AT_ONCE = 8
#: Revisions that are queued in one transaction, and deliveries looked for at once.
STRETCH, BATCH = 100, 50
#: The feed is worked out at most so often; it may take a second on a large inventory.
FEED_EVERY = dt.timedelta(seconds=60)
#: A receiver that failed rests, longer each time, so that a dead one does not hold up the others.
REST, LONGEST_REST = dt.timedelta(seconds=5), dt.timedelta(minutes=5)
#: How long the log keeps deliveries, and how often it is trimmed.
KEEP = {attempts.DELIVERED: dt.timedelta(days=30), attempts.DEAD: dt.timedelta(days=90)}
TRIM_EVERY = dt.timedelta(hours=1)


def utc_now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


class Dispatcher:
    """Delivers for one inventory; `start` does so until `stop`, `round` once. The clock tells UTC."""

    def __init__(
        self,
        inventory: Inventory,
        sender: Sender,
        *,
        clock: Clock = utc_now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._inventory = inventory
        self._store = inventory.store.webhooks
        self._sender = sender
        self._clock = clock
        self._chance = chance
        self._holder = secrets.token_hex(8)
        self._leads_until: dt.datetime | None = None
        self._asks_at: dt.datetime | None = None
        self._told: feed.Told | None = None
        self._fed: tuple[int, dt.date] | None = None
        self._feed_at: dt.datetime | None = None
        self._trim_at: dt.datetime | None = None
        self._busy: dict[str, threading.Thread] = {}
        self._failures: dict[str, tuple[int, dt.datetime]] = {}
        self._lock = threading.Lock()
        self._leading = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Deliver from now on, in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)
        self._thread.start()

    def stop(self, within: float = 2.0) -> None:
        """Stop; an attempt that takes longer than some seconds is left behind, and made again later."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(within)
        self.settle(within)
        if self._leads_until is not None and not self._working():
            with contextlib.suppress(Unavailable):
                self._store.drop_lease(self._holder)

    def settle(self, within: float | None = None) -> None:
        """Wait until the attempts under way have ended."""
        for thread in self._working():
            thread.join(within)

    def round(self) -> None:
        """Queue what happened since the last round and begin the attempts that are due."""
        webhooks = self._store.all()
        if webhooks and self._leads(self._clock()):
            active = [webhook for webhook in webhooks if webhook["active"]]
            self._queue_revisions(active)
            self._begin(active)
            self._queue_items(active)
            self._trim()

    def _run(self) -> None:
        while not self._stopping.wait(POLL):
            try:
                self.round()
            except Unavailable as error:
                log.debug("webhooks wait for the graph engine: %s", error)
            except Exception:  # whatever it was, the next round must come
                log.exception("a round of webhooks failed")

    def _leads(self, now: dt.datetime) -> bool:
        """Whether this process is the one that delivers; asks the graph when the lease runs out."""
        with self._leading:
            if self._leads_until is not None and self._leads_until - now >= LEFT:
                return True
            if self._asks_at is not None and now < self._asks_at:
                return False
            held: bool = self._store.take_lease(self._holder, moment(now), moment(now + LEASE))
            if self._leads_until is None:
                self._told = None  # another may have told more meanwhile
            self._leads_until, self._asks_at = (now + LEASE, None) if held else (None, now + STANDBY)
            return held

    def _queue_revisions(self, active: Sequence[Webhook]) -> None:
        """Queue an event for each revision that a webhook has not been told of."""
        latest: int = self._inventory.store.revision()
        behind = [webhook for webhook in active if webhook["revision"] != latest]
        if not behind:
            return
        since = min(webhook["revision"] for webhook in behind)
        # A webhook beyond the latest revision was told before an older copy was put back.
        until = min(since + STRETCH, latest) if since < latest else latest
        rows = self._store.revisions(since, until, events.MOST_CHANGES) if since < until else []
        now = moment(self._clock())
        told = [(row["revision"], events.revision_event(row)) for row in rows]
        deliveries = [
            events.delivery(webhook["id"], event, now, revision)
            for webhook in behind
            for revision, event in told
            if revision > webhook["revision"] and events.wanted(webhook, event.type)
        ]
        reached = {
            webhook["id"]: until if webhook["revision"] < latest else latest
            for webhook in behind
            if webhook["revision"] < until or webhook["revision"] > latest
        }
        self._store.queue(deliveries, advance=reached)

    def _queue_items(self, active: Sequence[Webhook]) -> None:
        """Queue an event for each item of the feed that was not told."""
        now = self._clock()
        wanting = [webhook for webhook in active if any(events.wanted(webhook, name) for name in _FEED_TYPES)]
        told = self._told = self._told or feed.Told.read(self._store.told())
        if not wanting:
            if told.webhooks:
                self._store.queue([], told=feed.Told().text())
                self._told = None
            return
        newcomers = told.webhooks != {webhook["id"] for webhook in wanting}
        if not newcomers and self._feed_at is not None and now < self._feed_at:
            return
        snapshot = self._inventory.snapshot()
        if not newcomers and self._fed == (snapshot.revision, now.date()):
            return
        self._feed_at = now + FEED_EVERY
        items, remembered = feed.untold(snapshot, now.date(), told, [webhook["id"] for webhook in wanting])
        told_now = [events.item_event(item, moment(now)) for item in items]
        deliveries = [
            events.delivery(webhook["id"], event, moment(now), at)
            for webhook in wanting
            for at, event in enumerate(told_now)
            if webhook["id"] in told.webhooks and events.wanted(webhook, event.type)
        ]
        if remembered != told:
            self._store.queue(deliveries, told=remembered.text())
            self._told = remembered
        self._fed = (snapshot.revision, now.date())

    def _begin(self, active: Sequence[Webhook]) -> None:
        """Begin with the webhooks that have something due, the longest due first, AT_ONCE at a time."""
        now = self._clock()
        with self._lock:
            free = [
                webhook["id"]
                for webhook in active
                if webhook["id"] not in self._busy and not self._rests(webhook["id"], now)
            ]
            room = AT_ONCE - len(self._busy)
        if not free or room <= 0:
            return
        due = self._store.due(free, moment(now), BATCH)
        for id_ in list(dict.fromkeys(delivery["webhook"] for delivery in due))[:room]:
            thread = threading.Thread(
                target=self._deliver_all, args=(id_,), name=f"webhook {id_}", daemon=True
            )
            with self._lock:
                self._busy[id_] = thread
            thread.start()

    def _rests(self, webhook: str, now: dt.datetime) -> bool:
        return webhook in self._failures and now < self._failures[webhook][1]

    def _working(self) -> list[threading.Thread]:
        with self._lock:
            return list(self._busy.values())

    def _deliver_all(self, id_: str) -> None:
        """Make the deliveries to one webhook that are due, one after the other, until one fails."""
        try:
            while due := self._store.due([id_], moment(self._clock()), BATCH):
                for delivery in due:
                    if (
                        self._stopping.is_set()
                        or not self._leads(self._clock())
                        or not self._deliver(delivery)
                    ):
                        return
        except Unavailable as error:
            log.debug("deliveries to %s wait for the graph engine: %s", id_, error)
        except Exception:  # whatever it was, it must not come again every second, nor be silent
            log.exception("deliveries to %s failed", id_)
            self._remember(id_, succeeded=False, now=self._clock())
        finally:
            with self._lock:
                self._busy.pop(id_, None)

    def _deliver(self, delivery: Mapping[str, Any]) -> bool:
        """Make one attempt and note what came of it; whether to go on with this webhook."""
        webhook = next((found for found in self._store.all() if found["id"] == delivery["webhook"]), None)
        if webhook is None or not webhook["active"]:
            return False
        began = self._clock()
        reply = self._posted(webhook, delivery, began)
        ended = self._clock()
        changes = attempts.after(delivery, reply, began, ended, self._chance())
        self._store.note(delivery["id"], changes)
        if attempts.gone(reply):
            stopped = f"The receiver answered 410 on {began.date().isoformat()}: it wants no more messages."
            with contextlib.suppress(NotFound):  # deleted meanwhile
                self._store.update(webhook["id"], {"active": False, "stopped": stopped})
        succeeded = bool(changes["state"] == attempts.DELIVERED)
        self._remember(webhook["id"], succeeded, ended)
        if changes["state"] == attempts.DEAD:
            log.warning("webhook %s: delivery %s is given up", webhook["id"], delivery["id"])
        return succeeded

    def _posted(self, webhook: Webhook, delivery: Mapping[str, Any], at: dt.datetime) -> Reply | str:
        """The receiver's answer, or why there is none."""
        keys = [webhook["secret"]]
        if webhook.get("previous_secret") and moment(at) < webhook["previous_until"]:
            keys.append(webhook["previous_secret"])
        signed = signing.headers(delivery["event"], at, delivery["body"], keys)
        described = {"content-type": "application/json; charset=utf-8", "user-agent": "vendorgraph", **signed}
        try:
            return self._sender.post(webhook["url"], described, delivery["body"].encode())
        except Failed as failure:
            return str(failure)

    def _remember(self, webhook: str, succeeded: bool, now: dt.datetime) -> None:
        with self._lock:
            if succeeded:
                self._failures.pop(webhook, None)
                return
            count = self._failures.get(webhook, (0, now))[0] + 1
            self._failures[webhook] = (count, now + min(REST * 2 ** min(count - 1, 16), LONGEST_REST))

    def _trim(self) -> None:
        """Forget deliveries that were settled long ago."""
        now = self._clock()
        if self._trim_at is None or now >= self._trim_at:
            self._trim_at = now + TRIM_EVERY
            for state, kept in KEEP.items():
                self._store.forget(state, moment(now - kept))


_FEED_TYPES = tuple(name for name in events.TYPES if name.startswith(events.FEED))


@contextlib.contextmanager
def dispatching(inventory: Inventory, sender: Sender) -> Iterator[Dispatcher]:
    """Deliver while the block runs."""
    dispatcher = Dispatcher(inventory, sender)
    dispatcher.start()
    try:
        yield dispatcher
    finally:
        dispatcher.stop()
