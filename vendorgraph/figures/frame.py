"""What the figures share: fonts and colours of a theme, the settings of Plotly, a heading, who is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vendorgraph.figures import labels
from vendorgraph.figures.colours import GROUNDS, Theme

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def config(**more: Any) -> dict[str, Any]:
    """Plotly's settings, with `more` of them."""
    return {
        "scrollZoom": True,
        "displaylogo": False,
        "showSendToCloud": False,
        "responsive": True,
        "doubleClick": "reset",
        **more,
    }


def base_layout(theme: Theme) -> dict[str, Any]:
    """The ground, the font and the hover of every figure."""
    ground = GROUNDS[theme]
    return {
        "paper_bgcolor": ground.paper,
        "plot_bgcolor": ground.paper,
        "font": {"family": FONT, "size": labels.SIZE, "color": ground.text},
        "hoverlabel": {
            "bgcolor": ground.paper,
            "bordercolor": ground.muted,
            "align": "left",
            "font": {"family": FONT, "size": 12, "color": ground.text},
        },
    }


def heading(text: str, x: float, anchor: str, theme: Theme) -> dict[str, Any]:
    """A heading above the drawing at `x` of its width."""
    return {
        "name": "heading",
        "text": f"<b>{text}</b>",
        "x": x,
        "xref": "paper",
        "xanchor": anchor,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 8,
        "showarrow": False,
        "font": {"size": 12, "color": GROUNDS[theme].text},
    }


def sources(rows: Sequence[Mapping[str, Any]]) -> str:
    """Whom a question asks: the parties of its sources, at most three by name."""
    names = list(dict.fromkeys(str(row["party"]) for row in rows))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "") or "no source"
