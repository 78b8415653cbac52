"""Accrediting sites: drafted by one border agency, signed by both, renewed, suspended, revoked (R-59, R-107)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from audit.trail.services import record
from clearance.domain.officers import BORDER
from clearance.domain.prior.accreditation import (
    ACCREDITATION_WORKFLOW,
    SUSPENDED,
    VISIT_COUNTS,
    accreditation_digest,
    accreditation_faults,
)
from clearance.models import Site, SiteAccreditation
from clearance.selectors.sites import accreditation_get
from clearance.services.two_parties import Papers, paper_end, paper_sign
from enrollment.domain.site_standard import MET, SITE_STANDARD, SITE_STANDARD_VERSION, standard_gaps
from enrollment.selectors import visit_facts
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send
from portal.workflow.services import apply

SERIES = "site_accreditation"
OTTAWA = ZoneInfo("America/Toronto")


@dataclass(frozen=True, slots=True)
class AccreditationTerms:
    """What is to be signed: purposes, last day, and the standard's lines that are met, or the visit that says so."""

    purposes: tuple[str, ...]
    ends_on: date
    met: tuple[str, ...] = ()
    visit: str = ""


@transaction.atomic
def accreditation_draft(*, actor: Actor, site_id: UUID, terms: AccreditationTerms) -> SiteAccreditation:
    """Draft the accreditation of a site, or its renewal; it counts once both border agencies signed.

    Raises NotAllowed, NotFound, Conflict while it is suspended, Invalid with every fault at its field.
    """
    if not actor.has("officer.supervisor") or actor.agency not in BORDER:
        raise NotAllowed([SUPERVISOR])
    site = Site.objects.select_for_update().filter(pk=site_id, ended_at=None).first()
    if site is None:
        raise NotFound
    versions = site.accreditations.all()
    if versions.filter(status=SUSPENDED).exists():
        raise Conflict([LIFT_FIRST])
    now = clock.now()
    met = _met(site, terms, now)
    ends_at = datetime.combine(terms.ends_on, time(23, 59, 59), tzinfo=OTTAWA)
    items = accreditation_faults(
        purposes=terms.purposes, gaps=standard_gaps(dict.fromkeys(met, MET)), ends_at=ends_at, now=now
    )
    if items:
        raise Invalid(items)
    first = versions.order_by("number").first()
    number = first.number if first else next_number(SERIES, 0)
    version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    signed: dict[str, Any] = {
        "number": number,
        "version": version,
        "site": site.code,
        "purposes": sorted(set(terms.purposes)),
        "standard": SITE_STANDARD_VERSION,
        "met": met,
        "visit": terms.visit.strip().upper(),
        "ends_at": ends_at.isoformat(),
    }
    made = SiteAccreditation.objects.create(
        **{**signed, "site": site, "ends_at": ends_at},
        digest=accreditation_digest(signed),
        status=ACCREDITATION_WORKFLOW.initial,
        author_id=actor.user_id,
        author_as=actor.name[:150],
    )
    record(
        actor=actor,
        event="clearance.accreditation.drafted",
        subject=Subject("site", site.id),
        body=_body(made),
        organisation_id=site.organisation_id,
    )
    return made


def _met(site: Site, terms: AccreditationTerms, now: datetime) -> list[str]:
    """Give the lines that are met: by the report of the visit that is named, else as the agency graded them."""
    if not terms.visit.strip():
        return sorted(set(terms.met) & SITE_STANDARD.keys())
    facts = visit_facts(number=terms.visit)
    if facts is None or facts.site != site.code or facts.signed_at + VISIT_COUNTS < now:
        raise Invalid([NO_VISIT])
    return sorted(code for code in SITE_STANDARD if facts.grades.get(code) == MET)


@transaction.atomic
def accreditation_sign(*, actor: Actor, accreditation_id: UUID, expected_version: int) -> SiteAccreditation:
    """Sign for the officer's agency; the second signature puts it in force and ends the version before.

    Raises NotFound, NotAllowed, Conflict.
    """
    paper = accreditation_get(accreditation_id)
    if actor.agency not in BORDER:
        raise NotAllowed([SUPERVISOR])
    signed, second = paper_sign(PAPERS, actor, paper, expected_version, _body)
    if second:
        _tell(actor, signed, Text("Site accredited by both agencies", "Site agréé par les deux organismes"))
    return signed


@transaction.atomic
def accreditation_suspend(
    *, actor: Actor, accreditation_id: UUID, reason: Reason, expected_version: int
) -> SiteAccreditation:
    """Suspend at once: either agency alone may, with its reason. What was cleared before stays cleared."""
    changes = {"suspended_by": actor.agency, "reason": reason.check().as_dict()}
    return _adverse(actor, accreditation_id, "suspend", reason, expected_version, changes)


