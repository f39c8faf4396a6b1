// name: delete_contents        mode: write
// params: first (int), last (int)
// returns: deleted (int)
// Removes what is kept beside a stretch of the log.
UNWIND range($first, $last) AS number
MATCH (k:ChangeContent {seq: number})
DETACH DELETE k
RETURN count(*) AS deleted
