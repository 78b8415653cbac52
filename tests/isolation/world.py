"""Two carriers, a record of every kind for one of them, and everybody who might try to reach it (reliability.md 3).

Every free text of B's records holds a canary, so that a leak shows wherever it happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from oauth2_provider.models import get_access_token_model

from appeals.models import DocketEntry
from appeals.services import case_file, complaint_file, entry_file, representative_name
from appeals.services.docket_files import Upload
from audit.compliance.models import AuditCase
from audit.trail.selectors import entries_for
from clearance.models import Trip
from clearance.services import booth_hold, draft_start, saved_keep, template_keep, upload_receive
from portal.accounts.models import OrganisationRole, User
from portal.accounts.selectors import actor_for_application, actor_for_user
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from portal.notices.models import WebhookDelivery
from portal.notices.services import endpoint_add, webhook_emit
from portal.reference.selectors import lanes_for
from tests.factories.accounts import (
    make_application,
    make_delegation,
    make_member,
    make_organisation,
    make_staff,
    make_user,
    sign_in,
)
from tests.factories.appeals import change_request
from tests.factories.clearance import make_carrier
from tests.factories.company import company_records
from tests.factories.documents import a_pdf, document_in_draft
from tests.factories.enrollment import make_demotion, make_membership, vetting_records
from tests.factories.fees import propose
from tests.factories.gateways import gateway_records
from tests.factories.hearings import hearing_row
from tests.factories.interviews import interview_records
from tests.factories.ledger import note_signal, open_shortfall
from tests.factories.life import life_records
from tests.factories.lookouts import lookout_records
from tests.factories.loops import loop_records
from tests.factories.notices import make_notice
from tests.factories.odd_payments import odd_payment
from tests.factories.officer import make_filed, make_photo, make_profile, make_referred
from tests.factories.partners import partner_records
from tests.factories.policies import draft_appetite, draft_lane_policy
from tests.factories.reviews import review_records
from tests.factories.seals import seal_records
from tests.factories.tiers import tier_records
from tests.factories.trail import in_the_book
from tests.factories.visits import visit_records

PORT, OTHER_PORT = "ambassador-bridge", "peace-bridge"
SCOPES = ("trips:read", "trips:write", "memberships:read", "notices:read", "webhooks:write")


@dataclass(frozen=True)
class Identity:
    """Somebody who sends requests: a client with a session or a token, and the actor that makes of them."""

    name: str
    client: Client
    actor: Actor | None


@dataclass(frozen=True)
class World:
    """B's records by kind, a number that finds one of them, and every identity by name."""

    ids: dict[str, UUID]
    canary: str
    term: str
    identities: dict[str, Identity]


def make_world() -> World:
    """Build everything, nearly all of it through the services; costs some seconds, so it is made once."""
    canary = f"CANARY-{uuid4().hex[:12].upper()}"
    profile = make_profile()
    stranger, owner = make_carrier(name="Example Stranger"), make_carrier(name=f"Example {canary}")
    admin = make_member(owner)
    ids = _records(owner, admin, canary)
    ids |= {"profile": profile.id, "lane": lanes_for(PORT, "SB")[0].id, "simulation": profile.simulation_id}
    ids |= {"lane_policy": draft_lane_policy().id, "appetite": draft_appetite().id}
    ids["stuck"] = OutboxTask.objects.create(task="tests.nobody", subject_id=uuid7(), due_at=clock.now()).id
    people = {
        "owner": admin,
        "stranger": make_member(stranger),
        "viewer_of_stranger": make_member(stranger, "trader.viewer"),
        "person": make_user(),
        "removed": _removed(owner),
        "broker_of_stranger": _broker(stranger),
        "booth": make_staff("officer.primary", "CBP", port=PORT),
        "booth_elsewhere": make_staff("officer.primary", "CBP", port=OTHER_PORT),
        "secondary": make_staff("officer.secondary", "CBP", port=PORT),
        "partner_agency": make_staff("officer.pga", "CFIA", port=OTHER_PORT),
        "vetting": make_staff("officer.vetting", "CBSA"),
        "targeting": make_staff("officer.targeting", "CBP"),
        "auditor": make_staff("auditor", "CBP"),
        "registrar": make_staff("commission.registrar", ""),
        "member_elsewhere": make_staff("commission.member", ""),
        "envoy": make_staff("envoy", "", "US"),
        "administrator": make_staff("administrator", ""),
    }
    identities = {name: _signed_in(name, user) for name, user in people.items()}
    ids["held"] = _held(owner, identities["booth"].actor)
    identities["anonymous"] = Identity("anonymous", Client(), None)
    identities["token_of_owner"] = _token("token_of_owner", owner)
    identities["token_of_stranger"] = _token("token_of_stranger", stranger)
    term = Trip.objects.values_list("trip_number", flat=True).get(pk=ids["trip"])
    return World(ids, canary, term, identities)


