// name: queue_deliveries        mode: write
// params: rows (list)
// returns: -
// Queues the deliveries of $rows, {id, properties}; one that is queued stays as it is, a webhook that is gone gets none.
UNWIND $rows AS row
MATCH (w:Webhook {id: row.properties.webhook})
MERGE (d:Delivery {id: row.id})
ON CREATE SET d += row.properties
