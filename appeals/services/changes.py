"""Recommended changes of a rule: opened by a ruling, closed by a new version or a reasoned refusal (3.1, 17)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.changes import CHANGE, REFUSAL_AT_LEAST, response_due
from appeals.models import ChangeRequest, Ruling
from appeals.selectors import change_get
from audit.trail.services import record
from clearance.selectors import profile_number_active, profile_rule_digest
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.services import apply


def change_open(*, actor: Actor, ruling: Ruling, docket: str, rule: str, words: Text) -> ChangeRequest:
    """Open a change request on a rule of the profile in force, in the transaction of the ruling.

    Raises Invalid when no such rule is in force.
    """
    active = profile_number_active()
    digest = profile_rule_digest(number=active[0], rule=rule) if active else ""
    if active is None or not digest:
        raise Invalid([ErrorItem("APL_RULE", NO_RULE, path="rule", value=rule, fix=NO_RULE_FIX)])
    now = clock.now()
    request = ChangeRequest.objects.create(
        number=f"CR-{now.year}-{next_number('CR', now.year):04d}",
        ruling=ruling,
        docket=docket,
        rule=rule,
        version=active[0],
        digest=digest,
        words=words.as_dict(),
        opened_at=now,
        due_at=response_due(now),
    )
    record(
        actor=actor,
        event="appeals.change.opened",
        subject=Subject("change_request", request.id),
        body={"number": request.number, "rule": rule, "version": active[0], "docket": docket},
    )
    return request


@transaction.atomic
def change_close(*, actor: Actor, request_id: UUID, expected_version: int) -> ChangeRequest:
    """Close a request by the version now in force, in which the rule reads otherwise or is gone.

    Raises Conflict while the rule in force is the one that was to be changed.
    """
    request = change_get(actor=actor, request_id=request_id)
    active = profile_number_active()
    number = active[0] if active else 0
    if number <= request.version or profile_rule_digest(number=number, rule=request.rule) == request.digest:
        raise Conflict([ErrorItem("APL_SAME_RULE", SAME_RULE, path="status", value=number, fix=SAME_RULE_FIX)])
    return _move(actor, request, "change", expected_version, new_version=number)


@transaction.atomic
def change_refuse(*, actor: Actor, request_id: UUID, reasons: Text, expected_version: int) -> ChangeRequest:
    """Refuse a recommended change, with reasons in both languages that everybody can read. Raises Invalid."""
    request = change_get(actor=actor, request_id=request_id)
    thin = [
        ErrorItem("APL_REASONS", SAY.format(n=REFUSAL_AT_LEAST), path=f"reasons_{language}", value=words)
        for language, words in reasons.as_dict().items()
        if len(words.strip()) < REFUSAL_AT_LEAST
    ]
    if thin:
        raise Invalid(thin)
    return _move(actor, request, "refuse", expected_version, refusal=reasons.as_dict())


def _move(actor: Actor, request: ChangeRequest, action: str, seen: int, **changes: Any) -> ChangeRequest:
    return apply(
        workflow=CHANGE,
        obj=request,
        action=action,
        actor=actor,
        subject=Subject("change_request", request.id),
        expected_version=seen,
        changes={"closed_at": clock.now(), "closed_by_name": actor.name, **changes},
        body={"number": request.number, "rule": request.rule},
    )


NO_RULE = Text("No rule of this name is in force.", "Aucune règle de ce nom n'est en vigueur.")
NO_RULE_FIX = Text(
    "Take the name from what the panel read in camera, for example NL-S01.",
    "Prenez le nom dans ce que la formation a lu à huis clos, par exemple NL-S01.",
)
SAME_RULE = Text("The rule in force still reads as it did.", "La règle en vigueur se lit toujours comme avant.")
SAME_RULE_FIX = Text(
    "Put a version in force that changes it, or refuse with reasons.",
    "Mettez en vigueur une version qui la modifie, ou refusez avec motifs.",
)
SAY = Text("Give the reasons in at least {n} characters.", "Motivez en au moins {n} caractères.")
