// name: constrain_delivery_id        mode: schema
// params: -
// returns: -
// One Delivery node an id.
CREATE CONSTRAINT delivery_id IF NOT EXISTS
FOR (n:Delivery) REQUIRE n.id IS UNIQUE
