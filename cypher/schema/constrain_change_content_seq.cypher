// name: constrain_change_content_seq        mode: schema
// params: -
// returns: -
// One content an event.
CREATE CONSTRAINT change_content_seq IF NOT EXISTS
FOR (c:ChangeContent) REQUIRE c.seq IS UNIQUE
