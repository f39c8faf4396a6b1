// name: seed_categories        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the shipped categories: {id, properties}. A term that an administrator changed (it
// has a revision) is left alone.
UNWIND $rows AS row
MERGE (n:DataCategory {id: row.id})
WITH n, row
WHERE n.revision IS NULL
SET n = row.properties
