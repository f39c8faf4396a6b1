// name: drop_lease        mode: write
// params: holder (str)
// returns: -
// Lets another process deliver at once.
MATCH (d:Dispatcher {id: 'webhooks', holder: $holder})
SET d.until = ''