def _records(owner: Any, admin: User, words: str) -> dict[str, UUID]:
    actor = actor_for_user(admin, organisation_id=owner.id)
    trip = make_filed(owner)
    document = document_in_draft(actor, words)  # the application below is this draft
    membership = make_membership(organisation=owner, tier="T2")
    decision = make_demotion(membership)
    case = case_file(actor=actor, decision_id=decision.id, grounds=f"{words}: the proof was on file.", language="en")
    endpoint = endpoint_add(actor=actor, url="https://receiver.example/hook", events=["trip.filed"])[0]
    subject = Subject("trip", trip.id)
    webhook_emit(organisation_ids=[owner.id], event="trip.filed", data={"words": words}, subject=subject)
    referral = make_referred(trip=make_filed(owner))
    return {
        "trip": trip.id,
        "referred": referral.trip_id,
        "inspection": referral.inspection.id,
        "photo": make_photo(referral.inspection, words).id,
        "draft": draft_start(actor=actor, direction="SB").id,
        "saved": saved_keep(actor=actor, kind="truck", name=words, data={"number": words[-6:]}).id,
        "template": template_keep(actor=actor, trip_id=trip.id, name=words).id,
        "batch": upload_receive(actor=actor, name=f"{words}.csv", raw=f"{words}\n".encode()).id,
        "notice": make_notice(owner, words=words).id,
        "application": membership.application_id,
        "invoice": membership.application.invoice.id,
        "fee": propose("fee").id,
        "odd_payment": odd_payment().id,
        **vetting_records(words),
        "membership": membership.id,
        "document": document.id,
        "decision": decision.id,
        "appeal": case.id,
        **_of_the_commission(actor, case.id, words),
        **_audits(owner, trip.id, referral.trip_id, words),
        "delegation": make_delegation(owner, make_organisation("broker", name=f"Broker {words}")).id,
        "role": OrganisationRole.objects.get(user=admin).id,
        "partner": make_application(owner, SCOPES)[0].id,
        "endpoint": endpoint.id,
        "delivery": WebhookDelivery.objects.filter(endpoint=endpoint).values_list("id", flat=True)[0],
        **interview_records(admin, owner, words),
        **gateway_records(owner, admin, trip.id, words),
        **partner_records(owner, words),
        **lookout_records(owner, words),
        **seal_records(owner, words),
        **tier_records(owner, words),
        **loop_records(owner, words),
        **life_records(membership, actor, words),
        **company_records(owner, membership, words),
        "entry": entries_for(subject).values_list("id", flat=True)[0],
    }


def _paper(actor: Any, case_id: UUID, words: str) -> DocketEntry:
    upload = Upload("paper.pdf", a_pdf(words), "application/pdf")
    given = {"kind": "exhibit", "level": "public", "subject": words, "text": f"{words}: the log of the yard."}
    return entry_file(actor=actor, case_id=case_id, file=upload, **given)


def _of_the_commission(actor: Any, case_id: UUID, words: str) -> dict[str, UUID]:
    complaint = complaint_file(actor=actor, category="delay", words=f"{words}: late again.", language="en")
    return {
        "recommended": change_request(words).id,
        "representative": representative_name(actor=actor, case_id=case_id, email=make_user().email).id,
        "complaint": complaint.id,
        **review_records(words),
        "hearing": hearing_row(case_id, words),
        "docket_file": _paper(actor, case_id, words).id,
    }


def _audits(owner: Any, fresh: UUID, heard: UUID, words: str) -> dict[str, UUID]:
    """An audit that was just opened, one whose draft waits for the company's answer, a signed facility visit, and what
    the figures and machines say."""
    return {
        "ledger": owner.id,
        "shortfall": open_shortfall(owner.id, words).id,
        "signal": note_signal(owner.id, words).id,
        **visit_records(owner, words),
        "audit": _audit(owner, fresh, words),
        "audit_draft": _audit(owner, heard, words, number="D", status="with_member", revision=1),
    }


def _audit(owner: Any, trip_id: UUID, words: str, number: str = "", **fields: Any) -> UUID:
    now = clock.now()
    with in_the_book():
        return AuditCase.objects.create(
            number=f"PMA-{words[-6:]}{number}",
            trip_id=trip_id,
            trip_number="TRIP",
            organisation_id=owner.id,
            organisation_name=words,
            bundle={"version": 1, "digest": words, "contributions": []},
            compliance=40,
            opened_at=now,
            due_on=now.date(),
            answer_until=now,
            **fields,
        ).id


def _held(owner: Any, officer: Actor | None) -> UUID:
    """A truck on hold by the officer of its port."""
    trip = make_filed(owner)
    assert officer is not None
    words = Text(
        "The seal of the trailer is torn and its number unreadable", "Le scellé de la remorque est déchiré, illisible"
    )
    booth_hold(actor=officer, trip_id=trip.id, text=words, expected_version=1)
    return trip.id


def _removed(owner: Any) -> User:
    """A colleague whose role ended a minute ago; the account lives on."""
    user = make_member(owner)
    with in_the_book():
        OrganisationRole.objects.filter(user=user).delete()
    return user


def _broker(trader: Any) -> User:
    """A broker that acts for the stranger only."""
    broker = make_organisation("broker", name="Example Broker")
    make_delegation(trader, broker)
    return make_member(broker)


def _signed_in(name: str, user: User) -> Identity:
    return Identity(name, sign_in(Client(), user), actor_for_user(user, mfa=True))


def _token(name: str, organisation: Any) -> Identity:
    application, _ = make_application(organisation, SCOPES)
    token = get_access_token_model().objects.create(
        application=application,
        token=f"token-{name}-{uuid4().hex}",
        expires=clock.now().replace(year=clock.now().year + 1),
        scope=" ".join(SCOPES),
    )
    client = Client(headers={"authorization": f"Bearer {token.token}"})
    return Identity(name, client, actor_for_application(application, frozenset(SCOPES)))
