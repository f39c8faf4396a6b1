"""YAML and JSON texts to plain values, bounded against hostile input, with lines in every refusal.

YAML is read with the core scalars of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) from the
events of libyaml: `NO`, `12:30` and `2020-10-30` stay text, keys are text, and nothing recurses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from vendorgraph.errors import Invalid
from vendorgraph.model.hints import first_repeated

SIZE_LIMIT = 100 * 1024 * 1024  # bytes of one file
VALUE_LIMIT = 10_000_000  # values of one file, aliases expanded
ALIAS_LIMIT = 200_000  # values that aliases may add
DEPTH_LIMIT = 32
DIGIT_LIMIT = 4000  # of a number: Python refuses to convert longer ones
Path = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_FLAG = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,4000}|0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,4000}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_NUMERIC = frozenset("0123456789+-.")
_TOKEN = re.compile(
    rf'"(?:[^"\\]|\\.)*"(\s*:)?|[{{}}\[\]]|NaN|-?Infinity|\d{{{DIGIT_LIMIT + 1},}}', re.DOTALL
)
_TAGS = {"!", "tag:yaml.org,2002:str"}


class Unreadable(Invalid):
    """The text is not YAML or JSON, or not of a form that an inventory file may have."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line


def decode(data: bytes) -> str:
    """UTF-8 with or without a byte order mark. Raises Unreadable naming the line of the bad byte."""
    if len(data) > SIZE_LIMIT:
        raise Unreadable(f"is larger than {SIZE_LIMIT // 2**20} MiB; split it into several inventories")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("is not UTF-8 text; save the file as UTF-8", line) from None


def parse(text: str) -> Any:
    """The value of a JSON text (one that begins with a brace) or else of a YAML text."""
    return parse_json(text) if text.lstrip()[:1] in ("{", "[") and _looks_json(text) else parse_yaml(text)


def _looks_json(text: str) -> bool:
    """A flow mapping of YAML also begins with a brace; JSON's first key is in double quotes."""
    return bool(re.match(r'\s*(\{\s*["}]|\[)', text))


def parse_json(text: str) -> Any:
    """The value of a JSON text. Raises Unreadable for what is malformed, repeated or too deep."""
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_whole_number
        )
    except json.JSONDecodeError as error:
        raise Unreadable(f"is not JSON: {error.msg}", error.lineno) from None
    except Unreadable as error:
        raise Unreadable(error.message, _line_of_fault(text)) from None
    except RecursionError:
        raise Unreadable(f"is nested deeper than {DEPTH_LIMIT} levels") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable(f"has the key {first_repeated(name for name, _ in pairs)!r} twice in one object")
    return found


def _line_of_fault(text: str) -> int | None:
    """The line of what parses as JSON and is refused: a repeated key, NaN, a number that is too long."""
    held: list[set[str] | None] = []  # per open container the keys of an object, None of a list
    for token in _TOKEN.finditer(text):
        said = token[0]
        if said[0] in "{[":
            held.append(set() if said == "{" else None)
        elif said[0] in "}]":
            held.pop()
        elif said[0] != '"':
            return text.count("\n", 0, token.start()) + 1
        elif held and (keys := held[-1]) is not None and token[1]:
            if (name := json.loads(said.rstrip(": \t\r\n"))) in keys:
                return text.count("\n", 0, token.start()) + 1
            keys.add(name)
    return None


def _whole_number(digits: str) -> int:
    if len(digits) > DIGIT_LIMIT:
        raise Unreadable(f"holds a number of {len(digits):,} digits; put it in quotes when it is text")
    return int(digits)


def _no_constant(name: str) -> Any:
    raise Unreadable(f"contains {name}, which is not a JSON value")


