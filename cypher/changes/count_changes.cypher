// name: count_changes        mode: read
// params: since (int)
// returns: total (int)
// How many events the revisions after $since have.
MATCH (c:Change)
WHERE c.revision > $since
RETURN count(c) AS total
