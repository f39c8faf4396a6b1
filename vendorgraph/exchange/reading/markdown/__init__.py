"""Markdown pages, to blocks."""
