// name: advance_webhook        mode: write
// params: id (str), revision (int)
// returns: -
// Remembers the revision up to which a webhook's deliveries were queued.
MATCH (w:Webhook {id: $id})
SET w.revision = $revision
