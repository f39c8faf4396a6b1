"""Pure functions from an answer's rows to a Plotly figure as a plain dict."""

from vendorgraph.figures.network import network_figure

__all__ = ["network_figure"]
