// name: read_categories        mode: read
// params: -
// returns: properties (map), parents (list)
// All recorded categories (shipped ones have no revision).
MATCH (n:DataCategory)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:IS_A]->(t) | [r.position, t.id]] AS parents
