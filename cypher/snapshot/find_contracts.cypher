// name: find_contracts        mode: read
// params: ids (list)
// returns: properties (map), evidence (list)
// The recorded contracts among $ids, in the form of read_contracts.
MATCH (n:Contract)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
