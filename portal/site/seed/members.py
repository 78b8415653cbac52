"""Memberships of the demonstration: applications, two reviews each, tiers earned on a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from enrollment.domain.questions import Question, Section, form_for
from enrollment.domain.questions.shapes import EVIDENCE_SUFFIX
from enrollment.domain.vetting.entries import CheckEntry
from enrollment.selectors import membership_get, worksheets_of_application
from enrollment.services import (
    application_save,
    application_start,
    application_submit,
    checks_record,
    graduation_decide,
    graduation_open,
    movement_record,
    review_decide,
)
from portal.core import clock
from portal.site.seed.fees import invoice_paid
from portal.site.seed.people import SEED, Cast

ANSWERS = {
    "text": "As in the document",
    "long_text": "1 Example Road, Windsor, since 2016",
    "number": "24",
    "yes_no": "no",
    "consent": "yes",
}
HOW = "Written down, checked once a year by the person responsible; the last check found nothing open."
ROWS: dict[str, list[dict[str, str]]] = {
    "addresses": [
        {"from": "2016-05", "to": "", "street": "1 Example Road", "city": "Windsor ON", "country": "CA"},
    ],
    "sites": [
        {
            "name": "Main terminal",
            "kind": "terminal",
            "use": "loading",
            "street": "1 Example Road",
            "city": "Windsor",
            "region": "ON",
        },
        {
            "name": "Rail yard",
            "kind": "rail_yard",
            "use": "storage",
            "street": "9 Example Siding",
            "city": "Detroit",
            "region": "MI",
        },
    ],
    "people": [
        {"name": "Owner of the company", "role": "owner", "birth_date": "1970-02-11", "card": ""},
        {"name": "Security desk", "role": "security", "birth_date": "", "card": ""},
    ],
    "vehicles": [{"plate": "AB 12345", "region": "ON", "vin": "1M8GDM9AXKP042788"}],
}
MEMBERS = (("carrier", "FAST_CARRIER"), ("shipper", "FAST_SHIPPER"), ("driver", "FAST_DRIVER"), ("traveller", "NEXUS"))
RECORD = 40
RENEWAL_SOON = timedelta(days=5 * 365 - 40)
VETTERS = ("cbp.vetting", "cbsa.vetting")
SEARCHED = "police:2026-0117"
PERSONS = {
    "driver": {
        "family_name": "Example",
        "given_names": "Driver",
        "birth_date": "1984-05-17",
        "document_number": "EX100001",
    },
    "traveller": {
        "family_name": "Sample",
        "given_names": "Traveller",
        "birth_date": "1971-11-02",
        "document_number": "EX100002",
    },
}


def application_filed(cast: Cast, key: str, programme: str, paid: bool = True) -> UUID:
    """Start, answer, submit and, unless told otherwise, pay one joint application; gives its id."""
    actor = cast.actor(key)
    application = application_start(actor=actor, programme=programme)
    for section in form_for(programme):
        application = application_save(
            actor=actor, application_id=application.id, section=section.code, answers=section_answers(section, key)
        )
    sent = application_submit(actor=actor, application_id=application.id)
    if paid and sent.status == "awaiting_payment":
        invoice_paid(actor, sent.invoice.id)
    return sent.id


def membership_earned(cast: Cast, key: str, programme: str) -> UUID:
    """Apply, be vetted and approved by both agencies; gives the membership's id."""
    application_id = application_filed(cast, key, programme)
    for officer in VETTERS:
        vetted(cast, officer, application_id)
        application = review_decide(actor=cast.actor(officer), application_id=application_id, decision="approve")
    membership_id: UUID = application.membership.id
    return membership_id


def vetted(cast: Cast, officer: str, application_id: UUID, found: Mapping[str, CheckEntry] | None = None) -> None:
    """Have an officer fill in the worksheet: clear, but for the factors in `found`."""
    actor, given = cast.actor(officer), found or {}
    for sheet in worksheets_of_application(actor=actor, application_id=application_id):
        if sheet.agency == actor.agency:
            codes = [check.factor for check in sheet.checks.all()]
            entries = [given.get(code, CheckEntry(code, "clear", SEARCHED)) for code in codes]
            checks_record(actor=actor, worksheet_id=sheet.id, entries=entries)


def under_vetting(cast: Cast, application_id: UUID) -> None:
    """Leave an application with a conviction that CBP has not resolved and a gap of addresses the CBSA bears."""
    conviction = CheckEntry(
        "CONVICTION", "found", "court:2019-4471", "Fined in 2019 for goods not declared at the airport."
    )
    gap = CheckEntry(
        "ADDRESS_GAP", "found", "interview:2026-31", "Five months of 2023 without an address.", shared=True
    )
    vetted(cast, "cbp.vetting", application_id, {"CONVICTION": conviction})
    vetted(cast, "cbsa.vetting", application_id, {"ADDRESS_GAP": gap})


def risen_to_t2(cast: Cast, key: str, membership_id: UUID) -> None:
    """Give a company the record of clean crossings that tier 2 asks for, and have both agencies accept its rise."""
    movement_record(organisation_id=cast.organisations[key], clean=True, count=RECORD)
    officers = [cast.actor("cbp.vetting"), cast.actor("cbsa.vetting")]
    proposal = graduation_open(actor=officers[0], membership_id=membership_id, to_tier="T2")
    for officer in officers:
        graduation_decide(actor=officer, proposal_id=proposal.id, decision="accept")


def members_seed(cast: Cast) -> dict[str, UUID]:
    """Enrol carrier, shipper, driver and traveller; the companies rise to tier 2. Gives membership ids by key."""
    found = {key: membership_earned(cast, key, programme) for key, programme in MEMBERS if key != "traveller"}
    # The traveller joined almost five years ago, so that the renewal is open.
    with clock.frozen(clock.now() - RENEWAL_SOON):
        found["traveller"] = membership_earned(cast, "traveller", "NEXUS")
    for key in ("carrier", "shipper"):
        risen_to_t2(cast, key, found[key])
    under_vetting(cast, application_filed(cast, "driver", "NEXUS"))  # the card's T2 waives the fee
    application_filed(cast, "traveller", "FAST_DRIVER", paid=False)
    return found


def card_of(membership_id: UUID) -> str:
    """Give the printed number of the membership's card."""
    membership = membership_get(actor=SEED, membership_id=membership_id)
    return str(membership.credentials.order_by("-issued_on").values_list("card_number", flat=True)[0])


def section_answers(section: Section, key: str = "") -> dict[str, Any]:
    """Give answers and rows of one section that pass; `key` names the person they are about."""
    answers = {question.code: _answer(question, key) for question in section.asked}
    return {**answers, **{table.code: ROWS[table.code] for table in section.tables if table.least}}


def _answer(question: Question, key: str) -> Any:
    if question.code in PERSONS.get(key, {}):
        return PERSONS[key][question.code]
    if question.kind == "choice":
        return question.choices[0][0]
    if question.code.endswith(EVIDENCE_SUFFIX):
        return HOW
    if question.kind == "past_date":
        return "1984-05-17"
    if question.kind == "date":
        return (clock.now() + timedelta(days=1500)).date().isoformat()
    return ANSWERS[question.kind]
