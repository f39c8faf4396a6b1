// name: constrain_dispatcher_id        mode: schema
// params: -
// returns: -
// One Dispatcher node an id.
CREATE CONSTRAINT dispatcher_id IF NOT EXISTS
FOR (n:Dispatcher) REQUIRE n.id IS UNIQUE
