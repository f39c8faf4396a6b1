// name: delete_webhook        mode: write
// params: id (str)
// returns: deleted (int)
// Ends a webhook.
MATCH (w:Webhook {id: $id})
DETACH DELETE w
RETURN count(*) AS deleted
