"""Clearances given before the booth: whose they are, and those a filing rides under (R-55, R-59 to R-61)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from clearance.domain.manifest import GoodsLine, Manifest
from clearance.domain.officers import BORDER
from clearance.domain.prior import CLEARED, SITE, ClearedLoad, ProtocolTerms, covering
from clearance.domain.seals.workflow import LIVE
from clearance.models import ClearanceCheck, InspectionProtocol, PriorClearance, SealAlert
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.reference.selectors import agencies_for_hs

READS_ALL = ("auditor", "administrator")


def priors_for_actor(*, actor: Actor) -> QuerySet[PriorClearance, PriorClearance]:
    """Give the sessions of the actor's own loads, or agency; border officers, auditors see all."""
    rows = PriorClearance.objects.select_related("site", "seal", "organisation")
    if actor.kind == "system" or actor.has(*READS_ALL) or (actor.kind == "officer" and actor.agency in BORDER):
        return rows
    if actor.kind == "officer" and actor.agency:
        return rows.filter(agency=actor.agency)
    if actor.organisation_id is None or actor.is_staff:
        return rows.none()
    return rows.filter(organisation_id__in=actor.reach)


def prior_get(*, actor: Actor, clearance_id: UUID) -> PriorClearance:
    """Give one; raises NotFound."""
    found = priors_for_actor(actor=actor).filter(pk=clearance_id).first()
    if found is None:
        raise NotFound
    return found


def priors_riding(manifest: Manifest) -> list[PriorClearance]:
    """Give the clearances that count now for the trailers and containers of a filing: one query."""
    units = [unit.number for unit in manifest.equipment if unit.number]
    if not units:
        return []
    return list(
        PriorClearance.objects.filter(status=CLEARED, equipment__in=units)
        .filter(Q(expires_at=None) | Q(expires_at__gt=clock.now()))
        .select_related("site", "seal")
        .order_by("-cleared_at", "-id")
    )


def loads_of(rows: Iterable[PriorClearance]) -> list[ClearedLoad]:
    """Give the clearances as the rules see them: two queries at most, none without a clearance."""
    rows = list(rows)
    if not rows:
        return []
    doubted = set(
        SealAlert.objects.filter(
            seal__in=[row.seal_id for row in rows], closed_at=None, weight__in=("review", "watch")
        ).values_list("seal_id", flat=True)
    )
    protocols = _protocols([row for row in rows if row.kind == SITE])
    return [
        ClearedLoad(
            number=row.token,
            agency=row.agency,
            equipment=row.equipment,
            seal=row.seal.number if row.seal else "",
            intact=row.seal is not None and row.seal.status in LIVE and row.seal_id not in doubted,
            goods=tuple(row.goods),
            protocols=protocols.get(row.id, ()),
        )
        for row in rows
    ]


Protocols = dict[UUID, tuple[tuple[str, ProtocolTerms], ...]]


def _protocols(rows: list[PriorClearance]) -> Protocols:
    """Give the protocols each clearance was given under: those that counted at that moment, at that site."""
    if not rows:
        return {}
    signed = list(
        InspectionProtocol.objects.filter(receiver__in={row.agency for row in rows}, in_force_at__isnull=False)
    )
    found: dict[UUID, list[tuple[str, ProtocolTerms]]] = defaultdict(list)
    for row in rows:
        for entry in signed:
            if entry.receiver == row.agency and _counted(entry, row):
                found[row.id].append((f"{entry.label} v{entry.version}", entry.rules))
    return {key: tuple(value) for key, value in found.items()}


def _counted(entry: InspectionProtocol, row: PriorClearance) -> bool:
    at = row.cleared_at
    if at is None or entry.in_force_at is None:
        return False
    ended = entry.ended_at is not None and entry.ended_at <= at
    there = row.site is not None and entry.rules.covers_site(row.site.code)
    return there and entry.in_force_at <= at and entry.starts_at <= at < entry.ends_at and not ended


def partner_goods(manifest: Manifest, agencies: Iterable[str]) -> dict[str, list[GoodsLine]]:
    """Give the goods each partner agency looks at, by the goods table."""
    wanted = {agency for agency in agencies if agency not in BORDER}
    found: dict[str, list[GoodsLine]] = defaultdict(list)
    for line in manifest.lines:
        for interest in agencies_for_hs(line.hs_code[:6]):
            if interest.agency in wanted:
                found[interest.agency].append(line)
    return dict(found)


@dataclass(frozen=True, slots=True)
class PriorLine:
    """One line of the booth: who checked what, when, the seal, the token; `counts` while its seal is intact."""

    clearance: PriorClearance
    checks: tuple[ClearanceCheck, ...]
    counts: bool


def prior_lines(manifest: Manifest) -> list[PriorLine]:
    """Give what the booth shows of earlier checks: one query when there is none, three otherwise."""
    rows = priors_riding(manifest)
    if not rows:
        return []
    covered = {load.number for load in covering(manifest, loads_of(rows)).values()}
    checks: dict[UUID, list[ClearanceCheck]] = defaultdict(list)
    for check in ClearanceCheck.objects.filter(clearance__in=rows).order_by("checked_at"):
        checks[check.clearance_id].append(check)
    return [PriorLine(row, tuple(checks[row.id]), row.token in covered) for row in rows]
