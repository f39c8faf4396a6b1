// name: link_flows_transmitted_by        mode: write
// params: rows (list)
// returns: made (int)
// Field `transmitted_by`: A processing that passes the data on for the sender. Rows: {id, target,
// position}.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:Processing {id: row.target})
CREATE (n)-[:TRANSMITTED_BY {position: row.position}]->(t)
RETURN count(*) AS made
