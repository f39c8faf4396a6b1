// name: save_commitments        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the commitments of $rows: {id, properties}; their relationships are made by the
// link_commitments_* statements.
UNWIND $rows AS row
MERGE (n:Commitment {id: row.id})
SET n = row.properties
