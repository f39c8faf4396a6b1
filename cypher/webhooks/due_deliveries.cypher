// name: due_deliveries        mode: read
// params: webhooks (list), now (str), limit (int)
// returns: delivery (map)
// Deliveries of $webhooks whose next attempt is due, $limit of them, the longest due first.
MATCH (d:Delivery {state: 'pending'})
WHERE d.webhook IN $webhooks AND d.next_at <= $now
RETURN d {.*} AS delivery
ORDER BY d.next_at, d.position, d.id
LIMIT $limit
