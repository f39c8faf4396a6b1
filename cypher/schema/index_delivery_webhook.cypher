// name: index_delivery_webhook        mode: schema
// params: -
// returns: -
// Finds the deliveries of a webhook without reading all.
CREATE INDEX delivery_webhook IF NOT EXISTS
FOR (n:Delivery) ON (n.webhook)
