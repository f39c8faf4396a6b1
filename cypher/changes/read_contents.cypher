// name: read_contents        mode: read
// params: revision (int)
// returns: event (map), contents (list)
// The events of one revision with their contents and what was kept to take them back.
MATCH (c:Change {revision: $revision})
RETURN c {.*} AS event,
       COLLECT { MATCH (k:ChangeContent {seq: c.seq}) RETURN k {.before, .after, .kept} } AS contents
ORDER BY c.seq
