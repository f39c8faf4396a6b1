"""Markdown between tags, as converters and generators of sites write it, to the HTML that it stands for."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"maxNesting": 30}).enable(["table", "strikethrough"])
_RAW = ("html_block", "code_block", "fence", "inline")  # what keeps its own ends of lines
#: Paragraphs that are marked as Markdown does it, which no HTML holds: a heading, bullets, a link, words in bold.
_MARKED = re.compile(
    r"(?:\A|\n)[ \t]*\n(?:#{1,6} +\S|(?:[*+-]|\d{1,2}\.) +\S|\[[^\]\n]*\]\(|\*\*[^*\n]+\*\*)"
)
_HEADING = re.compile(r"(?:\A|\n)#{1,6} +\S")
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml|<head\b|<body\b)", re.I)


def is_between_tags(text: str) -> bool:
    """Whether a text that begins as HTML does is Markdown with tags around its parts."""
    return not _PAGE.match(text) and bool(_HEADING.search(text) or len(_MARKED.findall(text)) > 1)


def as_html(text: str) -> str:
    """The HTML that a Markdown text with tags in it stands for, each block in the line of its own."""
    made: list[str] = []
    at = 0  # how many lines end in what was made
    for token in _PARSER.parse(text):
        said = token.content if token.type == "code_block" and token.content.lstrip().startswith("<") else ""
        said = said or _PARSER.renderer.render([token], _PARSER.options, {})
        said = said if token.type in _RAW else said.replace("\n", "")
        if token.map and token.map[0] > at:
            said = "\n" * (token.map[0] - at) + said
        made.append(said)
        at += said.count("\n")
    return "".join(made)
