// name: find_breaches        mode: read
// params: ids (list)
// returns: properties (map), party (list), processing (list), evidence (list)
// The recorded breaches among $ids, in the form of read_breaches.
MATCH (n:Breach)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:AT]->(t) | t.id] AS party,
       [(n)-[:WITHIN]->(t) | t.id] AS processing,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
