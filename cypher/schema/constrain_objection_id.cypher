// name: constrain_objection_id        mode: schema
// params: -
// returns: -
// One Objection node an id.
CREATE CONSTRAINT objection_id IF NOT EXISTS
FOR (n:Objection) REQUIRE n.id IS UNIQUE
