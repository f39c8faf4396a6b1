// name: link_shipped_categories        mode: write
// params: rows (list)
// returns: -
// Parents of shipped categories: rows {id, target, position}. An administrator's terms keep theirs.
UNWIND $rows AS row
MATCH (n:DataCategory {id: row.id})
MATCH (t:DataCategory {id: row.target})
WHERE n.shipped
CREATE (n)-[:IS_A {position: row.position}]->(t)
