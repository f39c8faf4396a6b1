// name: oldest_change        mode: read
// params: -
// returns: seq (int)
// The first event that the log still has; null when it has none.
MATCH (c:Change)
RETURN min(c.seq) AS seq
