// name: link_breaches_within        mode: write
// params: rows (list)
// returns: made (int)
// Field `processing`: The processing concerned, when known. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Breach {id: row.id})
MATCH (t:Processing {id: row.target})
CREATE (n)-[:WITHIN {position: row.position}]->(t)
RETURN count(*) AS made
