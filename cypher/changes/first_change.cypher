// name: first_change        mode: read
// params: revision (int)
// returns: seq (int)
// The first event of a revision; null when there is no such revision or its events were trimmed.
MATCH (c:Change {revision: $revision})
RETURN min(c.seq) AS seq
