// name: touched_since        mode: read
// params: since (int), until (int)
// returns: revision (int), entity (str), entity_id (str), action (str)
// Which resources the revisions after $since up to $until wrote, oldest first. Each revision is looked up
// by itself, for the embedded engine reads all events to find a range.
UNWIND range($since + 1, $until) AS number
MATCH (c:Change {revision: number})
RETURN c.revision AS revision, c.entity AS entity, c.entity_id AS entity_id, c.action AS action
ORDER BY c.seq
