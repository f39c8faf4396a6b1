// name: read_breaches        mode: read
// params: -
// returns: properties (map), party (list), processing (list), evidence (list)
// All recorded breaches.
MATCH (n:Breach)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:AT]->(t) | t.id] AS party,
       [(n)-[:WITHIN]->(t) | t.id] AS processing,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