@transaction.atomic
def accreditation_revoke(
    *, actor: Actor, accreditation_id: UUID, reason: Reason, expected_version: int
) -> SiteAccreditation:
    """End it for good, with its reason."""
    changes = {"ended_at": clock.now(), "reason": reason.check().as_dict()}
    return _adverse(actor, accreditation_id, "revoke", reason, expected_version, changes)


def _adverse(
    actor: Actor, accreditation_id: UUID, action: str, reason: Reason, expected_version: int, changes: dict[str, Any]
) -> SiteAccreditation:
    ended = _apply(actor, accreditation_id, action, expected_version, changes, {"reason": reason.code})
    titles = {
        "suspend": Text("Accreditation of a site suspended", "Agrément d'un site suspendu"),
        "revoke": Text("Accreditation of a site revoked", "Agrément d'un site révoqué"),
    }
    _tell(actor, ended, titles[action], reason)
    return ended


@transaction.atomic
def accreditation_reinstate(*, actor: Actor, accreditation_id: UUID, expected_version: int) -> SiteAccreditation:
    """Lift a suspension; only the agency that ordered it."""
    changes = {"suspended_by": "", "reason": None}
    back = _apply(actor, accreditation_id, "reinstate", expected_version, changes, {})
    _tell(actor, back, Text("The site may be used again", "Le site peut servir de nouveau"))
    return back


@transaction.atomic
def accreditation_withdraw(
    *, actor: Actor, accreditation_id: UUID, why: str, expected_version: int
) -> SiteAccreditation:
    """Put a draft away."""
    return paper_end(PAPERS, actor, accreditation_get(accreditation_id), "withdraw", why, expected_version, _body)


def _apply(
    actor: Actor,
    accreditation_id: UUID,
    action: str,
    expected_version: int,
    changes: dict[str, Any],
    body: dict[str, Any],
) -> SiteAccreditation:
    paper = accreditation_get(accreditation_id)
    return apply(
        workflow=ACCREDITATION_WORKFLOW,
        obj=paper,
        action=action,
        actor=actor,
        subject=Subject(PAPERS.subject, paper.id),
        expected_version=expected_version,
        changes=changes,
        body={**_body(paper), **body},
        organisation_id=paper.site.organisation_id,
    )


def _tell(actor: Actor, paper: SiteAccreditation, title: Text, reason: Reason | None = None) -> None:
    """Write to the company that runs the site, when it is known."""
    site = paper.site
    if site.organisation_id is None:
        return
    notice_send(
        actor=actor,
        organisation_id=site.organisation_id,
        kind="site_accreditation",
        title=title,
        body=Text(f"{site.name} ({paper.label}).", f"{site.name} ({paper.label})."),
        subject=Subject(PAPERS.subject, paper.id),
        reason=reason,
        link=f"/clearance/gate/sites/{site.id}/",
    )


def _body(paper: SiteAccreditation) -> dict[str, Any]:
    purposes: Collection[str] = paper.purposes
    return {
        "accreditation": paper.label,
        "site": paper.site.code,
        "purposes": sorted(purposes),
        "until": paper.ends_at.isoformat(),
        "digest": paper.digest,
    }


SUPERVISOR = ErrorItem(
    "CLR_ACCREDITATION_ROLE",
    Text(
        "Supervisors of CBP and of the CBSA accredit sites.",
        "Les superviseurs du CBP et de l'ASFC agréent les sites.",
    ),
    path="agency",
    fix=Text("Ask a supervisor of one of them.", "Adressez-vous à un superviseur de l'un d'eux."),
)
LIFT_FIRST = ErrorItem(
    "CLR_ACCREDITATION_SUSPENDED",
    Text("It is suspended: it is not renewed meanwhile.", "Il est suspendu : il n'est pas renouvelé entre-temps."),
    path="status",
    fix=Text("Lift the suspension, or revoke it.", "Levez la suspension, ou révoquez-le."),
)
NO_VISIT = ErrorItem(
    "CLR_ACCREDITATION_VISIT",
    Text(
        "No report of this number, of this site, was signed by both within a year.",
        "Aucun rapport de ce numéro, sur ce site, n'a été signé par les deux depuis un an.",
    ),
    path="visit",
    fix=Text(
        "Name a signed report, or tick the lines yourself.", "Nommez un rapport signé, ou cochez vous-même les points."
    ),
)
TOO_LATE = ErrorItem(
    "CLR_ACCREDITATION_ENDED",
    Text("It would have ended already.", "Il aurait déjà pris fin."),
    path="ends_on",
    fix=Text("Draft it anew with a later day.", "Rédigez-le de nouveau avec une date ultérieure."),
)
SAY_WHY = ErrorItem(
    "CLR_ACCREDITATION_WHY",
    Text("Say why it is put away.", "Précisez pourquoi il est retiré."),
    path="why",
    fix=Text("One sentence; it is kept in the trail.", "Une phrase; elle est gardée dans le registre."),
)
PAPERS = Papers(ACCREDITATION_WORKFLOW, "site_accreditation", TOO_LATE, SAY_WHY)
