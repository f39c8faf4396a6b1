// name: find_reviews        mode: read
// params: ids (list)
// returns: properties (map), party (list), evidence (list)
// The recorded reviews among $ids, in the form of read_reviews.
MATCH (n:Review)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:OF]->(t) | t.id] AS party,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
