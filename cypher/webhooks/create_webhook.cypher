// name: create_webhook        mode: write
// params: id (str), properties (map)
// returns: -
// Keeps a new webhook with the secret that signs what it is sent; it is told of the changes after this revision.
MATCH (m:Meta {id: 'inventory'})
CREATE (w:Webhook {id: $id})
SET w += $properties, w.revision = m.revision
