"""`vendorgraph merge` and `split`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, answer

TWO = """
vendorgraph: 1
inventory: two
parties:
  - {id: nexmo, name: NexMo Inc, website: "https://nexmo.test"}
  - {id: vonage, name: Vonage, website: "https://vonage.test", processings: [{id: "vonage:sms", name: SMS, capacity: processor}]}
"""


@pytest.fixture
def two(run: Run) -> Run:
    Path("two.yaml").write_text(TWO, "utf-8")
    assert run("apply", "two.yaml").exit_code == 0
    return run


def test_a_merge_is_shown_written_and_taken_back(two: Run) -> None:
    shown = two("merge", "nexmo", "vonage", "--settle", "website=kept", "--dry-run")
    assert shown.exit_code == 0
    assert "  - party vonage\n" in shown.stdout
    assert "processing vonage:sms is from now on nexmo:sms\n" in shown.stdout
    assert shown.stdout.endswith("vonage would be nexmo\n")
    done = two("merge", "nexmo", "vonage", "--settle", "website=kept")
    assert done.stdout.endswith("vonage is now nexmo (revision 2)\n")
    refused = two("apply", "two.yaml")
    assert refused.exit_code == 2
    assert "party vonage is now nexmo" in refused.stderr
    back = two("split", "nexmo", "vonage")
    assert back.stdout.endswith("vonage is a party again (revision 3)\n")
    assert two("plan", "two.yaml").stdout == "two.yaml: nothing to change, 3 unchanged\n"


def test_what_differs_has_to_be_settled(two: Run) -> None:
    refused = two("merge", "nexmo", "vonage")
    assert refused.exit_code == 2
    assert "settle website as `kept` or `other`" in refused.stderr
    assert two("merge", "nexmo", "vonage", "--settle", "website").exit_code == 2


def test_the_answer_for_programs_lists_every_change(two: Run) -> None:
    found = answer(two("merge", "--json", "--dry-run", "nexmo", "vonage", "--settle", "website=other"))
    assert found["renamed"] == {"vonage:sms": "nexmo:sms"}
    assert {(change["action"], change["kind"], change["id"]) for change in found["changes"]} == {
        ("changed", "party", "nexmo"),
        ("removed", "party", "vonage"),
        ("removed", "processing", "vonage:sms"),
        ("created", "processing", "nexmo:sms"),
    }


def test_processings_go_to_a_new_party(two: Run) -> None:
    done = two(
        "split", "vonage", "--into", "Vonage SMS Ltd", "--processing", "vonage:sms", "--id", "vonage-sms"
    )
    assert done.exit_code == 0
    assert "let its file state vonage-sms:sms under vonage-sms" in done.stdout
    assert done.stdout.endswith("vonage-sms is a party (revision 2)\n")
    assert two("split", "vonage").exit_code == 2
    assert two("split", "vonage", "--into", "X").exit_code == 2
