// name: find_adequacy        mode: read
// params: ids (list)
// returns: properties (map), country (list), framework (list)
// The recorded adequacy among $ids, in the form of read_adequacy.
MATCH (n:AdequacyDecision)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:FINDS_ADEQUATE]->(t) | t.id] AS country,
       [(n)-[:CERTIFIED_BY]->(t) | t.id] AS framework
