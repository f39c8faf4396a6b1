"""The whole inventory in one file: every record with who manages it, and the change log with its hashes.

Gzip of JSON lines: a head, a line a record, a line an event with its contents, and an end with the
SHA-256 of all lines before it. Nothing in it depends on an engine. Tokens and webhooks are not in it:
a restored store would let in who was revoked since, and tell receivers of another installation.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from vendorgraph import __version__
from vendorgraph.analysis import integrity
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid, VendorgraphError
from vendorgraph.exchange.apply import Progress
from vendorgraph.inventory import Inventory
from vendorgraph.model import chain
from vendorgraph.model.canonical import canonical
from vendorgraph.model.chain import GENESIS, text_digest
from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.record import Archive, Entry, Record, Write
from vendorgraph.model.validation import load_document

VERSION = 1
LINE_LIMIT = 256 * 1024 * 1024  # bytes of one line
FLAWS_SHOWN = 10
Line = dict[str, Any]


def write_backup(inventory: Inventory, out: IO[bytes], progress: Progress | None = None) -> Line:
    """Write the inventory as committed now to `out`; the head of what was written."""
    delta = inventory.store.load()
    told = None if progress is None else (lambda done, total: progress("reading changes", done, total))
    head = {
        "vendorgraph_backup": VERSION,
        "program": __version__,
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "revision": delta.revision,
        "records": {kind: len(found) for kind, found in delta.changed.items() if found},
    }
    hashed = hashlib.sha256()
    count = 0
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        for line in _lines(head, delta.changed, inventory.store.log(delta.revision, told)):
            data = (canonical(line) + "\n").encode()
            hashed.update(data)
            packed.write(data)
            count += 1
        packed.write((canonical({"end": {"lines": count, "sha256": hashed.hexdigest()}}) + "\n").encode())
    return head


def _lines(head: Line, records: Mapping[str, Mapping[str, Record]], log: Any) -> Iterator[Line]:
    yield head
    for kind in sorted(records):
        for id_ in sorted(records[kind]):
            found = records[kind][id_]
            yield {
                "record": kind,
                "id": id_,
                "revision": found.revision,
                "managed_by": list(found.managed_by),
                "contributions": found.contributions,
                "document": found.document,
            }
    for event, content in log:
        yield {"change": event, "content": content}


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read and found whole."""

    head: Line
    archive: Archive


def read_backup(path: Path, progress: Progress | None = None) -> Backup:
    """The backup at `path`, checked: its checksum, its hash chain, and that nothing in it names what is not there.

    Raises Invalid in a sentence for anything else.
    """
    try:
        with gzip.open(path, "rb") as packed:
            return _read(str(path), packed, progress)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise Invalid(f"{path}: is not a whole backup: {error}") from None
    except OSError as error:
        raise Invalid(f"{path}: cannot be read: {error.strerror or error}") from None


def _read(name: str, packed: Any, progress: Progress | None) -> Backup:
    hashed, count = hashlib.sha256(), 0
    head: Line | None = None
    end: Line | None = None
    records: dict[str, dict[str, Record]] = {}
    log: list[Entry] = []
    while data := packed.readline(LINE_LIMIT + 1):
        line = _parsed(name, count + 1, data)
        if end is not None:
            raise Invalid(f"{name}: goes on after its end")
        if "end" in line:
            end = line["end"]
            continue
        hashed.update(data)
        count += 1
        if head is None:
            head = _head(name, line)
        elif "record" in line:
            kind, id_, found = _record(name, count, line)
            records.setdefault(kind, {})[id_] = found
        else:
            log.append(_entry(name, count, line))
        if progress and count % 5000 == 0:
            progress(f"reading {name}", count, count + 1)
    if head is None or end is None:
        raise Invalid(f"{name}: is cut off: it has no end")
    if end != {"lines": count, "sha256": hashed.hexdigest()}:
        raise Invalid(f"{name}: its checksum is not that of what it holds; it was altered or damaged")
    archive = Archive(head["revision"], records, log)
    _check(name, archive)
    return Backup(head, archive)


