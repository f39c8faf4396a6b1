// name: read_contracts        mode: read
// params: -
// returns: properties (map), evidence (list)
// All recorded contracts.
MATCH (n:Contract)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
