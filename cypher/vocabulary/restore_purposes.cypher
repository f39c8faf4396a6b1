// name: restore_purposes        mode: write
// params: rows (list)
// returns: -
// Gives shipped purposes their shipped form back after an administrator's was removed: {id, properties}.
UNWIND $rows AS row
MATCH (n:Purpose {id: row.id})
SET n = row.properties
