// name: constrain_review_id        mode: schema
// params: -
// returns: -
// One Review node an id.
CREATE CONSTRAINT review_id IF NOT EXISTS
FOR (n:Review) REQUIRE n.id IS UNIQUE
