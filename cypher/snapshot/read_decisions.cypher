// name: read_decisions        mode: read
// params: -
// returns: properties (map), evidence (list)
// All recorded decisions.
MATCH (n:Decision)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
