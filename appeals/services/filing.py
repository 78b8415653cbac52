"""File an appeal from the decision's own page: docket number, record and stay by themselves (R-82, R-83)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from appeals.domain.transitions import APPEAL
from appeals.models import Case
from appeals.selectors import case_get
from audit.trail.services import record
from enrollment.selectors import decision_get, decision_record
from enrollment.services import decision_stay, decision_stay_end
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send, webhook_emit
from portal.workflow.services import apply

GROUNDS_AT_LEAST = 20
RESPONSE_DAYS = 30


@transaction.atomic
def case_file(*, actor: Actor, decision_id: UUID, grounds: str, language: str) -> Case:
    """Open an appeal against a decision the actor's organisation or the actor received.

    The record is attached and a demotion is stayed in the same transaction. Raises NotFound for a
    decision that is not theirs, Invalid for missing grounds or a passed deadline, Conflict when it is
    appealed already.
    """
    decision = decision_get(actor=actor, decision_id=decision_id)
    _check(grounds, decision.appeal_deadline < clock.now(), decision_id)
    bundle = decision_record(decision_id)
    now = clock.now()
    case = Case.objects.create(
        docket=f"JC-{now.year}-{next_number('JC', now.year):05d}",
        decision_id=decision_id,
        organisation_id=bundle["organisation_id"],
        user_id=bundle["user_id"],
        appellant=bundle["holder"],
        filed_by_id=actor.person,
        grounds=grounds.strip(),
        language=language,
        record=bundle["record"],
        touched=bundle["touched"],
        filed_at=now,
        respond_by=(now + timedelta(days=RESPONSE_DAYS)).date(),
    )
    subject = Subject("appeal", case.id)
    case.stayed = decision_stay(actor=actor, decision_id=decision_id, docket=case.docket)
    case.save(update_fields=["stayed"])
    record(
        actor=actor,
        event="appeals.case.filed",
        subject=subject,
        body={"docket": case.docket, "decision": str(decision_id), "stayed": case.stayed},
        organisation_id=case.organisation_id,
    )
    _acknowledge(actor, case, subject)
    return case


@transaction.atomic
def case_withdraw(*, actor: Actor, case_id: UUID, expected_version: int) -> Case:
    """Take the appeal back; the decision takes effect again."""
    case = apply(
        workflow=APPEAL,
        obj=case_get(actor=actor, case_id=case_id),
        action="withdraw",
        actor=actor,
        subject=Subject("appeal", case_id),
        expected_version=expected_version,
        changes={"stayed": False},
    )
    decision_stay_end(actor=actor, decision_id=case.decision_id, upheld=True, docket=case.docket)
    return case


def _check(grounds: str, late: bool, decision_id: UUID) -> None:
    items = []
    if len(grounds.strip()) < GROUNDS_AT_LEAST:
        items.append(
            ErrorItem(
                "APL_GROUNDS",
                Text(
                    "Say in at least {n} characters what is wrong with the decision.",
                    "Dites en au moins {n} caractères en quoi la décision est erronée.",
                ).format(n=GROUNDS_AT_LEAST),
                path="grounds",
                value=grounds,
                fix=Text(
                    "Name the fact, the rule or the step you contest.",
                    "Nommez le fait, la règle ou l'étape que vous contestez.",
                ),
            )
        )
    if late:
        items.append(
            ErrorItem(
                "APL_LATE",
                Text("The time to appeal has passed.", "Le délai d'appel est écoulé."),
                path="decision",
                value=str(decision_id),
                fix=Text(
                    "Write to the registrar with the reasons for the delay.",
                    "Écrivez au greffe en exposant les motifs du retard.",
                ),
            )
        )
    if items:
        raise Invalid(items)
    if Case.objects.filter(decision_id=decision_id).exists():
        raise Conflict(
            [
                ErrorItem(
                    "APL_ALREADY",
                    Text("This decision is under appeal already.", "Cette décision fait déjà l'objet d'un appel."),
                    path="decision",
                    value=str(decision_id),
                    fix=Text("Open the existing case.", "Ouvrez le dossier existant."),
                )
            ]
        )


def _acknowledge(actor: Actor, case: Case, subject: Subject) -> None:
    stay = Text(
        " The demotion is stayed: your tier stays as it was until the ruling.",
        " La rétrogradation est suspendue : votre niveau demeure le même jusqu'à la décision.",
    )
    body = Text(
        f"The joint commission registered your appeal as {case.docket}.{stay.en if case.stayed else ''}",
        f"La commission mixte a inscrit votre appel sous le numéro {case.docket}.{stay.fr if case.stayed else ''}",
    )
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        user_id=case.user_id,
        kind="appeal_filed",
        title=Text(f"Appeal {case.docket} registered", f"Appel {case.docket} inscrit"),
        body=body,
        subject=subject,
        link=f"/commission/case/{case.id}/",
    )
    if case.organisation_id:
        webhook_emit(
            organisation_ids=[case.organisation_id],
            event="appeal.filed",
            data={"docket": case.docket, "stayed": case.stayed},
            subject=subject,
        )