def parse_yaml(text: str) -> Any:
    """The value of a YAML text of one document. Raises Unreadable with the line."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(f"is not YAML: {error.problem}", mark.line + 1 if mark else None) from None
    except yaml.YAMLError as error:
        raise Unreadable(f"is not YAML: {str(error).splitlines()[0]}") from None
    return builder.value


class _Builder:
    """Builds values from events with a stack of open containers, counting what aliases add."""

    def __init__(self) -> None:
        self.value: Any = None
        self._open: list[Any] = []
        self._keys: list[str | None] = []  # per open mapping, the key that waits for its value
        self._marks: list[tuple[str | None, int]] = []  # per open container, its anchor and count at opening
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0
        self._aliased = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._start(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise Unreadable("holds a second YAML document; one file is one inventory", _line(event))

    def _scalar(self, event: Any) -> None:
        if self._open and self._keys[-1] is None and type(self._open[-1]) is dict:
            self._key(event)
            return
        value = _core(event)
        self._add(event, 1)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._place(value)

    def _key(self, event: Any) -> None:
        if event.value in self._open[-1]:
            raise Unreadable(f"has the key {event.value!r} twice in one mapping", _line(event))
        self._keys[-1] = event.value

    def _start(self, event: Any) -> None:
        if event.tag is not None and not event.implicit:
            raise Unreadable(f"uses the tag {event.tag}; tags are not accepted", _line(event))
        if self._open and self._keys[-1] is None and type(self._open[-1]) is dict:
            raise Unreadable("has a list or mapping as a key; keys are text", _line(event))
        if len(self._open) >= DEPTH_LIMIT:
            raise Unreadable(f"is nested deeper than {DEPTH_LIMIT} levels", _line(event))
        self._add(event, 1)
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._place(container)
        self._open.append(container)
        self._keys.append(None)
        self._marks.append((event.anchor, self._count))

    def _end(self) -> None:
        container = self._open.pop()
        self._keys.pop()
        anchor, before = self._marks.pop()
        if anchor:
            self._anchors[anchor] = (container, self._count - before + 1)

    def _alias(self, event: Any) -> None:
        if self._open and self._keys[-1] is None and type(self._open[-1]) is dict:
            raise Unreadable("has an alias as a key; write the key out", _line(event))
        if event.anchor not in self._anchors:
            raise Unreadable(f"refers to *{event.anchor} before it is complete", _line(event))
        value, size = self._anchors[event.anchor]
        self._aliased += size
        if self._aliased > ALIAS_LIMIT:
            raise Unreadable(
                f"adds more than {ALIAS_LIMIT:,} values by aliases; write them out", _line(event)
            )
        self._add(event, size)
        self._place(value)

    def _add(self, event: Any, size: int) -> None:
        self._count += size
        if self._count > VALUE_LIMIT:
            raise Unreadable(f"holds more than {VALUE_LIMIT:,} values; split it", _line(event))

    def _place(self, value: Any) -> None:
        if not self._open:
            self.value = value
        elif type(self._open[-1]) is list:
            self._open[-1].append(value)
        else:
            self._open[-1][self._keys[-1]] = value
            self._keys[-1] = None


def _core(event: Any) -> Any:
    """A scalar by the core schema: quoted and block scalars are text, plain ones may be more."""
    text = event.value
    if event.tag is not None and event.tag not in _TAGS:
        raise Unreadable(f"uses the tag {event.tag}; tags are not accepted", _line(event))
    if event.tag is not None or not event.implicit[0]:
        return text
    if text in _NULL:
        return None
    if text in _FLAG:
        return _FLAG[text]
    if text[0] not in _NUMERIC:
        return text
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def is_plain(text: str) -> bool:
    """Whether a text that stands without quotes is read back as that text by the core schema."""
    if not text or text in _NULL or text in _FLAG:
        return False
    return text[0] not in _NUMERIC or not (_INT.fullmatch(text) or _FLOAT.fullmatch(text))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def lines_of(text: str, wanted: set[Path]) -> dict[Path, int]:
    """The line on which each of the `wanted` paths begins, for those that can be found.

    JSON is near enough to YAML for this; a text that libyaml refuses yields what was found before.
    """
    found: dict[Path, int] = {}
    try:
        for path, line in _walk(text):
            if path in wanted and path not in found:
                found[path] = line
                if len(found) == len(wanted):
                    break
    except yaml.YAMLError:
        pass
    return found


def _walk(text: str) -> Iterator[tuple[Path, int]]:
    """Every path of the text with its line; a mapping's value begins where its key stands."""
    steps: list[str | int | None] = []  # per open container: the index, or the key (None: a key comes next)
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            steps.pop()
        elif not isinstance(event, yaml.NodeEvent):
            continue
        elif steps and steps[-1] is None and isinstance(event, yaml.ScalarEvent):
            steps[-1] = event.value
            yield _path(steps), _line(event)
            continue
        else:
            if steps and isinstance(steps[-1], int):
                steps[-1] += 1
                yield _path(steps), _line(event)
            if isinstance(event, yaml.MappingStartEvent):
                steps.append(None)
                continue
            if isinstance(event, yaml.SequenceStartEvent):
                steps.append(-1)
                continue
        if steps and isinstance(steps[-1], str):
            steps[-1] = None


def _path(steps: list[str | int | None]) -> Path:
    return tuple(step for step in steps if step is not None)
