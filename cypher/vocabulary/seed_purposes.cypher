// name: seed_purposes        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the shipped purposes: {id, properties}. A term that an administrator changed (it has
// a revision) is left alone.
UNWIND $rows AS row
MERGE (n:Purpose {id: row.id})
WITH n, row
WHERE n.revision IS NULL
SET n = row.properties
