// name: link_objections_against        mode: write
// params: rows (list)
// returns: made (int)
// Field `flow`: The flow objected to. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Objection {id: row.id})
MATCH (t:Flow {id: row.target})
CREATE (n)-[:AGAINST {position: row.position}]->(t)
RETURN count(*) AS made
