// name: seed_regions        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the shipped regions: {id, properties}.
UNWIND $rows AS row
MERGE (n:Region {id: row.id})
SET n = row.properties
