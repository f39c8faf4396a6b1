// name: restore_standing        mode: write
// params: revision (int), seq (int), hash (str)
// returns: -
// Sets where the inventory stands to where the backup stood; the next write goes on from there.
MATCH (m:Meta {id: 'inventory'})
SET m.revision = $revision, m.seq = $seq, m.hash = $hash
