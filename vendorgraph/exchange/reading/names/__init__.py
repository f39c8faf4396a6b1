"""Names of vendors and companies, and the words beside them that are none."""
