// name: read_meta        mode: read
// params: -
// returns: revision (int), seq (int), hash (str), schema_version (int), constraints (str), vocabulary (str)
// Where the inventory stands, and what the graph was made fit for: the shape, and the digests of the
// constraints and the shipped vocabulary it holds.
MATCH (m:Meta {id: 'inventory'})
RETURN m.revision AS revision, m.seq AS seq, m.hash AS hash, m.schema_version AS schema_version,
       m.constraints AS constraints, m.vocabulary AS vocabulary
