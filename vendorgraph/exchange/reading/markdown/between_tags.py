"""Markdown between tags, as converters and generators of sites write it, to the HTML that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"maxNesting": 30}).enable(["table", "strikethrough"])
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # a picture that a page holds in its text is none of its words
_RAW = ("html_block", "code_block", "fence", "inline")  # what keeps its own ends of lines
#: Paragraphs that are marked as Markdown does it, which no HTML holds: a heading, bullets, a link, words in bold.
_MARKED = re.compile(
    r"(?:\A|\n)[ \t]*\n(?:#{1,6} +\S|(?:[*+-]|\d{1,2}\.) +\S|\[[^\]\n]*\]\(|\*\*[^*\n]+\*\*)"
)
_HEADING = re.compile(r"(?:\A|\n)#{1,6} +\S")
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml|<head\b|<body\b)", re.I)
_TERM = 80  # characters of the first line of a paragraph that is a term above what is said of it
_SAID = 3  # further paragraphs about a term


def is_between_tags(text: str) -> bool:
    """Whether a text that begins as HTML does is Markdown with tags around its parts."""
    return not _PAGE.match(text) and bool(_HEADING.search(text) or len(_MARKED.findall(text)) > 1)


def as_html(text: str) -> str:
    """The HTML that a Markdown text with tags in it stands for, each block in the line of its own."""
    made: list[str] = []
    at = 0  # how many lines end in what was made
    tokens = _PARSER.parse(text)
    _define(tokens)
    for token in tokens:
        said = token.content if token.type == "code_block" and token.content.lstrip().startswith("<") else ""
        said = said or _PARSER.renderer.render([token], _PARSER.options, {})
        said = said if token.type in _RAW else said.replace("\n", "")
        if token.map and token.map[0] > at:
            said = "\n" * (token.map[0] - at) + said
        made.append(said)
        at += said.count("\n")
    return "".join(made)


def _define(tokens: Sequence[Token]) -> None:
    """Make paragraphs that are each a term above a line that breaks off definitions again, as pandoc found them."""
    terms = {at: term for at, token in enumerate(tokens) if (term := _term(tokens, at)) and token.level == 0}
    if len(terms) < 2 or len(set(terms.values())) < len(terms):
        return  # terms that recur are labels
    at = 0
    while at < len(tokens):
        at = _define_run(tokens, terms, at) if at in terms else at + 1


def _define_run(tokens: Sequence[Token], terms: Mapping[int, str], first: int) -> int:
    """Make a list of definitions of paragraphs from `first` on, as many of them for each term; where they end."""
    said = _said(tokens, terms, first)
    starts = [first]
    while (following := starts[-1] + 3 * (said + 1)) in terms and _said(tokens, terms, starts[-1]) == said:
        starts.append(following)
    if len(starts) == 1:
        said = 0
    end = starts[-1] + 3 * (1 + min(said, _said(tokens, terms, starts[-1])))
    begun = set(starts)
    for here in range(first, end, 3):
        opened, inline, closed = tokens[here : here + 3]
        opened.type = closed.type = "html_block"
        opened.content = f"{'<dl>' if here == first else ''}{'<dt>' if here in begun else '<dd>'}"
        closed.content = f"</dd>{'</dl>' if here + 3 == end else ''}"
        if here in begun:
            broken = next(child for child in inline.children or () if child.type == "hardbreak")
            broken.type, broken.content = "html_inline", "</dt><dd>"
    return end


def _said(tokens: Sequence[Token], terms: Mapping[int, str], at: int) -> int:
    """How many paragraphs stand between a term and the next one or what is no paragraph."""
    many = 0
    while many <= _SAID and (here := at + 3 * (many + 1)) < len(tokens) and here not in terms:
        if tokens[here].type != "paragraph_open":
            break
        many += 1
    return many


def _term(tokens: Sequence[Token], at: int) -> str:
    """The first line of a paragraph that breaks off behind it; "" of another."""
    if tokens[at].type != "paragraph_open":
        return ""
    said = ""
    for child in tokens[at + 1].children or ():
        if child.type == "hardbreak":
            return said if 0 < len(said) <= _TERM and said[-1] not in ":;," else ""
        if child.type not in ("text", "strong_open", "strong_close", "em_open", "em_close"):
            return ""
        said += child.content
    return ""