def _parsed(name: str, number: int, data: bytes) -> Line:
    try:
        line = json.loads(data)
    except (ValueError, RecursionError):
        raise Invalid(f"{name}:{number}: is not a line of a backup") from None
    if not isinstance(line, dict):
        raise Invalid(f"{name}:{number}: is not a line of a backup")
    return line


def _head(name: str, line: Line) -> Line:
    version = line.get("vendorgraph_backup")
    if version != VERSION:
        said = "is not a backup" if version is None else f"is a backup of form {version!r}"
        raise Invalid(f"{name}: {said}; this program reads those of form {VERSION}")
    if not isinstance(line.get("revision"), int) or line["revision"] < 0:
        raise Invalid(f"{name}: its head has no revision")
    return line


def _record(name: str, number: int, line: Line) -> tuple[str, str, Record]:
    kind, document = line["record"], line.get("document")
    if kind not in BY_NAME:
        raise Invalid(f"{name}:{number}: there is no kind of resource called {kind!r}")
    try:
        loaded = load_document(kind, document)
        managed_by = tuple(str(slug) for slug in line["managed_by"])
        return kind, loaded["id"], Record(loaded, int(line["revision"]), managed_by, line["contributions"])
    except VendorgraphError as refusal:
        raise Invalid(f"{name}:{number}: {refusal.message}") from None
    except (KeyError, TypeError, ValueError):
        raise Invalid(f"{name}:{number}: is not a whole record") from None


def _entry(name: str, number: int, line: Line) -> Entry:
    event, content = line.get("change"), line.get("content")
    if not isinstance(event, dict) or not isinstance(content, dict) or not isinstance(event.get("seq"), int):
        raise Invalid(f"{name}:{number}: is neither a record nor a change")
    return event, content


def _check(name: str, archive: Archive) -> None:
    """Raise Invalid when the log is broken, or the records are not what it leads to or do not hold together."""
    flaws = [*_chain_flaws(archive), *_record_flaws(archive)]
    if flaws:
        shown = [f"{name}: {said}" for said in flaws[:FLAWS_SHOWN]]
        if len(flaws) > FLAWS_SHOWN:
            shown.append(f"{name}: and {len(flaws) - FLAWS_SHOWN} more")
        raise Invalid("\n".join(shown))
    writes = [
        Write(kind, id_, None, found.document)
        for kind, held in archive.records.items()
        for id_, found in held.items()
    ]
    try:
        integrity.check(Snapshot.build({}), writes)
    except VendorgraphError as refusal:
        raise Invalid(f"{name}: {refusal.message}") from None


def _chain_flaws(archive: Archive) -> Iterator[str]:
    last_seq, last_hash = 0, GENESIS
    for event, content in archive.log:
        texts = {name: content.get(name) for name in chain.CONTENTS}
        held = {name: text_digest(str(text)) for name, text in texts.items() if text is not None}
        for said in chain.flaws(event, held, last_seq, last_hash):
            yield said[0].lower() + said[1:].rstrip(".")  # goes on after the file's name
        last_seq, last_hash = event["seq"], str(event.get("hash"))
    last = archive.log[-1][0].get("revision") if archive.log else 0
    if last != archive.revision:
        yield f"its log ends at revision {last}, its records stand at revision {archive.revision}"


def _record_flaws(archive: Archive) -> Iterator[str]:
    """Records that the log does not lead to, and the reverse."""
    standing = {(event["entity"], event["entity_id"]): event["action"] for event, _ in archive.log}
    kept = {key for key, action in standing.items() if action != "delete"}
    held = {(kind, id_) for kind, found in archive.records.items() for id_ in found}
    for kind, id_ in sorted(kept - held):
        yield f"{kind} {id_} is missing"
    for kind, id_ in sorted(held - kept):
        yield f"{kind} {id_} is in no change of the log"
