// name: save_adequacy        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the adequacy of $rows: {id, properties}; their relationships are made by the
// link_adequacy_* statements.
UNWIND $rows AS row
MERGE (n:AdequacyDecision {id: row.id})
SET n = row.properties
