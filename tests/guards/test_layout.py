"""The layout of docs/explanation/architecture.md, held: imports run one way, and modules stay small."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "vendorgraph"
MODULES = sorted([*PACKAGE.rglob("*.py"), ROOT / "app.py"])
MOST_LINES = 450

#: What each part may import; `__version__` counts as part of nothing.
CORE = {"errors", "model", "law", "analysis"}
FACES = {"api", "web", "cli", "service", "app"}
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "settings": {"errors"},
    "law": {"errors", "model"},
    "analysis": {"errors", "model", "law"},
    "figures": CORE,
    "store": {"errors", "model", "settings"},
    "auth": {"errors"},
    "inventory": CORE | {"store"},
    "opening": {"errors", "model", "law", "analysis", "store", "settings", "inventory"},
    "demo": set(),
    "exchange": CORE | {"figures", "inventory", "demo"},
    "webhooks": CORE | {"inventory"},
}
BELOW_FACES = set(MAY_IMPORT)


def test_the_page_on_architecture_says_the_rule_of_imports() -> None:
    page = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
    (table,) = re.findall(r"\| may import \|\n\|---\|---\|\n((?:\|.*\n)+)", page)
    said = {}
    for parts, accepted in re.findall(r"\| (.+) \| (.+) \|", table):
        rule = accepted if accepted == "everything" else set(re.findall(r"`(\w+)`", accepted))
        said |= dict.fromkeys(re.findall(r"`(\w+)`", parts), rule)
    assert said == {**MAY_IMPORT, **dict.fromkeys(FACES, "everything")}


def _part(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if len(parts) > 1 else parts[0]


@cache
def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it."""
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the top"
            if node.module == "vendorgraph":
                yield from (f"vendorgraph.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def _own_parts(path: Path) -> set[str]:
    found = {name.split(".")[1] for name in _imports(path) if name.startswith("vendorgraph.")}
    return found - {_part(path), "__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    part = _part(path)
    if part in FACES or part in ("__init__", "__main__"):
        accepted = BELOW_FACES | FACES
    else:
        assert part in MAY_IMPORT, f"say in MAY_IMPORT what the new part {part!r} may import"
        accepted = MAY_IMPORT[part]
    assert _own_parts(path) <= accepted


def test_the_readers_are_layers() -> None:
    page = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
    (table,) = re.findall(r"\| layer of `reading` \| holds \|\n\|---\|---\|\n((?:\|.*\n?)+)", page)
    layers = [name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    folder = PACKAGE / "exchange/reading"
    assert sorted(layers) == sorted(one.parent.name for one in folder.glob("*/__init__.py"))
    upwards = {
        (str(path.relative_to(folder)), name)
        for path in folder.rglob("*.py")
        for name in _imports(path)
        if (found := re.match(r"vendorgraph\.exchange\.reading\.(\w+)", name))
        and found[1] in layers
        and layers.index(found[1]) > (layers.index(path.parent.name) if path.parent != folder else -1)
    }
    assert upwards == set()


#: Libraries that only these parts may know. `auth` and `exchange` stay usable without a server.
RESERVED = {
    "neo4j": {"store"},
    "arcadedb_embedded": {"store"},
    "flask": FACES,
    "flask_smorest": {"api"},
    "webargs": {"api"},
    "werkzeug": {"api", "web"},
    "waitress": {"service"},
    "click": {"cli"},
    "rich": {"cli"},
    "yaml": {"exchange"},
}


@pytest.mark.parametrize("library", RESERVED)
def test_a_library_stays_where_it_belongs(library: str) -> None:
    using = {_part(path) for path in MODULES if any(name.split(".")[0] == library for name in _imports(path))}
    assert using <= RESERVED[library]


def test_only_the_inventory_and_what_starts_it_know_the_store() -> None:
    knowing = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if _part(path) != "store" and any(name.startswith("vendorgraph.store") for name in _imports(path))
    }
    assert knowing <= {
        "vendorgraph/inventory.py",
        "vendorgraph/opening.py",
        "vendorgraph/cli/access.py",
        "app.py",
    }


def test_analysis_and_figures_do_no_input_or_output() -> None:
    forbidden = {
        "socket",
        "subprocess",
        "urllib.request",
        "http.client",
        "sqlite3",
        "threading",
        "os",
        "io",
        "pathlib",
    }
    for path in MODULES:
        if _part(path) in ("analysis", "figures", "law") and (found := forbidden & set(_imports(path))):
            assert found <= {"threading"}, (
                f"{path.relative_to(ROOT)} imports {found}"
            )  # a lock around a memory


CYPHER = re.compile(
    r"\b(MATCH|MERGE|UNWIND|DETACH\s+DELETE|CREATE|OPTIONAL)\s*\(|\bRETURN\s+(\w+\s+AS\b|\w+\.|\w+\s*\{|\d)|\bSHOW\s+(INDEXES|CONSTRAINTS)\b"
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cypher_stands_in_python(path: Path) -> None:
    for node in _nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not CYPHER.search(node.value), f"line {node.lineno}: move the statement to cypher/"


def test_modules_stay_small() -> None:
    sizes = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    sizes |= {
        path.relative_to(ROOT): len(path.read_text("utf-8").splitlines())
        for folder in ("bench", "tools", "tests")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {str(path): size for path, size in sizes.items() if size > MOST_LINES} == {}


def _libraries() -> set[str]:
    found = {name.split(".")[0] for path in MODULES for name in _imports(path)}
    return {
        name for name in found if name not in sys.stdlib_module_names and name not in ("vendorgraph", "app")
    }


#: Import names that differ from the name of the distribution, and distributions used without an import.
DISTRIBUTIONS = {
    "flask_smorest": "flask-smorest",
    "yaml": "pyyaml",
    "charset_normalizer": "charset-normalizer",
    "markdown_it": "markdown-it-py",
    "arcadedb_embedded": "arcadedb-embedded",
}
UNIMPORTED = {"neo4j-rust-ext", "plotly", "apispec"}


def test_every_library_is_required_and_every_requirement_used() -> None:
    imported = {DISTRIBUTIONS.get(name, name) for name in _libraries()}
    pinned = _pins("requirements.txt")
    assert imported <= set(pinned), "pin in requirements.txt what is imported"
    declared = _declared()
    assert imported <= declared, "declare in pyproject.toml what is imported"
    assert declared <= imported | UNIMPORTED, "take out of pyproject.toml what is not used"


def _pins(name: str) -> dict[str, str]:
    found = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        requirement = line.partition(";")[0].strip()
        if requirement and not requirement.startswith(("#", "-r ")):
            assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", requirement), f"{name}: pin {requirement}"
            distribution, _, version = requirement.partition("==")
            found[distribution] = version
    return found


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[<>=;\s]", requirement)[0] for requirement in project["dependencies"]]
    assert len(names) == len(set(names)), "declare each requirement once"
    return set(names)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned(name: str) -> None:
    assert _pins(name)


def test_what_is_installed_is_what_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for distribution, version in _pins(name).items():
            if distribution != "colorama":  # on Windows only
                assert metadata.version(distribution) == version, distribution
