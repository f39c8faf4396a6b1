// name: read_deliveries        mode: read
// params: webhook (str), states (list), offset (int), limit (int)
// returns: delivery (map)
// Deliveries of a webhook in one of $states, newest first, $limit of them from $offset on.
MATCH (d:Delivery {webhook: $webhook})
WHERE d.state IN $states
RETURN d {.*} AS delivery
ORDER BY d.created_at DESC, d.position DESC, d.id
SKIP $offset
LIMIT $limit
