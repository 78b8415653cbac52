"""Hearings of a case and the times its panel is taken (R-80)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from appeals.domain.hearings import Taken
from appeals.models import Case, Hearing, HearingWish, PanelSeat
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def hearings_of(case: Case) -> list[Hearing]:
    """Give the hearings of a case somebody may see, the latest first."""
    return list(Hearing.objects.filter(case=case).order_by("-set_at", "-id"))


def hearings_open() -> list[Hearing]:
    """Give the hearings to come, or going on, that are open to everybody, the soonest first. One query."""
    rows = Hearing.objects.filter(status="set", closed__isnull=True, ends_at__gt=clock.now()).select_related("case")
    return list(rows.order_by("starts_at", "id"))


def hearing_open(*, hearing_id: UUID) -> Hearing:
    """Give one hearing that is open, also one that is off: calendars must learn of it. Raises NotFound for any other."""
    found = Hearing.objects.filter(pk=hearing_id, closed__isnull=True).select_related("case").first()
    if found is None:
        raise NotFound
    return found


def wishes_of_case(case: Case) -> list[HearingWish]:
    """Give what the parties asked for, in order."""
    return list(HearingWish.objects.filter(case=case).order_by("asked_at", "id"))


def hearing_latest(case: Case, *, status: str = "") -> Hearing:
    """Give the latest hearing of a case, of one status when given. Raises NotFound."""
    rows = Hearing.objects.filter(case=case, **({"status": status} if status else {}))
    found = rows.order_by("-set_at", "-id").first()
    if found is None:
        raise NotFound
    return found


def takes_part(actor: Actor, case: Case, seated: Collection[UUID]) -> bool:
    """Say whether somebody who sees the case also takes part in its hearing: a party, the registrar, its panel."""
    return not actor.has("commission.member") or actor.person in seated


def taken_times(members: Collection[UUID], *, without: UUID | None = None) -> list[Taken]:
    """Give when these members sit in hearings to come, locking their seats so that nobody sets another meanwhile."""
    list(PanelSeat.objects.select_for_update().filter(user_id__in=members).order_by("id").values_list("id"))
    rows = PanelSeat.objects.filter(user_id__in=members, case__hearings__status="set")
    rows = rows.exclude(case__recusals__user_id=F("user_id"))
    if without is not None:
        rows = rows.exclude(case_id=without)
    fields = ("name", "case__docket", "case__hearings__starts_at", "case__hearings__ends_at")
    return [Taken(*row) for row in rows.order_by("name", "case__docket").values_list(*fields).distinct()]
