// name: forget_deliveries        mode: write
// params: state (str), before (str), limit (int)
// returns: deleted (int)
// Removes $limit of the deliveries that came to $state before a moment.
MATCH (d:Delivery {state: $state})
WHERE d.settled_at < $before
WITH d
LIMIT $limit
DETACH DELETE d
RETURN count(*) AS deleted
