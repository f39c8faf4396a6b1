// name: end_revision        mode: write
// params: seq (int), hash (str)
// returns: -
// Remembers the last event, so that the next one is chained without a search.
MATCH (m:Meta {id: 'inventory'})
SET m.seq = $seq, m.hash = $hash
