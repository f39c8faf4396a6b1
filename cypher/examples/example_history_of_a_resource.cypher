// name: example_history_of_a_resource        mode: read
// params: entity (str), id (str)
// returns: revision (int), at (str), actor (str), action (str), reason (str)
// Who changed a resource, as the party stripe, when and why.
MATCH (c:Change {entity: $entity, entity_id: $id})
RETURN c.revision AS revision, c.at AS at, c.actor AS actor, c.action AS action, c.reason AS reason
ORDER BY c.seq
