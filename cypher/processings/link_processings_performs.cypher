// name: link_processings_performs        mode: write
// params: rows (list)
// returns: made (int)
// Field `party`: Who processes. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Processing {id: row.id})
MATCH (t:Party {id: row.target})
CREATE (n)<-[:PERFORMS {position: row.position}]-(t)
RETURN count(*) AS made
