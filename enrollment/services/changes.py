"""Changes a member must report. A late report is its own voluntary disclosure: no points (R-10, R-44)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.changes import CHANGES, LATE_CLASS, changes_for, days_late, due_on
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import CHANGE
from enrollment.models import Disclosure, Membership, ReportedChange
from enrollment.selectors.memberships import membership_get
from enrollment.selectors.reports import change_get
from enrollment.services import refusals
from enrollment.services.disclosures import disclosure_file, holder_checked
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

SHORTEST_DETAILS = 5


@transaction.atomic
def change_report(
    *, actor: Actor, membership_id: UUID, kind: str, happened_on: date | None, details: str
) -> ReportedChange:
    """Report a change of the closed list. One that comes late opens a disclosure of class LATE_REPORT with it.

    Raises NotFound, NotAllowed for who is not the holder, Invalid naming each part that is missing, Conflict once the
    membership has ended.
    """
    membership = membership_get(actor=actor, membership_id=membership_id)
    holder_checked(actor, membership)
    if membership.status not in {"active", "suspended"}:
        raise refusals.conflict(refusals.NOT_A_MEMBER_NOW, path="membership")
    items = _problems(membership, kind, happened_on, details)
    if items or happened_on is None:
        raise Invalid(items)
    late = days_late(kind, happened_on, clock.now().date())
    change = ReportedChange.objects.create(
        membership=membership,
        kind=kind,
        happened_on=happened_on,
        due_on=due_on(kind, happened_on),
        details=details.strip()[:2000],
        disclosure=_disclosed(actor, membership, kind, happened_on, late) if late else None,
        filed_by_id=actor.user_id,
        filed_as=actor.name,
    )
    record(
        actor=actor,
        event="enrollment.change.reported",
        subject=Subject("change", change.id),
        body={"kind": kind, "happened_on": happened_on.isoformat(), "days_late": late},
        organisation_id=membership.organisation_id,
    )
    return change


def _problems(membership: Membership, kind: str, happened_on: date | None, details: str) -> list[ErrorItem]:
    items = []
    if kind not in changes_for(PROGRAMMES[membership.programme].holder):
        items.append(_KIND.item("kind", kind))
    if happened_on is None or happened_on > clock.now().date():
        items.append(refusals.FUTURE.item("happened_on"))
    if len(details.strip()) < SHORTEST_DETAILS:
        items.append(_DETAILS.item("details"))
    return items


def _disclosed(actor: Actor, membership: Membership, kind: str, happened_on: date, late: int) -> Disclosure:
    label = CHANGES[kind].label
    words = f"{label.en} / {label.fr} ({happened_on.isoformat()}, +{late} d/j)"
    return disclosure_file(
        actor=actor,
        membership_id=membership.id,
        infraction=LATE_CLASS,
        occurred_on=due_on(kind, happened_on),
        what=words,
        corrected=f"Reported with this form. / Signalé au moyen de ce formulaire. ({clock.now().date().isoformat()})",
    )


@transaction.atomic
def change_acknowledge(*, actor: Actor, change_id: UUID, expected_version: int | None = None) -> ReportedChange:
    """Say that the change was read and is on file."""
    change = change_get(actor=actor, change_id=change_id)
    return apply(
        workflow=CHANGE,
        obj=change,
        action="acknowledge",
        actor=actor,
        subject=Subject("change", change.id),
        expected_version=expected_version,
        changes={
            "acknowledged_by_id": actor.user_id,
            "acknowledged_as": actor.name,
            "acknowledged_at": clock.now(),
        },
        body={"kind": change.kind},
        organisation_id=change.organisation_id,
    )


_KIND = refusals.Refusal(
    "ENR_CHANGE_KIND",
    Text("This change is not on the list of this programme.", "Ce changement ne figure pas à la liste du programme."),
    Text("Choose one of the list.", "Choisissez dans la liste."),
)
_DETAILS = refusals.Refusal(
    "ENR_CHANGE_DETAILS",
    Text("Say what is new.", "Dites ce qui est nouveau."),
    Text(
        "A few words are enough: the new number or address.", "Quelques mots suffisent : le nouveau numéro, l'adresse."
    ),
)
