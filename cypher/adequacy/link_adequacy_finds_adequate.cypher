// name: link_adequacy_finds_adequate        mode: write
// params: rows (list)
// returns: made (int)
// Field `country`: Country whose protection is found adequate. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:AdequacyDecision {id: row.id})
MATCH (t:Country {id: row.target})
CREATE (n)-[:FINDS_ADEQUATE {position: row.position}]->(t)
RETURN count(*) AS made
