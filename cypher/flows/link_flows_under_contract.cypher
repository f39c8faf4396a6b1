// name: link_flows_under_contract        mode: write
// params: rows (list)
// returns: made (int)
// Field `contract`: The contract it stands under. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:Contract {id: row.target})
CREATE (n)-[:UNDER_CONTRACT {position: row.position}]->(t)
RETURN count(*) AS made
