// name: delete_deliveries        mode: write
// params: webhook (str), limit (int)
// returns: deleted (int)
// Removes $limit of a webhook's deliveries.
MATCH (d:Delivery {webhook: $webhook})
WITH d
LIMIT $limit
DETACH DELETE d
RETURN count(*) AS deleted
