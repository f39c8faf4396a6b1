// name: resume_webhook        mode: write
// params: id (str)
// returns: -
// Lets a webhook that was switched off begin with the changes after the present revision.
MATCH (m:Meta {id: 'inventory'})
MATCH (w:Webhook {id: $id})
SET w.revision = m.revision
