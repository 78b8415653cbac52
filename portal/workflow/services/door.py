"""Apply one transition: lock, compare, check, write, record, all in one transaction (architecture rule 1)."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

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
    entry = registration(workflow)
    row = type(obj)._default_manager.select_for_update(of=("self",)).filter(pk=obj.pk).first()
    if row is None:
        raise NotFound
    _compare(row, expected_version)
    source = getattr(row, entry.field)
    move = workflow.check(row, source, action, actor)
    fields = {entry.field: move.target, "row_version": row.row_version + 1, **(changes or {})}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    record(
        actor=actor,
        event=move.event,
        subject=subject,
        body={"action": action, "from": source, "to": move.target, **(body or {})},
        organisation_id=organisation_id,
    )
    return row


def _compare(row: Tracked, expected_version: int | None) -> None:
    if expected_version is not None and row.row_version != expected_version:
        raise Conflict(
            [
                ErrorItem(
                    "WORKFLOW_STALE",
                    Text(
                        "Somebody changed this record after you opened it.",
                        "Quelqu'un a modifié ce dossier après que vous l'avez ouvert.",
                    ),
                    path="expected_version",
                    value=expected_version,
                    fix=Text(
                        "Open it again, look at what changed, then repeat your action.",
                        "Rouvrez-le, voyez ce qui a changé, puis recommencez.",
                    ),
                )
            ]
        )
