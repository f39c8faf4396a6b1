"""Measurements: `make bench` prints the ratios that the product promises."""
