"""What a reviewer found in the three policies of the demo, and which rule sees it, or why none can.

Held to the demo by a test: each `Seen` stands for a finding of that rule that names the party and
cites those lines. Findings in our own words; lines are those of the policy's text.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Key -> policy as readers know it, and its document in the demo.
POLICIES = {
    "S0": ("Legalcluster", "legalcluster-policy"),
    "S1": ("Clustdoc", "clustdoc-policy"),
    "S2": ("The Publisher", "publisher-policy"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding of `rule` that names `party` and whose evidence has these `lines` of the policy."""

    rule: str
    party: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One finding of a reviewer: what the rules see of it, and what remains a reading of the text."""

    policy: str
    number: int
    severity: str
    finding: str
    seen: tuple[Seen, ...] = ()
    reading: str = ""


REVIEWED = (
    Reviewed(
        "S0",
        1,
        "high",
        "No legal basis is given for anything.",
        (
            Seen(
                "no-legal-basis-at-all",
                "legalcluster",
                ("15, 21, 53", "25, 27, 31, 86", "86", "88", "21", "23", "25"),
            ),
            Seen("legal-basis-not-stated", "intercom", ("23",)),
        ),
    ),
    Reviewed(
        "S0",
        2,
        "high",
        "Hotjar is said to get no personal data, and analyses behaviour.",
        (Seen("no-personal-data-claim-contradicted", "hotjar", ("27",)),),
    ),
    Reviewed(
        "S0",
        3,
        "high",
        "All data are said to be in France, beside vendors that keep some: a question, since nothing says where.",
        (
            Seen("all-data-in-place-contradicted", "intercom", ("49", "23")),
            Seen("all-data-in-place-contradicted", "stripe", ("49", "21")),
        ),
    ),
    Reviewed(
        "S0",
        4,
        "high",
        "Transfers may happen, with clauses that are not named, and no vendor has a country or an instrument.",
        (
            Seen("instrument-not-named", "legalcluster", ("59",)),
            Seen("place-not-stated", "intercom", ("23",)),
            Seen("place-not-stated", "hotjar", ("27",)),
            Seen("transfer-not-evaluable", "stripe", ("21",)),
        ),
    ),
    Reviewed(
        "S0",
        5,
        "medium",
        "The table of third parties is said to be complete and leaves out Microsoft's cloud and Teams.",
        (
            Seen("list-not-complete", "microsoft", ("17", "49", "81")),
            Seen("list-not-complete", "legalcluster-customers", ("17", "11")),
        ),
    ),
    Reviewed(
        "S0",
        6,
        "medium",
        "The controller leaves responsibility to its partners.",
        reading="Whether declining responsibility conflicts with Art. 28 depends on what the sentences mean; a graph "
        "holds that it was declined (lines 33, 57), not that it may not be.",
    ),
    Reviewed(
        "S0",
        7,
        "medium",
        "Cookies are said never to aim at personal data, and serve to personalise and for marketing.",
        (Seen("no-personal-data-claim-contradicted", "legalcluster", ("86", "88")),),
        "That agreement to strictly necessary cookies cannot be withdrawn mixes two things: a reading of line 88.",
    ),
    Reviewed(
        "S0",
        8,
        "medium",
        "A sign-in token linked to a member is personal data.",
        reading="Line 29 denies nothing that a rule could hold against the token; calling it personal is a legal judgement.",
    ),
    Reviewed(
        "S0",
        9,
        "low",
        "No vendor has a role, a contract or a period of retention.",
        (
            Seen("recipient-role-not-stated", "hotjar", ("27",)),
            Seen("recipient-role-not-stated", "intercom", ("23",)),
            Seen("processing-agreement-missing", "intercom", ("23",)),
            Seen("retention-not-stated", "legalcluster", ("15, 21, 53", "88")),
        ),
        "The missing date and authority are absences in a text, and no facts of a data flow. Consent to cookies can be "
        "revoked (line 90); that no other can is a reading.",
    ),
    Reviewed(
        "S0",
        10,
        "low",
        "Proof of identity is asked for with every enquiry.",
        reading="Whether that is more than needed (line 97) is a judgement on proportion.",
    ),
    Reviewed(
        "S1",
        1,
        "high",
        "The Privacy Shield is relied on after both of its halves had fallen; invalid at the policy's date and today.",
        (Seen("reliance-on-invalid-mechanism", "clustdoc", ("7, 21",)),),
    ),
    Reviewed(
        "S1",
        2,
        "high",
        "Box is attributed to the company behind Dropbox.",
        (Seen("recipient-misnamed", "box", ("137-139",)),),
    ),
    Reviewed(
        "S1",
        3,
        "high",
        "No vendor has a country; the host has a seat only.",
        (
            Seen("place-not-stated", "amazon-services-europe", ("236-243",)),
            Seen("place-not-stated", "google", ("59",)),
            Seen("transfer-not-evaluable", "amazon-services-europe", ("236-243",)),
        ),
        "Which company of the group is the processor has to be asked.",
    ),
    Reviewed(
        "S1",
        4,
        "high",
        "A processor without what Art. 28(2) to (4) asks for: no contract, authorisation or notice, no obligations passed on.",
        (
            Seen("processing-agreement-missing", "clustdoc-customers", ("77, 79-81, 85",)),
            Seen("authorisation-missing", "clustdoc", ("77, 79-81, 85",)),
            Seen("flow-down-missing", "amazon-services-europe", ("236-243",)),
        ),
    ),
    Reviewed(
        "S1",
        5,
        "medium",
        "Connectors may put documents into folders and are said never to write there.",
        reading="Both statements are recorded as one commitment (lines 131, 135, 139, 143); that they contradict each "
        "other is in their wording.",
    ),
    Reviewed(
        "S1",
        6,
        "medium",
        "Google may use what its analysis tool collects for other services of its own.",
        (
            Seen("vendor-uses-data-for-itself", "google", ("59",)),
            Seen("legal-basis-not-stated", "google", ("59",)),
        ),
    ),
    Reviewed(
        "S1",
        7,
        "medium",
        "No period of retention at all, and the announced list of what is kept is missing.",
        (Seen("retention-not-stated", "clustdoc", ("31, 102, 198", "115, 200")),),
    ),
    Reviewed(
        "S1",
        8,
        "medium",
        "Legal bases are given all together, for no purpose and no vendor.",
        (
            Seen(
                "legal-basis-not-stated",
                "clustdoc-tracking-partners",
                ("43", "44", "45, 113", "31, 115", "67"),
            ),
        ),
    ),
    Reviewed(
        "S1",
        9,
        "medium",
        "Partners without a name.",
        (
            Seen("recipient-not-named", "clustdoc-chat-partners", ("72",)),
            Seen("recipient-not-named", "clustdoc-tracking-partners", ("67",)),
            Seen("processor-details-missing", "clustdoc-billing-providers", ("125",)),
        ),
        "Affiliates that count as Clustdoc (line 13) are recorded as no party of their own: the text names none.",
    ),
    Reviewed(
        "S1",
        10,
        "medium",
        "Names of companies that are out of date.",
        reading="A former name is an alias of its company here, so that the right one is found; when it changed is "
        "knowledge from outside the text (lines 59, 127, 143).",
    ),
    Reviewed(
        "S1",
        11,
        "low",
        "A declaration that the GDPR abolished, and two addresses.",
        reading="What became of a national declaration (line 247), and which of two addresses holds (249, 255), no "
        "fact of a data flow decides.",
    ),
    Reviewed(
        "S1",
        12,
        "low",
        "Connectors stand under the heading of shared vendors; they are not Clustdoc's subprocessors.",
        reading="This is how the inventory records them: as the customer's own flows, passed on by Clustdoc (lines "
        "121-151). There is nothing left to find.",
    ),
    Reviewed(
        "S2",
        1,
        "high",
        "No transfer out of the Union is promised, and data go to Google in the United States.",
        (Seen("no-transfer-commitment-broken", "google", ("142-143", "162-163")),),
    ),
    Reviewed(
        "S2",
        2,
        "high",
        "The controller is not identified.",
        (Seen("controller-not-identified", "publisher", ("7",)),),
    ),
    Reviewed(
        "S2",
        3,
        "high",
        "Technical data may be sold, against promised confidentiality and although they are personal.",
        (
            Seen("sale-against-promise", "publisher-data-buyers", ("34-37", "87", "19, 85")),
            Seen("no-personal-data-claim-contradicted", "publisher-data-buyers", ("87", "19, 85")),
        ),
    ),
    Reviewed(
        "S2",
        4,
        "high",
        "A visit is said to leave no data, and starts the check for robots, cookies and the capture of device data.",
        (Seen("no-personal-data-claim-contradicted", "publisher", ("74-75", "162-163", "85, 87, 95, 104")),),
    ),
    Reviewed(
        "S2",
        5,
        "high",
        "The text on reCAPTCHA describes Google's former role.",
        (Seen("role-outdated", "google", ("162-163",)),),
        "That visitors are not told, and that consent for access to the device is missing, is in the wording of line 163.",
    ),
    Reviewed(
        "S2",
        6,
        "high",
        "Equal confidentiality of all recipients is promised and no contract shows it.",
        (
            Seen("flow-down-promise-unproven", "google", ("34-37", "162-163")),
            Seen("flow-down-promise-unproven", "publisher-strategic-partners", ("34-37", "28-29")),
            Seen("flow-down-promise-unproven", "publisher-data-buyers", ("34-37", "87")),
        ),
    ),
    Reviewed(
        "S2",
        7,
        "medium",
        "No country, name, basis or safeguard for partners, suppliers, subsidiaries and hosts.",
        (
            Seen("place-not-stated", "publisher-strategic-partners", ("28-29",)),
            Seen("recipient-not-named", "publisher-strategic-partners", ("28-29",)),
            Seen("processor-details-missing", "publisher-suppliers", ("31-32",)),
            Seen("processor-details-missing", "publisher-it-providers", ("131",)),
            Seen("legal-basis-not-stated", "publisher-subsidiaries", ("31-32",)),
            Seen("transfer-not-evaluable", "publisher-it-providers", ("131",)),
        ),
    ),
    Reviewed(
        "S2",
        8,
        "medium",
        "One ground is given, for one service.",
        (
            Seen("legal-basis-not-stated", "publisher-strategic-partners", ("28-29",)),
            Seen("legal-basis-not-stated", "publisher-data-buyers", ("87",)),
        ),
        "Consent by an unspecified article 6 (lines 52, 57) is a reading.",
    ),
    Reviewed(
        "S2",
        9,
        "medium",
        "Positions, careers and family have no purpose that would need them.",
        reading="Whether a purpose needs a kind of data is a judgement; several purposes name no categories, so any "
        "could be meant (lines 17-20, 49-62).",
    ),
    Reviewed(
        "S2",
        10,
        "medium",
        "The contract, three idle years and endless statistics are different ends of retention.",
        (Seen("retention-in-conflict", "publisher", ("49-51, 109", "80, 117")),),
        "What happens afterwards to data said to be anonymous (line 112) is a promise in words.",
    ),
    Reviewed(
        "S2",
        11,
        "medium",
        "Nothing on telling an authority of a breach.",
        reading="A policy need not describe Art. 33; what is missing in lines 129-135 is no flow, contract or promise.",
    ),
    Reviewed(
        "S2",
        12,
        "low",
        "Some rights are missing, arbitration is imposed, sentences are garbled.",
        reading="Absences and wording of a text (lines 22, 41, 92, 140, 153).",
    ),
)
