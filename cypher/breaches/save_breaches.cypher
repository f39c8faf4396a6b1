// name: save_breaches        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the breaches of $rows: {id, properties}; their relationships are made by the
// link_breaches_* statements.
UNWIND $rows AS row
MERGE (n:Breach {id: row.id})
SET n = row.properties
