"""Vetting worksheets: opened with every check of the standard, filled in by officers of their own agency (4.8, R-37)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.transitions import CHECK
from enrollment.domain.transitions.application import own_agency
from enrollment.domain.vetting.catalogue import factors_for
from enrollment.domain.vetting.entries import ACTIONS, CheckEntry, entry_faults, resolution_faults
from enrollment.domain.vetting.judging import OPEN
from enrollment.domain.vetting.standard import Standard
from enrollment.models import AgencyReview, IdentityEntry, Membership, VettingCheck, VettingWorksheet
from enrollment.selectors.agreements import standard_in_force
from enrollment.selectors.vetting import worksheet_rows
from enrollment.services import refusals
from enrollment.services.evidence import evidence_exists
from enrollment.services.identities import near_matches_note
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply_locked


def worksheets_open(
    *,
    actor: Actor,
    subjects: Sequence[AgencyReview | Membership],
    agencies: Sequence[str],
    programme: str,
    identity: IdentityEntry | None,
    due_at: datetime | None = None,
) -> list[VettingWorksheet]:
    """Open one worksheet per agency with every check of the standard in force, and note whom the holder resembles.

    Called in the transaction that makes vetting necessary: a submission, or the night that finds a member due.
    """
    standard = standard_in_force()
    sheets = [
        VettingWorksheet(
            **({"review": about} if isinstance(about, AgencyReview) else {"membership": about}),
            agency=agency,
            programme=programme,
            standard=standard.number,
            threshold=standard.thresholds[programme],
            due_at=due_at,
        )
        for about, agency in zip(subjects, agencies, strict=True)
    ]
    VettingWorksheet.objects.bulk_create(sheets)
    VettingCheck.objects.bulk_create([check for sheet in sheets for check in _checks(sheet, standard)])
    for sheet in sheets:
        record(
            actor=actor,
            event="enrollment.worksheet.opened",
            subject=Subject("worksheet", sheet.id),
            body={"agency": sheet.agency, "programme": programme, "standard": standard.label},
        )
    near_matches_note(sheets, identity)
    return sheets


def _checks(sheet: VettingWorksheet, standard: Standard) -> Iterable[VettingCheck]:
    for place, factor in enumerate(factors_for(sheet.agency, sheet.programme)):
        yield VettingCheck(
            worksheet=sheet,
            factor=factor.code,
            place=place,
            points=standard.points[factor.code],
            disqualifying=factor.disqualifying,
        )


@transaction.atomic
def checks_record(
    *, actor: Actor, worksheet_id: UUID, entries: Sequence[CheckEntry], expected_version: int | None = None
) -> VettingWorksheet:
    """Record what checks showed, each with its evidence. One that was recorded before is taken up anew.

    All entries are judged before any is kept. Raises NotFound, NotAllowed for the other agency, Conflict for a
    closed worksheet, Invalid with the factor's code in each path.
    """
    sheet = worksheet_locked(actor, worksheet_id, expected_version)
    rows = {check.factor: check for check in VettingCheck.objects.filter(worksheet=sheet).select_for_update()}
    for entry in entries:
        if entry.code not in rows:
            raise refusals.invalid(_NO_SUCH_CHECK, path=entry.code, value=entry.code)
    faults = [fault for entry in entries for fault in entry_faults(entry, evidence_exists)]
    if faults:
        raise Invalid(faults)
    for entry in entries:
        _record_one(actor, sheet, rows[entry.code], entry)
    return _touched(sheet)


def _record_one(actor: Actor, sheet: VettingWorksheet, check: VettingCheck, entry: CheckEntry) -> None:
    check.worksheet = sheet
    if check.status != OPEN:
        check = check_move(actor, check, "reopen", resolution="", agreed_by_id=None, resolution_by_id=None)
    check_move(
        actor,
        check,
        ACTIONS[entry.outcome],
        evidence=entry.evidence.strip(),
        text=entry.text.strip(),
        shared=entry.shared,
        recorded_by_id=actor.user_id,
        recorded_by_name=actor.name,
        recorded_at=clock.now(),
    )


@transaction.atomic
def check_resolve(
    *, actor: Actor, worksheet_id: UUID, factor: str, resolution: str, evidence: str, text: str
) -> VettingCheck:
    """Say how a disqualifying factor was resolved, with evidence; it counts once a second officer agrees.

    Raises NotFound, NotAllowed, Conflict, Invalid.
    """
    check = _check_locked(actor, worksheet_id, factor)
    faults = resolution_faults(resolution, evidence, text, evidence_exists)
    if faults:
        raise Invalid(faults)
    return check_move(
        actor,
        check,
        "resolve",
        resolution=resolution,
        resolution_evidence=evidence.strip(),
        resolution_text=text.strip(),
        resolution_by_id=actor.person,
        resolution_by_name=actor.name,
    )


@transaction.atomic
def resolution_agree(*, actor: Actor, worksheet_id: UUID, factor: str) -> VettingCheck:
    """Confirm a colleague's resolution. Raises NotFound, NotAllowed, Conflict for one's own."""
    check = _check_locked(actor, worksheet_id, factor)
    return check_move(
        actor, check, "agree", agreed_by_id=actor.person, agreed_by_name=actor.name, agreed_at=clock.now()
    )


@transaction.atomic
def resolution_refuse(*, actor: Actor, worksheet_id: UUID, factor: str) -> VettingCheck:
    """Say that a factor is not resolved after all: it stands as found."""
    return check_move(actor, _check_locked(actor, worksheet_id, factor), "disagree")


def worksheet_locked(actor: Actor, worksheet_id: UUID, expected_version: int | None = None) -> VettingWorksheet:
    """Lock a worksheet of the actor's own agency that is open. Raises NotFound, NotAllowed, Conflict."""
    sheet = (
        worksheet_rows(actor)
        .select_for_update(of=("self",))
        .select_related("review__application")
        .filter(pk=worksheet_id)
        .first()
    )
    if sheet is None:
        raise NotFound
    fault = own_agency(sheet, actor)
    if fault:
        raise NotAllowed([fault])
    if expected_version is not None and sheet.row_version != expected_version:
        raise refusals.stale(expected_version)
    if sheet.review and sheet.review.application.status not in ("submitted", "under_review"):
        raise Conflict([_DECIDED])
    return sheet


