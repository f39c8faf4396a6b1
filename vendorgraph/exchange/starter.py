"""The inventory file that `vendorgraph init` writes: small, commented, and applicable as it is."""

from __future__ import annotations

STARTER = """\
# An inventory as code: who processes personal data for whom, and what flows between them.
# Show what it would change:  vendorgraph plan inventory.yaml
# Write it:                   vendorgraph apply inventory.yaml
# Every field is described in docs/reference/inventory-files.md.
vendorgraph: 1 # version of this format
inventory: example-shop # owns what this file states; removing it here removes it there

documents: # evidence: what the facts below rest on
  - id: example-shop-policy
    type: policy
    title: Privacy policy of the Example Shop
    url: https://shop.example/privacy
    language: en

parties:
  - id: example-shop
    name: Example Shop
    own: true # one of the organisations that keep this inventory
    established_in: FR
    processings: # one for each capacity in which the party processes
      - id: example-shop:orders
        name: Taking and delivering orders
        capacity: controller
        categories: [user.contact, user.financial]
  - id: example-host
    name: Example Host
    established_in: DE
    processings:
      - id: example-host:hosting
        name: Hosting
        capacity: processor

flows:
  - id: example-shop:orders--example-host:hosting
    from: example-shop:orders
    to: example-host:hosting
    categories: [user.contact] # leave it out when the source does not say
    locations:
      - {place: DE, kind: storage} # where data are processed, not where the company sits
    evidence:
      - {document: example-shop-policy, lines: 36-43, claim: Orders are kept at the host}
"""
