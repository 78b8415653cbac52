"""What the post-movement audit needs of a released trip (R-70)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from clearance.models import Score, Trip, TripVersion
from clearance.selectors.tariffs import tariffs_of
from portal.core.domain.errors import NotFound


@dataclass(frozen=True, slots=True)
class AuditBundle:
    """One released movement: filing version and digest, compliance score and the doubts behind it."""

    trip_number: str
    organisation_id: UUID
    organisation_name: str
    status: str
    version: int
    digest: str
    compliance: int
    audit_advised: bool
    contributions: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    origin_proofs: list[dict[str, str]]
    crossing: str = ""
    direction: str = ""

    @property
    def released(self) -> bool:
        return self.status in ("released", "closed")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"organisation_id": str(self.organisation_id)}


def trip_audit_bundle(trip_id: UUID) -> AuditBundle:
    """Gather the bundle in three queries; raises NotFound.

    `origin_proofs` says line by line whether a proof of origin may be asked for (R-73).
    """
    trip = Trip.objects.select_related("carrier").filter(pk=trip_id).first()
    if trip is None:
        raise NotFound
    version = TripVersion.objects.get(trip_id=trip_id, number=trip.current_version)
    score = Score.objects.filter(trip_id=trip_id, version_number=trip.current_version).first()
    paper = trip.releases.filter(cancelled_at=None, mode="release_audit").exists()
    hits = [hit for hit in (score.contributions if score else []) if hit["target"] == "compliance"]
    return AuditBundle(
        trip_number=trip.trip_number,
        organisation_id=trip.carrier_id,
        organisation_name=trip.carrier.legal_name,
        status=trip.status,
        version=version.number,
        digest=version.digest,
        compliance=score.compliance if score else 0,
        audit_advised=paper or bool(score and score.audit),
        contributions=hits,
        warnings=list(version.warnings),
        origin_proofs=[
            {"path": line.path, "hs_code": line.hs_code, "proof": line.proof}
            for line in tariffs_of(version.manifest, trip.eta)
        ],
        crossing=trip.crossing,
        direction=trip.direction,
    )
