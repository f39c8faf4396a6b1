// name: read_chain        mode: read
// params: first (int), last (int)
// returns: event (map), contents (list)
// A stretch of the log, to check its hashes: the events from $first to $last with their contents.
UNWIND range($first, $last) AS number
MATCH (c:Change {seq: number})
RETURN c {.*} AS event,
       COLLECT { MATCH (k:ChangeContent {seq: c.seq}) RETURN k {.before, .after} } AS contents
ORDER BY c.seq
