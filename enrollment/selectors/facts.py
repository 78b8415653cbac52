"""The facts tiers rest on, for many members at once, and the past a pace needs (R-08)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, JSONObject

from enrollment.domain.criteria import CriterionState, MemberFacts, months_between
from enrollment.domain.pace import Count as Counted
from enrollment.domain.pace import Outlook, Record, outlook
from enrollment.domain.profile import MEASURES, SECURITY_GAP, Profile, profile_of
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.schemes import STANDARDS
from enrollment.models import (
    Application,
    Membership,
    MovementTally,
    SanctionEntry,
    SchemeMembership,
    SiteVisit,
    TallyMonth,
)

PACE_MONTHS = 6


def facts_for(memberships: Iterable[Membership], at: datetime) -> dict[UUID, MemberFacts]:
    """Gather what the criteria look at for each of the members: two queries, however many."""
    members = list(memberships)
    ids = [member.id for member in members]
    tallies = {row.membership_id: row for row in _tallies(ids, at)}
    counted = _counting(ids, at)
    return {
        member.id: _facts(member, tallies.get(member.id), counted.get(member.id, (0, 0, 0)), at) for member in members
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """One member's facts with the whole register they were counted from, newest first, each entry with its plan."""

    facts: MemberFacts
    entries: tuple[SanctionEntry, ...]


def member_standing(membership: Membership, at: datetime) -> Standing:
    """Give facts and register of one member in two queries, for the page that shows both."""
    rows = SanctionEntry.objects.filter(membership_id=membership.id).select_related("plan")
    entries = tuple(rows.order_by("-created_at", "-id"))
    counting = [entry for entry in entries if _counts(entry, at)]
    counted = (
        sum(entry.points for entry in counting),
        sum(entry.plan_due_at is not None and entry.plan_done_at is None for entry in counting),
        sum(entry.infraction == SECURITY_GAP and entry.plan_done_at is None for entry in counting),
    )
    return Standing(_facts(membership, _tallies([membership.id], at).first(), counted, at), entries)


def _counts(entry: SanctionEntry, at: datetime) -> bool:
    return entry.voided_at is None and entry.decays_at > at


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
    return MovementTally.objects.filter(membership_id__in=ids).annotate(
        standards=Coalesce(Subquery(held), 0), said=Subquery(_said()), seen=Subquery(_seen())
    )


def _said() -> QuerySet[Application, Any]:
    """The security answers both agencies approved last, at the first application or a renewal, and when."""
    of_member = Q(pk=OuterRef("membership__application_id")) | Q(renews_id=OuterRef("membership_id"))
    answers = JSONObject(**{code: KT(f"answers__{code}") for code in MEASURES}, at="decided_at")
    rows = Application.objects.filter(of_member, status="approved").order_by("-decided_at")
    return rows.annotate(found=answers).values("found")[:1]


def _seen() -> QuerySet[SiteVisit, Any]:
    """The grades of the last report both agencies signed, and when."""
    rows = SiteVisit.objects.filter(organisation_id=OuterRef("membership__organisation_id"), status="signed")
    return rows.order_by("-signed_at").annotate(found=JSONObject(grades="grades", at="signed_at")).values("found")[:1]


def _counting(ids: list[UUID], at: datetime) -> dict[UUID, tuple[int, int, int]]:
    """Give points, open plans and security measures found not kept up, of those that have any."""
    rows = SanctionEntry.objects.filter(membership_id__in=ids, decays_at__gt=at, voided_at=None)
    counted = rows.values("membership_id").annotate(
        total=Sum("points"),
        plans=Count("id", filter=Q(plan_due_at__isnull=False, plan_done_at=None)),
        gaps=Count("id", filter=Q(infraction=SECURITY_GAP, plan_done_at=None)),
    )
    return {row["membership_id"]: (row["total"] or 0, row["plans"], row["gaps"]) for row in counted}


def _profile(member: Membership, tally: MovementTally | None, gaps: int) -> Profile | None:
    """Give a company's own profile as the record shows it; a person has none."""
    if not PROGRAMMES[member.programme].for_organisations:
        return None
    said, seen = getattr(tally, "said", None) or {}, getattr(tally, "seen", None)
    later = seen is not None and datetime.fromisoformat(seen["at"]) >= datetime.fromisoformat(
        said.get("at", seen["at"])
    )
    return profile_of(said, seen["grades"] if seen is not None and later else None, gaps)


def _facts(member: Membership, tally: MovementTally | None, counted: tuple[int, int, int], at: datetime) -> MemberFacts:
    profile = _profile(member, tally, counted[2])
    return MemberFacts(
        movements=tally.movements if tally else 0,
        clean_movements=tally.clean_movements if tally else 0,
        points=counted[0],
        open_plans=counted[1],
        months_at_tier=months_between(member.tier_since, at),
        site_visits=tally.site_visits if tally else 0,
        standards=getattr(tally, "standards", 0),
        own_profile=int(profile is not None and profile.holds),
        lacking=profile.lacking if profile else (),
        security_gaps=counted[2],
    )


def member_record(membership: Membership, at: datetime, entries: Iterable[SanctionEntry]) -> Record:
    """Give the counts of the last six months, oldest first, and when points stop counting. One query.

    `entries` is the member's register.
    """
    first = _months_back(at.date(), PACE_MONTHS)
    rows = TallyMonth.objects.filter(membership_id=membership.id, month__gte=first).order_by("month")
    return Record(
        membership.tier_since,
        tuple(Counted(row.counted_on, row.movements, row.clean_movements) for row in rows),
        tuple((entry.decays_at, entry.points) for entry in entries if entry.points and _counts(entry, at)),
    )


def outlooks(
    membership: Membership, states: Iterable[CriterionState], standing: Standing, at: datetime
) -> list[tuple[CriterionState, Outlook]]:
    """Give each criterion with the date it would be met at this pace. One query, none when all are met."""
    found, facts = list(states), standing.facts
    done = all(state.met for state in found)
    record = Record(membership.tier_since) if done else member_record(membership, at, standing.entries)
    now = Counted(at.date(), facts.movements, facts.clean_movements)
    return [(state, outlook(state, record, now, at)) for state in found]


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
