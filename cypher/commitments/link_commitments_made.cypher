// name: link_commitments_made        mode: write
// params: rows (list)
// returns: made (int)
// Field `party`: Who makes it. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Commitment {id: row.id})
MATCH (t:Party {id: row.target})
CREATE (n)<-[:MADE {position: row.position}]-(t)
RETURN count(*) AS made
