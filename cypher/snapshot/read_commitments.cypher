// name: read_commitments        mode: read
// params: -
// returns: properties (map), party (list), mechanism (list), evidence (list)
// All recorded commitments.
MATCH (n:Commitment)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)<-[:MADE]-(t) | t.id] AS party,
       [(n)-[:RELIES_ON]->(t) | t.id] AS mechanism,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
