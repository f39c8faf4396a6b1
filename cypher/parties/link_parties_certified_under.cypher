// name: link_parties_certified_under        mode: write
// params: rows (list)
// returns: made (int)
// Field `certifications`: Certificates under a transfer framework (DPF). Rows: {id, target, properties},
// the position in the list among the properties.
UNWIND $rows AS row
MATCH (n:Party {id: row.id})
MATCH (t:Mechanism {id: row.target})
CREATE (n)-[r:CERTIFIED_UNDER]->(t)
SET r = row.properties
RETURN count(*) AS made
