// name: save_processings        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the processings of $rows: {id, properties}; their relationships are made by the
// link_processings_* statements.
UNWIND $rows AS row
MERGE (n:Processing {id: row.id})
SET n = row.properties
