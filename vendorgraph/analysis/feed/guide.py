"""What each kind of item means to the reader: why it matters, by which article, and what to do.

Articles are those of Regulation (EU) 2016/679 (GDPR) unless another text is named.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Type of an item -> what it says, in the order in which a day's items stand.
TYPES = {
    "breach_recorded": "A personal data breach became known.",
    "transfer_changed": "A transfer gained or lost its basis, perhaps because the law alone changed.",
    "new_recipient": "Somebody receives data who did not the day before.",
    "recipient_gone": "Somebody no longer receives data.",
    "new_country": "Data reach a place that they did not reach the day before; it may be unknown.",
    "country_gone": "Data no longer reach a place.",
    "new_categories": "A recipient may hold categories of data that it did not the day before.",
    "basis_changed": "A covered transfer rests on another instrument.",
    "change_announced": "A processor announces a new subprocessor.",
    "objection_window_closing": "The time to object to a new subprocessor ends.",
    "expiring": "A certificate, an instrument, a contract or a decision is about to end.",
    "review_overdue": "A review was not done by its day.",
    "review_due": "A review is due, or will be in 30 days.",
    "review_done": "A review was done.",
    "finding_opened": "A finding holds that did not the day before.",
    "finding_closed": "A finding no longer holds.",
}
#: Worst first.
SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Guide:
    """Why an item matters, the article behind it, and what a reviewer does about it."""

    why: str
    article: str
    to_do: str


NEW_PROCESSOR = Guide(
    "A controller has name, address and contact of every processor in the chain at hand, and may object to "
    "a new one where its authorisation is general.",
    "GDPR Art. 28(2) and (4); EDPB Opinion 22/2024",
    "Check authorisation and contract, record address and contact, update the record of processing, plan a review.",
)
NEW_CONTROLLER = Guide(
    "Whoever decides on purposes itself is a recipient that data subjects are told of, and the disclosure "
    "needs a legal basis of its own.",
    "GDPR Art. 6, 13(1)(e), 15(1)(c), 30(1)(d)",
    "Check the legal basis, and name the recipient in the record of processing and the privacy notice.",
)
NEW_AUTHORITY = Guide(
    "An authority that receives data outside a particular inquiry is a recipient like any other.",
    "GDPR Art. 4(9), 6(1)(c), 30(1)(d)",
    "Check on which law the disclosure rests and whether the record of processing names it.",
)
RECIPIENT_GONE = Guide(
    "At the end of a service a processor deletes or returns the data; the recipients named to data subjects change.",
    "GDPR Art. 28(3)(g), 30(1)(d)",
    "Ask for proof of deletion or return, and update the record of processing and the published list.",
)
NEW_COUNTRY = Guide(
    "A third country is named in the record of processing and to data subjects, and every transfer there "
    "needs a basis.",
    "GDPR Art. 13(1)(f), 30(1)(e), 44",
    "See which flows lead there and whether each is covered; update the record of processing and the notice.",
)
NEW_UNKNOWN = Guide(
    "A place that is not stated cannot be assessed, and unknown is never covered.",
    "GDPR Art. 30(1)(e), 44",
    "Ask the recipient where it stores, processes and accesses the data, and record the answer.",
)
COUNTRY_GONE = Guide(
    "The record of processing and the privacy notice name the third countries that data go to.",
    "GDPR Art. 13(1)(f), 30(1)(e)",
    "Take the country out of the record of processing and the notice once copies there are deleted.",
)
NEW_CATEGORIES = Guide(
    "The contract states the type of data, and what goes beyond it has no instruction.",
    "GDPR Art. 5(1)(c), 28(3)",
    "Compare with the contract's annex and the purpose, and update both or stop the surplus.",
)
NEW_SPECIAL = Guide(
    "Special categories and data on offences may be processed on few grounds only, and ask for more protection.",
    "GDPR Art. 9, 10, 32",
    "Name the ground, check whether an impact assessment is needed, and check the recipient's security.",
)
TRANSFER_LOST = Guide(
    "Without a basis in force data may not go to a third country, and there is no time of grace.",
    "GDPR Art. 44",
    "Suspend the transfer or agree on another instrument before data go on; record it with its first day.",
)
TRANSFER_UNCLEAR = Guide(
    "What cannot be evaluated is not shown to be covered.",
    "GDPR Art. 5(2), 44",
    "Record what is missing: seat, place, instrument or module, with its source.",
)
TRANSFER_GAINED = Guide(
    "The basis of a transfer is part of the record and of the notice.",
    "GDPR Art. 13(1)(f), 30(1)(e), 45, 46",
    "Record on what the transfer rests now, and update the notice.",
)
BASIS_CHANGED = Guide(
    "The notice and the record name the instrument on which a transfer rests.",
    "GDPR Art. 13(1)(f), 30(1)(e)",
    "Check that the instrument named in the contract and the notice is the one in force.",
)
ANNOUNCED = Guide(
    "A processor engages another only with the controller's prior authorisation: specific, or general with "
    "notice and the right to object.",
    "GDPR Art. 28(2)",
    "Assess the new subprocessor, and authorise or object before the time ends.",
)
WINDOW = Guide(
    "Under a general authorisation silence counts as consent once the time has run; under a specific one "
    "nothing may begin without a yes.",
    "GDPR Art. 28(2)",
    "Decide now, tell the processor in writing, and record the objection.",
)
CERTIFICATE = Guide(
    "Transfers that rest on it lose their basis on that day unless another instrument covers them.",
    "GDPR Art. 44, 45",
    "Ask for the renewal with its day, or agree on standard clauses before the end.",
)
INSTRUMENT = Guide(
    "Transfers that rest on it lose their basis on that day unless another instrument covers them.",
    "GDPR Art. 44, 46",
    "Renew it, or agree on another instrument before the end.",
)
CONTRACT = Guide(
    "A processor processes under a contract only.",
    "GDPR Art. 28(3)",
    "Renew the contract or end the flows under it by that day.",
)
DECISION = Guide(
    "Transfers that rest on the decision lose their basis on that day unless it is renewed.",
    "GDPR Art. 45",
    "Watch for the renewal, and prepare standard clauses for the flows concerned.",
)
REVIEW = Guide(
    "A controller uses only processors with sufficient guarantees, and tests measures regularly.",
    "GDPR Art. 28(1), 32(1)(d)",
    "Do the review and record its day and outcome; the next is counted from that day.",
)
REVIEW_DONE = Guide(
    "The outcome shows that guarantees were checked.",
    "GDPR Art. 5(2), 28(1)",
    "Follow up the conditions; the next review is counted from this day.",
)
BREACH = Guide(
    "A processor tells its controllers without undue delay; a controller has 72 hours to tell the authority, "
    "and tells data subjects when the risk is high.",
    "GDPR Art. 33(1), (2) and (5), 34",
    "Tell the controllers named here, gather the facts of Art. 33(3), decide on notification, and write it "
    "into the register of breaches.",
)

#: What to do about a finding that closes; the rest is its rule's.
FINDING_CLOSED = "Nothing more, unless it was decided upon until a day: then it comes back."
