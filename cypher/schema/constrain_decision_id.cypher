// name: constrain_decision_id        mode: schema
// params: -
// returns: -
// One Decision node an id.
CREATE CONSTRAINT decision_id IF NOT EXISTS
FOR (n:Decision) REQUIRE n.id IS UNIQUE
