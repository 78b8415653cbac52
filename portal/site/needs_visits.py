"""Facility visits that wait: for auditors a place, a visit or a key; for members a report to answer (R-63)."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.urls import reverse

from audit.compliance.selectors.facilities import facility_visit_waiting
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.site.need import ROWS, Need


def visits(actor: Actor) -> list[Need]:
    """Give the visits that wait for an auditor, by the last day of their month."""
    return [
        Need(
            Text(f"Facility visit {visit.number}", f"Visite d'installation {visit.number}"),
            reverse("compliance:visit", args=[visit.id]),
            Text("Visit", "Visiter"),
            Text(f"{visit.site_name}, {visit.site_place}", f"{visit.site_name}, {visit.site_place}"),
            datetime.combine(visit.due_on, time(23, 59), UTC),
            "audit",
        )
        for visit in facility_visit_waiting(actor=actor)[:ROWS]
    ]


def reports(actor: Actor) -> list[Need]:
    """Give the signed reports a member may still answer."""
    return [
        Need(
            Text(f"Report of facility visit {visit.number}", f"Rapport de la visite {visit.number}"),
            reverse("compliance:visit", args=[visit.id]),
            Text("Read and answer", "Lire et répondre"),
            Text(visit.site_name, visit.site_name),
            visit.answer_until,
            "audit",
        )
        for visit in facility_visit_waiting(actor=actor)[:ROWS]
    ]
