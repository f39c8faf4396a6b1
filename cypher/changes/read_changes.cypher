// name: read_changes        mode: read
// params: since (int), offset (int), limit (int)
// returns: event (map)
// Events of revisions after $since, oldest first, $limit of them from $offset on.
MATCH (c:Change)
WHERE c.revision > $since
RETURN c {.*} AS event
ORDER BY c.seq
SKIP $offset
LIMIT $limit
