// name: link_categories_is_a        mode: write
// params: rows (list)
// returns: made (int)
// Field `parents`: Wider terms; never a cycle. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:DataCategory {id: row.id})
MATCH (t:DataCategory {id: row.target})
CREATE (n)-[:IS_A {position: row.position}]->(t)
RETURN count(*) AS made
