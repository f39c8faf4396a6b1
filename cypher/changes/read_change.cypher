// name: read_change        mode: read
// params: seq (int)
// returns: event (map), contents (list)
// One event with its contents; none when they were erased.
MATCH (c:Change {seq: $seq})
RETURN c {.*} AS event,
       COLLECT { MATCH (k:ChangeContent {seq: $seq}) RETURN k {.before, .after} } AS contents
