// name: constrain_breach_id        mode: schema
// params: -
// returns: -
// One Breach node an id.
CREATE CONSTRAINT breach_id IF NOT EXISTS
FOR (n:Breach) REQUIRE n.id IS UNIQUE
