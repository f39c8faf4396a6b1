"""Pure functions from an answer's rows to a Plotly figure as a plain dict."""

from vendorgraph.figures.network import network_figure
from vendorgraph.figures.sankey import sankey_figure
from vendorgraph.figures.world import map_figure

__all__ = ["map_figure", "network_figure", "sankey_figure"]
