// name: restore_categories        mode: write
// params: rows (list)
// returns: -
// Gives shipped categories their shipped form back after an administrator's was removed: {id, properties}.
UNWIND $rows AS row
MATCH (n:DataCategory {id: row.id})
SET n = row.properties
