// name: set_constraints        mode: write
// params: digest (str)
// returns: -
// Records which constraints and indexes the graph has.
MATCH (m:Meta {id: 'inventory'})
SET m.constraints = $digest
