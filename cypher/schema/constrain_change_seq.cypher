// name: constrain_change_seq        mode: schema
// params: -
// returns: -
// One event a number: of two writers that race, the second fails here.
CREATE CONSTRAINT change_seq IF NOT EXISTS
FOR (c:Change) REQUIRE c.seq IS UNIQUE