def check_move(actor: Actor, check: VettingCheck, action: str, **changes: Any) -> VettingCheck:
    """Take one locked check through its table, with the factor and its evidence in the trail, never the text."""
    return apply_locked(
        workflow=CHECK,
        row=check,
        action=action,
        actor=actor,
        subject=Subject("worksheet", check.worksheet_id),
        changes=changes,
        body={
            "factor": check.factor,
            "agency": check.worksheet.agency,
            "evidence": changes.get("evidence") or changes.get("resolution_evidence", ""),
            "resolution": changes.get("resolution", ""),
        },
    )


def _check_locked(actor: Actor, worksheet_id: UUID, factor: str) -> VettingCheck:
    sheet = _touched(worksheet_locked(actor, worksheet_id))
    check = VettingCheck.objects.select_for_update().filter(worksheet=sheet, factor=factor).first()
    if check is None:
        raise NotFound
    check.worksheet = sheet
    return check


def _touched(sheet: VettingWorksheet) -> VettingWorksheet:
    """A changed check is a changed worksheet: whoever opened it before is told so."""
    sheet.row_version += 1
    sheet.save(update_fields=["row_version"])
    return sheet


_NO_SUCH_CHECK = refusals.Refusal(
    "ENR_CHECK_UNKNOWN",
    Text("This worksheet has no such check.", "Cette feuille ne comporte pas cette vérification."),
    Text("Choose one of the worksheet.", "Choisissez dans la feuille."),
)
_DECIDED = ErrorItem(
    "ENR_WORKSHEET_CLOSED",
    Text("The application is decided or withdrawn.", "La demande est tranchée ou retirée."),
    path="worksheet",
    fix=Text("Nothing is left to check.", "Il ne reste rien à vérifier."),
)
