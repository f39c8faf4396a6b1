// name: count_deliveries        mode: read
// params: -
// returns: webhook (str), state (str), total (int)
// How many deliveries each webhook has in each state.
MATCH (d:Delivery)
RETURN d.webhook AS webhook, d.state AS state, count(*) AS total
