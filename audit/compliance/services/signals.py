"""Note the signals of a released movement; let the member call one wrong, and an auditor decide (R-67)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.signals import SIGNAL, signals_of
from audit.compliance.models import Signal
from audit.compliance.selectors.signals import signal_get
from audit.compliance.services.shortfalls import LONGEST, answer_read
from audit.trail.services import record
from clearance.selectors import movement_evidence, trip_audit_bundle
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply

MONITOR = system_actor("compliance monitor")


@transaction.atomic
def signals_note(*, trip_id: UUID) -> int:
    """Note what machines recorded on a released movement; gives how many signals are new. Safe to repeat."""
    bundle = trip_audit_bundle(trip_id)
    hits = signals_of(movement_evidence(trip_id).facts)
    if not hits:
        return 0
    new = 0
    for hit in hits:
        row, made = Signal.objects.get_or_create(
            trip_id=trip_id,
            code=hit.rule,
            text=hit.text.as_dict(),
            defaults={
                "trip_number": bundle.trip_number,
                "organisation_id": bundle.organisation_id,
                "organisation_name": bundle.organisation_name,
                "path": hit.path[:120],
                "noted_at": clock.now(),
            },
        )
        if made:
            new += 1
            record(
                actor=MONITOR,
                event="compliance.signal.noted",
                subject=Subject("signal", row.id),
                body={"trip": str(trip_id), "code": row.code, "text": row.text},
                organisation_id=row.organisation_id,
            )
    if new:
        _tell(MONITOR, bundle.organisation_id, Subject("trip", trip_id), *_noted(bundle.trip_number, new))
    return new


@transaction.atomic
def signal_contest(*, actor: Actor, signal_id: UUID, reason: str, expected_version: int) -> Signal:
    """Let the member say why a signal is wrong. Raises NotFound, NotAllowed, Invalid, Conflict."""
    row = signal_get(actor=actor, signal_id=signal_id)
    words = reason.strip()
    if not words or len(words) > LONGEST:
        raise Invalid([ErrorItem("CMP_SIGNAL_REASON", MISSING, path="reply", value=words[:80], fix=WHY)])
    return _move(actor, row, "contest", {"reason": words, "contested_as": actor.name[:150]}, expected_version)


@transaction.atomic
def signal_decide(*, actor: Actor, signal_id: UUID, correct: bool, text: Text, expected_version: int) -> Signal:
    """Correct a signal, which then counts no more, or let it stand, with the reason in both languages; the member is
    told. Raises NotFound, NotAllowed, Invalid, Conflict."""
    row = signal_get(actor=actor, signal_id=signal_id)
    words = answer_read(text)
    changes = {"answer": words.as_dict(), "answered_as": actor.name[:150], "answered_at": clock.now()}
    row = _move(actor, row, "correct" if correct else "uphold", changes, expected_version)
    title = Text(f"Your signal on trip {row.trip_number}", f"Votre signal sur le voyage {row.trip_number}")
    _tell(actor, row.organisation_id, Subject("signal", row.id), title, words)
    return row


def _move(actor: Actor, row: Signal, action: str, changes: dict[str, Any], expected_version: int) -> Signal:
    return apply(
        workflow=SIGNAL,
        obj=row,
        action=action,
        actor=actor,
        subject=Subject("signal", row.id),
        expected_version=expected_version,
        changes=changes,
        body={"code": row.code, **{key: value for key, value in changes.items() if key in {"reason", "answer"}}},
        organisation_id=row.organisation_id,
    )


def _noted(number: str, new: int) -> tuple[Text, Text]:
    return (
        Text(f"Signals on trip {number}", f"Signaux sur le voyage {number}"),
        Text(
            f"Machines recorded something on trip {number} ({new}). It is no finding. Say so if it is wrong.",
            f"Des appareils ont consigné quelque chose sur le voyage {number} ({new}). Ce n'est pas un constat. Dites-le "
            "si c'est erroné.",
        ),
    )


def _tell(actor: Actor, organisation_id: UUID, subject: Subject, title: Text, body: Text) -> None:
    notice_send(
        actor=actor,
        organisation_id=organisation_id,
        kind="compliance_signal",
        title=title,
        body=body,
        subject=subject,
        link="/audit/signals/",
    )


MISSING = Text(
    f"Say in up to {LONGEST} characters why it is wrong.",
    f"Dites en {LONGEST} caractères au plus pourquoi c'est erroné.",
)
WHY = Text("Name what really happened and what shows it.", "Dites ce qui s'est réellement passé et ce qui le montre.")
