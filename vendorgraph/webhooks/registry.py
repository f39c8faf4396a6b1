"""What an administrator does with webhooks: add, change, end, replace the secret, test, look into the log."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from vendorgraph.errors import Conflict, Invalid, NotFound
from vendorgraph.model import checks
from vendorgraph.model.hints import nearest
from vendorgraph.webhooks import attempts, events
from vendorgraph.webhooks.addresses import Allowed, Forbidden, check, target
from vendorgraph.webhooks.attempts import STATES, moment
from vendorgraph.webhooks.dispatcher import Clock, utc_now
from vendorgraph.webhooks.signing import new_secret

Row = dict[str, Any]
#: Webhooks that one inventory has at most; each is told of every revision.
MOST = 50
#: How long messages are also signed with the secret that was replaced.
OVERLAP = dt.timedelta(hours=24)
DESCRIPTION_LIMIT = 500
CONFIGURED = ("url", "types", "active", "description")


class Registry:
    """The webhooks of one store; `allowed` are the receivers that may be at private addresses.

    `store` is what the store keeps of them (`vendorgraph.store.webhooks.Webhooks`).
    """

    def __init__(self, store: Any, allowed: Allowed = (), clock: Clock = utc_now) -> None:
        self._store = store
        self._allowed = allowed
        self._clock = clock

    def all(self) -> list[Row]:
        """Every webhook as answers show it, oldest first."""
        counts = self._store.counts()
        return [self._shown(webhook, counts) for webhook in self._store.all()]

    def get(self, id_: str) -> Row:
        """One webhook as answers show it. Raises NotFound."""
        return self._shown(self._found(id_), self._store.counts())

    def create(self, raw: Mapping[str, Any]) -> tuple[Row, str]:
        """A new webhook and its secret, which is shown this once. Raises Invalid or Conflict."""
        given = self._checked({"types": [], "active": True, "description": None, **raw})
        if len(self._store.all()) >= MOST:
            raise Conflict(f"there are {MOST} webhooks, which is the most; delete one first")
        secret = new_secret()
        webhook = {
            "id": f"wh_{secrets.token_hex(8)}",
            **given,
            "created_at": moment(self._clock()),
            "secret": secret,
        }
        self._store.add(webhook)
        return self._shown(webhook, {}), secret

    def change(self, id_: str, raw: Mapping[str, Any]) -> Row:
        """Change what is given; null resets types and description. Raises NotFound, Invalid.

        A webhook that is switched on again is told of what happens from then on; what waits for it is
        delivered.
        """
        before = self._found(id_)
        given = self._checked(raw)
        resumed = bool(given.get("active")) and not before["active"]
        self._store.update(id_, given | ({"stopped": None} if resumed else {}), resume=resumed)
        return self.get(id_)

    def remove(self, id_: str) -> None:
        """End a webhook; its log goes with it. Raises NotFound."""
        self._store.remove(id_)

    def replace_secret(self, id_: str) -> tuple[str, str]:
        """A new secret, shown this once, and the moment until which the old one signs as well. Raises NotFound."""
        before = self._found(id_)
        secret, until = new_secret(), moment(self._clock() + OVERLAP)
        self._store.update(
            id_, {"secret": secret, "previous_secret": before["secret"], "previous_until": until}
        )
        return secret, until

    def test(self, id_: str) -> Row:
        """Queue a message that says only that messages arrive; it is tried once. Raises NotFound, Conflict."""
        self._switched_on(id_)
        now = moment(self._clock())
        delivery = events.delivery(id_, events.test_event(id_, now), now)
        self._store.queue([delivery])
        return log_entry(delivery)

    def deliveries(self, id_: str, state: str | None, page: int, size: int) -> tuple[list[Row], int]:
        """A page of the log of a webhook, newest first, and how many there are. Raises NotFound."""
        self._found(id_)
        states = (state,) if state else STATES
        total = sum(count for known, count in self._store.counts().get(id_, {}).items() if known in states)
        rows = self._store.deliveries(id_, states, (page - 1) * size, size)
        return [log_entry(row) for row in rows], total

    def delivery(self, id_: str, delivery: str) -> Row:
        """One entry of the log with the message itself. Raises NotFound."""
        row = self._known_delivery(id_, delivery)
        return log_entry(row) | {"message": json.loads(row["body"])}

    def deliver_again(self, id_: str, delivery: str) -> Row:
        """Make a delivery due now, with all its attempts to come. Raises NotFound, Conflict."""
        row = self._known_delivery(id_, delivery)
        self._switched_on(id_)
        changes = attempts.again(self._clock())
        self._store.note(delivery, changes)
        return log_entry(row | changes)

    def _found(self, id_: str) -> Row:
        known: list[Row] = self._store.all()
        for webhook in known:
            if webhook["id"] == id_:
                return webhook
        raise NotFound(f"there is no webhook {id_!r}")

    def _known_delivery(self, id_: str, delivery: str) -> Row:
        self._found(id_)
        row: Row = self._store.delivery(delivery)
        if row["webhook"] != id_:
            raise NotFound(f"there is no delivery {delivery!r} of this webhook")
        return row

    def _switched_on(self, id_: str) -> None:
        if not self._found(id_)["active"]:
            raise Conflict("this webhook is switched off; set active to true first")

    def _shown(self, webhook: Row, counts: Mapping[str, Mapping[str, int]]) -> Row:
        until = webhook.get("previous_until")
        return {
            "id": webhook["id"],
            "url": webhook["url"],
            "types": webhook.get("types") or [],
            "active": webhook["active"],
            "description": webhook.get("description"),
            "created_at": webhook["created_at"],
            "stopped": webhook.get("stopped"),
            "previous_secret_until": until if until and until > moment(self._clock()) else None,
            "deliveries": {state: counts.get(webhook["id"], {}).get(state, 0) for state in STATES},
        }

    def _checked(self, raw: Mapping[str, Any]) -> Row:
        """What is given of url, types, active and description. Raises Invalid in a sentence per field."""
        given = {name: raw[name] for name in CONFIGURED if name in raw}
        if "types" in given:
            given["types"] = list(dict.fromkeys(given["types"] or []))
        wrong = {"url": self._wrong_url, "types": _wrong_types, "description": _wrong_description}
        errors = {name: [said] for name in wrong if name in given and (said := wrong[name](given[name]))}
        if errors:
            name, sentences = next(iter(errors.items()))
            raise Invalid(f"{name}: {sentences[0]}", errors)
        return given

    def _wrong_url(self, url: str) -> str | None:
        try:
            check(target(url), self._allowed)
        except Invalid as error:
            return error.errors["url"][0]
        except Forbidden as error:
            return str(error)
        return None


def log_entry(delivery: Mapping[str, Any]) -> Row:
    """A delivery as the log shows it."""
    named = ("id", "webhook", "event", "type", "state", "created_at", "next_at")
    return {name: delivery.get(name) for name in named} | {"attempts": json.loads(delivery["attempts"])}


def _wrong_types(types: Sequence[str]) -> str | None:
    for name in types:
        if name not in events.TYPES:
            near = nearest(name, events.TYPES, 1)
            hint = f"; did you mean {near[0]}?" if near else ";"
            return f"{checks.given(name)} is not accepted{hint} one or more of {', '.join(events.TYPES)}"
    return None


def _wrong_description(text: str | None) -> str | None:
    if text is not None and len(text) > DESCRIPTION_LIMIT:
        return f"has {len(text):,} characters; at most {DESCRIPTION_LIMIT} are accepted"
    return checks.text(text) if text is not None else None
