// name: set_told        mode: write
// params: told (str)
// returns: -
// Remembers the items of the feed that the webhooks were told of.
MERGE (d:Dispatcher {id: 'webhooks'})
SET d.told = $told
