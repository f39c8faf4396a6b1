// name: seed_mechanisms        mode: write
// params: rows (list)
// returns: -
// Creates or replaces the shipped mechanisms: {id, properties}.
UNWIND $rows AS row
MERGE (n:Mechanism {id: row.id})
SET n = row.properties
