// name: link_processings_holds        mode: write
// params: rows (list)
// returns: made (int)
// Field `categories`: Categories it declares to hold; never limits exposure. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Processing {id: row.id})
MATCH (t:DataCategory {id: row.target})
CREATE (n)-[:HOLDS {position: row.position}]->(t)
RETURN count(*) AS made
