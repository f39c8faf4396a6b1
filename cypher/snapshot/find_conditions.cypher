// name: find_conditions        mode: read
// params: ids (list)
// returns: properties (map), evidence (list)
// The recorded conditions among $ids, in the form of read_conditions.
MATCH (n:Condition)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
