"""Reads of invoices and payments: the applicant's own, and what waivers rest on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from enrollment.models import Application, Invoice, Membership
from enrollment.selectors.scoping import own_rows
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

OFFICE = ZoneInfo("America/Toronto")  # a day of an invoice is a day in Ottawa and Washington


def tiers_held(application: Application) -> tuple[tuple[str, str], ...]:
    """Give (programme, tier) of the applicant's active memberships: what a waiver may rest on."""
    holder = (
        Q(organisation_id=application.organisation_id)
        if application.organisation_id
        else Q(user_id=application.user_id)
    )
    rows = Membership.objects.filter(holder, status="active").values_list("programme", "tier")
    return tuple(rows)


def _rows(actor: Actor) -> QuerySet[Invoice, Invoice]:
    mine = Q(pk__in=()) if actor.is_staff else own_rows(actor)
    return Invoice.objects.select_related("application", "organisation", "user").filter(mine)


def invoice_get(*, actor: Actor, invoice_id: UUID) -> Invoice:
    """Give an invoice to the one it is for; nobody else needs it. Raises NotFound."""
    found = _rows(actor).prefetch_related("payments").filter(pk=invoice_id).first()
    if found is None:
        raise NotFound
    return found


def invoice_list(*, actor: Actor, first: date | None = None, last: date | None = None) -> QuerySet[Invoice, Invoice]:
    """Give the actor's own invoices of a range of days, both included, newest first."""
    rows = _rows(actor)
    if first:
        rows = rows.filter(issued_at__gte=midnight(first))
    if last:
        rows = rows.filter(issued_at__lt=midnight(last + timedelta(days=1)))
    return rows.order_by("-issued_at", "-id")


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=OFFICE)
