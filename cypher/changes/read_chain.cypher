// name: read_chain        mode: read
// params: after (int), until (int)
// returns: event (map), contents (list)
// A stretch of the log, to check its hashes: the events with $after < seq <= $until and their contents.
MATCH (c:Change)
WHERE c.seq > $after AND c.seq <= $until
RETURN c {.*} AS event,
       COLLECT { MATCH (k:ChangeContent {seq: c.seq}) RETURN k {.before, .after} } AS contents
ORDER BY c.seq
