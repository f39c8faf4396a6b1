"""Docs that cannot drift: generated pages, links, settings, and commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tools.reference import WIDTH, pages
from vendorgraph.cli import main
from vendorgraph.law import hop
from vendorgraph.store.embedded import TOO_NEW

ROOT = Path(__file__).parents[2]
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
GROUP_OPTIONS = ("--data", "--server")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", pages(), ids=_name)
def test_generated_pages_say_what_the_code_says(path: Path) -> None:
    assert path.read_text("utf-8") == pages()[path], "run make docs"


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (path.parent / target).exists(), target


def test_every_page_is_listed() -> None:
    listed = {
        path.resolve()
        for page in (ROOT / "docs/README.md", ROOT / "docs/adr/README.md")
        for path in _linked(page)
    }
    assert {path for path in DOCS if "docs" in path.parts and path.name != "README.md"} <= listed


def _linked(page: Path) -> list[Path]:
    return [page.parent / target for target in re.findall(r"\]\(([^)#]+\.md)\)", page.read_text("utf-8"))]


def test_every_setting_is_documented() -> None:
    read = set()
    for path in [*(ROOT / "vendorgraph").rglob("*.py"), ROOT / "tests/engines/neo4j_server.py"]:
        read |= set(re.findall(r'"((?:VENDORGRAPH|NEO4J)_[A-Z_]+[A-Z])"', path.read_text("utf-8")))
    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    assert {name for name in read if f"`{name}`" not in page} == set()
    documented = set(re.findall(r"`((?:VENDORGRAPH|NEO4J)_[A-Z_]+)`", page))
    assert documented <= read, "take out of settings.md what nothing reads"


def test_every_reason_and_reservation_about_a_transfer_is_explained() -> None:
    page = (ROOT / "docs/explanation/whether-a-transfer-is-covered.md").read_text("utf-8")
    reasons = re.findall(r"^\| `([a-z_]+)` \| \S", page, re.MULTILINE)
    assert tuple(reasons) == (*hop.NOT_COVERED, *hop.NOT_EVALUABLE)
    assert {name for name in (*hop.STATUSES, *hop.WARNINGS) if f"`{name}`" not in page} == set()


def test_the_pages_name_the_versions_of_python_that_the_engine_is_installed_on() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (first,) = re.findall(r'requires-python = ">=([\d.]+)"', project)
    (after,) = re.findall(r"arcadedb-embedded.*python_version < '([\d.]+)'", project)
    assert after == ".".join(map(str, TOO_NEW))
    newest = f"{TOO_NEW[0]}.{TOO_NEW[1] - 1}"
    for page in ("README.md", "docs/tutorial.md"):
        assert f"Python {first} to {newest}" in (ROOT / page).read_text("utf-8"), page


def _blocks(path: Path) -> list[str]:
    """The lines to type that a page shows: fenced or indented, continued lines joined."""
    text = path.read_text("utf-8").replace("\\\n", " ")
    fenced = "".join(re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL)).splitlines()
    indented = re.findall(r"^    (\S.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    lines = [re.sub(r"(^|\s)#\s.*", "", line).removeprefix("$ ").strip() for line in [*indented, *fenced]]
    return [line for line in lines if line]


def _commands() -> list[tuple[str, list[str]]]:
    """Every `vendorgraph …` in the pages: where, and its words."""
    found = []
    for path in DOCS:
        text = path.read_text("utf-8")
        inline = re.findall(r"`vendorgraph ([^`]+)`", text)
        for line in [*_blocks(path), *(f"vendorgraph {words}" for words in inline)]:
            if match := re.match(r"(?:\.venv/bin/python -m )?vendorgraph (.*)", line):
                found.append((f"{_name(path)}: {line}", shlex.split(match[1].replace("…", " "))))
    return found


@pytest.mark.parametrize("words", [words for _, words in _commands()], ids=[name for name, _ in _commands()])
def test_every_command_in_the_docs_exists_with_its_options(words: list[str]) -> None:
    while words and words[0] in GROUP_OPTIONS:
        words = words[2:]
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        assert words[0] in command.commands, f"there is no command {words[0]}"
        command, words = command.commands[words[0]], words[1:]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known | {"--help"} | set(GROUP_OPTIONS)


def _make_targets(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    return set(re.findall(r"(?:^|`|\n)make ([a-z]+)", text))


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_every_make_target_in_the_docs_exists(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    defined = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert _make_targets(path) <= defined


def test_the_first_commands_of_the_readme_are_demo_and_test() -> None:
    assert [line.split()[:2] for line in _blocks(ROOT / "README.md")[:2]] == [
        ["make", "demo"],
        ["make", "test"],
    ]


def test_make_help_lists_every_target_people_use() -> None:
    said = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("demo", "serve", "test", "check", "docs", "bench", "clean"):
        assert f"make {target} " in said


def test_make_demo_is_the_plain_command_of_the_readme() -> None:
    said = subprocess.run(["make", "-n", "demo"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "tools/environment.py requirements.txt" in said
    assert ".venv/bin/python app.py" in said
    assert ".venv/bin/python app.py" in _blocks(ROOT / "README.md")


def test_compose_requires_the_password_and_listens_on_loopback() -> None:
    compose = (ROOT / "docker-compose.yml").read_text("utf-8")
    assert compose.count("${NEO4J_PASSWORD:?") == 2
    assert re.findall(r'- "([0-9.]+:[0-9]+:[0-9]+)"', compose) == ["127.0.0.1:8000:8000"]
    assert "healthcheck:" in compose
    assert "neo4j-data:/data" in compose


def test_the_image_copies_what_exists_compiles_it_and_runs_without_root() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (.+) \S+$", dockerfile, re.MULTILINE):
        for name in line.split():
            assert (ROOT / name).exists(), name
    assert "\nUSER vendorgraph\n" in dockerfile
    compiled = dockerfile.index("\nRUN python -m compileall -q vendorgraph\n")
    assert dockerfile.index("\nCOPY vendorgraph ./vendorgraph\n") < compiled < dockerfile.index("\nUSER ")


@pytest.mark.parametrize("command", [(), ("apply",), ("token", "create")], ids=" ".join)
def test_the_command_line_page_shows_what_the_program_shows(command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(
        main, [*command, "--help"], prog_name="vendorgraph", terminal_width=WIDTH, max_content_width=WIDTH
    )
    lines = "\n".join(line.rstrip() for line in shown.stdout.splitlines())
    page = (ROOT / "docs/reference/command-line.md").read_text("utf-8")
    assert f"## {' '.join(('vendorgraph', *command))}\n\n```text\n{lines}\n```\n" in page
