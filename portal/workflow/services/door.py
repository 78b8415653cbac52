"""Apply one transition: lock, compare, check, write, record, all in one transaction (architecture rule 1)."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from audit.trail.services import record
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.models import Tracked
from portal.workflow.domain import Workflow
from portal.workflow.registry import registration

M = TypeVar("M", bound=Tracked)


@transaction.atomic
def apply(
    *,
    workflow: Workflow,
    obj: M,
    action: str,
    actor: Actor,
    subject: Subject,
    expected_version: int | None = None,
    changes: dict[str, Any] | None = None,
    body: dict[str, Any] | None = None,
    organisation_id: UUID | None = None,
) -> M:
    """Take `obj` through `action` and give the fresh row back.

    `expected_version` is the row_version the actor saw; a different one raises Conflict, so that nobody
    decides on a record that changed under their eyes. `changes` are further fields to write with the
    status. Raises NotFound, Conflict or NotAllowed.
    """
    row = type(obj)._default_manager.select_for_update(of=("self",)).filter(pk=obj.pk).first()
    if row is None:
        raise NotFound
    refuse_stale(row.row_version, seen=expected_version)
    step = Step(action, subject, changes or {}, body or {}, organisation_id)
    return _moved(workflow, row, step, actor)


def apply_locked(
    *,
    workflow: Workflow,
    row: M,
    action: str,
    actor: Actor,
    subject: Subject,
    changes: dict[str, Any] | None = None,
    body: dict[str, Any] | None = None,
    organisation_id: UUID | None = None,
) -> M:
    """The same for a row that this very transaction has locked and read: it is not locked and read once more.

    What is refused is refused before anything is written. Raises Conflict or NotAllowed, and
    TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("only a transaction can have locked the row")
    return _moved(workflow, row, Step(action, subject, changes or {}, body or {}, organisation_id), actor)


class Step(NamedTuple):
    """One move as its caller asks for it."""

    action: str
    subject: Subject
    changes: dict[str, Any]
    body: dict[str, Any]
    organisation_id: UUID | None


def _moved(workflow: Workflow, row: M, step: Step, actor: Actor) -> M:
    entry = registration(workflow)
    source = getattr(row, entry.field)
    move = workflow.check(row, source, step.action, actor)
    fields = {entry.field: move.target, "row_version": row.row_version + 1, **step.changes}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    record(
        actor=actor,
        event=move.event,
        subject=step.subject,
        body={"action": step.action, "from": source, "to": move.target, **step.body},
        organisation_id=step.organisation_id,
    )
    return row


def refuse_stale(present: int, *, seen: int | None) -> None:
    """Raise Conflict when the number an actor saw, if one is named, is not the present one."""
    if seen is not None and seen != present:
        raise Conflict(
            [
                ErrorItem(
                    "WORKFLOW_STALE",
                    Text(
                        "Somebody changed this record after you opened it.",
                        "Quelqu'un a modifié ce dossier après que vous l'avez ouvert.",
                    ),
                    path="expected_version",
                    value=seen,
                    fix=Text(
                        "Open it again, look at what changed, then repeat your action.",
                        "Rouvrez-le, voyez ce qui a changé, puis recommencez.",
                    ),
                )
            ]
        )
