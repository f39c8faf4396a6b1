// name: read_adequacy        mode: read
// params: -
// returns: properties (map), country (list), framework (list)
// All recorded adequacy.
MATCH (n:AdequacyDecision)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:FINDS_ADEQUATE]->(t) | t.id] AS country,
       [(n)-[:CERTIFIED_BY]->(t) | t.id] AS framework
