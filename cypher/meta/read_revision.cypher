// name: read_revision        mode: read
// params: -
// returns: revision (int)
// The revision of the last committed write.
MATCH (m:Meta {id: 'inventory'})
RETURN m.revision AS revision
