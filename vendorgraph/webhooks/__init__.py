"""Webhooks by the Standard Webhooks convention: what happened, signed, posted until the receiver accepts it.

Each round the dispatcher reads the change log and the feed, queues one delivery per event and webhook in
the graph, and makes those that are due. Receivers are strangers: see `addresses` and `transport`.
Source: https://github.com/standard-webhooks/standard-webhooks (specification 1.0.0).
"""

from vendorgraph.webhooks.dispatcher import Dispatcher, dispatching
from vendorgraph.webhooks.events import TYPES
from vendorgraph.webhooks.registry import Registry
from vendorgraph.webhooks.transport import Sender

__all__ = ["TYPES", "Dispatcher", "Registry", "Sender", "dispatching"]
