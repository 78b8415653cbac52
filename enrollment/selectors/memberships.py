"""Reads of memberships, and of the facts their tiers rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from enrollment.domain.cards import USABLE
from enrollment.domain.criteria import CriterionState, MemberFacts, evaluate
from enrollment.domain.numbers import NUMBER_SHAPE, TAG_SHAPE, normalised
from enrollment.domain.tiers import tier_above
from enrollment.models import Credential, Membership, SanctionEntry
from enrollment.selectors.criteria import criteria_in_force
from enrollment.selectors.facts import facts_for
from enrollment.selectors.scoping import MEMBERSHIP_READERS, reached_rows, rows_for
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

CURRENT = ("active", "suspended")


def _rows() -> QuerySet[Membership, Membership]:
    return Membership.objects.select_related("organisation", "user")


def membership_get(*, actor: Actor, membership_id: UUID) -> Membership:
    """Give one membership to its holder, to those acting for it and to staff. Raises NotFound."""
    mine = rows_for(actor, MEMBERSHIP_READERS, reached_rows(actor))
    found = _rows().prefetch_related("credentials").filter(mine, pk=membership_id).first()
    if found is None:
        raise NotFound
    return found


def membership_list_for_actor(*, actor: Actor) -> QuerySet[Membership, Membership]:
    """Give the memberships an applicant, a broker or a partner may read, newest first; nothing for staff."""
    mine = Q(pk__in=()) if actor.is_staff else reached_rows(actor)
    return _rows().prefetch_related("credentials").filter(mine).order_by("-created_at", "-id")


def membership_of_organisation(
    organisation_id: UUID, programme: str = "", at: datetime | None = None
) -> Membership | None:
    """Give a company's membership in force or suspended at the moment; any FAST programme when none is named."""
    moment = at or clock.now()
    rows = _rows().filter(
        Q(valid_until__gt=moment) | Q(renewal_filed_at__lte=moment),
        organisation_id=organisation_id,
        status__in=CURRENT,
        valid_from__lte=moment,
    )
    if programme:
        rows = rows.filter(programme=programme)
    return rows.order_by("status", "-valid_from").first()


def organisations_active(organisation_ids: Iterable[UUID], at: datetime) -> frozenset[UUID]:
    """Give those of the companies that have a membership in force, and not suspended, at the moment. One query."""
    rows = Membership.objects.filter(
        Q(valid_until__gt=at) | Q(renewal_filed_at__lte=at),
        organisation_id__in=list(organisation_ids),
        status="active",
        valid_from__lte=at,
    )
    return frozenset(rows.values_list("organisation_id", flat=True))


def membership_of_card(value: str) -> Membership | None:
    """Find the record behind a card: typed number, scanned chip or membership number open the same one (R-12)."""
    key = normalised(value)
    if TAG_SHAPE.fullmatch(key):
        wanted = Q(credentials__rfid_tag=key)
    elif NUMBER_SHAPE.fullmatch(key):
        wanted = Q(number=key)
    else:
        wanted = Q(credentials__card_number=key)
    return _rows().filter(wanted).first() if key else None


def tags_of_cards(cards: Iterable[str]) -> dict[str, str]:
    """Give the number the chip of each card answers with: one query, none without a card."""
    wanted = {card for card in cards if card}
    usable = Credential.objects.filter(card_number__in=wanted, status=USABLE)
    rows = usable.values_list("card_number", "rfid_tag") if wanted else ()
    return dict(rows)


def card_valid_to(card: str) -> date | None:
    """Give the last day of a card issued here; None for one that was not, or that a filed renewal carries on.

    The last day of a stopped or ended card is the one before it was. One query, none without a card.
    """
    if not card:
        return None
    fields = ("expires_on", "status", "stopped_at", "membership__renewal_filed_at")
    row = Credential.objects.filter(card_number=card).values_list(*fields).first()
    if row is None or (row[1] == USABLE and row[3] is not None):
        return None
    last: date = row[0]
    stopped: datetime | None = row[2]
    return last if row[1] == USABLE or stopped is None else stopped.date() - timedelta(days=1)


def sanctions_counting(membership_id: UUID, at: datetime) -> QuerySet[SanctionEntry, SanctionEntry]:
    """Give the entries that still count: not decayed, not voided by a ruling."""
    return SanctionEntry.objects.filter(membership_id=membership_id, decays_at__gt=at, voided_at=None)


def member_facts(membership: Membership, at: datetime) -> MemberFacts:
    """Gather what the tier criteria look at, in two queries."""
    return facts_for([membership], at)[membership.id]


def criteria_progress(membership: Membership, facts: MemberFacts) -> tuple[str, tuple[CriterionState, ...]]:
    """Give the next tier and each of its criteria with the present value; empty at the top (R-08). One query."""
    above = tier_above(membership.tier)
    states = evaluate(criteria_in_force(membership.programme).at(above), facts) if above else ()
    return (above or "", states) if states else ("", ())
