// name: link_flows_to        mode: write
// params: rows (list)
// returns: made (int)
// Field `to`: The receiving processing. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:Processing {id: row.target})
CREATE (n)-[:TO {position: row.position}]->(t)
RETURN count(*) AS made
