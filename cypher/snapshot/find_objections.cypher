// name: find_objections        mode: read
// params: ids (list)
// returns: properties (map), flow (list), party (list), evidence (list)
// The recorded objections among $ids, in the form of read_objections.
MATCH (n:Objection)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:AGAINST]->(t) | t.id] AS flow,
       [(n)-[:RAISED_BY]->(t) | t.id] AS party,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
