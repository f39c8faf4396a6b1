// name: link_purposes_is_a        mode: write
// params: rows (list)
// returns: made (int)
// Field `parents`: Wider purposes; never a cycle. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Purpose {id: row.id})
MATCH (t:Purpose {id: row.target})
CREATE (n)-[:IS_A {position: row.position}]->(t)
RETURN count(*) AS made
