// name: constrain_category_id        mode: schema
// params: -
// returns: -
// One DataCategory node an id.
CREATE CONSTRAINT category_id IF NOT EXISTS
FOR (n:DataCategory) REQUIRE n.id IS UNIQUE
