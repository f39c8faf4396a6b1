// name: find_commitments        mode: read
// params: ids (list)
// returns: properties (map), party (list), mechanism (list), evidence (list)
// The recorded commitments among $ids, in the form of read_commitments.
MATCH (n:Commitment)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)<-[:MADE]-(t) | t.id] AS party,
       [(n)-[:RELIES_ON]->(t) | t.id] AS mechanism,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
