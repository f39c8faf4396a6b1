// name: read_meta        mode: read
// params: -
// returns: revision (int), seq (int), hash (str), schema_version (int), vocabulary (str)
// Where the inventory stands.
MATCH (m:Meta {id: 'inventory'})
RETURN m.revision AS revision, m.seq AS seq, m.hash AS hash, m.schema_version AS schema_version,
       m.vocabulary AS vocabulary
