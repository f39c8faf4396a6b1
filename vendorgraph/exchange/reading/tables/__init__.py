"""Tables, row by row."""
