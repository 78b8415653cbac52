"""What approval by both agencies creates: a membership and, for a person, a card (R-12)."""

from __future__ import annotations

from datetime import datetime, time

from audit.trail.services import record
from enrollment.domain.numbers import membership_number
from enrollment.domain.programmes import PROGRAMMES, years_after
from enrollment.models import Application, Membership, MovementTally
from enrollment.services.cards import first_card
from enrollment.services.telling import tell_member, tell_partners
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number


def membership_create(*, actor: Actor, application: Application) -> Membership:
    """Create the membership at the programme's entry tier, in the transaction of the second approval."""
    programme = PROGRAMMES[application.programme]
    now = clock.now()
    ends = years_after(now.date(), programme.validity_years)
    membership = Membership.objects.create(
        number=membership_number(programme.number_prefix, now.year, next_number(programme.number_prefix, now.year)),
        programme=programme.code,
        organisation_id=application.organisation_id,
        user_id=application.user_id,
        application=application,
        tier=programme.entry_tier,
        tier_since=now,
        valid_from=now,
        valid_until=datetime.combine(ends, time.min, tzinfo=now.tzinfo),
    )
    MovementTally.objects.create(membership=membership)
    card = None if programme.for_organisations else first_card(actor, membership, application)
    record(
        actor=actor,
        event="enrollment.membership.granted",
        subject=Subject("membership", membership.id),
        body={
            "number": membership.number,
            "tier": membership.tier,
            "application": str(application.id),
            "card": card.card_number[-4:] if card else "",
        },
        organisation_id=membership.organisation_id,
    )
    _welcome(actor, membership)
    return membership


def _welcome(actor: Actor, membership: Membership) -> None:
    programme = PROGRAMMES[membership.programme]
    tell_member(
        actor=actor,
        membership=membership,
        kind="membership_granted",
        title=Text(
            f"Both agencies approved: {programme.name.en}", f"Approuvée par les deux organismes : {programme.name.fr}"
        ),
        body=Text(f"Your membership {membership.number} is active.", f"Votre adhésion {membership.number} est active."),
    )
    tell_partners(membership, "granted")
