"""`vendorgraph init`, `plan` and `apply`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, answer
from tests.unit.exchange.checking import CLINIC, PULL_REQUEST

ONE = "vendorgraph: 1\ninventory: one\nparties:\n  - {id: a, name: A}\n"


def test_the_starter_is_written_planned_applied_and_then_changes_nothing(run: Run) -> None:
    assert run("init").output == "Wrote inventory.yaml. Edit it, then: vendorgraph plan inventory.yaml\n"
    planned = run("plan", "inventory.yaml")
    assert planned.exit_code == 1
    assert "  + flow example-shop:orders--example-host:hosting\n" in planned.stdout
    assert "\ninventory.yaml: 6 would be created\n" in planned.stdout
    assert (
        "Example Shop (example-shop:orders) also reaches Example Host (example-host:hosting)"
        in planned.stdout
    )
    applied = run("apply", "inventory.yaml")
    assert (applied.exit_code, applied.stdout) == (0, "inventory.yaml: 6 created (revision 1)\n")
    again = run("plan", "inventory.yaml")
    assert (again.exit_code, again.stdout) == (0, "inventory.yaml: nothing to change, 6 unchanged\n")


def test_init_never_overwrites(run: Run) -> None:
    Path("mine.yaml").write_text("precious", "utf-8")
    result = run("init", "mine.yaml")
    assert (result.exit_code, result.stderr) == (
        2,
        "vendorgraph: mine.yaml exists already; name another file\n",
    )
    assert Path("mine.yaml").read_text("utf-8") == "precious"


def test_init_says_why_it_cannot_write(run: Run) -> None:
    result = run("init", "nowhere/a.yaml")
    assert result.exit_code == 2
    assert "cannot be written: No such file or directory" in result.stderr


def test_a_plan_says_what_changes_and_writes_nothing(run: Run) -> None:
    Path("one.yaml").write_text(ONE, "utf-8")
    run("apply", "one.yaml")
    Path("one.yaml").write_text(ONE.replace("name: A", "name: B") + "  - {id: c, name: C}\n", "utf-8")
    for _ in range(2):
        result = run("plan", "one.yaml", "--as-of", "2026-11-22")
        assert result.stdout.splitlines() == [
            "  ~ party a: name",
            "  + party c",
            "one.yaml: 1 would be created, 1 would be changed",
            "Nothing changes in whom the data reach on 2026-11-22.",
        ]
        assert result.exit_code == 1


def test_json_is_all_that_is_printed(run: Run) -> None:
    Path("one.yaml").write_text(ONE, "utf-8")
    planned = answer(run("plan", "--json", "one.yaml"))
    assert planned["files"][0]["changes"][0]["id"] == "a"
    applied = answer(run("apply", "--json", "one.yaml"))
    assert (applied["writes"], applied["files"][0]["revision"]) == (1, 1)


def test_standard_input_is_a_file_called_dash(run: Run) -> None:
    result = run("apply", "-", input=ONE)
    assert result.stdout == "standard input: 1 created (revision 1)\n"


def test_bad_input_ends_with_2_and_names_file_and_line(run: Run) -> None:
    Path("one.yaml").write_text(ONE + "  - {id: b, name: B, colour: red}\n", "utf-8")
    result = run("apply", "one.yaml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("vendorgraph: one.yaml:5: party b: colour is not a field here")


def test_refusals_are_json_too(run: Run) -> None:
    result = run("apply", "--json", "nowhere.yaml")
    assert result.exit_code == 2
    assert answer(result) == {
        "message": "nowhere.yaml: cannot be read: No such file or directory",
        "errors": {},
    }


def test_a_conflict_names_both_inventories_and_leaves_what_came_before(run: Run) -> None:
    Path("one.yaml").write_text(ONE, "utf-8")
    Path("two.yaml").write_text(ONE.replace("one", "two").replace("name: A", "name: B"), "utf-8")
    result = run("apply", "one.yaml", "two.yaml")
    assert result.exit_code == 2
    assert "two.yaml:4: party a: name is 'A' in inventory one and 'B' in inventory two" in result.stderr
    assert run("plan", "one.yaml").exit_code == 0


def test_warnings_go_to_standard_error(run: Run) -> None:
    text = run("init").output and Path("inventory.yaml").read_text("utf-8")
    Path("inventory.yaml").write_text(
        text.replace("    categories: [user.contact] #", "    transform: anonymised #"), "utf-8"
    )
    result = run("apply", "inventory.yaml")
    assert result.exit_code == 0
    assert "warning: inventory.yaml:" in result.stderr
    assert "anonymised" not in result.stdout


def test_an_import_of_inventory_files_tells_what_plan_and_apply_tell(run: Run) -> None:
    Path("clinic.yaml").write_text(
        CLINIC.replace("    evidence:", "    transform: anonymised\n    evidence:"), "utf-8"
    )
    dry = run("import", "clinic.yaml", "--dry-run")
    planned = run("plan", "clinic.yaml")
    assert (dry.exit_code, dry.stdout, dry.stderr) == (0, planned.stdout, planned.stderr)
    assert "clinic.yaml: 6 would be created\n" in dry.stdout
    assert dry.stderr.startswith(
        "warning: clinic.yaml:21: flow care-host is anonymised without an assessment"
    )
    imported = run("import", "clinic.yaml")
    assert (imported.exit_code, imported.stdout) == (0, "clinic.yaml: 6 created (revision 1)\n")
    assert imported.stderr == dry.stderr
    again = run("import", "clinic.yaml")
    assert (
        again.stdout == run("apply", "clinic.yaml").stdout == "clinic.yaml: nothing to change, 6 unchanged\n"
    )


def test_characters_that_drive_a_terminal_are_not_printed(run: Run) -> None:
    Path("one.yaml").write_text(ONE.replace("inventory: one", 'inventory: "one\\e[2J"'), "utf-8")
    result = run("plan", "one.yaml")
    assert result.exit_code == 2
    assert "\x1b" not in result.output


def test_no_file_is_a_usage_error(run: Run) -> None:
    assert run("apply").exit_code == 2


def test_a_plan_tells_what_several_files_together_do_to_exposure(run: Run) -> None:
    Path("clinic.yaml").write_text(CLINIC, "utf-8")
    Path("request.yaml").write_text(PULL_REQUEST, "utf-8")
    planned = run("plan", "clinic.yaml", "request.yaml", "--as-of", "2026-11-22")
    assert planned.stdout.splitlines()[-2:] == [
        "  transfer status of clinic:care -> host:hosting: new, not_a_transfer",
        "  transfer status of host:hosting -> stats:counting: new, not_evaluable (mechanism_not_stated)",
    ]
    effects = answer(run("plan", "--json", "clinic.yaml", "request.yaml"))["effects"]
    assert effects["counts"]["recipients"] == {"gained": 2, "lost": 0}
    refused = run("plan", "clinic.yaml", "--as-of", "soon")
    assert (refused.exit_code, "--as-of: 'soon' is not a calendar day" in refused.stderr) == (2, True)
