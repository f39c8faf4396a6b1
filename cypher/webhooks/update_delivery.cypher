// name: update_delivery        mode: write
// params: id (str), properties (map)
// returns: -
// Notes what became of a delivery; null takes a property away.
MATCH (d:Delivery {id: $id})
SET d += $properties
