// name: link_objections_raised_by        mode: write
// params: rows (list)
// returns: made (int)
// Field `party`: The controller that objects. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Objection {id: row.id})
MATCH (t:Party {id: row.target})
CREATE (n)-[:RAISED_BY {position: row.position}]->(t)
RETURN count(*) AS made
