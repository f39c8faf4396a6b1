"""Native inventory files: from a YAML or JSON text to validated, partial documents with their places.

    vendorgraph: 1
    inventory: example-shop
    parties:
      - id: example-host
        name: Example Host
        processings:
          - {id: "example-host:hosting", name: Hosting, capacity: processor}

What a file says about a resource may be part of it: other files may state the rest. A file that the
export of a whole inventory made begins with `inventories: [a, b]` instead, and says per entry which
of them states it (`inventory: a`); there `rest` may be named too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.exchange.problems import Problems
from vendorgraph.exchange.text import Path, Unreadable, decode, parse, parse_json, parse_yaml
from vendorgraph.model import checks
from vendorgraph.model.entities import BY_NAME, BY_PLURAL
from vendorgraph.model.hints import nearest
from vendorgraph.model.ids import make_id
from vendorgraph.model.record import Document
from vendorgraph.model.validation import load_document

VERSION = 1
REST = "rest"  # the slug under which what was written over REST counts
SECTIONS = tuple(BY_PLURAL)
HEAD = ("vendorgraph", "inventory", "inventories")
OWNER = "inventory"  # the key by which an entry of a file of several inventories says whose it is
ITEM_LIMIT = 500_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Item:
    """One resource as a file states it; `path` is where it stands in the file.

    `slug` is the inventory that states it, null in a file of one inventory.
    """

    kind: str
    id: str
    stated: Document
    path: Path
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """A file that was read: `slug` owns what it brings.

    Of a file of several inventories `slugs` names them all, and each item says whose it is.
    """

    name: str
    slug: str
    items: tuple[Item, ...]
    text: str
    slugs: tuple[str, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """The inventories all of which this file states."""
        return self.slugs or (self.slug,)

    def problems(self) -> Problems:
        """Where to note what is wrong with it."""
        return Problems(self.name, self.text)


def read_path(path: str | FilePath, progress: Progress | None = None) -> InventoryFile:
    """The inventory file at `path`. Raises Invalid with `file:line` for everything that is wrong with it."""
    try:
        data = FilePath(path).read_bytes()
    except OSError as error:
        raise Invalid(f"{path}: cannot be read: {error.strerror or error}") from None
    return read(data, str(path), progress)


def read(data: bytes | str, name: str, progress: Progress | None = None) -> InventoryFile:
    """The inventory file whose content is `data`; `name` stands in messages, its ending says the form.

    Raises Invalid with `file:line` for everything that is wrong with it.
    """
    try:
        text = decode(data) if isinstance(data, bytes) else decode(data.encode("utf-8", "surrogatepass"))
        content = parser(name)(text)
    except Unreadable as error:
        place = f"{name}:{error.line}" if error.line else name
        raise Invalid(f"{place}: {error.message}", {place: [error.message]}) from None
    problems = Problems(name, text)
    slugs = _head(content, problems)
    problems.raise_if_any()
    raw = list(_raw_items(content, problems))
    if len(raw) > ITEM_LIMIT:
        raise Invalid(
            f"{name}: holds {len(raw):,} resources; at most {ITEM_LIMIT:,} are accepted in one file"
        )
    several = "inventories" in content
    items = _items(raw, slugs if several else (), problems, progress)
    problems.raise_if_any()
    return InventoryFile(name, ", ".join(slugs), tuple(items), text, slugs if several else ())


def parser(name: str) -> Callable[[str], Any]:
    """What reads the text of a file: by the ending of its name, else by its look."""
    ending = name.lower().rpartition(".")[2]
    return {"json": parse_json, "yaml": parse_yaml, "yml": parse_yaml}.get(ending, parse)


def _head(content: Any, problems: Problems) -> tuple[str, ...]:
    """The slugs of the inventories that the file states, after its top level was checked."""
    if not isinstance(content, dict):
        problems.add(
            (),
            f"is not an inventory file: it must begin with `vendorgraph: {VERSION}` and `inventory: a-name`",
        )
        return ()
    for key in content:
        if key not in HEAD and key not in SECTIONS:
            near = nearest(str(key), SECTIONS, 1)
            hint = f"; did you mean {near[0]}?" if near else ";"
            problems.add((key,), f"{key!r} is not a section{hint} accepted: {', '.join((*HEAD, *SECTIONS))}")
    version = content.get("vendorgraph")
    if version != VERSION or isinstance(version, bool):
        said = "is missing" if version is None else f"is {checks.given(version)}"
        problems.add(
            ("vendorgraph",),
            f"`vendorgraph` {said}; write `vendorgraph: {VERSION}`, the version of this format",
        )
    return _several(content, problems) if "inventories" in content else _one(content, problems)


def _one(content: dict[str, Any], problems: Problems) -> tuple[str, ...]:
    """The slug of a file of one inventory."""
    slug = content.get("inventory")
    if not isinstance(slug, str):
        problems.add(
            ("inventory",), "`inventory` must be the name of this inventory, as `inventory: example-shop`"
        )
        return ()
    if slug == REST:
        problems.add(
            ("inventory",),
            f"`inventory: {REST}` is reserved for what is written over REST; choose another name",
        )
    elif refusal := checks.slug(slug):
        problems.add(("inventory",), f"`inventory` {refusal}")
    return (slug,)


def _several(content: dict[str, Any], problems: Problems) -> tuple[str, ...]:
    """The slugs of a file of several inventories; `rest` may be among them."""
    slugs = content["inventories"]
    if "inventory" in content:
        problems.add(("inventory",), "a file has `inventory` or `inventories`, not both")
    if not isinstance(slugs, list) or not slugs or not all(isinstance(slug, str) for slug in slugs):
        problems.add(("inventories",), "`inventories` must be a list of names, as `inventories: [a, b]`")
        return ()
    seen: set[str] = set()
    for at, slug in enumerate(slugs):
        if slug in seen:
            problems.add(("inventories", at), f"`inventories` names {slug} twice")
        elif refusal := checks.slug(slug):
            problems.add(("inventories", at), f"`inventories` {refusal}")
        seen.add(slug)
    return tuple(slugs)


def _raw_items(content: dict[str, Any], problems: Problems) -> Iterator[tuple[str, Any, Path]]:
    """(kind, what was written, path) of every entry, in the order in which sections are applied."""
    for plural, entity in BY_PLURAL.items():
        for entry, path in _entries(content.get(plural), (plural,), problems):
            if entity.name != "party" or not isinstance(entry, dict) or "processings" not in entry:
                yield entity.name, entry, path
                continue
            nested = entry["processings"]
            party = {name: value for name, value in entry.items() if name != "processings"}
            yield "party", party, path
            owner = _identified("party", party)
            for inner, inner_path in _entries(nested, (*path, "processings"), problems):
                if isinstance(inner, dict) and inner.get("party") not in (None, owner):
                    given = checks.given(inner["party"])
                    problems.add(
                        inner_path, f"processing: party {given} is not the party it stands in, {owner}"
                    )
                yield "processing", _owned(inner, owner, entry.get(OWNER)), inner_path


def _entries(section: Any, path: Path, problems: Problems) -> Iterator[tuple[Any, Path]]:
    if isinstance(section, list):
        for at, entry in enumerate(section):
            yield entry, (*path, at)
    elif section is not None:
        problems.add(path, f"`{path[-1]}` must be a list of resources, not {checks.given(section)}")


def _owned(raw: Any, owner: Any, slug: Any) -> Any:
    """A processing written inside its party, with `party` and whose it is filled in."""
    if not isinstance(raw, dict) or owner is None:
        return raw
    return {**({} if slug is None else {OWNER: slug}), **raw, "party": owner}


def _identified(kind: str, raw: Any) -> Any:
    """The id that `raw` gives or gets from its name; None when neither is possible."""
    if not isinstance(raw, dict):
        return None
    if raw.get("id") is not None:
        return raw["id"]
    try:
        return make_id(kind, raw)
    except Invalid:
        return None


def _items(
    raw: list[tuple[str, Any, Path]], slugs: tuple[str, ...], problems: Problems, progress: Progress | None
) -> list[Item]:
    """The validated items; what is wrong with each is noted under its place."""
    items: list[Item] = []
    first: dict[tuple[str | None, str, str], Path] = {}
    twice: list[tuple[str, Path, Path]] = []
    for done, (kind, entry, path) in enumerate(raw, 1):
        if progress and (done % 500 == 0 or done == len(raw)):
            progress(done, len(raw))
        entry, slug = _owner(kind, entry, slugs, path, problems)
        identifier = _identified(kind, entry)
        if isinstance(entry, dict) and entry.get("id") is None and identifier is not None:
            entry = {**entry, "id": identifier}
        try:
            stated = load_document(kind, entry, partial=True)
        except Invalid as error:
            _note(problems, kind, identifier, path, error)
            continue
        if "id" not in stated:
            named = " and ".join(BY_NAME[kind].id_from)
            problems.add(path, f"{kind}: id is missing and cannot be made from {named}; write one")
        elif (slug, kind, stated["id"]) in first:
            twice.append((f"{kind} {stated['id']}", path, first[slug, kind, stated["id"]]))
        else:
            first[slug, kind, stated["id"]] = path
            items.append(Item(kind, stated["id"], _meant(kind, stated), path, slug))
    _note_twice(twice, problems)
    return items


def _note_twice(twice: list[tuple[str, Path, Path]], problems: Problems) -> None:
    """Note (resource, path, path at which it stands first); the lines of all are looked up at once."""
    places = problems.placed([earlier for _, _, earlier in twice])
    for (what, path, _), (_, other) in zip(twice, places, strict=True):
        problems.add(path, f"{what} stands in this file twice, first at {other}; write it once")


def _owner(
    kind: str, entry: Any, slugs: tuple[str, ...], path: Path, problems: Problems
) -> tuple[Any, str | None]:
    """An entry without the key that says whose it is, and the inventory it names (null in a file of one)."""
    if not slugs or not isinstance(entry, dict):
        return entry, None
    slug = entry.get(OWNER)
    if slug not in slugs:
        said = "is missing" if slug is None else f"is {checks.given(slug)}"
        problems.add(
            (*path, OWNER) if OWNER in entry else path,
            f"{kind}: `{OWNER}` {said}; it says which inventory states this, one of {', '.join(slugs)}",
        )
    return {name: value for name, value in entry.items() if name != OWNER}, slug


def _meant(kind: str, stated: Document) -> Document:
    """`stated` without empty lists, which say nothing except where "none" differs from "not stated"."""
    empty = [name for name, value in stated.items() if value == [] and not BY_NAME[kind].field(name).stated]
    return {name: value for name, value in stated.items() if name not in empty} if empty else stated


def _note(problems: Problems, kind: str, identifier: Any, path: Path, error: Invalid) -> None:
    """Note each field's sentences where the field stands."""
    subject = f"{kind} {identifier}" if isinstance(identifier, str) else kind
    for field, sentences in error.errors.items():
        steps = tuple(int(step) if step.isdecimal() else step for step in field.split("."))
        for sentence in sentences:
            hint = _hint(field, sentence)
            problems.add((*path, *steps), f"{subject}: {field} {sentence}{hint}")


def _hint(field: str, sentence: str) -> str:
    """What YAML probably made of what was meant."""
    if sentence.endswith("is not text"):
        return "; put it in quotes"
    if " " in field and "is not a field" in sentence:
        return "; put a text with commas or colons in quotes"
    return ""
