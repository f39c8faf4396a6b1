// name: save_flows        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the flows of $rows: {id, properties}; their relationships are made by the
// link_flows_* statements.
UNWIND $rows AS row
MERGE (n:Flow {id: row.id})
SET n = row.properties
