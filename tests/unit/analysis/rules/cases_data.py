"""Cases of the rules on promises, claims, disclosures, retention and lists."""

from __future__ import annotations

from tests.unit.analysis.rules.world import (
    Case,
    at,
    commitment,
    document,
    flow,
    party,
    processing,
    said,
)

LIST = document("host-list", "list", dated="2026-01-01")
EU_ONLY = commitment("no_transfer_outside", place="EU", about=["shop:orders"])
ALL_IN_FRANCE = commitment("all_data_in", place="FR", about=["shop:orders"])
COOKIES = commitment("no_personal_data", about=["user.device.cookie"])
COMPLETE = commitment("list_complete", evidence=[said("policy", "9")])
TERM = {"purpose": "analytics", "retention": {"period": "P1Y", "after": "the visit"}}

CASES = (
    Case(
        "no-transfer-commitment-broken",
        "a place two hops away breaks a promise to keep data inside",
        (
            EU_ONLY,
            flow("shop:orders", "host:cloud", locations=at("DE")),
            flow("host:cloud", "backup:vault", locations=at("US")),
        ),
        (
            EU_ONLY,
            flow("shop:orders", "host:cloud", locations=at("DE", "IE")),
            flow("shop:other", "backup:vault", locations=at("US")),
        ),
        "high",
    ),
    Case(
        "no-transfer-commitment-broken",
        "without a place the seat decides, one step milder",
        (EU_ONLY, party("host", established_in="US"), flow("shop:orders", "host:cloud")),
        (EU_ONLY, party("host", established_in="IE"), flow("shop:orders", "host:cloud")),
        "medium",
    ),
    Case(
        "no-transfer-commitment-broken",
        "a place stated inside prevails over a seat outside",
        (
            EU_ONLY,
            party("host", established_in="US"),
            flow("shop:orders", "host:cloud", locations=at("worldwide")),
        ),
        (EU_ONLY, party("host", established_in="US"), flow("shop:orders", "host:cloud", locations=at("DE"))),
        "medium",
    ),
    Case(
        "all-data-in-place-contradicted",
        "another recipient stores data elsewhere",
        (ALL_IN_FRANCE, flow("shop:orders", "host:cloud", locations=at("DE"))),
        (ALL_IN_FRANCE, flow("shop:orders", "host:cloud", locations=at("FR"))),
        "high",
    ),
    Case(
        "all-data-in-place-contradicted",
        "a recipient without a place makes it a question",
        (ALL_IN_FRANCE, flow("shop:orders", "host:cloud")),
        (ALL_IN_FRANCE, processing("shop:orders"), flow("shop:other", "host:cloud")),
        "medium",
    ),
    Case(
        "no-personal-data-claim-contradicted",
        "categories are stated on a flow said to carry no personal data",
        (
            commitment("no_personal_data", about=["shop:orders--host:cloud"]),
            flow("shop:orders", "host:cloud", categories=["user.behavior"]),
        ),
        (
            commitment("no_personal_data", about=["shop:orders--host:cloud"]),
            flow("shop:orders", "host:cloud", categories=["user.behavior"], transform="anonymised"),
        ),
        "high",
    ),
    Case(
        "no-personal-data-claim-contradicted",
        "purposes that follow behaviour make the claim doubtful",
        (
            commitment("no_personal_data", about=["shop:orders--host:cloud"]),
            flow("shop:orders", "host:cloud", categories=None, purposes=["analytics.reporting"]),
        ),
        (
            commitment("no_personal_data", about=["shop:orders--host:cloud"]),
            flow("shop:orders", "host:cloud", categories=None, purposes=["essential.service.hosting"]),
        ),
        "medium",
    ),
    Case(
        "no-personal-data-claim-contradicted",
        "a category said to be impersonal is held and used",
        (COOKIES, processing("shop:site", categories=["user.device.cookie"])),
        (COOKIES, processing("shop:site", categories=["user.device.ip_address"])),
        "high",
    ),
    Case(
        "sale-against-promise",
        "a sale by a party that promises none",
        (
            commitment("no_sale"),
            flow("shop:orders", "partner:ads", purposes=["third_party_sharing.sale"]),
        ),
        (
            commitment("no_sale", "partner"),
            flow("shop:orders", "partner:ads", purposes=["third_party_sharing.sale"]),
        ),
        "high",
    ),
    Case(
        "sale-against-promise",
        "a sale by a party that promises confidentiality everywhere",
        (
            commitment("flow_down", about=["shop:orders"]),
            flow("shop:orders", "partner:ads", purposes=["third_party_sharing.sale"]),
        ),
        (
            commitment("flow_down", about=["shop:orders"]),
            flow("shop:orders", "partner:ads", purposes=["marketing"]),
        ),
        "high",
    ),
    Case(
        "anonymised-without-assessment",
        "anonymised by claim alone",
        (
            document("policy"),
            flow("shop:orders", "host:cloud", transform="anonymised", evidence=[said("policy")]),
        ),
        (
            document("policy"),
            flow(
                "shop:orders",
                "host:cloud",
                transform="anonymised",
                evidence=[said("policy", about="/transform")],
            ),
        ),
        "medium",
    ),
    Case(
        "place-not-stated",
        "no place, but a seat",
        (flow("shop:orders", "host:cloud"),),
        (flow("shop:orders", "host:cloud", locations=at("worldwide")),),
        "medium",
    ),
    Case(
        "place-not-stated",
        "neither a place nor a seat",
        (party("host", established_in=None), flow("shop:orders", "host:cloud", locations=at("unknown"))),
        (party("host", established_in=None), flow("shop:orders", "host:cloud", locations=at("FR"))),
        "high",
    ),
    Case(
        "legal-basis-not-stated",
        "a basis for another purpose does not serve",
        (
            processing("shop:orders", terms=[{"purpose": "finance", "legal_basis": "A6-1-c"}]),
            flow("shop:orders", "host:cloud", purposes=["analytics"]),
        ),
        (
            processing("shop:orders", terms=[{"purpose": "analytics", "legal_basis": "A6-1-f"}]),
            flow("shop:orders", "host:cloud", purposes=["analytics.reporting"]),
        ),
        "medium",
    ),
    Case(
        "no-legal-basis-at-all",
        "a controller none of whose flows or purposes has a basis",
        (processing("shop:orders", terms=[{"purpose": "finance"}]), flow("shop:orders", "host:cloud")),
        (
            processing("shop:orders", terms=[{"purpose": "finance"}]),
            flow("shop:orders", "host:cloud"),
            flow("shop:orders", "mailer:mail", legal_basis="A6-1-b"),
        ),
        "high",
    ),
    Case(
        "categories-not-stated",
        "a flow of nobody knows what",
        (flow("shop:orders", "host:cloud", categories=None),),
        (flow("shop:orders", "host:cloud", categories=["user"]),),
        "medium",
    ),
    Case(
        "categories-open",
        "a list that ends in an ellipsis",
        (flow("shop:orders", "host:cloud", categories_open=True),),
        (flow("shop:orders", "host:cloud", categories=None, categories_open=True),),
        "low",
    ),
    Case(
        "recipient-not-named",
        "an unnamed partner",
        (party("partner", named=False), flow("shop:orders", "partner:ads")),
        (party("partner", named=False, kind="authority"), flow("shop:orders", "partner:ads")),
        "medium",
    ),
    Case(
        "more-than-declared",
        "a category of which the sender declares nothing",
        (
            processing("shop:orders", categories=["user.contact"]),
            flow("shop:orders", "host:cloud", categories=["user.payment"]),
        ),
        (
            processing("shop:orders", categories=["user.contact"]),
            flow("shop:orders", "host:cloud", categories=["user.contact.email"]),
        ),
        "medium",
    ),
    Case(
        "more-than-declared",
        "a category wider than what is declared; all data are what the sender has",
        (
            processing("shop:orders", categories=["user.contact.email"]),
            flow("shop:orders", "host:cloud", categories=["user.contact"]),
        ),
        (
            processing("shop:orders", categories=["user.contact.email"]),
            flow("shop:orders", "host:cloud", categories=["user"]),
        ),
        "low",
    ),
    Case(
        "retention-not-stated",
        "a controller that says nothing",
        (processing("shop:orders", terms=[{"purpose": "analytics"}]), flow("shop:orders", "host:cloud")),
        (processing("shop:orders", terms=[TERM]), flow("shop:orders", "host:cloud")),
        "medium",
    ),
    Case(
        "retention-not-stated",
        "criteria without a period",
        (
            processing("shop:orders", terms=[{"purpose": "analytics", "retention": {"text": "As needed"}}]),
            flow("shop:orders", "host:cloud"),
        ),
        (
            processing("host:cloud", terms=[{"purpose": "analytics", "retention": {"text": "As needed"}}]),
            flow("host:cloud", "mailer:mail"),
        ),
        "low",
    ),
    Case(
        "retention-in-conflict",
        "two periods for overlapping purposes and data",
        (processing("shop:orders", terms=[TERM, {**TERM, "retention": {"period": "P2Y"}}]),),
        (
            processing(
                "shop:orders", terms=[TERM, {**TERM, "purpose": "finance", "retention": {"period": "P2Y"}}]
            ),
        ),
        "medium",
    ),
    Case(
        "retention-in-conflict",
        "a recipient that keeps data longer than the sender",
        (
            processing("shop:orders", terms=[TERM]),
            flow("shop:orders", "host:cloud", purposes=["analytics"], retention={"period": "P18M"}),
        ),
        (
            processing("shop:orders", terms=[TERM]),
            flow("shop:orders", "host:cloud", purposes=["analytics"], retention={"period": "P12M"}),
        ),
        "medium",
    ),
    Case(
        "list-not-complete",
        "a recipient that the list does not name",
        (
            document("policy"),
            COMPLETE,
            flow("shop:orders", "host:cloud", evidence=[said("policy")]),
            flow("shop:orders", "mailer:mail"),
        ),
        (
            document("policy"),
            COMPLETE,
            flow("shop:orders", "host:cloud", evidence=[said("policy")]),
            flow("shop:orders", "host:backup"),
        ),
        "medium",
    ),
    Case(
        "list-not-complete",
        "a recipient to which data are passed on for a customer is one step milder",
        (
            document("policy"),
            COMPLETE,
            flow("shop:orders", "host:cloud", evidence=[said("policy")]),
            flow("clinic:files", "mailer:mail", transmitted_by="shop:orders"),
        ),
        (
            document("policy"),
            COMPLETE,
            flow("shop:orders", "host:cloud", evidence=[said("policy")]),
            flow("clinic:files", "mailer:mail"),
        ),
        "low",
    ),
    Case(
        "recipient-not-listed",
        "a recipient of which the published list is silent",
        (
            LIST,
            flow("host:cloud", "backup:vault", evidence=[said("host-list", "3")]),
            flow("host:cloud", "mailer:mail"),
        ),
        (
            LIST,
            commitment("list_complete", "host", about=["host:cloud"], evidence=[said("host-list")]),
            flow("host:cloud", "backup:vault", evidence=[said("host-list", "3")]),
            flow("host:cloud", "mailer:mail"),
        ),
        "medium",
    ),
    Case(
        "listed-without-flow",
        "a party on the newest list to which no flow holds any more",
        (
            LIST,
            flow("host:cloud", "backup:vault", evidence=[said("host-list", "3")]),
            flow("host:cloud", "mailer:mail", valid_to="2026-06-01", evidence=[said("host-list", "4")]),
        ),
        (
            LIST,
            flow("host:cloud", "backup:vault", evidence=[said("host-list", "3")]),
            flow(
                "host:cloud",
                "mailer:mail",
                valid_to="2026-06-01",
                evidence=[said("host-list", "4", about="/valid_to")],
            ),
        ),
        "low",
    ),
)
