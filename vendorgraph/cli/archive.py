"""`vendorgraph backup`, `restore` and `erase`: the whole inventory in one file, and what changes hold."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import click

from vendorgraph.cli.access import Absent, actor, reached
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import Shared, examples, speaking
from vendorgraph.errors import Conflict, Invalid, NotFound
from vendorgraph.exchange.backup import read_backup, write_backup
from vendorgraph.model.wording import plural

Answer = dict[str, Any]
FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))


@click.command(
    epilog=examples(
        "vendorgraph backup inventory.backup",
        "vendorgraph --server https://inventory.example backup inventory.backup --json",
    )
)
@FILE
@click.option("--force", is_flag=True, help="Write over FILE when it exists.")
@speaking
@click.pass_obj
def backup(shared: Shared, file: Path, force: bool) -> None:
    """Write the whole inventory with its change log to FILE, checked by reading it again.

    Only you can read FILE. API tokens and webhooks are not in it; admin.token and secret.key lie in the data folder.
    """
    if file.exists() and not force:
        raise Invalid(f"{file} exists already; name another file, or add --force")
    with shared.output.progress() as progress:
        with _written(file) as out, reached(shared) as inventory:
            if isinstance(inventory, Remote):
                out.writelines(inventory.parts("/backup"))
            else:
                write_backup(inventory, out, progress)
        found = read_backup(file, progress)
    _told(shared, file, found.head, "Wrote", len(found.archive.log))


@click.command(
    epilog=examples(
        "vendorgraph restore inventory.backup",
        "vendorgraph --data /srv/inventory restore inventory.backup --force",
    )
)
@FILE
@click.option("--force", is_flag=True, help="Replace what the store holds; its change log goes too.")
@speaking
@click.pass_obj
def restore(shared: Shared, file: Path, force: bool) -> None:
    """Bring an empty store to what FILE holds: records, revisions and the change log with its hashes.

    FILE is checked first: its checksum, its hash chain, and that nothing names what is not there. All is written in
    one transaction or nothing is. Stop the server first.
    """
    with shared.output.progress() as progress:
        found = read_backup(file, progress)
        with reached(shared, Absent.MADE) as inventory:
            if isinstance(inventory, Remote):
                raise Invalid(
                    f"restore needs the store itself: stop the server at {inventory.address}, "
                    "and do not give --server"
                )
            told = None if progress is None else (lambda done, total: progress("restoring", done, total))
            try:
                inventory.store.restore(found.archive, replace=force, progress=told)
            except Conflict as refusal:
                raise Conflict(
                    f"{refusal.message} Restore into an empty store (--data FOLDER), or add --force."
                ) from None
            flaws = inventory.store.verify()
    if flaws:
        raise Conflict("The log is not whole after restoring: " + " ".join(flaws))
    _told(shared, file, found.head, "Restored", len(found.archive.log))


@click.command(epilog=examples("vendorgraph erase 41", "vendorgraph erase 12 13 14 --json"))
@click.argument("seqs", metavar="NUMBER…", type=click.IntRange(1, 10**12), nargs=-1, required=True)
@speaking
@click.pass_obj
def erase(shared: Shared, seqs: Sequence[int]) -> None:
    """Erase what the changes of these NUMBERs hold: the resource before and after each.

    For personal data that must go. The events and their hashes stay, so `verify` still finds the log whole. What
    is recorded now is not touched: correct or delete that first, and erase the change which that makes too.
    """
    wanted = list(dict.fromkeys(seqs))
    with reached(shared) as inventory:
        for seq in wanted:
            inventory.get(f"/changes/{seq}") if isinstance(inventory, Remote) else inventory.store.change(seq)
        if isinstance(inventory, Remote):
            for seq in wanted:
                inventory.delete(f"/changes/{seq}/contents")
        elif inventory.store.erase(wanted, actor()) != len(wanted):
            raise NotFound("some of these changes hold nothing beside them any more")
    shared.output.say(f"Erased what {plural(len(wanted), 'change')} held.")
    shared.output.answer({"erased": wanted})


@contextlib.contextmanager
def _written(file: Path) -> Iterator[BinaryIO]:
    """A file that only its owner can read, whole or not there at all."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Invalid(f"{file} cannot be written: {error.strerror or error}") from None
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)


def _told(shared: Shared, file: Path, head: Answer, verb: str, changes: int) -> None:
    records = sum(head["records"].values())
    shared.output.say(
        f"{verb} {plural(records, 'record')} and {plural(changes, 'change')}, revision {head['revision']}: {file}"
    )
    shared.output.answer(
        {"file": str(file), "revision": head["revision"], "records": head["records"], "changes": changes}
    )


COMMANDS = (backup, restore, erase)
