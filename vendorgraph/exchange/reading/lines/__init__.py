"""Lines, labels, headers and columns: what each asks for, and the places that it gives."""
