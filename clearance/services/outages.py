"""An outage is a fact somebody declares, with its reason; its end starts the grace clock (reliability.md 1.1)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from clearance.domain.gateways import grace_until
from clearance.domain.officers import BORDER
from clearance.domain.transitions import OUTAGE_WORKFLOW
from clearance.models import Outage
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.live import publish
from portal.workflow.services import apply

LONGEST_REASON = 300


def outage_declare(*, actor: Actor, agency: str, reason: Text) -> Outage:
    """Declare that an agency's systems are down from now on: messages wait and are sent, in order, afterwards.

    Raises NotAllowed, Invalid (agency, or the reason is missing in a language), Conflict when one is open.
    """
    if not actor.has("administrator"):
        raise NotAllowed
    faults = [_fault("agency", _AGENCY)] if agency not in BORDER else []
    for language, text in (("en", reason.en), ("fr", reason.fr)):
        if not 10 <= len(text.strip()) <= LONGEST_REASON:
            faults.append(_fault(f"reason_{language}", _REASON))
    if faults:
        raise Invalid(faults)
    outage = Outage(agency=agency, reason=reason.as_dict(), declared_by_id=actor.person)
    try:
        with transaction.atomic():
            outage.save(force_insert=True)
            body = {"agency": agency, "reason": reason.as_dict()}
            record(actor=actor, event="clearance.outage.declared", subject=Subject("outage", outage.id), body=body)
            publish("gateways", "outage", {"agency": agency, "open": True})
    except IntegrityError as error:
        raise Conflict([_ALREADY]) from error
    return outage


@transaction.atomic
def outage_end(*, actor: Actor, outage_id: UUID, expected_version: int | None) -> Outage:
    """End an outage: sending goes on, and nobody is late for two more hours. Raises NotFound, NotAllowed, Conflict."""
    outage = Outage.objects.filter(pk=outage_id).first()
    if outage is None:
        raise NotFound
    now = clock.now()
    outage = apply(
        workflow=OUTAGE_WORKFLOW,
        obj=outage,
        action="end",
        actor=actor,
        subject=Subject("outage", outage.id),
        expected_version=expected_version,
        changes={"ends_at": now, "ended_by_id": actor.person},
        body={"agency": outage.agency, "grace_until": grace_until(now).isoformat()},
    )
    publish("gateways", "outage", {"agency": outage.agency, "open": False})
    return outage


def _fault(path: str, fix: Text) -> ErrorItem:
    return ErrorItem("CLR_OUTAGE", Text("This cannot be used.", "Cette valeur est inutilisable."), path=path, fix=fix)


_AGENCY = Text("Choose CBP or CBSA.", "Choisissez CBP ou ASFC.")
_REASON = Text(
    "Say in one or two sentences (10 to 300 characters) what is down.",
    "Dites en une ou deux phrases (10 à 300 caractères) ce qui est en panne.",
)
_ALREADY = ErrorItem(
    "CLR_OUTAGE_OPEN",
    Text("An outage of this agency is declared already.", "Une panne de cet organisme est déjà déclarée."),
    path="agency",
    fix=Text("End that one first.", "Mettez d'abord fin à celle-ci."),
)
