"""Cases of the rules on transfers, instruments, contracts, roles, names, reviews and the chain."""

from __future__ import annotations

from tests.unit.analysis.rules.world import (
    Case,
    at,
    commitment,
    contract,
    document,
    flow,
    party,
    processing,
    said,
)

US = party("host", established_in="US")
CLAUSES = {"code": "A46-2-c", "module": 2, "verified": True}
SHIELD = commitment("relies_on", mechanism="PRIVACY-SHIELD-EU")
AGREEMENT = {"art28_points": list("abcdefgh"), "authorisation": "specific", "flow_down": True}
CHAIN = (
    flow("shop:orders", "host:cloud", contract="dpa"),
    flow("host:cloud", "backup:vault", contract="onward"),
)
CERTIFIED = {"mechanism": "DPF-EU", "from": "2024-01-01", "to": "2027-01-15", "data": "both"}


def to_the_us(**given: object) -> tuple[str, dict[str, object]]:
    return flow("shop:orders", "host:cloud", locations=at("US"), **given)


CASES = (
    Case(
        "transfer-not-covered",
        "established that there is no instrument",
        (US, to_the_us(mechanisms=[])),
        (US, to_the_us(mechanisms=[CLAUSES])),
        "high",
    ),
    Case(
        "transfer-not-covered",
        "decided by the seat alone, one step milder",
        (US, flow("shop:orders", "host:cloud", locations=at("FR"), mechanisms=[])),
        (
            party("host", established_in="CH"),
            flow("shop:orders", "host:cloud", locations=at("FR"), mechanisms=[]),
        ),
        "medium",
    ),
    Case(
        "transfer-not-evaluable",
        "an instrument that nobody stated",
        (US, to_the_us()),
        (US, to_the_us(mechanisms=[])),
        "medium",
    ),
    Case(
        "transfer-not-evaluable",
        "an exporter under no law known here is the mildest",
        (party("shop", established_in="BR"), US, to_the_us(mechanisms=[CLAUSES])),
        (US, to_the_us(mechanisms=[CLAUSES])),
        "low",
    ),
    Case(
        "sensitive-data-not-covered",
        "health data stated to go where nothing covers them",
        (US, to_the_us(categories=["user.health_and_medical"], mechanisms=[])),
        (US, to_the_us(categories=["user.health_and_medical"], mechanisms=[CLAUSES])),
        "high",
    ),
    Case(
        "sensitive-data-not-covered",
        "health data that may go on, one step milder; a vendor that holds none sends none",
        (
            US,
            flow("clinic:files", "mailer:mail", categories=["user.health_and_medical"], locations=at("FR")),
            flow("mailer:mail", "host:cloud", categories=None, locations=at("US"), mechanisms=[]),
        ),
        (
            US,
            flow("clinic:files", "mailer:mail", categories=["user.contact"], locations=at("FR")),
            flow("mailer:mail", "host:cloud", categories=None, locations=at("US"), mechanisms=[]),
        ),
        "medium",
    ),
    Case(
        "sensitive-data-not-covered",
        "all demographic data may hold some; a decision for the country covers",
        (US, to_the_us(categories=["user.demographic"], mechanisms=[])),
        (
            party("host", established_in="NZ"),
            flow(
                "shop:orders",
                "host:cloud",
                categories=["user.demographic"],
                locations=at("NZ"),
                mechanisms=[],
            ),
        ),
        "medium",
    ),
    Case(
        "reliance-on-invalid-mechanism",
        "the Privacy Shield relied on after its annulment, and before",
        (SHIELD,),
        (SHIELD,),
        "high",
        on="2020-07-16",
        near_miss_on="2020-07-15",
    ),
    Case(
        "reliance-on-invalid-mechanism",
        "old clauses named on a flow after they stopped serving",
        (
            US,
            to_the_us(mechanisms=[{"code": "SCC-2010-87", "valid_from": "2019-01-01"}]),
        ),
        (
            US,
            to_the_us(mechanisms=[{"code": "SCC-2010-87", "valid_from": "2019-01-01"}]),
        ),
        "high",
        on="2022-12-28",
        near_miss_on="2022-12-27",
    ),
    Case(
        "reliance-on-invalid-mechanism",
        "milder with clauses as a fallback; an instrument ended on the record is history",
        (US, to_the_us(mechanisms=[{"code": "PRIVACY-SHIELD-EU"}, CLAUSES])),
        (US, to_the_us(mechanisms=[{"code": "PRIVACY-SHIELD-EU", "valid_to": "2020-07-16"}, CLAUSES])),
        "medium",
    ),
    Case(
        "instrument-not-named",
        "clauses of contract without a name on a flow",
        (US, to_the_us(mechanisms=[{"code": "UNSPECIFIED"}])),
        (US, to_the_us()),
        "medium",
    ),
    Case(
        "instrument-not-named",
        "clauses of contract without a name in a promise",
        (commitment("relies_on", mechanism="UNSPECIFIED"),),
        (commitment("relies_on", mechanism="A46-2-c"),),
        "medium",
    ),
    Case(
        "clauses-module-mismatch",
        "the module between processors on a flow from a controller",
        (US, to_the_us(mechanisms=[{**CLAUSES, "module": 3}])),
        (US, to_the_us(mechanisms=[CLAUSES])),
        "high",
    ),
    Case(
        "clauses-module-mismatch",
        "milder when a certificate covers the hop",
        (
            party("host", established_in="US", certifications=[CERTIFIED]),
            to_the_us(mechanisms=[{**CLAUSES, "module": 3}]),
        ),
        (
            processing("shop:orders", "processor"),
            US,
            to_the_us(mechanisms=[{**CLAUSES, "module": 3}]),
        ),
        "medium",
    ),
    Case(
        "transfer-assessment-missing",
        "clauses and a contract without an assessment",
        (US, contract(), to_the_us(mechanisms=[CLAUSES], contract="dpa")),
        (
            US,
            contract(assessment={"done_on": "2026-11-22", "outcome": "acceptable"}),
            to_the_us(mechanisms=[CLAUSES], contract="dpa"),
        ),
        "medium",
    ),
    Case(
        "expiring-soon",
        "a certificate on which a hop rests ends within 90 days",
        (party("host", established_in="US", certifications=[CERTIFIED]), to_the_us()),
        (party("host", established_in="US", certifications=[{**CERTIFIED, "to": "2027-02-21"}]), to_the_us()),
        "high",
    ),
    Case(
        "expiring-soon",
        "an instrument that nothing follows; a certificate renewed in time is none",
        (US, to_the_us(mechanisms=[{**CLAUSES, "valid_to": "2027-02-20"}])),
        (
            party(
                "host",
                established_in="US",
                certifications=[CERTIFIED, {**CERTIFIED, "from": "2027-01-15", "to": "2028-01-15"}],
            ),
            to_the_us(),
        ),
        "medium",
    ),
    Case(
        "expiring-soon",
        "the decision on the United Kingdom before its renewal, seen while it lasts",
        (
            party("host", established_in="GB"),
            flow("shop:orders", "host:cloud", locations=at("GB")),
        ),
        (
            party("host", established_in="GB"),
            flow("shop:orders", "host:cloud", locations=at("GB")),
        ),
        "high",
        on="2031-10-01",
        near_miss_on="2031-09-01",
    ),
    Case(
        "processing-agreement-missing",
        "a processor without a contract",
        (flow("shop:orders", "host:cloud"),),
        (contract(), flow("shop:orders", "host:cloud", contract="dpa")),
        "high",
    ),
    Case(
        "processing-agreement-missing",
        "a contract that has ended; a controller needs none",
        (contract(valid_to="2026-11-22"), flow("shop:orders", "host:cloud", contract="dpa")),
        (flow("shop:orders", "partner:ads"),),
        "high",
    ),
    Case(
        "processing-agreement-incomplete",
        "two of eight points missing",
        (contract(art28_points=list("abcdef")), flow("shop:orders", "host:cloud", contract="dpa")),
        (contract(art28_points=list("abcdefgh")), flow("shop:orders", "host:cloud", contract="dpa")),
        "medium",
    ),
    Case(
        "processing-agreement-incomplete",
        "points not recorded are milder; terms of use are no such agreement",
        (contract(), flow("shop:orders", "host:cloud", contract="dpa")),
        (contract(kind="terms"), flow("shop:orders", "host:cloud", contract="dpa")),
        "low",
    ),
    Case(
        "authorisation-missing",
        "a processor engages another and the contract authorises nothing",
        (contract(), contract("onward", **AGREEMENT), *CHAIN),
        (contract(**AGREEMENT), contract("onward"), *CHAIN),
        "medium",
    ),
    Case(
        "authorisation-missing",
        "a general authorisation without notice is milder",
        (contract(authorisation="general"), contract("onward"), *CHAIN),
        (contract(authorisation="general", notice_days=30), contract("onward"), *CHAIN),
        "low",
    ),
    Case(
        "flow-down-missing",
        "nothing recorded of the obligations of a subprocessor",
        (contract(), contract("onward"), *CHAIN),
        (contract(), contract("onward", flow_down=True), *CHAIN),
        "medium",
    ),
    Case(
        "flow-down-missing",
        "obligations established not to be passed on",
        (contract(), contract("onward", flow_down=False), *CHAIN),
        (contract(flow_down=False), flow("shop:orders", "host:cloud", contract="dpa")),
        "high",
    ),
    Case(
        "flow-down-promise-unproven",
        "no contract shows what is promised of recipients",
        (commitment("flow_down"), flow("shop:orders", "host:cloud"), flow("shop:orders", "mailer:mail")),
        (
            commitment("flow_down"),
            contract(flow_down=True),
            flow("shop:orders", "host:cloud", contract="dpa"),
        ),
        "high",
    ),
    Case(
        "joint-arrangement-missing",
        "joint controllers without an arrangement",
        (
            processing("shop:orders", "joint_controller"),
            processing("partner:ads", "joint_controller"),
            flow("shop:orders", "partner:ads"),
        ),
        (
            contract("arrangement", kind="joint_arrangement"),
            processing("shop:orders", "joint_controller"),
            processing("partner:ads", "joint_controller"),
            flow("shop:orders", "partner:ads", contract="arrangement"),
        ),
        "high",
    ),
    Case(
        "circular-engagement",
        "three processors in a circle",
        (
            flow("host:cloud", "mailer:mail"),
            flow("mailer:mail", "backup:vault"),
            flow("backup:vault", "host:cloud"),
        ),
        (
            flow("host:cloud", "mailer:mail"),
            flow("mailer:mail", "backup:vault"),
            flow("backup:vault", "host:other"),
        ),
        "medium",
    ),
    Case(
        "processor-details-missing",
        "the address of a subprocessor",
        (party("backup", address=None), flow("host:cloud", "backup:vault")),
        (party("partner", address=None), flow("host:cloud", "partner:ads")),
        "medium",
    ),
    Case(
        "processor-details-missing",
        "a processor without a name; an officer serves as contact",
        (party("host", named=False), flow("shop:orders", "host:cloud")),
        (party("host", contact=None, dpo="dpo@host.example"), flow("shop:orders", "host:cloud")),
        "high",
    ),
    Case(
        "controller-not-identified",
        "a controller that makes promises and has no name",
        (party("shop", named=False), commitment("no_sale"), flow("shop:orders", "host:cloud")),
        (party("shop", named=False), flow("shop:orders", "host:cloud")),
        "high",
    ),
    Case(
        "recipient-role-not-stated",
        "a partner is no role",
        (flow("shop:orders", "host:cloud", stated_role="partner"),),
        (flow("shop:orders", "host:cloud", stated_role="sous-traitant de données"),),
        "low",
    ),
    Case(
        "recipient-role-not-stated",
        "a contract settles the role",
        (flow("shop:orders", "host:cloud"),),
        (contract(), flow("shop:orders", "host:cloud", contract="dpa")),
        "low",
    ),
    Case(
        "stated-role-contradicted",
        "called a processor and assessed as a controller",
        (flow("shop:orders", "partner:ads", stated_role="Data processor"),),
        (flow("shop:orders", "host:cloud", stated_role="sub-processor"),),
        "medium",
    ),
    Case(
        "role-outdated",
        "the same lines speak of the time before the role changed",
        (
            document("policy"),
            processing("host:own-ends", "controller"),
            flow("shop:orders", "host:own-ends", valid_to="2026-04-02", evidence=[said("policy", "7")]),
            flow("shop:orders", "host:cloud", valid_from="2026-04-02", evidence=[said("policy", "7")]),
        ),
        (
            document("policy"),
            document("policy-2027"),
            processing("host:own-ends", "controller"),
            flow("shop:orders", "host:own-ends", valid_to="2026-04-02", evidence=[said("policy", "7")]),
            flow("shop:orders", "host:cloud", valid_from="2026-04-02", evidence=[said("policy-2027", "7")]),
        ),
        "high",
    ),
    Case(
        "recipient-misnamed",
        "a text that names another company",
        (
            document("policy"),
            party("boxer", name="Box"),
            party("dropbox", name="Dropbox, Inc."),
            flow("shop:orders", "boxer:storage", evidence=[said("policy", named_as="DropBox Inc")]),
        ),
        (
            document("policy"),
            party("boxer", name="Box"),
            party("dropbox", name="Dropbox, Inc."),
            flow("shop:orders", "dropbox:storage", evidence=[said("policy", named_as="DropBox")]),
        ),
        "high",
    ),
    Case(
        "recipient-misnamed",
        "a name of nobody known; a group without a name has none to compare",
        (document("policy"), flow("shop:orders", "host:cloud", evidence=[said("policy", named_as="Acme")])),
        (
            document("policy"),
            party("host", named=False),
            flow("shop:orders", "host:cloud", evidence=[said("policy", named_as="our suppliers")]),
        ),
        "low",
    ),
    Case(
        "vendor-uses-data-for-itself",
        "a processor that feeds its own product",
        (
            processing("host:ads", "controller"),
            flow("shop:orders", "host:cloud"),
            flow("host:cloud", "host:ads"),
        ),
        (
            flow("shop:orders", "host:cloud"),
            flow("host:cloud", "host:backup"),
        ),
        "high",
    ),
    Case(
        "review-overdue",
        "a year after the last review",
        (("review", {"id": "r", "party": "host", "done_on": "2025-11-21", "interval": "P1Y", "due": None}),),
        (("review", {"id": "r", "party": "host", "done_on": "2025-11-22", "interval": "P1Y", "due": None}),),
        "medium",
    ),
)
