"""Plain text, as it is copied or laid out, to blocks."""
