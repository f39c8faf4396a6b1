// name: read_reviews        mode: read
// params: -
// returns: properties (map), party (list), evidence (list)
// All recorded reviews.
MATCH (n:Review)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:OF]->(t) | t.id] AS party,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
