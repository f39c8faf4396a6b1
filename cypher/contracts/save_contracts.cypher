// name: save_contracts        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the contracts of $rows: {id, properties}; their relationships are made by the
// link_contracts_* statements.
UNWIND $rows AS row
MERGE (n:Contract {id: row.id})
SET n = row.properties
