// name: read_changes        mode: read
// params: first (int), last (int)
// returns: event (map)
// The events from number $first to number $last.
UNWIND range($first, $last) AS number
MATCH (c:Change {seq: number})
RETURN c {.*} AS event
ORDER BY c.seq
