// name: save_parties        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the parties of $rows: {id, properties}; their relationships are made by the
// link_parties_* statements.
UNWIND $rows AS row
MERGE (n:Party {id: row.id})
SET n = row.properties
