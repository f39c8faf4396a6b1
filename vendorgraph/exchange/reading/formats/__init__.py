"""Formats with fields of their own, sheets, and which format a file is in."""
