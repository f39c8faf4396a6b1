"""Readers: from a file that people already have to rows in its own words."""
