"""Company administration and the officers' desk in the demonstration: things that wait, and look-ups to be seen."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from enrollment.domain.lookups import Looked
from enrollment.selectors import application_list_for_officer
from enrollment.services import assignment_take, handover_add, lookup_make, lookup_weeks_keep
from portal.accounts.services import cross_designation_grant, delegation_offer, invitation_create
from portal.core import clock
from portal.site.demo_accounts import DOMAIN
from portal.site.seed.people import SEED, Cast

# officer, member, purpose, words, days ago
LOOKUPS = (
    ("cbp.vetting", "carrier", "service", "The dispatcher called about the term of the membership.", 8),
    ("cbsa.vetting", "carrier", "enrolment", "Compared the fleet with that of a new application.", 9),
    ("cbp.targeting", "carrier", "law", "A closed inquiry into seals at the port.", 120),
    ("cbsa.auditor", "shipper", "audit", "Prepared a visit to the warehouse.", 10),
    ("cbp.secondary", "driver", "crossing", "The card did not answer the reader in lane 3.", 8),
    ("cbsa.vetting", "traveller", "service", "Asked at the counter which card to carry.", 1),
)


def company_seed(cast: Cast, memberships: dict[str, UUID]) -> str:
    """Leave an invitation and an offer open, an application taken, look-ups kept; gives a line about it."""
    invitation_create(
        actor=cast.actor("carrier"),
        organisation_id=cast.organisations["carrier"],
        email=f"night.desk@{DOMAIN}",
        name="Night dispatch desk",
        role="trader.filer",
    )
    now = clock.now()
    delegation_offer(
        actor=cast.actor("newcomer"),
        trader_id=cast.organisations["newcomer"],
        broker_id=cast.organisations["broker"],
        scopes=["trips:read", "trips:write"],
        starts_at=now,
        ends_at=now + timedelta(days=180),
    )
    cross_designation_grant(
        actor=SEED,
        user_id=cast.users["cbp.primary"],
        for_agency="CBSA",
        powers=["examine"],
        valid_from=now - timedelta(days=300),
        valid_until=now + timedelta(days=40),
        training="Joint examination at the bridge",
        training_until=now + timedelta(days=90),
    )
    _desk(cast)
    _looked(cast, memberships)
    return "an invitation and an offered delegation wait; a week of look-ups is drawn for review"


def _desk(cast: Cast) -> None:
    """One application is taken by an officer who leaves a note for the other agency."""
    officer = cast.actor("cbsa.vetting")
    waiting = application_list_for_officer(actor=officer).first()
    if waiting is None:
        return
    assignment_take(actor=officer, application_id=waiting.id)
    handover_add(
        actor=officer, application_id=waiting.id, words="Passport seen; the address still has to be confirmed."
    )


def _looked(cast: Cast, memberships: dict[str, UUID]) -> None:
    """Look-ups of the last months; last week's were committed to before it and are drawn now."""
    now = clock.now()
    with clock.frozen(now - timedelta(days=15)):
        lookup_weeks_keep()
    for officer, member, purpose, words, days in LOOKUPS:
        company = cast.organisations.get(member)
        person = None if company else cast.users[member]
        with clock.frozen(now - timedelta(days=days)):
            lookup_make(
                actor=cast.actor(officer),
                looked=Looked("membership", memberships[member], company, person),
                purpose=purpose,
                words=words,
            )
    lookup_weeks_keep()
