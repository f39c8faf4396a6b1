// name: link_breaches_at        mode: write
// params: rows (list)
// returns: made (int)
// Field `party`: Where it happened. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Breach {id: row.id})
MATCH (t:Party {id: row.target})
CREATE (n)-[:AT {position: row.position}]->(t)
RETURN count(*) AS made
