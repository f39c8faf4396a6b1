// name: queue_deliveries        mode: write
// params: rows (list)
// returns: -
// Queues the deliveries of $rows, {id, properties}; one that is queued already stays as it is.
UNWIND $rows AS row
MERGE (d:Delivery {id: row.id})
ON CREATE SET d += row.properties
