// name: link_shipped_purposes        mode: write
// params: rows (list)
// returns: -
// Parents of shipped purposes: rows {id, target, position}. An administrator's terms keep theirs.
UNWIND $rows AS row
MATCH (n:Purpose {id: row.id})
MATCH (t:Purpose {id: row.target})
WHERE n.shipped
CREATE (n)-[:IS_A {position: row.position}]->(t)
