// name: delete_changes        mode: write
// params: first (int), last (int)
// returns: deleted (int)
// Removes a stretch of the log, which a restored one then takes the place of.
UNWIND range($first, $last) AS number
MATCH (c:Change {seq: number})
DETACH DELETE c
RETURN count(*) AS deleted
