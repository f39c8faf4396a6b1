"""The countries that an answer's data reach, as a map; what no map can show is listed beside it.

Rows of `analysis.reached` in, a Plotly dict out. A country's colour and symbol say whether the law
treats a transfer there as covered, worst first; the size of its mark, how many recipients process there.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from vendorgraph.figures.colours import GROUNDS, TRANSFERS, Theme, faded
from vendorgraph.figures.frame import base_layout, config, sources
from vendorgraph.figures.words import place_label
from vendorgraph.model import places
from vendorgraph.model.wording import plural

TOPOLOGY = "/static/topojson/"  # where this server keeps the outlines of countries
NOTE = (
    "Places of processing as recorded, not seats. The colour is the worst that the law says of the flows that bring "
    "data to a place on the day asked about; the mark’s size is the number of recipients there. Choose a place to ask "
    "about it alone, and again to ask about all."
)
_SMALLEST, _LARGEST = 9.0, 22.0  # px
_NAMES = 6  # recipients named on hover
Row = Mapping[str, Any]


@cache
def positions() -> Mapping[str, Mapping[str, Any]]:
    """Per country, where its mark stands (`at`: longitude, latitude) and the id of its `area`, None when too small."""
    text = files("vendorgraph.figures").joinpath("data/country_places.json").read_text("utf-8")
    found: Mapping[str, Mapping[str, Any]] = json.loads(text)
    return found


def map_figure(answer: Row, *, theme: Theme = "light") -> dict[str, Any]:
    """The figure of a `reached` answer: `{"data", "layout", "config", "meta"}`.

    `meta.places` lists every place of the answer, most recipients first, with `on_map`: regions and
    the unknown are in no drawing, and counted apart.
    """
    rows = sorted(answer["places"], key=lambda row: (-len(row["recipients"]), row["place"]))
    names = {row["id"]: row["name"] for row in answer["recipients"]}
    drawn = [row for row in rows if row["place"] in positions()]
    most = max([1, *(len(row["recipients"]) for row in drawn)])
    data = [
        trace
        for status in TRANSFERS
        if (of := [row for row in drawn if row["transfer"] == status])
        for trace in (_areas(of, status, names, theme), _marks(of, status, names, most, theme))
    ]
    return {
        "data": data,
        "layout": _layout(theme),
        "config": config(topojsonURL=TOPOLOGY),
        "meta": {
            "alt": _alternative(answer, drawn, rows),
            "note": NOTE,
            "sources": answer["sources"],
            "counts": _counts(answer, drawn, rows),
            "legend": _legend(drawn, theme),
            "places": [_listed(row) for row in rows],
        },
    }


def _areas(rows: Sequence[Row], status: str, names: Mapping[str, str], theme: Theme) -> dict[str, Any]:
    ground, colour = GROUNDS[theme], faded(TRANSFERS[status].colour(theme), 0.4)
    with_area = [row for row in rows if positions()[row["place"]]["area"]]
    return {
        "type": "choropleth",
        "name": TRANSFERS[status].label,
        "locationmode": "ISO-3",
        "locations": [positions()[row["place"]]["area"] for row in with_area],
        "customdata": [row["place"] for row in with_area],
        "text": [_hover(row, names) for row in with_area],
        "hovertemplate": "%{text}<extra></extra>",
        "z": [1] * len(with_area),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "marker": {"line": {"color": ground.paper, "width": 0.6}},
    }


def _marks(
    rows: Sequence[Row], status: str, names: Mapping[str, str], most: int, theme: Theme
) -> dict[str, Any]:
    mark, ground = TRANSFERS[status], GROUNDS[theme]
    at = [positions()[row["place"]]["at"] for row in rows]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "name": mark.label,
        "lon": [lon for lon, _ in at],
        "lat": [lat for _, lat in at],
        "customdata": [row["place"] for row in rows],
        "text": [_hover(row, names) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": mark.symbol,
            "color": mark.colour(theme),
            "opacity": 1,
            "size": [
                round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(len(row["recipients"]) / most), 1)
                for row in rows
            ],
            "line": {"width": 1, "color": ground.paper},
        },
    }


def _hover(row: Row, names: Mapping[str, str]) -> str:
    found = row["recipients"]
    listed = [escape(name) for name in dict.fromkeys(str(names[id_]) for id_ in found)]
    rest = len(listed) - _NAMES
    lines = [
        f"<b>{escape(place_label(row['place']))}</b>",
        _recipients(row),
        *([TRANSFERS[row["transfer"]].label] if not found else _statuses(row)),
        *listed[:_NAMES],
        *([f"and {rest} more"] if rest > 0 else []),
    ]
    return "<br>".join(lines)


def _statuses(row: Row) -> list[str]:
    """`Transfer not evaluable: 2 of 3`, worst first."""
    total = len(row["recipients"])
    return [f"{TRANSFERS[status].label}: {count} of {total}" for status, count in row["statuses"].items()]


def _recipients(row: Row) -> str:
    if not row["recipients"]:
        return "no recipient, only flows back to the source"
    return f"{plural(len(row['recipients']), 'recipient')}, {len(row['stated']):,} stated"


def _layout(theme: Theme) -> dict[str, Any]:
    ground = GROUNDS[theme]
    return {
        **base_layout(theme),
        "height": 470,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
        "showlegend": False,
        "dragmode": "pan",
        "geo": {
            "scope": "world",
            "resolution": 110,
            "projection": {"type": "natural earth"},
            "lataxis": {"range": [-56, 82]},
            "bgcolor": ground.paper,
            "showframe": False,
            "showcoastlines": False,
            "showland": True,
            "landcolor": ground.band,
            "showcountries": True,
            "countrycolor": faded(ground.line, 0.45),
            "countrywidth": 0.5,
        },
    }


def _legend(drawn: Sequence[Row], theme: Theme) -> list[dict[str, Any]]:
    counted = Counter(row["transfer"] for row in drawn)
    return [
        {
            "kind": "node",
            "label": mark.label,
            "symbol": mark.symbol,
            "color": mark.colour(theme),
            "count": counted[status],
        }
        for status, mark in TRANSFERS.items()
        if counted[status]
    ]


def _counts(answer: Row, drawn: Sequence[Row], rows: Sequence[Row]) -> dict[str, Any]:
    """Places on the map and beside it, recipients that some mark stands for and those that none does."""
    shown = {id_ for row in drawn for id_ in row["recipients"]}
    return {
        "places": {"shown": len(drawn), "hidden": len(rows) - len(drawn)},
        "recipients": {"shown": len(shown), "hidden": len(answer["recipients"]) - len(shown)},
    }


def _listed(row: Row) -> dict[str, Any]:
    return {
        "place": row["place"],
        "name": place_label(row["place"]),
        "country": places.is_country(row["place"]),
        "on_map": row["place"] in positions(),
        "recipients": len(row["recipients"]),
        "stated": len(row["stated"]),
        "transfer": row["transfer"],
        "statuses": row["statuses"],
    }


def _alternative(answer: Row, drawn: Sequence[Row], rows: Sequence[Row]) -> str:
    told = [f"Where data from {sources(answer['sources'])} are processed as of {answer['as_of']}:"]
    if not rows:
        return f"{told[0]} no recipient."
    told.append(f"{plural(len(drawn), 'country', 'countries')} on the map.")
    for status, mark in TRANSFERS.items():
        if of := [row for row in drawn if row["transfer"] == status]:
            told.append(f"{mark.label}: {_list(of)}.")
    beside = [row for row in rows if row["place"] not in positions()]
    told.append(
        f"Not on the map, because they are no country: {_list(beside)}."
        if beside
        else "Every place is on it."
    )
    return " ".join(told)


def _list(rows: Sequence[Row]) -> str:
    return ", ".join(f"{place_label(row['place'])} ({len(row['recipients']):,})" for row in rows)
