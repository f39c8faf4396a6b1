// name: save_purposes        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the purposes of $rows: {id, properties}; their relationships are made by the
// link_purposes_* statements.
UNWIND $rows AS row
MERGE (n:Purpose {id: row.id})
SET n = row.properties
