// name: read_webhooks        mode: read
// params: -
// returns: webhook (map)
// All webhooks, oldest first.
MATCH (w:Webhook)
RETURN w {.*} AS webhook
ORDER BY w.created_at, w.id
