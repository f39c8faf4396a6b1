// name: begin_revision        mode: write
// params: -
// returns: revision (int), seq (int), hash (str)
// Takes the next revision, and with it the lock that makes writers take turns.
MATCH (m:Meta {id: 'inventory'})
SET m.revision = m.revision + 1
RETURN m.revision AS revision, m.seq AS seq, m.hash AS hash
