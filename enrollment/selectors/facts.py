"""The facts tiers rest on, for many members at once, and the past a pace needs (R-08)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from enrollment.domain.criteria import CriterionState, MemberFacts, months_between
from enrollment.domain.pace import Count as Counted
from enrollment.domain.pace import Outlook, Record, outlook
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.schemes import STANDARDS
from enrollment.models import Membership, MovementTally, SanctionEntry, SchemeMembership, TallyMonth

PACE_MONTHS = 6


def facts_for(memberships: Iterable[Membership], at: datetime) -> dict[UUID, MemberFacts]:
    """Gather what the criteria look at for each of the members: two queries, however many."""
    members = list(memberships)
    ids = [member.id for member in members]
    tallies = {row.membership_id: row for row in _tallies(ids, at)}
    counted = _counting(ids, at)
    return {member.id: _facts(member, tallies.get(member.id), counted.get(member.id, (0, 0)), at) for member in members}


def _tallies(ids: list[UUID], at: datetime) -> QuerySet[MovementTally, MovementTally]:
    held = (
        SchemeMembership.objects.filter(
            organisation_id=OuterRef("membership__organisation_id"),
            scheme__in=STANDARDS,
            status="confirmed",
            valid_from__lte=at,
            valid_until__gt=at,
        )
        .order_by()
        .values("organisation_id")
        .annotate(number=Count("id"))
        .values("number")
    )
    return MovementTally.objects.filter(membership_id__in=ids).annotate(standards=Coalesce(Subquery(held), 0))


def _counting(ids: list[UUID], at: datetime) -> dict[UUID, tuple[int, int]]:
    """Give points and open plans of those that have any."""
    rows = SanctionEntry.objects.filter(membership_id__in=ids, decays_at__gt=at, voided_at=None)
    counted = rows.values("membership_id").annotate(
        total=Sum("points"), plans=Count("id", filter=Q(plan_due_at__isnull=False, plan_done_at=None))
    )
    return {row["membership_id"]: (row["total"] or 0, row["plans"]) for row in counted}


def _facts(member: Membership, tally: MovementTally | None, counted: tuple[int, int], at: datetime) -> MemberFacts:
    return MemberFacts(
        movements=tally.movements if tally else 0,
        clean_movements=tally.clean_movements if tally else 0,
        points=counted[0],
        open_plans=counted[1],
        months_at_tier=months_between(member.tier_since, at),
        site_visits=tally.site_visits if tally else 0,
        standards=getattr(tally, "standards", 0),
        # A company joins with a security profile in its joint application, which both agencies approved.
        own_profile=int(PROGRAMMES[member.programme].for_organisations),
    )


def member_record(membership: Membership, at: datetime) -> Record:
    """Give the counts of the last six months, oldest first, and when points stop counting. Two queries."""
    first = _months_back(at.date(), PACE_MONTHS)
    rows = TallyMonth.objects.filter(membership_id=membership.id, month__gte=first).order_by("month")
    entries = SanctionEntry.objects.filter(membership_id=membership.id, decays_at__gt=at, voided_at=None, points__gt=0)
    return Record(
        membership.tier_since,
        tuple(Counted(row.counted_on, row.movements, row.clean_movements) for row in rows),
        tuple(entries.values_list("decays_at", "points")),
    )


def outlooks(
    membership: Membership, states: Iterable[CriterionState], facts: MemberFacts, at: datetime
) -> list[tuple[CriterionState, Outlook]]:
    """Give each criterion with the date it would be met at this pace. Two queries, none when all are met."""
    found = list(states)
    done = all(state.met for state in found)
    record = Record(membership.tier_since) if done else member_record(membership, at)
    now = Counted(at.date(), facts.movements, facts.clean_movements)
    return [(state, outlook(state, record, now, at)) for state in found]


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
