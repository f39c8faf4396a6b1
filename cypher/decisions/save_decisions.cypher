// name: save_decisions        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the decisions of $rows: {id, properties}; their relationships are made by the
// link_decisions_* statements.
UNWIND $rows AS row
MERGE (n:Decision {id: row.id})
SET n = row.properties
