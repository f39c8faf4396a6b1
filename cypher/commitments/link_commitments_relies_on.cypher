// name: link_commitments_relies_on        mode: write
// params: rows (list)
// returns: made (int)
// Field `mechanism`: Instrument relied on. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Commitment {id: row.id})
MATCH (t:Mechanism {id: row.target})
CREATE (n)-[:RELIES_ON {position: row.position}]->(t)
RETURN count(*) AS made
