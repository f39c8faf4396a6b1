// name: example_vendors_per_place        mode: read
// params: -
// returns: place (str), name (str), vendors (int), flows (int)
// In how many places data are stored, processed or accessed, and by how many parties.
MATCH (party:Party)-[:PERFORMS]->(:Processing)<-[:TO]-(f:Flow)-[:LOCATED_IN]->(place)
RETURN place.id AS place, place.name AS name, count(DISTINCT party) AS vendors, count(DISTINCT f) AS flows
ORDER BY vendors DESC, place
