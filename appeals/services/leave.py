"""Late appeals: the registrar hears them or refuses, with reasons (R-82, 4.11)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from appeals.domain.transitions import APPEAL
from appeals.models import Case
from appeals.selectors import case_get
from appeals.services import refusals
from appeals.services.telling import tell_case
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

REASONS_AT_LEAST = 30


@transaction.atomic
def leave_decide(*, actor: Actor, case_id: UUID, allow: bool, reasons: str, expected_version: int) -> Case:
    """Hear a late appeal or refuse to. What it contests is not stayed either way: only a timely appeal does that.

    Raises Invalid without reasons, NotAllowed for anybody but the registrar, Conflict when it is not late.
    """
    case = case_get(actor=actor, case_id=case_id)
    said = reasons.strip()
    if len(said) < REASONS_AT_LEAST:
        raise refusals.thin("APL_REASONS", "reasons", reasons, SAY.format(n=REASONS_AT_LEAST))
    case = apply(
        workflow=APPEAL,
        obj=case,
        action="allow" if allow else "refuse",
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=expected_version,
        changes={"leave_reasons": said, **({} if allow else {"closed_at": clock.now()})},
        body={"docket": case.docket},
        organisation_id=case.organisation_id,
    )
    title = (HEARD if allow else NOT_HEARD).format(docket=case.docket)
    tell_case(actor, case, kind="appeal_leave", title=title, body=Text(said, said))
    return case


SAY = Text(
    "Say in at least {n} characters why it is heard or not.",
    "Dites en au moins {n} caractères pourquoi il est entendu ou non.",
)
HEARD = Text("Appeal {docket} is heard although late", "L'appel {docket} est entendu malgré le retard")
NOT_HEARD = Text("Appeal {docket} is not heard: too late", "L'appel {docket} n'est pas entendu : trop tard")
