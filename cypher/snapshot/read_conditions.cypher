// name: read_conditions        mode: read
// params: -
// returns: properties (map), evidence (list)
// All recorded conditions.
MATCH (n:Condition)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
