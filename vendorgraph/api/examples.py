"""Examples of the OpenAPI description; a test records every body through the API."""

from __future__ import annotations

from typing import Any

ID = {
    "party": "example-shop",
    "processing": "example-shop:orders",
    "flow": "example-shop:orders--example-host:hosting",
    "contract": "example-host-terms",
    "document": "example-shop-policy",
    "commitment": "example-host--no_transfer_outside",
    "condition": "ai_features",
    "review": "example-host--2027-01-31",
    "decision": "82c6bf77d596ed1100d72854--accepted",
    "breach": "example-host--2026-03-01",
    "objection": "example-shop--newsletter",
    "category": "user.loyalty_card",
    "purpose": "essential.service.loyalty",
    "adequacy": "eu-ke",
}

_EVIDENCE = [{"about": "", "document": "example-shop-policy", "lines": "36-43", "claim": "hosted by"}]

BODY: dict[str, dict[str, Any]] = {
    "party": {
        "name": "Example Shop",
        "legal_name": "Example Shop SARL",
        "aliases": ["ExShop"],
        "domains": ["shop.example"],
        "established_in": "FR",
        "contact": "privacy@shop.example",
    },
    "processing": {
        "party": "example-shop",
        "name": "Orders",
        "capacity": "controller",
        "categories": ["user.contact"],
        "terms": [
            {
                "purpose": "essential",
                "categories": ["user.contact"],
                "legal_basis": "A6-1-b",
                "retention": {"period": "P3Y"},
            }
        ],
    },
    "flow": {
        "from": "example-shop:orders",
        "to": {"party": "example-host", "capacity": "processor", "name": "Hosting"},
        "categories": ["user.contact"],
        "locations": [{"place": "FR", "kind": "storage"}],
        "mechanisms": [{"code": "A46-2-c", "module": 3}],
        "conditions": ["ai_features"],
        "scope": {"region": ["EU"]},
        "valid_from": "2020-10-30",
        "evidence": _EVIDENCE,
    },
    "contract": {
        "id": "example-host-terms",
        "name": "Processing terms of Example Host",
        "kind": "processing_agreement",
        "authorisation": "general",
        "notice_days": 30,
        "breach_notice_hours": 48,
        "art28_points": ["a", "b", "c"],
        "flow_down": True,
    },
    "document": {
        "id": "example-shop-policy",
        "type": "policy",
        "title": "Privacy policy of Example Shop",
        "url": "https://shop.example/privacy",
        "language": "en",
        "dated": "2020-10-30",
    },
    "commitment": {
        "party": "example-host",
        "kind": "no_transfer_outside",
        "place": "EEA",
        "statement": "Data of customers stay in the EEA.",
        "evidence": _EVIDENCE,
    },
    "condition": {"id": "ai_features", "name": "AI features", "kind": "option"},
    "review": {"party": "example-host", "due": "2027-01-31", "interval": "P1Y", "reviewer": "A. Example"},
    "decision": {
        "finding": "82c6bf77d596ed1100d72854",
        "status": "accepted",
        "until": "2027-06-30",
        "by": "A. Example",
        "reason": "The vendor has announced a new agreement.",
    },
    "breach": {
        "party": "example-host",
        "from": "2026-03-01",
        "known_at": "2026-03-03T09:30:00Z",
        "categories": ["user.contact"],
        "description": "A backup could be read by others.",
    },
    "objection": {
        "id": "example-shop--newsletter",
        "flow": "example-shop:orders--example-host:hosting",
        "party": "example-shop",
        "raised_on": "2026-04-01",
        "reason": "No safeguards for the transfer are named.",
    },
    "category": {"id": "user.loyalty_card", "name": "Loyalty card", "parents": ["user"]},
    "purpose": {"id": "essential.service.loyalty", "name": "Loyalty programme", "parents": ["essential"]},
    "adequacy": {
        "id": "eu-ke",
        "title": "Kenya",
        "decision": "(EU) 2027/1",
        "regime": "EU",
        "country": "KE",
        "scope_kind": "exclusion",
        "exclusions": ["Public authorities."],
        "in_force_from": "2027-01-01",
        "reason": "Adopted after the tables of this version were made.",
        "sources": ["https://eur-lex.example/eli/dec_impl/2027/1/oj"],
    },
}

PATCH: dict[str, dict[str, Any]] = {
    "party": {"contact": "dpo@shop.example"},
    "processing": {"security_measures": "Encryption at rest."},
    "flow": {"valid_to": "2027-01-01"},
    "contract": {"notice_days": 14},
    "document": {"retrieved_on": "2026-11-22"},
    "commitment": {"topic": "location"},
    "condition": {"name": "Optional AI features"},
    "review": {"done_on": "2027-01-20", "outcome": "approved"},
    "decision": {"until": None},
    "breach": {"description": "A backup could be read by others for two days."},
    "objection": {"resolved_on": "2026-05-01", "outcome": "The vendor added safeguards."},
    "category": {"description": "Number and holder of a loyalty card."},
    "purpose": {"description": "Points and rewards."},
    "adequacy": {"checked_on": "2027-01-02"},
}

EXPOSURE: dict[str, Any] = {
    "as_of": "2026-11-22",
    "revision": 41,
    "sources": ["clustdoc-customers:documents"],
    "category": "user",
    "group": True,
    "context": "",
    "recipients": [
        {
            "source": "clustdoc-customers:documents",
            "party": {
                "id": "amazon-services-europe",
                "name": "Amazon Services Europe S.à r.l.",
                "established_in": "LU",
            },
            "processing": {
                "id": "amazon-services-europe:hosting",
                "name": "Hosting",
                "capacity": "processor",
            },
            "role": "subprocessor",
            "role_basis": "assessed",
            "hops": 2,
            "certainty": "possible",
            "categories": {"stated": [], "possible": ["user"]},
            "held_by_source": "not_recorded",
            "countries": [{"country": "unknown", "kinds": []}],
            "transfer": "not_evaluable",
            "conditions": [],
            "via": ["flow-id-1", "flow-id-2"],
        }
    ],
    "countries": [
        {
            "source": "clustdoc-customers:documents",
            "country": "unknown",
            "name": "not stated",
            "kinds": [],
            "categories": {"stated": [], "possible": ["user"]},
            "recipients": ["amazon-services-europe:hosting"],
        }
    ],
    "totals": {"recipients": 1, "countries": 1},
    "page": 1,
    "page_size": 50,
    "total": 1,
}
