"""The register of sites where goods may be cleared before they reach the border (R-59)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from clearance.domain.prior import SITE_KINDS
from clearance.models import Site
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

CODE = re.compile(r"[A-Z0-9-]{2,20}")


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the register holds of a site: where it is and of which kind."""

    code: str
    name: str
    kind: str
    city: str
    country: str


@transaction.atomic
def site_register(*, actor: Actor, facts: SiteFacts, organisation_id: UUID | None = None) -> Site:
    """Put a site in the register; a supervisor of any agency may. It counts once both border agencies accredit it.

    Raises NotAllowed, Invalid, Conflict when the code is taken.
    """
    if not actor.has("officer.supervisor") or not actor.agency:
        raise NotAllowed([SUPERVISOR])
    checks = (
        ("code", CODE.fullmatch(facts.code.upper())),
        ("name", facts.name.strip()),
        ("kind", facts.kind in SITE_KINDS),
        ("city", facts.city.strip()),
        ("country", facts.country in ("CA", "US")),
    )
    items = [replace(FILL_IN, path=path) for path, good in checks if not good]
    if items:
        raise Invalid(items)
    site = Site(
        code=facts.code.upper(),
        name=facts.name.strip()[:80],
        kind=facts.kind,
        city=facts.city.strip()[:60],
        country=facts.country,
        organisation_id=organisation_id,
        agency=actor.agency,
        registered_as=actor.name[:150],
    )
    try:
        with transaction.atomic():
            site.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict([TAKEN]) from error
    record(
        actor=actor,
        event="clearance.site.registered",
        subject=Subject("site", site.id),
        body={"code": site.code, "kind": site.kind},
        organisation_id=organisation_id,
    )
    return site


@transaction.atomic
def site_end(*, actor: Actor, site_id: UUID, why: str) -> Site:
    """Close a site at once; what was cleared before stays cleared. Only the agency that registered it."""
    site = Site.objects.select_for_update().filter(pk=site_id).first()
    if site is None:
        raise NotFound
    if not actor.has("officer.supervisor") or actor.agency != site.agency:
        raise NotAllowed([SUPERVISOR])
    if not why.strip():
        raise Invalid([replace(FILL_IN, path="why")])
    site.ended_at, site.ended_why, site.row_version = clock.now(), why.strip()[:500], site.row_version + 1
    site.save(update_fields=["ended_at", "ended_why", "row_version"])
    record(
        actor=actor,
        event="clearance.site.ended",
        subject=Subject("site", site.id),
        body={"code": site.code, "why": site.ended_why},
        organisation_id=site.organisation_id,
    )
    return site


SUPERVISOR = ErrorItem(
    "CLR_SITE_ROLE",
    Text("A supervisor of the agency keeps the register.", "Un superviseur de l'organisme tient le registre."),
    path="agency",
    fix=Text("Ask your supervisor.", "Adressez-vous à votre superviseur."),
)
FILL_IN = ErrorItem(
    "CLR_SITE_FIELD",
    Text("This is missing or not usable.", "Cette valeur manque ou n'est pas utilisable."),
    fix=Text("Fill it in.", "Remplissez ce champ."),
)
TAKEN = ErrorItem(
    "CLR_SITE_CODE",
    Text("A site of this code is in the register.", "Un site de ce code figure au registre."),
    path="code",
    fix=Text("Choose another code.", "Choisissez un autre code."),
)
