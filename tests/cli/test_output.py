"""Progress is shown on a terminal while something is under way, and only then."""

from __future__ import annotations

import io
import sys

import pytest

from vendorgraph.cli.output import Output, clean


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal, from here to the end of the test."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_progress_is_shown_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with Output().progress() as told:
        assert told is not None
        told("reading [a].yaml\x1b[2J", 1, 4)
        told("reading [a].yaml\x1b[2J", 4, 4)
        shown = terminal.getvalue()
        told("writing", 0, 2)
    assert "reading [a].yaml\N{REPLACEMENT CHARACTER}[2J" in shown
    assert "4/4" in shown
    assert "writing" in terminal.getvalue()


def test_what_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with Output().progress() as told:
        assert told is not None
        told("reading", 3, 3)
    assert terminal.getvalue() == ""


def test_there_is_no_progress_in_json_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch)
    output = Output()
    output.json = True
    with output.progress() as told:
        assert told is None


def test_there_is_no_progress_away_from_a_terminal() -> None:
    with Output().progress() as told:
        assert told is None


def test_cleaning_takes_what_drives_a_terminal_or_reorders_a_line() -> None:
    assert clean("a\x1b[31mb\u202ec\x00d\te") == "a\ufffd[31mb\ufffdc\ufffdd\te"


class Closed(io.StringIO):
    """A stream whose reader is gone."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_table_that_nobody_reads_ends_nothing_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Closed())
    with pytest.raises(BrokenPipeError):
        Output().table(("name",), [("value",)])
