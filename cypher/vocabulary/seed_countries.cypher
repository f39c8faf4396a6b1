// name: seed_countries        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the shipped countries: {id, properties}.
UNWIND $rows AS row
MERGE (n:Country {id: row.id})
SET n = row.properties
