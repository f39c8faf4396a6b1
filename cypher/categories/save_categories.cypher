// name: save_categories        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the categories of $rows: {id, properties}; their relationships are made by the
// link_categories_* statements.
UNWIND $rows AS row
MERGE (n:DataCategory {id: row.id})
SET n = row.properties
