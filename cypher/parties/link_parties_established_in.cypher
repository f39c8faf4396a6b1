// name: link_parties_established_in        mode: write
// params: rows (list)
// returns: made (int)
// Field `established_in`: Country of its seat; not where it processes. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Party {id: row.id})
MATCH (t:Country {id: row.target})
CREATE (n)-[:ESTABLISHED_IN {position: row.position}]->(t)
RETURN count(*) AS made
