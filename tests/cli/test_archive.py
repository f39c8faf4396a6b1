"""`vendorgraph backup`, `restore` and `erase`."""

from __future__ import annotations

import gzip
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, answer
from tests.engines.under_test import EngineUnderTest
from tests.unit.exchange.checking import CLINIC, PULL_REQUEST
from vendorgraph.inventory import Inventory
from vendorgraph.model.canonical import canonical
from vendorgraph.store import Store


@pytest.fixture(autouse=True)
def clinic(run: Run) -> None:
    Path("clinic.yaml").write_text(CLINIC, "utf-8")
    Path("request.yaml").write_text(PULL_REQUEST, "utf-8")
    assert run("apply", "clinic.yaml", "request.yaml").exit_code == 0
    Path("request.yaml").write_text(PULL_REQUEST.replace("place: US", "place: IN"), "utf-8")
    assert run("apply", "request.yaml").exit_code == 0


def everything(store: Store) -> tuple[Any, ...]:
    """The records with their revisions and managers, the log with its hashes, and where the inventory stands."""
    delta = store.load()
    return delta.revision, delta.changed, list(store.log(delta.revision))


def test_what_was_backed_up_is_restored_as_it_was(run: Run, store: Store, engine: EngineUnderTest) -> None:
    made = run("backup", "all.backup")
    assert (made.exit_code, made.stdout) == (0, "Wrote 9 records and 10 changes, revision 3: all.backup\n")
    assert stat.S_IMODE(Path("all.backup").stat().st_mode) == 0o600
    before = everything(store)
    run("token", "create", "kept by nobody")
    assert not [line for line in lines("all.backup") if "token" in line]
    refused = run("restore", "all.backup")
    assert refused.exit_code == 2
    assert "The inventory is not empty: it stands at revision 3." in refused.stderr
    assert run("restore", "all.backup", "--force").exit_code == 0
    assert everything(store) == before
    engine.empty()
    restored = run("restore", "all.backup", "--json")
    assert (answer(restored)["revision"], answer(restored)["changes"]) == (3, 10)
    assert everything(store) == before
    assert run("verify").exit_code == 0
    assert run("plan", "clinic.yaml", "request.yaml").exit_code == 0, "who manages what is restored too"


def test_the_next_write_goes_on_from_where_the_backup_stood(
    run: Run, store: Store, engine: EngineUnderTest
) -> None:
    run("backup", "all.backup")
    engine.empty()
    run("restore", "all.backup")
    Path("request.yaml").write_text(PULL_REQUEST, "utf-8")
    assert "(revision 4)" in run("apply", "request.yaml").stdout
    assert run("verify").exit_code == 0
    assert Inventory(store).snapshot().revision == 4


def lines(file: str) -> list[dict[str, Any]]:
    """The lines of a backup."""
    return [json.loads(line) for line in gzip.decompress(Path(file).read_bytes()).splitlines()]


def _resealed(found: list[dict[str, Any]]) -> bytes:
    """A backup of these lines with a checksum that fits."""
    import hashlib

    body = "".join(f"{canonical(line)}\n" for line in found[:-1]).encode()
    end = {"end": {"lines": len(found) - 1, "sha256": hashlib.sha256(body).hexdigest()}}
    return gzip.compress(body + f"{canonical(end)}\n".encode())


def _change(edit: Callable[[list[dict[str, Any]]], Any]) -> Callable[[bytes], bytes]:
    def apply(data: bytes) -> bytes:
        found = [json.loads(line) for line in gzip.decompress(data).splitlines()]
        edit(found)
        return _resealed(found)

    return apply


