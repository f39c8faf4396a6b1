"""The catalogue of `cypher/`: every statement the store runs, checked when it is loaded.

A file holds one statement under a header:

    // name: read_flows        mode: read
    // params: revision (int)
    // returns: properties (map), categories (list)
    // What it answers, in a sentence.
    MATCH …

`mode` is read, write or schema; `-` stands for no parameters or no columns; an optional line
`// engines: neo4j` marks a statement for one engine. A file that breaks this is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vendorgraph.errors import Refused

MODES = frozenset({"read", "write", "schema"})
ENGINES = frozenset({"neo4j", "embedded"})
TYPES = frozenset({"int", "str", "bool", "map", "list", "float", "node"})
_HEADER = re.compile(r"// name: (?P<name>[a-z0-9_]+) +mode: (?P<mode>\w+)$")
_ITEM = re.compile(r"(?P<name>[a-z_][a-z0-9_]*) \((?P<type>\w+)\)$")
#: What cannot hold a parameter or a clause: comments, strings, quoted names.
_SILENT = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_ALIAS = re.compile(r"\bAS\s+`?(\w+)`?\s*$")
_AFTER_RETURN = re.compile(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b")


class CatalogueError(Refused):
    """A file under cypher/ breaks the rules of the catalogue; the message begins with file:line."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One checked statement: `text` is what the engine runs, never formatted."""

    name: str
    mode: str
    params: tuple[str, ...]
    returns: tuple[str, ...]
    engines: frozenset[str]
    doc: str
    text: str
    path: Path


class Catalogue(Mapping[str, Statement]):
    """The statements by name."""

    def __init__(self, statements: Mapping[str, Statement]) -> None:
        self._statements = dict(statements)

    def __getitem__(self, name: str) -> Statement:
        return self._statements[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __len__(self) -> int:
        return len(self._statements)


def folder() -> Path:
    """Where the statements are: inside the installed package, else at the top of the repository."""
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "cypher", package.parent / "cypher"):
        if candidate.is_dir():
            return candidate
    raise Refused(
        f"The folder cypher with the store's statements is missing beside {package}; install vendorgraph again."
    )


def load(root: Path) -> Catalogue:
    """Every statement under `root`, checked. Raises CatalogueError."""
    statements: dict[str, Statement] = {}
    for path in sorted(root.rglob("*.cypher")):
        statement = parse(path, path.read_text(encoding="utf-8"))
        if statement.name in statements:
            raise _error(
                path, 1, f"the name {statement.name!r} is also that of {statements[statement.name].path}"
            )
        statements[statement.name] = statement
    return Catalogue(statements)


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """The catalogue that ships with the package, loaded once."""
    return load(folder())


def parse(path: Path, content: str) -> Statement:
    """The statement of one file. Raises CatalogueError."""
    lines = content.split("\n")
    named = _HEADER.match(lines[0])
    if not named:
        raise _error(path, 1, "the first line must read `// name: <name>  mode: read|write|schema`")
    if named["mode"] not in MODES:
        raise _error(path, 1, f"mode {named['mode']!r} is none of {', '.join(sorted(MODES))}")
    if named["name"] != path.stem:
        raise _error(path, 1, f"the name {named['name']!r} differs from the file's, {path.stem!r}")
    header = _header(path, lines)
    params = _items(path, header, "params")
    returns = _items(path, header, "returns")
    start = header.end
    text = "\n".join(lines[start:]).strip()
    if not text:
        raise _error(path, start + 1, "there is no statement below the header")
    statement = Statement(
        named["name"], named["mode"], params, returns, _engines(path, header), header.doc, text, path
    )
    _check_parameters(statement, start)
    _check_columns(statement, start)
    return statement


@dataclass(frozen=True, slots=True)
class _Header:
    """The header's named lines with their line numbers, its description, and where it ends."""

    said: Mapping[str, tuple[int, str]]
    doc: str
    end: int


