"""Recurrent vetting: members are vetted again at the programme's interval; what is found leads to a letter, never to
silent loss (R-37, requirements 3.2 on recurrent vetting)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import Coalesce

from enrollment.domain.decisions import REVOCATION, SUSPENSION
from enrollment.domain.joint import AGENCIES
from enrollment.domain.transitions.vetting import PROPOSED, SHEET_OPEN
from enrollment.domain.vetting.judging import UNRESOLVED
from enrollment.models import IdentityEntry, Membership, MembershipDecision, VettingWorksheet
from enrollment.selectors.agreements import standard_in_force
from enrollment.services import refusals
from enrollment.services.closing import worksheet_complete
from enrollment.services.decisions import decision_open, letter_check
from enrollment.services.denials import proposal_confirm, proposal_refuse, proposal_write
from enrollment.services.effects import membership_locked
from enrollment.services.worksheets import worksheet_locked, worksheets_open
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import NotFound
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

CALENDAR = system_actor("vetting calendar")
KINDS = (SUSPENSION, REVOCATION)
CURRENT = ("active", "suspended")
AT_WORK = (SHEET_OPEN, PROPOSED)
DAYS_OF_A_MONTH = 30.4375
DAYS_TO_WORK = 30
AT_ONCE = 500


def rechecks_open() -> int:
    """Open worksheets for the members whose interval has passed; gives the number of members. Safe to repeat.

    Each member in a transaction of its own, so that one fault holds nobody else up.
    """
    months = standard_in_force().months
    opened = 0
    for programme, interval in months.items():
        opened += sum(_open_one(member) for member in members_due(programme, interval))
    return opened


def members_due(programme: str, months: int) -> list[UUID]:
    """Give the members last vetted, or granted, at least so many months ago and not being vetted now."""
    now = clock.now()
    limit = now - timedelta(days=round(months * DAYS_OF_A_MONTH))
    rows = (
        Membership.objects.filter(programme=programme, status__in=CURRENT, valid_until__gt=now, valid_from__lte=limit)
        .exclude(worksheets__status__in=AT_WORK)
        .annotate(vetted_at=Coalesce(Max("worksheets__decided_at"), F("valid_from")))
        .filter(vetted_at__lte=limit)
    )
    return list(rows.order_by("vetted_at", "id").values_list("id", flat=True)[:AT_ONCE])


@transaction.atomic
def _open_one(membership_id: UUID) -> bool:
    member = Membership.objects.select_for_update(skip_locked=True).filter(pk=membership_id).first()
    if member is None or VettingWorksheet.objects.filter(membership=member, status__in=AT_WORK).exists():
        return False
    worksheets_open(
        actor=CALENDAR,
        subjects=[member] * len(AGENCIES),
        agencies=AGENCIES,
        programme=member.programme,
        identity=IdentityEntry.objects.filter(application_id=member.application_id).first(),
        due_at=clock.now() + timedelta(days=DAYS_TO_WORK),
    )
    return True


@transaction.atomic
def recheck_complete(*, actor: Actor, worksheet_id: UUID, expected_version: int | None = None) -> VettingWorksheet:
    """Close a member's worksheet as clear. Raises NotFound, NotAllowed, Conflict saying what keeps it open."""
    return worksheet_complete(actor, _locked(actor, worksheet_id, expected_version))


@transaction.atomic
def recheck_propose(
    *, actor: Actor, worksheet_id: UUID, kind: str, reason: Reason, expected_version: int | None = None
) -> VettingWorksheet:
    """Propose a suspension or revocation on a factor that was found; nothing changes for the member yet.

    Raises NotFound, NotAllowed, Conflict, Invalid for a letter that lacks a part.
    """
    sheet = _locked(actor, worksheet_id, expected_version)
    if kind not in KINDS:
        raise refusals.invalid(_KIND, path="kind", value=kind)
    if not any(check.status in UNRESOLVED for check in sheet.facts):
        raise refusals.conflict(_NOTHING_FOUND, path="kind", value=kind)
    letter_check(reason)
    return proposal_write(actor, sheet, kind, reason)


@transaction.atomic
def recheck_confirm(*, actor: Actor, worksheet_id: UUID, expected_version: int | None = None) -> MembershipDecision:
    """Confirm a colleague's proposal: the letter is sent and the decision takes effect after its notice.

    Raises NotFound, NotAllowed, Conflict for one's own proposal.
    """
    sheet = _locked(actor, worksheet_id, expected_version)
    kind = str((sheet.proposal or {}).get("kind", ""))
    reason = proposal_confirm(actor, sheet)
    if sheet.membership_id is None:
        raise NotFound
    return decision_open(
        actor=actor,
        kind=kind,
        membership=membership_locked(sheet.membership_id),
        reason=reason,
        source=Subject("worksheet", sheet.id),
        rule_versions={"vetting": f"V-{sheet.standard}"},
    )


@transaction.atomic
def recheck_refuse(*, actor: Actor, worksheet_id: UUID, why: str) -> VettingWorksheet:
    """Do not confirm a proposal, or take one's own back: the worksheet is open again."""
    return proposal_refuse(actor, _locked(actor, worksheet_id), why)


def _locked(actor: Actor, worksheet_id: UUID, expected_version: int | None = None) -> VettingWorksheet:
    sheet = worksheet_locked(actor, worksheet_id, expected_version)
    if sheet.membership_id is None:
        raise NotFound
    return sheet


_KIND = refusals.Refusal(
    "ENR_RECHECK_KIND",
    Text("Propose a suspension or a revocation.", "Proposez une suspension ou une révocation."),
    Text("Choose one of the two.", "Choisissez l'une des deux."),
)
_NOTHING_FOUND = refusals.Refusal(
    "ENR_RECHECK_NOTHING",
    Text("No factor is recorded as found.", "Aucun facteur n'est consigné comme constaté."),
    Text("Record it on the worksheet first.", "Consignez-le d'abord sur la feuille."),
)
