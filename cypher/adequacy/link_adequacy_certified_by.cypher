// name: link_adequacy_certified_by        mode: write
// params: rows (list)
// returns: made (int)
// Field `framework`: Certification framework, as DPF-EU; with the scope certification only. Rows: {id,
// target, position}.
UNWIND $rows AS row
MATCH (n:AdequacyDecision {id: row.id})
MATCH (t:Mechanism {id: row.target})
CREATE (n)-[:CERTIFIED_BY {position: row.position}]->(t)
RETURN count(*) AS made
