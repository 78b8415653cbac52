"""Memberships of the demonstration: applications, two reviews each, tiers earned on a record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from enrollment.domain.questions import form_for
from enrollment.selectors import membership_get
from enrollment.services import (
    application_save,
    application_start,
    application_submit,
    membership_graduate,
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
MEMBERS = (("carrier", "FAST_CARRIER"), ("shipper", "FAST_SHIPPER"), ("driver", "FAST_DRIVER"), ("traveller", "NEXUS"))
RECORD = 40


def application_filed(cast: Cast, key: str, programme: str, paid: bool = True) -> UUID:
    """Start, answer, submit and, unless told otherwise, pay one joint application; gives its id."""
    actor = cast.actor(key)
    application = application_start(actor=actor, programme=programme)
    for section in form_for(programme):
        answers = {question.code: _answer(question) for question in section.questions}
        application = application_save(
            actor=actor, application_id=application.id, section=section.code, answers=answers
        )
    sent = application_submit(actor=actor, application_id=application.id)
    if paid and sent.status == "awaiting_payment":
        invoice_paid(actor, sent.invoice.id)
    return sent.id


def membership_earned(cast: Cast, key: str, programme: str) -> UUID:
    """Apply and be approved by both agencies; gives the membership's id."""
    application_id = application_filed(cast, key, programme)
    for officer in ("cbp.vetting", "cbsa.vetting"):
        application = review_decide(actor=cast.actor(officer), application_id=application_id, decision="approve")
    membership_id: UUID = application.membership.id
    return membership_id


def risen_to_t2(cast: Cast, key: str, membership_id: UUID) -> None:
    """Give a company the record of clean crossings that tier 2 asks for, and graduate it."""
    movement_record(organisation_id=cast.organisations[key], clean=True, count=RECORD)
    membership_graduate(actor=cast.actor("cbp.vetting"), membership_id=membership_id, to_tier="T2")


def members_seed(cast: Cast) -> dict[str, UUID]:
    """Enrol carrier, shipper, driver and traveller; the companies rise to tier 2. Gives membership ids by key."""
    found = {key: membership_earned(cast, key, programme) for key, programme in MEMBERS}
    for key in ("carrier", "shipper"):
        risen_to_t2(cast, key, found[key])
    application_filed(cast, "driver", "NEXUS")  # the card's T2 waives the fee
    application_filed(cast, "traveller", "FAST_DRIVER", paid=False)
    return found


def card_of(membership_id: UUID) -> str:
    """Give the printed number of the membership's card."""
    membership = membership_get(actor=SEED, membership_id=membership_id)
    return str(membership.credentials.order_by("-issued_on").values_list("card_number", flat=True)[0])


def _answer(question: Any) -> Any:
    if question.kind == "choice":
        return question.choices[0][0]
    if question.kind == "date":
        past = "birth" in question.code
        return "1984-05-17" if past else (clock.now() + timedelta(days=1500)).date().isoformat()
    return ANSWERS[question.kind]
