"""Record that a container was cleared at the perimeter, so that the land border need not look again (R-28)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from clearance.domain.prior.accreditation import AT_PERIMETER
from clearance.models import PerimeterClearance
from clearance.selectors.sites import accreditation_for, site_get
from clearance.services.prior import prior_from_perimeter
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

BORDER = ("CBP", "CBSA")


@transaction.atomic
def perimeter_record(
    *,
    actor: Actor,
    number: str,
    container: str,
    port: str,
    cleared_on: date,
    seal: str = "",
    grade: str = "H",
    site_id: UUID | None = None,
) -> PerimeterClearance:
    """Record one clearance, and its seal in the registry. At a site of the register its accreditation has to cover it.

    Raises NotAllowed for anybody but officers of the two agencies, Invalid at a site that is not accredited,
    Conflict when it is on file.
    """
    if actor.kind != "system" and (actor.kind != "officer" or actor.agency not in BORDER):
        raise NotAllowed([OFFICERS_ONLY])
    if cleared_on > clock.now().date():
        raise Invalid([NOT_YET])
    if site_id is not None and accreditation_for(site_get(site_id), AT_PERIMETER, clock.now()) is None:
        raise Invalid([NOT_ACCREDITED])
    row = PerimeterClearance(
        site_id=site_id,
        number=number,
        container=container,
        port=port,
        cleared_on=cleared_on,
        seal=seal,
        agency=actor.agency,
        recorded_as=actor.name[:150],
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict([ON_FILE]) from error
    record(
        actor=actor,
        event="clearance.perimeter.recorded",
        subject=Subject("perimeter", row.id),
        body={"number": number, "container": container, "port": port, "seal": seal, "day": cleared_on.isoformat()},
    )
    prior_from_perimeter(actor=actor, row=row, grade=grade)
    return row


OFFICERS_ONLY = ErrorItem(
    "CLR_PERIMETER_OFFICER",
    Text(
        "Only officers of CBP and CBSA record a perimeter clearance.",
        "Seuls les agents de CBP et de l'ASFC consignent un dédouanement au périmètre.",
    ),
    path="agency",
    fix=Text("Ask the agency that cleared the container.", "Adressez-vous à l'organisme qui a dédouané le conteneur."),
)
NOT_YET = ErrorItem(
    "CLR_PERIMETER_DAY",
    Text("The day of the clearance lies ahead.", "Le jour du dédouanement est à venir."),
    path="cleared_on",
    fix=Text("Give the day on which the container was cleared.", "Donnez le jour où le conteneur a été dédouané."),
)
NOT_ACCREDITED = ErrorItem(
    "CLR_PERIMETER_SITE",
    Text(
        "This site is not accredited for clearance at the perimeter.",
        "Ce site n'est pas agréé pour le dédouanement au périmètre.",
    ),
    path="site",
    fix=Text("Renew the accreditation, or clear elsewhere.", "Renouvelez l'agrément, ou dédouanez ailleurs."),
)
ON_FILE = ErrorItem(
    "CLR_PERIMETER_ON_FILE",
    Text(
        "A perimeter clearance of this number is on file.", "Un dédouanement au périmètre de ce numéro est au dossier."
    ),
    path="number",
    fix=Text("Take the next number.", "Prenez le numéro suivant."),
)
