// name: link_flows_on_condition        mode: write
// params: rows (list)
// returns: made (int)
// Field `conditions`: Conditions that must all be on. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:Condition {id: row.target})
CREATE (n)-[:ON_CONDITION {position: row.position}]->(t)
RETURN count(*) AS made
