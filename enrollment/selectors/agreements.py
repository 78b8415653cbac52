"""Reads of the agreements of vetting: what counts on a day, and every version with its signatures."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from enrollment.domain.transitions.agreements import AGREED, AGREEMENT_READERS
from enrollment.domain.vetting.standard import FIRST, Standard, standard_from
from enrollment.models import MutualRecognition, VettingStandard
from enrollment.selectors.scoping import NOTHING, rows_for
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def standard_in_force(at: datetime | None = None) -> Standard:
    """Give the point standard that counts: the last one both signed whose day has come, else the compiled-in one."""
    rows = VettingStandard.objects.filter(status=AGREED, valid_from__lte=at or clock.now())
    found = rows.order_by("-valid_from", "-number").first()
    return standard_from(found.data) if found else FIRST


def mutual_in_force(programme: str, from_agency: str, at: datetime | None = None) -> MutualRecognition | None:
    """Give the record by which a decision of `from_agency` satisfies the other agency now; None when there is none."""
    moment = at or clock.now()
    rows = MutualRecognition.objects.filter(
        programme=programme, from_agency=from_agency, status=AGREED, valid_from__lte=moment, ends_at__gt=moment
    )
    return rows.order_by("-number").first()


def standard_list(*, actor: Actor) -> QuerySet[VettingStandard, VettingStandard]:
    """Give every version of the point standard, newest first, to those who keep or apply it."""
    rows = VettingStandard.objects.filter(rows_for(actor, tuple(AGREEMENT_READERS), NOTHING))
    return rows.prefetch_related("signatures").order_by("-number")


def mutual_list(*, actor: Actor) -> QuerySet[MutualRecognition, MutualRecognition]:
    """Give every mutual recognition, newest first, to those who keep or apply them."""
    rows = MutualRecognition.objects.filter(rows_for(actor, tuple(AGREEMENT_READERS), NOTHING))
    return rows.prefetch_related("signatures").order_by("-number")


def standard_get(*, actor: Actor, version_id: UUID) -> VettingStandard:
    """Give one version. Raises NotFound."""
    found = standard_list(actor=actor).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found


def mutual_get(*, actor: Actor, version_id: UUID) -> MutualRecognition:
    """Give one mutual recognition. Raises NotFound."""
    found = mutual_list(actor=actor).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found
