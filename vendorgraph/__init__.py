"""Vendorgraph: which personal data reaches which vendor and country, on what evidence."""

__version__ = "0.1.0"
