"""The registers as people look at them: lists by expiry, one version, and how much of the appetite is used (R-36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet
from django.db.models.fields.json import KT

from clearance.domain.links import TIERS
from clearance.domain.policy_words import percent
from clearance.domain.policy_workflow import READERS
from clearance.models import AppetiteRecord, LanePolicyVersion, Score
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import AGENCIES

USED_DAYS = 30


def may_read_policies(actor: Actor) -> bool:
    """Both border agencies, administrators and auditors read the registers; other agencies do not."""
    return actor.has(*READERS) and (actor.kind != "officer" or actor.agency in AGENCIES)


def lane_policies(*, actor: Actor) -> QuerySet[LanePolicyVersion, LanePolicyVersion]:
    """Give every lane policy, the newest first."""
    rows = LanePolicyVersion.objects.prefetch_related("signatures").select_related("simulation")
    return rows.order_by("-number") if may_read_policies(actor) else rows.none()


def appetites(*, actor: Actor) -> QuerySet[AppetiteRecord, AppetiteRecord]:
    """Give every record: those that are or can be in force by their end, then the others, the newest first."""
    rows = AppetiteRecord.objects.prefetch_related("signatures").select_related("simulation")
    over = ExpressionWrapper(Q(status__in=("superseded", "withdrawn", "expired")), BooleanField())
    ordered = rows.order_by(over, "valid_to", "-number")
    return ordered if may_read_policies(actor) else rows.none()


def lane_policy_get(*, actor: Actor, version_id: UUID) -> LanePolicyVersion:
    """Give one lane policy; raises NotFound."""
    found = lane_policies(actor=actor).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found


def appetite_get(*, actor: Actor, version_id: UUID) -> AppetiteRecord:
    """Give one record; raises NotFound."""
    found = appetites(actor=actor).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found


def lane_policy_before(version: LanePolicyVersion) -> Mapping[str, Any] | None:
    """Give the document in force now, to compare a version with."""
    found = LanePolicyVersion.objects.filter(status="in_force").exclude(pk=version.pk).first()
    return found.data if found else None


def appetite_before(version: AppetiteRecord) -> Mapping[str, Any] | None:
    """Give the standing record of the same place that is in force now."""
    found = AppetiteRecord.objects.filter(
        status="in_force", kind="standing", crossing=version.crossing, direction=version.direction
    )
    other = found.exclude(pk=version.pk).first()
    return other.data if other else None


@dataclass(frozen=True, slots=True)
class Used:
    """What became of the trips of one tier in the last 30 days, beside what was accepted."""

    tier: str
    trips: int
    referred: int
    drawn: int
    greatest: float
    rate: float

    @property
    def share(self) -> float | None:
        return self.referred / self.trips if self.trips else None

    @property
    def drawn_share(self) -> float | None:
        return self.drawn / self.trips if self.trips else None

    @property
    def greatest_text(self) -> Text:
        return percent(self.greatest)

    @property
    def rate_text(self) -> Text:
        return percent(self.rate)

    @property
    def share_text(self) -> Text | None:
        return None if self.share is None else percent(self.share)

    @property
    def over(self) -> bool:
        return self.share is not None and self.share > self.greatest


def appetite_used(record: AppetiteRecord) -> list[Used]:
    """Count per tier how many trips were sent to secondary in the place of the record. One query."""
    scores = Score.objects.filter(
        scored_at__gte=clock.now() - timedelta(days=USED_DAYS), version_number=F("trip__current_version")
    )
    if record.crossing:
        scores = scores.filter(trip__crossing=record.crossing)
    if record.direction:
        scores = scores.filter(trip__direction=record.direction)
    referred = Q(trip__referrals__isnull=False, trip__referrals__cancelled_at=None)
    rows = scores.values(tier=KT("inputs__tier")).annotate(
        trips=Count("trip", distinct=True),
        referred=Count("trip", distinct=True, filter=referred),
        drawn=Count("trip", distinct=True, filter=Q(inputs__drawn=True)),
    )
    found: dict[str, Any] = {row["tier"]: row for row in rows}
    return [_used(tier, found.get(tier, NONE), record.data) for tier in TIERS]


NONE: Mapping[str, int] = {"trips": 0, "referred": 0, "drawn": 0}


def _used(tier: str, row: Mapping[str, int], document: Mapping[str, Any]) -> Used:
    share, rate = document["referral_share"][tier], document["random_rate"][tier]
    return Used(tier, row["trips"], row["referred"], row["drawn"], share, rate)
