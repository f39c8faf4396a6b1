// name: save_documents        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the documents of $rows: {id, properties}; their relationships are made by the
// link_documents_* statements.
UNWIND $rows AS row
MERGE (n:Document {id: row.id})
SET n = row.properties
