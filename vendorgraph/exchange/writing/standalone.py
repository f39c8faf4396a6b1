"""Any view of the network page as one HTML file: the drawing, its counts and its table, without a network.

The file carries Plotly and works from a disk. Its policy admits exactly its own two scripts, by their
digests, and nothing from anywhere else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from markupsafe import Markup

from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.graph import DEPTH, LIMIT, graph_answer
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.facts import Row, term
from vendorgraph.exchange.writing.flat import EXPOSURE_COLUMNS, exposure_rows
from vendorgraph.exchange.writing.pages import document
from vendorgraph.exchange.writing.words import reach
from vendorgraph.figures import network_figure
from vendorgraph.model.wording import plural, spoken

COLOURS = ("role", "country", "certainty")
MOST_ROWS = 2000  # of the table; the rest is counted and told where to have it
_CODES = ("capacity", "role", "held_by_source", "transfer")  # columns of codes, which the page says in words
_WIDTH = 1200
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DRAW = Path(__file__).with_name("templates") / "view.js"


def standalone(snapshot: Snapshot, asked: Asked) -> Iterator[bytes]:
    """The file of what is asked. Raises Invalid for unknown ids, filters, colours and bounds."""
    colour = asked.colour or "role"
    if colour not in COLOURS:
        raise Invalid.at("colour", f"{colour!r} is not accepted; one of {', '.join(COLOURS)}")
    question: Row = {"from_": asked.from_, "category": asked.category, "filters": asked.filters}
    graph = graph_answer(
        snapshot,
        asked.question,
        **question,
        depth=DEPTH if asked.depth is None else asked.depth,
        expand=asked.expand,
        limit=asked.limit or LIMIT,
    )
    answer = exposure_answer(snapshot, asked.question, **question)
    figures = {
        theme: network_figure(graph, colour=colour, theme=theme, focus=asked.focus, width=_WIDTH)  # type: ignore[arg-type]
        for theme in ("light", "dark")
    }
    rows = answer["recipients"][:MOST_ROWS]
    return document(
        "view.html",
        title=_title(snapshot, asked),
        policy=_policy(),
        graph=graph,
        reach=reach(answer["recipients"]),
        shown=_counted(figures["light"]["meta"]["counts"], "shown"),
        hidden=_counted(figures["light"]["meta"]["counts"], "hidden"),
        alternative=figures["light"]["meta"]["alt"],
        columns=[column.replace("_", " ") for column in EXPOSURE_COLUMNS],
        rows=[list(map(_cell, EXPOSURE_COLUMNS, row)) for row in exposure_rows(rows)],
        more=len(answer["recipients"]) - len(rows),
        filters=_told(asked),
        as_of=graph["as_of"],
        revision=graph["revision"],
        figures=_data(figures),
        plotly=Markup(_plotly()),
        draw=Markup(_draw()),
    )


def _title(snapshot: Snapshot, asked: Asked) -> str:
    """The question in words."""
    what = term(snapshot, "category", asked.category)["name"] if asked.category else "personal data"
    if asked.from_ is None:
        return f"Who receives {what} from every controller"
    if asked.from_ in snapshot.records["processing"]:
        processing = snapshot.records["processing"][asked.from_].document
        return f"Who receives {what} from {snapshot.party_of(asked.from_)['name']}: {processing['name']}"
    return f"Who receives {what} from {snapshot.document('party', asked.from_)['name']}"


def _counted(counts: Row, which: str) -> str:
    nodes, edges = counts["nodes"][which], counts["edges"][which]
    return f"{plural(nodes, 'processing')} and {plural(edges, 'flow')}"


def _told(asked: Asked) -> list[str]:
    """The filters and the context in words."""
    filters = asked.filters
    given = {
        "to": filters.to,
        "country": filters.country,
        "region": filters.region,
        "outside": filters.outside,
        "certainty": filters.certainty,
        "role": filters.role,
        "at most flows away": filters.max_hops,
        "context": asked.question.context.text(),
        "planned flows": "counted as active" if asked.question.include_planned else None,
    }
    return [f"{name}: {value}" for name, value in given.items() if value]


def _cell(column: str, value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if value is None:
        return "unknown"
    return spoken(value) if column in _CODES else value


def _data(value: Any) -> Markup:
    """JSON that may stand in an element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@cache
def _plotly() -> str:
    """Plotly's script from the installed package; characters that HTML forbids are written as escapes."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the plotly package is not installed")
    path = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    return _script(path)


@cache
def _draw() -> str:
    """The few lines that hand the figure to Plotly."""
    return _script(_DRAW)


def _script(path: Path) -> str:
    text = path.read_text("utf-8").replace("\r\n", "\n")
    text = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    assert "</script" not in text.lower(), "a script that cannot stand in a page"
    return text


@cache
def _policy() -> str:
    digests = " ".join(f"'sha256-{_digest(script)}'" for script in (_plotly(), _draw()))
    return (
        f"default-src 'none'; script-src {digests}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
