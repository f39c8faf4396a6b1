// name: read_told        mode: read
// params: -
// returns: told (str)
// Which items of the feed the webhooks were told of: JSON, null before the first time.
MATCH (d:Dispatcher {id: 'webhooks'})
RETURN d.told AS told
