// name: example_flows_out_of_a_region        mode: read
// params: region (str), day (str)
// returns: flow (str), country (str), instruments (list)
// Flows with a country that is not in a region, as EEA, on a day, as 2026-11-22, and the instruments that
// are recorded for them. Whether these cover the transfer is /api/v1/transfers' to say.
MATCH (f:Flow)-[:LOCATED_IN]->(country:Country)
WHERE f.status = 'active' AND NOT EXISTS {
  MATCH (country)-[member:IN]->(:Region {id: $region})
  WHERE coalesce(member.from, '0000') <= $day AND $day < coalesce(member.to, '9999')
}
RETURN DISTINCT f.id AS flow, country.id AS country, [(f)-[:UNDER]->(m:Mechanism) | m.id] AS instruments
ORDER BY flow, country
