// name: read_purposes        mode: read
// params: -
// returns: properties (map), parents (list)
// All recorded purposes (shipped ones have no revision).
MATCH (n:Purpose)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:IS_A]->(t) | [r.position, t.id]] AS parents
