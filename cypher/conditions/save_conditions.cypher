// name: save_conditions        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the conditions of $rows: {id, properties}; their relationships are made by the
// link_conditions_* statements.
UNWIND $rows AS row
MERGE (n:Condition {id: row.id})
SET n = row.properties
