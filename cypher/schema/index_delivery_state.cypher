// name: index_delivery_state        mode: schema
// params: -
// returns: -
// Finds the deliveries that are still to be made without reading all.
CREATE INDEX delivery_state IF NOT EXISTS
FOR (n:Delivery) ON (n.state)
