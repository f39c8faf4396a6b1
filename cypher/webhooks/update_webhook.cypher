// name: update_webhook        mode: write
// params: id (str), properties (map)
// returns: updated (int)
// Changes the properties given of a webhook; null takes one away.
MATCH (w:Webhook {id: $id})
SET w += $properties
RETURN count(*) AS updated