def _record(found: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(line for line in found if line.get("record") == kind)


def _event(found: list[dict[str, Any]]) -> dict[str, Any]:
    return next(line for line in found if "change" in line)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: b"", "is cut off: it has no end"),
        (lambda data: b"hello", "is not a whole backup"),
        (lambda data: data[:-20], "is not a whole backup"),
        (lambda data: gzip.compress(b"{}"), "is not a backup"),
        (lambda data: gzip.compress(b"[]\n"), ":1: is not a line of a backup"),
        (
            lambda data: gzip.compress(gzip.decompress(data).replace(b"Clinic", b"Clinik")),
            "its checksum is not that of",
        ),
        (lambda data: gzip.compress(gzip.decompress(data) + b"{}\n"), "goes on after its end"),
        (lambda data: gzip.compress(b"".join(gzip.decompress(data).splitlines(True)[:-1])), "is cut off"),
        (
            _change(lambda found: found[0].update(vendorgraph_backup=2)),
            "is a backup of form 2; this program reads",
        ),
        (_change(lambda found: found[0].update(revision="3")), "its head has no revision"),
        (
            _change(lambda found: _record(found, "party").update(record="spaceship")),
            "no kind of resource called 'spaceship'",
        ),
        (_change(lambda found: _record(found, "party")["document"].update(colour="red")), "colour"),
        (_change(lambda found: _record(found, "party").pop("managed_by")), "is not a whole record"),
        (_change(lambda found: found.remove(_record(found, "flow"))), "flow care-host is missing"),
        (_change(lambda found: found.remove(_event(found))), "after change 0 comes 2"),
        (_change(lambda found: _event(found)["change"].update(actor="mallory")), "change 1 was altered"),
        (_change(lambda found: _event(found)["content"].update(after="{}")), "holds as 'after' was altered"),
        (_change(lambda found: found.insert(-1, {"surplus": 1})), "is neither a record nor a change"),
        (
            _change(lambda found: found[0].update(revision=9)),
            "its log ends at revision 3, its records stand at revision 9",
        ),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_in_a_sentence_and_nothing_is_written(
    run: Run, engine: EngineUnderTest, store: Store, damage: Callable[[bytes], bytes], said: str
) -> None:
    run("backup", "all.backup")
    Path("bad.backup").write_bytes(damage(Path("all.backup").read_bytes()))
    engine.empty()
    result = run("restore", "bad.backup")
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert store.revision() == 0


def test_a_backup_never_overwrites_unless_told_to(run: Run) -> None:
    Path("mine").write_text("precious", "utf-8")
    refused = run("backup", "mine")
    assert (refused.exit_code, "mine exists already" in refused.stderr) == (2, True)
    assert Path("mine").read_text("utf-8") == "precious"
    assert run("backup", "mine", "--force").exit_code == 0
    nowhere = run("backup", "no/where")
    assert (nowhere.exit_code, "cannot be written: No such file" in nowhere.stderr) == (2, True)
    missing = run("restore", "nowhere")
    assert (missing.exit_code, "nowhere: cannot be read: No such file" in missing.stderr) == (2, True)


def test_what_a_change_holds_can_be_erased_and_the_chain_stays_whole(
    run: Run, store: Store, engine: EngineUnderTest
) -> None:
    assert store.change(1)["after"] is not None
    result = run("erase", "1", "2", "1")
    assert (result.exit_code, result.stdout) == (0, "Erased what 2 changes held.\n")
    told = store.change(1)
    assert (told["before"], told["after"], told["erased"]) == (None, None, True)
    assert run("verify").exit_code == 0
    assert run("plan", "clinic.yaml").exit_code == 0, "what is recorded now is not touched"
    run("backup", "all.backup")
    assert not any(
        line["content"].get("after") for line in lines("all.backup") if line.get("change", {}).get("seq") == 1
    )
    before = everything(store)
    engine.empty()
    assert run("restore", "all.backup").exit_code == 0
    assert everything(store) == before
    assert run("verify").exit_code == 0


def test_a_change_that_is_not_there_cannot_be_erased(run: Run, store: Store) -> None:
    result = run("erase", "1", "99")
    assert (result.exit_code, "There is no change number 99." in result.stderr) == (2, True)
    assert store.change(1)["erased"] is False
    assert run("erase", "0").exit_code == 2
    assert run("erase").exit_code == 2
