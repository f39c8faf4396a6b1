// name: find_merges        mode: read
// params: party (str)
// returns: seq (int), revision (int), reason (str)
// The events in which a party was deleted because it was merged into another, oldest first.
MATCH (c:Change {entity: 'party', entity_id: $party, action: 'delete'})
WHERE c.reason STARTS WITH 'merge '
RETURN c.seq AS seq, c.revision AS revision, c.reason AS reason
ORDER BY c.seq
