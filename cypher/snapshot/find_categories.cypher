// name: find_categories        mode: read
// params: ids (list)
// returns: properties (map), parents (list)
// The recorded categories among $ids, in the form of read_categories.
MATCH (n:DataCategory)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[r:IS_A]->(t) | [r.position, t.id]] AS parents
