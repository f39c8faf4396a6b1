// name: example_chains_from_a_processing        mode: read
// params: processing (str)
// returns: recipient (str), hops (int), flows (list)
// The chains of at most four active flows that begin at a processing, shortest first. Chains are bounded,
// for real lists hold cycles and hubs; /api/v1/exposure needs no bound.
MATCH (:Processing {id: $processing})
      ((:Processing)-[:SENDS]->(f:Flow WHERE f.status = 'active')-[:TO]->(:Processing)){1,4}
      (last:Processing)
RETURN last.id AS recipient, size(f) AS hops, [flow IN f | flow.id] AS flows
ORDER BY hops, recipient, flows
LIMIT 200
