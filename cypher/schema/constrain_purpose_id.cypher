// name: constrain_purpose_id        mode: schema
// params: -
// returns: -
// One Purpose node an id.
CREATE CONSTRAINT purpose_id IF NOT EXISTS
FOR (n:Purpose) REQUIRE n.id IS UNIQUE
