// name: read_delivery        mode: read
// params: id (str)
// returns: delivery (map)
// One delivery.
MATCH (d:Delivery {id: $id})
RETURN d {.*} AS delivery
