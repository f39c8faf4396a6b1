// name: touched_since        mode: read
// params: since (int)
// returns: revision (int), entity (str), entity_id (str), action (str)
// Which resources the revisions after $since wrote, oldest first.
MATCH (c:Change)
WHERE c.revision > $since
RETURN c.revision AS revision, c.entity AS entity, c.entity_id AS entity_id, c.action AS action
ORDER BY c.seq
