"""Trips as JSON, by hand: a list of a hundred costs no serializer."""

from __future__ import annotations

from typing import Any

from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.models import Score, Trip, TripVersion
from clearance.selectors import TripPage, ladder, public_reasons
from clearance.selectors.agency_status import AgencyStatus
from clearance.services import FiledTrip
from portal.workflow.domain import Workflow


def status(workflow: Workflow, code: str) -> dict[str, Any]:
    """Give a status with the words the public reads."""
    state = workflow.state(code)
    return {"code": code, "label": state.public.as_dict(), "final": state.final}


def summary(trip: Trip) -> dict[str, Any]:
    return {
        "id": str(trip.id),
        "trip_number": trip.trip_number,
        "direction": trip.direction,
        "crossing": trip.crossing,
        "eta": trip.eta.isoformat(),
        "status": status(TRIP_WORKFLOW, trip.status),
        "version": trip.current_version,
        "row_version": trip.row_version,
        "lane": trip.lane,
        "plate": trip.plate,
        "shipments": trip.shipment_count,
        "lines": trip.line_count,
        "created_at": trip.created_at.isoformat(),
        "updated_at": trip.updated_at.isoformat(),
    }


def detail(page: TripPage) -> dict[str, Any]:
    """Give a trip as its page shows it. Only public reasons of the lane advice leave the house."""
    return {
        **summary(page.trip),
        "carrier_id": str(page.trip.carrier_id),
        "filer_id": str(page.trip.filer_id),
        "ladder": [
            {"label": step.label.as_dict(), "state": step.state, "at": step.at and step.at.isoformat()}
            for step in ladder(page)
        ],
        "agencies": [agency(page.statuses[line.agency]) for line in page.lines],
        "advice": advice(page.score) if page.score else None,
        "warnings": page.version.warnings,
    }


def agency(found: AgencyStatus) -> dict[str, Any]:
    line = found.line
    return {
        "agency": line.agency,
        "status": status(AGENCY_WORKFLOW, line.status),
        "updated_at": line.updated_at.isoformat(),
        "acting_for": line.acting_for,
        "hours": found.hours and found.hours.as_dict(),
        "order_at_arrival": found.order,
        "expected_at": found.expected and found.expected.isoformat(),
        "needs": found.needs and found.needs.as_dict(),
        "request_id": str(found.request.id) if found.request else None,
    }


def advice(score: Score) -> dict[str, Any]:
    return {
        "lane": score.lane,
        "release_then_audit": score.audit,
        "version": score.version_number,
        "decided_at": score.scored_at.isoformat(),
        "reasons": public_reasons(score),
    }


def receipt(filed: FiledTrip) -> dict[str, Any]:
    return {
        "id": str(filed.id),
        "trip_number": filed.trip_number,
        "version": filed.version,
        "row_version": filed.row_version,
        "status": filed.status,
        "digest": filed.digest,
        "filed_at": filed.filed_at.isoformat(),
        "warnings": [item.as_dict() for item in filed.warnings],
    }


def version_summary(version: TripVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "digest": version.digest,
        "channel": version.channel,
        "filed_as": version.filed_as,
        "filed_at": version.filed_at.isoformat(),
    }


def version_detail(version: TripVersion) -> dict[str, Any]:
    return {**version_summary(version), "manifest": version.manifest, "warnings": version.warnings}
