"""Appointments, wishes and offers: the applicant's own, the officers' day, and the facts vetting reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from enrollment.domain.interviews.results import InterviewFacts, facts_of
from enrollment.domain.joint import AGENCIES
from enrollment.models import EarlierWish, EnrolmentCentre, Interview, InterviewResult, SlotOffer
from enrollment.selectors.scoping import APPLICATION_READERS, rows_for
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def _mine(actor: Actor, path: str) -> Q:
    """Rows of the actor's own applications: an interview is a person's, never a company's."""
    own = Q(**{f"{path}user_id": actor.user_id}) if actor.kind == "member" and actor.user_id else Q(pk__in=())
    return rows_for(actor, APPLICATION_READERS, own)


def interviews_of(*, actor: Actor, application_id: UUID) -> QuerySet[Interview, Interview]:
    """Give the appointments of an application, those ahead first, with centre and results."""
    return (
        Interview.objects.filter(_mine(actor, "application__"), application_id=application_id)
        .select_related("centre")
        .prefetch_related("results")
        .order_by("-starts_at", "-id")
    )


def interview_get(*, actor: Actor, interview_id: UUID) -> Interview:
    """Give one appointment; raises NotFound."""
    rows = Interview.objects.filter(_mine(actor, "application__"), pk=interview_id)
    found = rows.select_related("centre", "application__user").prefetch_related("results").first()
    if found is None:
        raise NotFound
    return found


def day_list(*, actor: Actor, centre: EnrolmentCentre, day: date) -> QuerySet[Interview, Interview]:
    """Give the appointments of a day on the centre's clock, in order; nothing for others than vetting officers."""
    zone = ZoneInfo(centre.zone)
    start = datetime.combine(day, datetime.min.time(), tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    rows = Interview.objects.filter(rows_for(actor, APPLICATION_READERS, Q(pk__in=())))
    return (
        rows.filter(centre=centre, starts_at__gte=start, starts_at__lt=end)
        .exclude(status="cancelled")
        .select_related("application__user")
        .prefetch_related("results")
        .order_by("starts_at", "id")
    )


def wishes_of(*, actor: Actor, application_id: UUID) -> QuerySet[EarlierWish, EarlierWish]:
    """Give the wishes of an application that still wait."""
    rows = EarlierWish.objects.filter(_mine(actor, "application__"), application_id=application_id, status="waiting")
    return rows.prefetch_related("centres").order_by("created_at")


def wish_get(*, actor: Actor, wish_id: UUID) -> EarlierWish:
    """Give one wish; raises NotFound."""
    found = EarlierWish.objects.filter(_mine(actor, "application__"), pk=wish_id).first()
    if found is None:
        raise NotFound
    return found


def offers_open(*, actor: Actor, application_id: UUID | None = None) -> QuerySet[SlotOffer, SlotOffer]:
    """Give the times held for the actor, of one application or of all, the one that ends first in front."""
    rows = SlotOffer.objects.filter(_mine(actor, "wish__application__"), status="offered", expires_at__gt=clock.now())
    if application_id is not None:
        rows = rows.filter(wish__application_id=application_id)
    return rows.select_related("wish", "centre").order_by("expires_at")


def offer_get(*, actor: Actor, offer_id: UUID) -> SlotOffer:
    """Give one offer with its wish; raises NotFound."""
    found = SlotOffer.objects.filter(_mine(actor, "wish__application__"), pk=offer_id).select_related("wish").first()
    if found is None:
        raise NotFound
    return found


def interview_facts(*, application_id: UUID) -> InterviewFacts:
    """Give what an application's interviews came to, as evidence for its review: two queries. The caller scopes."""
    rows = InterviewResult.objects.filter(interview__application_id=application_id).order_by("created_at", "id")
    booked = Interview.objects.filter(application_id=application_id).select_related("centre").order_by("starts_at")
    held = list(booked)
    ahead = next((row for row in held if row.status == "booked"), None)
    missed = sum(row.status == "no_show" for row in held)
    results = rows.values("agency", "outcome", "photo_taken", "fingerprints_on")
    found = facts_of(AGENCIES, results, ahead.starts_at if ahead else None, missed)
    if ahead is None:
        return found
    return replace(found, next_where=f"{ahead.centre.name}, {ahead.centre.city}", next_zone=ahead.centre.zone)
