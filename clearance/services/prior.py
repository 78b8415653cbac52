"""Loads cleared before the booth: book, begin, check, seal and clear, or refuse (R-59, R-60, R-66)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.prior import AWAY, CHECKS, PERIMETER, PRIOR_WORKFLOW, SITE, missing_evidence
from clearance.domain.prior.accreditation import GATE
from clearance.domain.prior.workflow import INSPECTORS, TRADERS, UNDER_WAY
from clearance.domain.seals.reading import EQUIPMENT
from clearance.models import ClearanceCheck, PerimeterClearance, PriorClearance, Site
from clearance.selectors.prior import prior_get
from clearance.selectors.sites import accreditation_for
from clearance.services.seals import SealFacts, seal_register
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch, next_number
from portal.reference.selectors import agency_find
from portal.workflow.services import apply

SERIES = "prior_clearance"
EXPIRY_TASK = "clearance.expire_prior"
LONGEST = timedelta(hours=72)
KEPT = timedelta(days=7)
PRIOR = system_actor("prior clearance")


@dataclass(frozen=True, slots=True)
class Booking:
    """What is to be cleared: `kind` site or away, the agency that inspects, the trailer, the goods, when."""

    kind: str
    agency: str
    equipment: str
    goods: tuple[str, ...]
    description: str
    planned_at: datetime
    site_id: UUID | None = None
    place: str = ""


@transaction.atomic
def prior_book(*, actor: Actor, booking: Booking, organisation_id: UUID | None = None) -> PriorClearance:
    """Book a session: a trader for its own load, an officer of the agency for anybody's. Gives it with its token.

    Raises NotAllowed, or Invalid with every fault at its field.
    """
    if actor.has(*TRADERS):
        organisation_id = actor.organisation_id
    elif not actor.has(*INSPECTORS) or actor.agency != booking.agency:
        raise NotAllowed([NOT_YOUR_SESSION])
    equipment = booking.equipment.strip().upper()
    _check(booking, equipment)
    session = PriorClearance.objects.create(
        token=f"G-{next_number(SERIES, 0):05d}",
        kind=booking.kind,
        status=PRIOR_WORKFLOW.initial,
        agency=booking.agency,
        organisation_id=organisation_id,
        site_id=booking.site_id,
        place=booking.place.strip()[:80],
        equipment=equipment,
        goods=sorted(set(booking.goods)),
        description=booking.description.strip()[:200],
        planned_at=booking.planned_at,
        expires_at=booking.planned_at + KEPT,
    )
    _recorded(actor, session, "booked")
    _promise_end(session)
    return session


def _check(booking: Booking, equipment: str) -> None:
    site = Site.objects.filter(pk=booking.site_id).first() if booking.site_id else None
    known = agency_find(booking.agency)
    checks = (
        ("kind", booking.kind in (SITE, AWAY)),
        ("agency", known is not None),
        ("site", booking.kind != SITE or (site is not None and site.ended_at is None)),
        ("place", booking.kind != AWAY or bool(booking.place.strip())),
        ("equipment", EQUIPMENT.fullmatch(equipment)),
        (
            "goods",
            booking.goods
            and all(code.isascii() and code.isdecimal() and 4 <= len(code) <= 10 for code in booking.goods),
        ),
        ("planned_at", booking.planned_at > clock.now() - timedelta(hours=12)),
    )
    items = [replace(BOOKING_FAULTS[path], path=path) for path, good in checks if not good]
    if items:
        raise Invalid(items)


@transaction.atomic
def prior_start(*, actor: Actor, clearance_id: UUID, expected_version: int) -> PriorClearance:
    """Begin the inspection. Raises NotFound, NotAllowed or Conflict."""
    session = prior_get(actor=actor, clearance_id=clearance_id)
    return _move(actor, session, "start", expected_version, {"inspected_at": clock.now()})


@transaction.atomic
def prior_check(
    *, actor: Actor, clearance_id: UUID, code: str, passed: bool, note: str = "", expected_version: int
) -> ClearanceCheck:
    """Record who checked what, with its result; once for each check, never changed."""
    session = PriorClearance.objects.select_for_update().get(pk=prior_get(actor=actor, clearance_id=clearance_id).pk)
    if not actor.has(*INSPECTORS) or actor.agency != session.agency:
        raise NotAllowed([NOT_YOUR_SESSION])
    if session.status != UNDER_WAY or session.row_version != expected_version:
        raise Conflict([NOT_UNDER_WAY])
    if code not in CHECKS or (not passed and not note.strip()):
        raise Invalid([WHICH_CHECK if code not in CHECKS else SAY_WHAT])
    if session.checks.filter(code=code).exists():
        raise Conflict([CHECKED_ALREADY])
    made = ClearanceCheck.objects.create(
        clearance=session,
        code=code,
        passed=passed,
        agency=actor.agency,
        officer_id=actor.user_id,
        officer_as=actor.name[:150],
        checked_at=clock.now(),
        note=note.strip()[:500],
    )
    _recorded(actor, session, "checked", check=code, passed=passed)
    return made


@transaction.atomic
def prior_clear(
    *,
    actor: Actor,
    clearance_id: UUID,
    seal: SealFacts | None,
    expires_at: datetime | None,
    route: str = "",
    expected_version: int,
) -> PriorClearance:
    """Seal the door and clear the load, when every piece of evidence its kind needs is there (R-66).

    The seal goes into the registry in the same transaction. Raises Invalid naming what is missing, NotFound,
    NotAllowed or Conflict.
    """
    session = prior_get(actor=actor, clearance_id=clearance_id)
    now = clock.now()
    if expires_at is not None and not now < expires_at <= now + LONGEST:
        raise Invalid([EXPIRY])
    if seal is not None and not seal.number.strip():
        seal = None
    checks = list(session.checks.values_list("passed", flat=True))
    site = session.site
    evidence = {
        "site": site,
        "accredited": site and accreditation_for(site, GATE, now),
        "place": session.place,
        "checks": bool(checks) and all(checks),
        "seal": seal,
        "route": route.strip(),
        "expires_at": expires_at,
    }
    missing = missing_evidence(session.kind, evidence)
    if missing or seal is None:
        raise Invalid(missing)
    PRIOR_WORKFLOW.check(session, session.status, "clear", actor)
    where = site.name if site else session.place
    facts = replace(seal, equipment=session.equipment, site=where)
    sealed = seal_register(actor=actor, facts=facts, organisation_id=session.organisation_id)
    changes = {
        "cleared_at": now,
        "cleared_by_id": actor.user_id,
        "cleared_as": actor.name[:150],
        "seal": sealed,
        "route": route.strip()[:200],
        "expires_at": expires_at,
    }
    session = _move(actor, session, "clear", expected_version, changes, seal=sealed.number)
    _promise_end(session)
    return session


@transaction.atomic
def prior_refuse(*, actor: Actor, clearance_id: UUID, why: str, expected_version: int) -> PriorClearance:
    """Refuse the load at the site; it may be booked anew."""
    return _end(actor, clearance_id, "refuse", why, expected_version)


@transaction.atomic
def prior_void(*, actor: Actor, clearance_id: UUID, why: str, expected_version: int) -> PriorClearance:
    """End a session or a clearance, for a reason."""
    return _end(actor, clearance_id, "void", why, expected_version)


@transaction.atomic
def prior_call_off(*, actor: Actor, clearance_id: UUID, expected_version: int) -> PriorClearance:
    """Call off what the trader has booked."""
    return _end(actor, clearance_id, "call_off", "called off by the trader", expected_version)


def _end(actor: Actor, clearance_id: UUID, action: str, why: str, expected_version: int) -> PriorClearance:
    session = prior_get(actor=actor, clearance_id=clearance_id)
    if len(why.strip()) < 10:
        raise Invalid([SAY_WHY])
    return _move(actor, session, action, expected_version, {"ended_why": why.strip()[:500]})


@transaction.atomic
def prior_expire(*, clearance_id: UUID) -> bool:
    """Let a session or clearance end whose time is over; says whether it did."""
    session = PriorClearance.objects.filter(pk=clearance_id).first()
    over = session is not None and session.expires_at is not None and session.expires_at <= clock.now()
    if session is None or not over or PRIOR_WORKFLOW.state(session.status).final:
        return False
    _move(PRIOR, session, "expire", None, {"ended_why": "expired"})
    return True


@transaction.atomic
def prior_from_perimeter(*, actor: Actor, row: PerimeterClearance, grade: str) -> PriorClearance | None:
    """Keep a clearance at the perimeter with its seal; without a seal there is no evidence, so nothing is kept."""
    if not row.seal:
        return None
    facts = SealFacts(row.seal, row.container, grade, site=row.port)
    sealed = seal_register(actor=actor, facts=facts)
    session = PriorClearance.objects.create(
        token=row.number,
        kind=PERIMETER,
        status="cleared",
        agency=row.agency,
        perimeter=row,
        place=row.port,
        equipment=sealed.equipment,
        cleared_at=clock.now(),
        cleared_by_id=actor.user_id,
        cleared_as=actor.name[:150],
        seal=sealed,
    )
    _recorded(actor, session, "cleared", seal=sealed.number)
    return session


def _move(
    actor: Actor,
    session: PriorClearance,
    action: str,
    expected_version: int | None,
    changes: dict[str, Any],
    **body: Any,
) -> PriorClearance:
    return apply(
        workflow=PRIOR_WORKFLOW,
        obj=session,
        action=action,
        actor=actor,
        subject=Subject("prior_clearance", session.id),
        expected_version=expected_version,
        changes=changes,
        body={"token": session.token, "equipment": session.equipment, **body},
        organisation_id=session.organisation_id,
    )


def _recorded(actor: Actor, session: PriorClearance, what: str, **body: Any) -> None:
    record(
        actor=actor,
        event=f"clearance.prior.{what}",
        subject=Subject("prior_clearance", session.id),
        body={"token": session.token, "kind": session.kind, "equipment": session.equipment, **body},
        organisation_id=session.organisation_id,
    )


def _promise_end(session: PriorClearance) -> None:
    if session.expires_at is not None:
        seconds = max(1, int((session.expires_at - clock.now()).total_seconds()) + 1)
        dispatch(EXPIRY_TASK, subject_id=session.id, key=session.expires_at.isoformat(), delay_seconds=seconds)


def goods_codes(text: str) -> tuple[str, ...]:
    """Read goods codes as people type them: parted by spaces or commas, with or without points."""
    return tuple(sorted(set(text.replace(".", "").replace(",", " ").split())))


def _fault(code: str, message: Text, fix: Text, path: str = "") -> ErrorItem:
    return ErrorItem(code, message, path, fix=fix)


NOT_YOUR_SESSION = _fault(
    "CLR_PRIOR_ROLE",
    Text("Only officers of that agency do this.", "Seuls les agents de cet organisme font cela."),
    Text("Ask the agency of the session.", "Adressez-vous à l'organisme de la séance."),
    "agency",
)
NOT_UNDER_WAY = _fault(
    "CLR_PRIOR_STATE",
    Text("The inspection is not under way, or the page is out of date.", "L'inspection n'est pas en cours, ou la page est périmée."),
    Text("Open the session again and begin it.", "Rouvrez la séance et commencez-la."),
    "status",
)  # fmt: skip
WHICH_CHECK = _fault(
    "CLR_PRIOR_CHECK",
    Text("This check is not known.", "Ce contrôle n'est pas connu."),
    Text("Choose one of the list.", "Choisissez-en un dans la liste."),
    "code",
)
SAY_WHAT = _fault(
    "CLR_PRIOR_FINDING",
    Text("Say what was found.", "Précisez ce qui a été constaté."),
    Text("One sentence.", "Une phrase."),
    "note",
)
SAY_WHY = _fault(
    "CLR_PRIOR_WHY",
    Text("Say why, in ten characters or more.", "Dites pourquoi, en dix caractères au moins."),
    Text("One sentence; the trader reads it.", "Une phrase; le déclarant la lit."),
    "why",
)
CHECKED_ALREADY = _fault(
    "CLR_PRIOR_CHECKED",
    Text("This check is on record already.", "Ce contrôle est déjà consigné."),
    Text("Choose another check.", "Choisissez un autre contrôle."),
    "code",
)
EXPIRY = _fault(
    "CLR_PRIOR_EXPIRY",
    Text("A clearance counts for 72 hours at most.", "Un dédouanement compte au plus 72 heures."),
    Text("Give an end within 72 hours.", "Donnez une fin dans les 72 heures."),
    "expires_at",
)
BOOKING_FAULTS: dict[str, ErrorItem] = {
    "kind": _fault("CLR_PRIOR_KIND", Text("Choose where it is cleared.", "Choisissez le lieu du dédouanement."),
                   Text("At a site, or at a point away.", "À un site, ou à un point éloigné.")),
    "agency": _fault("CLR_PRIOR_INSPECTOR", Text("This agency is not known.", "Cet organisme n'est pas connu."),
                     Text("Choose one of the list.", "Choisissez-en un dans la liste.")),
    "site": _fault("CLR_PRIOR_SITE", Text("This site is not accredited.", "Ce site n'est pas agréé."),
                   Text("Choose a site of the register.", "Choisissez un site du registre.")),
    "place": _fault("CLR_PRIOR_PLACE", Text("Name the place.", "Indiquez le lieu."),
                    Text("Town and yard.", "Ville et terrain.")),
    "equipment": _fault("CLR_PRIOR_EQUIPMENT",
                        Text("Name the trailer or container.", "Indiquez la remorque ou le conteneur."),
                        Text("Up to 17 letters and digits.", "Au plus 17 lettres et chiffres.")),
    "goods": _fault("CLR_PRIOR_GOODS", Text("Name the goods by their codes.", "Désignez les marchandises par leurs codes."),
                    Text("At least the first four digits of each.", "Au moins les quatre premiers chiffres de chacun.")),
    "planned_at": _fault("CLR_PRIOR_WHEN", Text("Say when, from now on.", "Précisez quand, à partir de maintenant."),
                         Text("Give a day and an hour.", "Donnez un jour et une heure.")),
}  # fmt: skip
