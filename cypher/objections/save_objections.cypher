// name: save_objections        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the objections of $rows: {id, properties}; their relationships are made by the
// link_objections_* statements.
UNWIND $rows AS row
MERGE (n:Objection {id: row.id})
SET n = row.properties
