// name: read_objections        mode: read
// params: -
// returns: properties (map), flow (list), party (list), evidence (list)
// All recorded objections.
MATCH (n:Objection)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:AGAINST]->(t) | t.id] AS flow,
       [(n)-[:RAISED_BY]->(t) | t.id] AS party,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
