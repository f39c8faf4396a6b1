"""HTML pages, to blocks."""
