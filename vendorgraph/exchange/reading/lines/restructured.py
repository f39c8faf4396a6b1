"""The marks of reStructuredText and of pandoc in a text: links, words set apart, tables between rules, definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vendorgraph.exchange.reading.names.companies import is_company

_LINK = re.compile(r"`(?P<text>[^`<>|]{1,200}?)\s*<[^`<>|]{1,500}>`__?")
_MARKED = re.compile(r">`_|^\.\. _|\\ |^=+(?: =+)+$", re.M)
_FIELD = re.compile(r"^:([^\s:][^:\n]{0,30}):[ \t]", re.M)  # ":Date: 2 May 2026"
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*|\n]*(?:\n[^*|\n]+)*)(?<=[^\s*])\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*|\n]+)(?<=[^\s*])\*(?![\w*])")
_LITERAL = re.compile(r"``([^`|\n]+)``")
_TARGET = re.compile(r"^\.\. _[^\n]*:$", re.M)  # what a link of the page leads to
#: Directives that hold no text of the page, options of any, and what fields say of the document.
_OF_PAGE = re.compile(
    r"^\.\. (?:contents|toctree|meta|sectnum|index|highlight|role|raw|include|image)::[^\n]*$|"
    r"^[ \t]+:[a-z][a-z-]*:(?:[ \t][^\n]*)?$|^:[A-Z][^\W_]*(?: [^\W_]+){0,2}: [^\n]*$",
    re.M,
)
_RULE = re.compile(r"={2,}(?: +={2,})+[ \t]*")
_LOOSE = re.compile(
    r"(?:(?<=\n\n)|\A)(?P<term>[^\W_][^\n]{1,79})\n\n(?P<said>(?: {4}[^\s*•·-][^\n]*\n)+)(?=\n|\Z)"
)
_DEFINED = re.compile(
    r"(?:(?<=\n\n)|\A)(?P<term>[^\W_][^\n]{1,39})\n(?P<said>(?: {4}[^\s*•·-][^\n]*\n)+)(?:\n|\Z)"
)
_PARTED = re.compile(r"(\n[ \t]*\n)")


def without_marks(text: str) -> str:
    """A text without the marks of reStructuredText in it; words in bold lose their marks in any text."""
    if _MARKED.search(text):
        text = _OF_PAGE.sub("", text)
        text = _TARGET.sub("", "\n".join(_with_bars(text.split("\n"))))
        text = "".join(map(_unlinked, _PARTED.split(text)))
        text = _FIELD.sub(r"\1: ", _LITERAL.sub(r"\1", text))
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text)).replace("\\ ", "")
    return _BOLD.sub(r"\1", text)


def with_definitions(text: str) -> str:
    """A text with what pandoc sets in below a term directly below it, and behind a label that recurs."""
    text = _LOOSE.sub(lambda found: f"{found['term']}\n{found['said']}\n", text)
    times = Counter(found["term"] for found in _DEFINED.finditer(text))

    def joined(found: re.Match[str]) -> str:
        term, said = found["term"].rstrip(" :"), " ".join(found["said"].split())
        if times[found["term"]] < 2 or is_company(term):
            return found[0]
        return f"{term}: {said}\n"

    return _DEFINED.sub(joined, text) if max(times.values(), default=0) > 1 else text


def without_links(text: str) -> str:
    """The words of a cell with the texts of links alone."""
    return _LITERAL.sub(r"\1", _LINK.sub(lambda link: link["text"], text)) if "`" in text else text


def _unlinked(paragraph: str) -> str:
    """A paragraph with the texts of links alone; the lines that it loses stand behind it as blank ones."""
    if "`" not in paragraph:
        return paragraph
    made = _LINK.sub(lambda link: " ".join(link["text"].split()), paragraph)
    return made + "\n" * (paragraph.count("\n") - made.count("\n"))


def _with_bars(lines: Sequence[str]) -> list[str]:
    """The lines with those of simple tables as cells between bars."""
    made: list[str] = []
    starts: list[int] = []  # of the columns of the table that a line is in
    for line in lines:
        if _RULE.fullmatch(line):
            starts = [found.start() for found in re.finditer("=+", line)]
            made.append(re.sub("=+ +", lambda column: "=" * (len(column[0]) - 1) + "+", line.rstrip()))
            continue
        if not line.strip() or not starts or any(line[at - 1 : at].strip() for at in starts[1:]):
            starts = []
            made.append(line)
            continue
        ends = [*starts[1:], len(line)]
        made.append(" | ".join(line[at:end].rstrip() for at, end in zip(starts, ends, strict=True)))
    return made
