// name: set_vocabulary        mode: write
// params: digest (str)
// returns: -
// Records which shipped vocabulary the graph holds.
MATCH (m:Meta {id: 'inventory'})
SET m.vocabulary = $digest
