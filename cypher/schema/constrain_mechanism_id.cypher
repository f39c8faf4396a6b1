// name: constrain_mechanism_id        mode: schema
// params: -
// returns: -
// One Mechanism node an id.
CREATE CONSTRAINT mechanism_id IF NOT EXISTS
FOR (n:Mechanism) REQUIRE n.id IS UNIQUE
