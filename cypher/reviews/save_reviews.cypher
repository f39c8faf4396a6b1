// name: save_reviews        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the reviews of $rows: {id, properties}; their relationships are made by the
// link_reviews_* statements.
UNWIND $rows AS row
MERGE (n:Review {id: row.id})
SET n = row.properties
