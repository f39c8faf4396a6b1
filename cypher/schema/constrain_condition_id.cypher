// name: constrain_condition_id        mode: schema
// params: -
// returns: -
// One Condition node an id.
CREATE CONSTRAINT condition_id IF NOT EXISTS
FOR (n:Condition) REQUIRE n.id IS UNIQUE
