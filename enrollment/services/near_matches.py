"""Near matches judged by an officer: the same becomes a factor, somebody else is ruled out for good (R-89)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.joint import AGENCIES
from enrollment.domain.transitions import NEAR_MATCH
from enrollment.domain.vetting.catalogue import IDENTITY
from enrollment.domain.vetting.identity import COMMISSION, LEAST_GROUNDS, REVIEW, WHY
from enrollment.domain.vetting.judging import FOUND, OPEN, RESOLVING
from enrollment.models import IdentityEntry, NearMatch, NotTheSame, VettingCheck
from enrollment.selectors.vetting import near_match_get
from enrollment.services import refusals
from enrollment.services.worksheets import check_move, worksheet_locked
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.matching import Identity, fingerprints
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply


@transaction.atomic
def near_match_refute(*, actor: Actor, match_id: UUID, grounds: str, expected_version: int | None = None) -> NearMatch:
    """Decide that it is somebody else: a marker is kept and the same pair never asks this agency again.

    Raises NotFound, NotAllowed for the other agency, Conflict, Invalid without grounds.
    """
    match = near_match_get(actor=actor, match_id=match_id)
    said = _grounds(grounds)
    match = _judge(actor, match, "refute", said, expected_version)
    entry = _entry_of(match)
    _mark(actor, (match.worksheet.agency,), entry, match.other.holder, said, REVIEW, "")
    return match


@transaction.atomic
def near_match_confirm(*, actor: Actor, match_id: UUID, grounds: str, expected_version: int | None = None) -> NearMatch:
    """Decide that it is the same: the factor of the catalogue is found on this agency's worksheet."""
    match = near_match_get(actor=actor, match_id=match_id)
    said = _grounds(grounds)
    match = _judge(actor, match, "confirm", said, expected_version)
    check = VettingCheck.objects.select_for_update().get(worksheet_id=match.worksheet_id, factor=IDENTITY)
    check.worksheet = match.worksheet
    if check.status in (FOUND, RESOLVING):
        return match
    if check.status != OPEN:
        check = check_move(actor, check, "reopen", resolution="", agreed_by_id=None, resolution_by_id=None)
    check_move(
        actor,
        check,
        "find",
        evidence=f"near_match:{match.id}",
        text=f"{WHY[match.why].en} {match.reference}. {said}"[:2000],
        recorded_by_id=actor.user_id,
        recorded_by_name=actor.name,
        recorded_at=clock.now(),
    )
    return match


@transaction.atomic
def not_the_same_add(
    *, actor: Actor, application_id: UUID, other_application_id: UUID, grounds: str, reference: str = ""
) -> int:
    """Keep a ruling of the joint commission that two applicants are not the same, for both agencies (R-89).

    Gives the number of markers written. Raises NotFound, NotAllowed, Invalid.
    """
    if not actor.has("commission.member", "commission.registrar", "system"):
        raise refusals.not_allowed(_JUDGES)
    said = _grounds(grounds)
    entries = {
        row.application_id: row
        for row in IdentityEntry.objects.filter(application_id__in=(application_id, other_application_id))
    }
    if len(entries) < 2:
        raise NotFound
    mine, other = entries[application_id], entries[other_application_id]
    made = _mark(actor, AGENCIES, mine, other.holder, said, COMMISSION, reference)
    return made + _mark(actor, AGENCIES, other, mine.holder, said, COMMISSION, reference)


def _judge(actor: Actor, match: NearMatch, action: str, grounds: str, seen: int | None) -> NearMatch:
    worksheet_locked(actor, match.worksheet_id)
    return apply(
        workflow=NEAR_MATCH,
        obj=match,
        action=action,
        actor=actor,
        subject=Subject("worksheet", match.worksheet_id),
        expected_version=seen,
        changes={
            "grounds": grounds,
            "decided_by_id": actor.user_id,
            "decided_by_name": actor.name,
            "decided_at": clock.now(),
        },
        body={"near_match": str(match.id), "why": match.why, "reference": match.reference, "grounds": grounds},
    )


def _entry_of(match: NearMatch) -> IdentityEntry:
    return IdentityEntry.objects.get(application_id=match.worksheet.application_id)


def _mark(
    actor: Actor,
    agencies: tuple[str, ...],
    entry: IdentityEntry,
    other: str,
    grounds: str,
    source: str,
    reference: str,
) -> int:
    marks = sorted(fingerprints(Identity.from_dict(entry.identity), entry.holder))
    rows = [
        NotTheSame(
            agency=agency,
            holder=entry.holder,
            other=other,
            mark=mark,
            grounds=grounds,
            source=source,
            reference=reference[:60],
            decided_by_id=actor.user_id,
            decided_by_name=actor.name,
        )
        for agency in agencies
        for mark in marks
    ]
    NotTheSame.objects.bulk_create(rows, ignore_conflicts=True)
    record(
        actor=actor,
        event="enrollment.near_match.ruled_out",
        subject=Subject("application", entry.application_id),
        body={"agencies": list(agencies), "other": other, "source": source, "reference": reference},
    )
    return len(rows)


def _grounds(grounds: str) -> str:
    said = grounds.strip()[:1000]
    if len(said) < LEAST_GROUNDS:
        raise refusals.invalid(_SAY, path="grounds", value=grounds)
    return said


_SAY = refusals.Refusal(
    "ENR_GROUNDS",
    Text("Say what was compared, and what it showed.", "Dites ce qui a été comparé, et ce que cela a montré."),
    Text(f"Write at least {LEAST_GROUNDS} characters.", f"Écrivez au moins {LEAST_GROUNDS} caractères."),
)
_JUDGES = refusals.Refusal(
    "ENR_ROLE",
    Text("Such a ruling is the joint commission's.", "Une telle décision relève de la commission mixte."),
    Text("Judge the near match on your worksheet.", "Examinez la concordance sur votre feuille."),
)
