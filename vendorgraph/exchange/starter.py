"""The inventory file and the policy that `vendorgraph init` writes: small, commented, and usable as they are."""

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

POLICY = """\
# Rules about where data may go. Every word is described in docs/reference/policies.md.
# Check the inventory:                 vendorgraph check policy.yaml
# Check what a file would make of it:  vendorgraph check policy.yaml inventory.yaml
# Check files alone, without a store:  vendorgraph check policy.yaml --empty inventory.yaml
vendorgraph: 1 # version of this format
policy: example-shop
title: Rules of the Example Shop
rules:
  - id: sensitive-data-in-the-eea
    title: No special categories of data outside the EEA unless under one of these instruments
    special: true # Art. 9 and 10; or name categories, as `category: user.health_and_medical`
    outside: EEA # a place that is not recorded counts as outside, unless you say `unknown: passes`
    unless: # one of these must hold
      - mechanism: [A45-3, DPF-EU, A46-2-c] # what the law of the day lets the transfer rest on
      # - {to: example-host, until: 2027-06-30, because: The move to another host is under way}
  - id: transfers-covered
    title: No transfer that no instrument covers
    transfer: not_covered
  - id: contracts
    title: Every processor and subprocessor stands under a contract in force
    level: warning # told, and ends with 0 unless `--fail-on warning`
    role: [processor, subprocessor]
    contract: false
  - id: high-findings
    title: No open finding of severity high
    level: warning
    findings: {severity: high}
"""
