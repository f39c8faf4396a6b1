"""Pages of blocks, to the rows of their lists: tables, bullets, cards, sentences."""
