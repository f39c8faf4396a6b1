"""`vendorgraph export`: the inventory in the formats of others, to a file or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from vendorgraph.api.export_parameters import PARAMETERS, asked, named
from vendorgraph.cli.access import reached
from vendorgraph.cli.asking import arguments, given, options
from vendorgraph.cli.remote import Remote
from vendorgraph.cli.shared import Shared, examples
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing.asked import Exported
from vendorgraph.exchange.writing.formats import FORMATS, export, format_of
from vendorgraph.inventory import Inventory

_LISTED = "\n".join(f"  {one.name:<20} {one.what.replace('`', '')}" for one in FORMATS.values())

_SPELLINGS = {"yml": "yaml", "htm": "html"}


@click.command(
    name="export",
    help="Write the inventory in FORMAT, to standard output or to a file.\n\n"
    "A format that is given an option of another names those that it takes.\n\n"
    f"\b\nFormats:\n{_LISTED}",
    epilog=examples(
        "vendorgraph export yaml --out inventory.yaml",
        "vendorgraph export yaml --inventory demo-github",
        "vendorgraph export controller-register --out register.xlsx --as-of 2026-11-22",
        "vendorgraph export html --view 'http://127.0.0.1:8000/?from=clustdoc&depth=3' --out view.html",
        "vendorgraph export recipients --from example-clinic --since 2024-01-01 --out answer.html",
        "vendorgraph export subprocessors --processing github:product --out subprocessors.atom",
        "vendorgraph export processor-register --party example-software --form html --out register.html",
    ),
)
@click.argument("format_", metavar="FORMAT")
@click.option(
    "--out",
    metavar="FILE",
    help="Write this file; its ending chooses the form when --form does not, and must be one of the format's.",
)
@options(PARAMETERS)
@click.pass_obj
def export_command(shared: Shared, /, format_: str, out: str | None, **options_given: str | None) -> None:
    """Run the export."""
    chosen = given(options_given)
    if "form" not in chosen and out and (form := _form(format_, out)):
        chosen["form"] = form
    with reached(shared) as inventory:
        if isinstance(inventory, Remote):
            parts: Iterable[bytes] = inventory.parts(f"/export/{format_}", **chosen)
            _write(parts, out)
        else:
            file = _here(inventory, format_, chosen)
            _write(file.parts, out)
            for note in file.notes:
                shared.output.note(note)
    if out:
        shared.output.note(f"Wrote {out}")


def _form(format_: str, out: str) -> str | None:
    """The form that a file's ending names; None without an ending. Raises Invalid when the format has no such form."""
    ending = Path(out).suffix.removeprefix(".").lower()
    form, forms = _SPELLINGS.get(ending, ending), format_of(format_).forms
    if form and form not in forms:
        listed = ", ".join(f".{one}" for one in forms)
        raise Invalid(
            f"--out: {out!r} ends in no form of {format_}; one of {listed}, or say with --form what to write"
        )
    return form or None


def _here(inventory: Inventory, name: str, chosen: dict[str, str]) -> Exported:
    args = arguments("Export", PARAMETERS, chosen)
    snapshot = inventory.snapshot()
    return export(snapshot, name, asked(snapshot, args), named(args))


def _write(parts: Iterable[bytes], out: str | None) -> None:
    """Write all of a file or nothing of it: what stood there before stays until the new one is complete."""
    if out is None or out == "-":
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    target = Path(out)
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = Path(file.name)
            for part in parts:
                file.write(part)
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(target)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


COMMANDS = (export_command,)
