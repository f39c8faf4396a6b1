// name: unlink_countries_in        mode: write
// params: -
// returns: -
// Removes the memberships of countries before they are made anew.
MATCH (:Country)-[r:IN]->(:Region)
DELETE r
