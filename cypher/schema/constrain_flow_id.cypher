// name: constrain_flow_id        mode: schema
// params: -
// returns: -
// One Flow node an id.
CREATE CONSTRAINT flow_id IF NOT EXISTS
FOR (n:Flow) REQUIRE n.id IS UNIQUE
