"""What the readers of structured formats share: values from text, terms of the taxonomy, places in a tree.

Besides the fields of a flow, such a row's `extra` may hold `service` (the name of the receiving
processing), `capacity` (of it), `senders` (keys of further rows that send to this one) and `party`
(fields of the party).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.text import Unreadable, parse, parse_json
from vendorgraph.model.vocabulary import shipped

DEPTH_LIMIT = 32  # services within services
_SHOWN = 160  # characters of what is not understood that a note repeats


def json_object(source: Source, format_name: str) -> dict[str, Any]:
    """The object that a JSON file holds. Raises Invalid that names the format which was expected."""
    return _object(source, format_name, parse_json)


def tree(source: Source, format_name: str) -> dict[str, Any]:
    """The mapping that a YAML or JSON file holds; aliases and depth are bounded. Raises Invalid."""
    return _object(source, format_name, parse)


def _object(source: Source, format_name: str, parser: Any) -> dict[str, Any]:
    try:
        value = parser(source.text)
    except Unreadable as error:
        place = f"{source.name}:{error.line}" if error.line else source.name
        raise Invalid(f"{place}: {error.message}; expected was {format_name}") from None
    if not isinstance(value, dict):
        raise Invalid(f"{source.name}: is not {format_name}: it must be an object at the top")
    return value


def texts(value: Any) -> list[str]:
    """The texts in a value, lists within lists unfolded, numbers as text; objects by their name or key."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, Mapping):
            waiting.append(item.get("fides_key") or item.get("name") or [])
        elif isinstance(item, str | int | float) and not isinstance(item, bool) and str(item).strip():
            found.append(str(item).strip())
    return list(dict.fromkeys(found))


def text(value: Any) -> str | None:
    """A value as one text, None when it holds none."""
    return next(iter(texts(value)), None)


def objects(value: Any) -> Iterator[tuple[Any, bool]]:
    """The entries of a list (or the one object), each with whether it is an object; lists are unfolded."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif item is not None:
            yield item, isinstance(item, Mapping)


def terms(kind: str, written: Iterable[str]) -> tuple[list[str], list[str]]:
    """The shipped terms of a kind that dotted keys mean, and sentences about those that had to be widened.

    A key without a term of its own becomes the nearest above it, as Fides itself reads its tree.
    """
    known = shipped(kind)
    found: list[str] = []
    notes: list[str] = []
    for key in written:
        nearest = key
        while nearest and nearest not in known:
            nearest = nearest.rpartition(".")[0]
        if nearest != key:
            notes.append(
                f"{kind} {key!r} is {f'taken for {nearest}' if nearest else 'not known and left out'}"
            )
        if nearest:
            found.append(nearest)
    return list(dict.fromkeys(found)), notes


def unknown_keys(entry: Mapping[str, Any], known: frozenset[str]) -> str | None:
    """A sentence that names the keys of an entry which are not read; None when there are none."""
    keys = [str(key) for key in entry if key not in known and entry[key] not in (None, "", [], {})]
    return f"not read: {', '.join(keys)}"[:_SHOWN] if keys else None


def noted(*sentences: str | None) -> str | None:
    """Sentences as one note, each once."""
    said = list(dict.fromkeys(sentence for sentence in sentences if sentence))
    return "; ".join(said) or None
