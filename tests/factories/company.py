"""Invitations, dormant accounts, accreditations and look-ups for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from enrollment import services as enrollment
from enrollment.domain.lookups import Looked
from enrollment.models import Lookup, LookupReview, LookupWeek, Membership
from portal.accounts import services
from portal.accounts.models import CrossDesignation, Invitation, Organisation, User
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import SEED, make_staff, member_actor
from tests.factories.enrollment import make_submitted, vetting
from tests.factories.trail import in_the_book


def make_invitation(
    organisation: Organisation, email: str = "new@example.test", role: str = "trader.filer", **fields: Any
) -> Invitation:
    return services.invitation_create(
        actor=member_actor(organisation), organisation_id=organisation.id, email=email, role=role, **fields
    )


def put_to_sleep(user: User, days: int = 100) -> User:
    """Make an account dormant that nobody used for so many days, warned in time."""
    now = clock.now()
    with in_the_book():
        User.objects.filter(pk=user.pk).update(
            created_at=now - timedelta(days=days + 400),
            last_login=now - timedelta(days=days),
            idle_warned_at=now - timedelta(days=20),
            idle_warnings=2,
            dormant_since=now - timedelta(days=1),
        )
    user.refresh_from_db()
    return user


def accredit(user_id: UUID, for_agency: str, **terms: Any) -> CrossDesignation:
    now = clock.now()
    values = {
        "powers": ["release"],
        "valid_from": now - timedelta(days=1),
        "valid_until": now + timedelta(days=300),
        "training": "Food law at the border",
        "training_until": now + timedelta(days=200),
        **terms,
    }
    return services.cross_designation_grant(actor=SEED, user_id=user_id, for_agency=for_agency, **values)


def looked(membership: Membership, kind: str = "membership") -> Looked:
    return Looked(kind, membership.id, membership.organisation_id, membership.user_id)


def make_lookup(
    membership: Membership, actor: Actor | None = None, purpose: str = "service", words: str = ""
) -> Lookup:
    return enrollment.lookup_make(
        actor=actor or vetting(),
        looked=looked(membership),
        purpose=purpose,
        words=words or "They called about their card.",
    )


def state_purpose(client: Client, kind: str, record_id: UUID) -> None:
    """Say why the signed-in officer looks; for an hour the record then opens (R-13)."""
    words = {"purpose": "service", "words": "They called about their record."}
    sent = client.post(reverse("enrollment:lookup", args=[kind, record_id]), words)
    assert sent.status_code == 302, sent.status_code


def make_drawn(lookup: Lookup) -> LookupReview:
    """Put a look-up into last week's sample."""
    monday = clock.now().date() - timedelta(days=clock.now().weekday() + 7)
    with in_the_book():
        week, _ = LookupWeek.objects.get_or_create(
            monday=monday,
            defaults={"commitment": "0" * 64, "sealed_seed": "-", "seed": "0" * 64, "drawn_at": clock.now()},
        )
        return LookupReview.objects.create(lookup=lookup, week=week, agency=lookup.agency)


def company_records(owner: Organisation, membership: Membership, words: str) -> dict[str, UUID]:
    """Give one record of each kind for the isolation matrix; the free text holds the canary."""
    colleague = make_staff("officer.primary", "CFIA")
    sleeper = put_to_sleep(make_staff("officer.primary", "CFIA"))
    User.objects.filter(pk=sleeper.pk).update(name=words)
    programme = "FAST_CARRIER" if membership.programme != "FAST_CARRIER" else "FAST_DRIVER"
    made = make_lookup(membership, vetting("CBP"), words=f"{words} and more words")
    return {
        "invitation": make_invitation(owner, f"{words.lower()}@example.test").id,
        "colleague": member_actor(owner, "trader.filer").person,
        "resting": sleeper.id,
        "accreditation": accredit(colleague.id, "FDA", training=words).id,
        "waiting": make_submitted(programme).id,
        "lookup_review": make_drawn(made).id,
    }
