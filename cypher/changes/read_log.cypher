// name: read_log        mode: read
// params: first (int), last (int)
// returns: event (map), contents (list)
// A stretch of the log with all that is kept beside it, to back it up.
UNWIND range($first, $last) AS number
MATCH (c:Change {seq: number})
RETURN c {.*} AS event,
       COLLECT { MATCH (k:ChangeContent {seq: c.seq}) RETURN k {.*} } AS contents
ORDER BY c.seq
