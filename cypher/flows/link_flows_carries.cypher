// name: link_flows_carries        mode: write
// params: rows (list)
// returns: made (int)
// Field `categories`: Categories disclosed; null = not stated. An empty list is refused. Rows: {id, target,
// position}.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:DataCategory {id: row.target})
CREATE (n)-[:CARRIES {position: row.position}]->(t)
RETURN count(*) AS made
