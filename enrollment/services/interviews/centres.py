"""The register of enrolment centres: who is there, when, with how many desks (requirements 4.5)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.trail.services import record
from enrollment.domain.interviews.centres import LANGUAGES, LONGEST, MODES, SHORTEST, OpenHours, known_zone
from enrollment.domain.joint import AGENCIES
from enrollment.models import CentreClosure, CentreDesk, CentreHours, EnrolmentCentre
from enrollment.services import refusals
from enrollment.services.interviews import refusals as said
from enrollment.services.interviews.booking import interviews_call_off
from enrollment.services.interviews.offers import offers_for_centre
from enrollment.services.interviews.seats import centres_locked, spans_beyond
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

CODE = re.compile(r"[A-Z0-9-]{2,20}")
MOST_DESKS = 40


@dataclass(frozen=True, slots=True)
class CentreDetails:
    """What the register holds of a centre; `port` is the code of a crossing, empty in a town."""

    code: str
    name: str
    city: str
    address: str
    country: str
    zone: str
    languages: tuple[str, ...]
    mode: str
    slot_minutes: int
    port: str = ""

    def faults(self) -> list[str]:
        """Name the fields that are missing or not usable."""
        checks = {
            "code": CODE.fullmatch(self.code.strip().upper()),
            "name": self.name.strip(),
            "city": self.city.strip(),
            "address": self.address.strip(),
            "country": self.country in ("CA", "US"),
            "zone": known_zone(self.zone),
            "languages": bool(self.languages) and set(self.languages) <= LANGUAGES.keys(),
            "mode": self.mode in MODES,
            "slot_minutes": SHORTEST <= self.slot_minutes <= LONGEST,
        }
        return [name for name, good in checks.items() if not good]


def _supervisor(actor: Actor) -> None:
    if actor.kind != "system" and not (actor.has("officer.supervisor") and actor.agency in AGENCIES):
        raise refusals.not_allowed(said.CENTRE_ROLE)


def _noted(actor: Actor, centre: EnrolmentCentre, event: str, body: dict[str, Any]) -> None:
    subject = Subject("enrolment_centre", centre.id)
    record(actor=actor, event=f"enrollment.centre.{event}", subject=subject, body={"code": centre.code, **body})


@transaction.atomic
def centre_register(*, actor: Actor, details: CentreDetails) -> EnrolmentCentre:
    """Put a centre in the register; it has no slots before hours and desks are set.

    Raises NotAllowed, Invalid with every fault at its field, Conflict when the code is taken.
    """
    _supervisor(actor)
    items = [said.CENTRE_FIELD.item(name) for name in details.faults()]
    if items:
        raise Invalid(items)
    centre = EnrolmentCentre(
        code=details.code.strip().upper(),
        name=details.name.strip()[:80],
        port=details.port[:40],
        city=details.city.strip()[:60],
        address=details.address.strip()[:200],
        country=details.country,
        zone=details.zone,
        languages=sorted(set(details.languages)),
        mode=details.mode,
        slot_minutes=details.slot_minutes,
    )
    try:
        with transaction.atomic():
            centre.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.conflict(said.CENTRE_CODE, "code", details.code) from error
    _noted(actor, centre, "registered", {"zone": centre.zone, "mode": centre.mode})
    return centre


def _changed(actor: Actor, centre_id: UUID) -> EnrolmentCentre:
    _supervisor(actor)
    return centres_locked([centre_id])[centre_id]


@transaction.atomic
def centre_hours_set(*, actor: Actor, centre_id: UUID, hours: Collection[OpenHours]) -> None:
    """Replace the opening hours. What is booked stays booked; new slots follow the new hours at once."""
    centre = _changed(actor, centre_id)
    if any(row.closes <= row.opens or not 0 <= row.weekday <= 6 for row in hours):
        raise refusals.invalid(said.CENTRE_FIELD, "hours")
    centre.hours.all().delete()
    CentreHours.objects.bulk_create(
        CentreHours(centre=centre, weekday=row.weekday, opens=row.opens, closes=row.closes) for row in set(hours)
    )
    days = sorted({row.weekday for row in hours})
    _noted(actor, centre, "hours_set", {"days": days})
    offers_for_centre(centre_id=centre.id)


@transaction.atomic
def centre_desks_set(*, actor: Actor, centre_id: UUID, places: int, agency: str = "") -> None:
    """Set how many interviews the officer's own agency holds there at a time; none means it is not present.

    Raises Conflict when appointments ahead would have no desk.
    """
    centre = _changed(actor, centre_id)
    own = actor.agency or agency
    if own not in AGENCIES or not 0 <= places <= MOST_DESKS:
        raise refusals.invalid(said.CENTRE_FIELD, "places", places)
    if spans_beyond(centre, own, places):
        raise refusals.conflict(said.DESKS_TAKEN, "places", places)
    CentreDesk.objects.update_or_create(centre=centre, agency=own, defaults={"places": places})
    _noted(actor, centre, "desks_set", {"agency": own, "places": places})
    offers_for_centre(centre_id=centre.id)


@transaction.atomic
def centre_closure_add(
    *, actor: Actor, centre_id: UUID, starts_at: datetime, ends_at: datetime, why: Text, both: bool = False
) -> int:
    """Close a centre for the own agency, or for both, from when to when; gives how many appointments it called off.

    Those called off are told why and book anew; nobody is left to find a closed door.
    """
    centre = _changed(actor, centre_id)
    words = (why.en.strip(), why.fr.strip())
    checks = (("ends_at", starts_at < ends_at), ("why_en", words[0]), ("why_fr", words[1]))
    items = [said.CENTRE_FIELD.item(path) for path, good in checks if not good]
    if items:
        raise Invalid(items)
    agency = "" if both else actor.agency
    CentreClosure.objects.create(
        centre=centre,
        agency=agency,
        starts_at=starts_at,
        ends_at=ends_at,
        why_en=words[0][:120],
        why_fr=words[1][:120],
    )
    body = {"agency": agency, "from": starts_at.isoformat(), "to": ends_at.isoformat(), "why": words[0]}
    _noted(actor, centre, "closure_added", body)
    centre = centres_locked([centre_id])[centre_id]  # fresh: what is called off is not offered while it is closed
    return interviews_call_off(centre, starts_at, ends_at, agency, Text(*words))


@transaction.atomic
def centre_closure_lift(*, actor: Actor, centre_id: UUID, closure_id: UUID) -> None:
    """Open again what was announced as closed. Raises NotFound."""
    centre = _changed(actor, centre_id)
    closure = centre.closures.filter(pk=closure_id).first()
    if closure is None or (actor.agency and closure.agency not in ("", actor.agency)):
        raise NotFound
    _noted(actor, centre, "closure_lifted", {"agency": closure.agency, "from": closure.starts_at.isoformat()})
    closure.delete()
    offers_for_centre(centre_id=centre.id)