def _header(path: Path, lines: list[str]) -> _Header:
    """`// key: value` lines (continued by an indent of three blanks), then the description."""
    said: dict[str, tuple[int, str]] = {}
    doc: list[str] = []
    latest = ""
    end = 1
    for end, line in enumerate(lines[1:], start=1):
        if not line.startswith("//"):
            break
        key, colon, value = line[2:].strip().partition(": ")
        if colon and key in ("params", "returns", "engines") and not doc:
            if key in said:
                raise _error(path, end + 1, f"{key!r} is given twice")
            said[key], latest = (end + 1, value.strip()), key
        elif line.startswith("//   ") and latest and not doc:
            said[latest] = (said[latest][0], f"{said[latest][1]} {line[2:].strip()}")
        else:
            doc.append(line[2:].strip())
    for key in ("params", "returns"):
        if key not in said:
            raise _error(path, 2, f"the header lacks a line `// {key}:` (write - for none)")
    if not doc:
        raise _error(path, end, "the header lacks a sentence that says what the statement is for")
    return _Header(said, " ".join(doc), end)


def _items(path: Path, header: _Header, key: str) -> tuple[str, ...]:
    """The names of a list such as `revision (int), name (str)`."""
    line, value = header.said[key]
    if value == "-":
        return ()
    names = []
    for item in value.split(","):
        found = _ITEM.match(item.strip())
        if not found or found["type"] not in TYPES:
            raise _error(
                path,
                line,
                f"{item.strip()!r} must read `name (type)`, type one of {', '.join(sorted(TYPES))}",
            )
        if found["name"] in names:
            raise _error(path, line, f"{found['name']!r} is given twice")
        names.append(found["name"])
    return tuple(names)


def _engines(path: Path, header: _Header) -> frozenset[str]:
    line, value = header.said.get("engines", (0, "embedded, neo4j"))
    engines = frozenset(name.strip() for name in value.split(","))
    if not engines <= ENGINES:
        raise _error(path, line, f"engines {value!r} are not among {', '.join(sorted(ENGINES))}")
    return engines


def _check_parameters(statement: Statement, start: int) -> None:
    used: dict[str, int] = {}
    for number, line in enumerate(_silenced(statement.text).split("\n"), start=start + 1):
        for name in _PARAMETER.findall(line):
            used.setdefault(name, number)
    for name, number in used.items():
        if name not in statement.params:
            raise _error(statement.path, number, f"${name} is not declared under params")
    for name in statement.params:
        if name not in used:
            raise _error(statement.path, 2, f"the parameter {name!r} is declared and never used")


def _check_columns(statement: Statement, start: int) -> None:
    """The RETURN clause must give the declared columns, in their order."""
    found, line = _columns(statement.text)
    if found != statement.returns:
        raise _error(
            statement.path,
            start + line,
            f"RETURN gives ({', '.join(found) or '-'}), the header says ({', '.join(statement.returns) or '-'})",
        )


def _columns(text: str) -> tuple[tuple[str, ...], int]:
    """Names of the columns that the outermost RETURN gives, and the line it begins on."""
    plain = _outermost(_silenced(text))
    clauses = list(re.finditer(r"\bRETURN\b", plain))
    if not clauses:
        return (), 1
    begin = clauses[-1].end()
    clause = _AFTER_RETURN.split(plain[begin:])[0].replace("DISTINCT ", "")
    names = []
    for item in clause.split(","):
        alias = _ALIAS.search(item.strip())
        names.append(alias[1] if alias else item.strip())
    return tuple(names), plain[:begin].count("\n") + 1


def _silenced(text: str) -> str:
    """`text` with comments and strings blanked out, every line where it was."""
    return _SILENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _outermost(text: str) -> str:
    """`text` with everything inside brackets blanked out, every line where it was."""
    depth = 0
    kept = []
    for character in text:
        depth -= character in ")]}"
        kept.append(character if depth == 0 or character == "\n" else " ")
        depth += character in "([{"
    return "".join(kept)


def _error(path: Path, line: int, sentence: str) -> CatalogueError:
    return CatalogueError(f"{path}:{line}: {sentence}.")
