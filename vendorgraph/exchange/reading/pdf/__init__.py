"""PDF files: their tables, and the text beside them."""
