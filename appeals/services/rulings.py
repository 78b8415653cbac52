"""The ruling: counted votes, reasons in both languages, and the remedy carried out (R-82, 4.12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.transitions import APPEAL
from appeals.domain.votes import GRANT, Tally
from appeals.models import Case, PanelSeat, Ruling
from appeals.selectors import case_get, case_tally
from audit.compliance.services import finding_set_aside
from enrollment.services import decision_stay_end, membership_reinstate
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send, webhook_emit
from portal.workflow.services import apply

REASONS_AT_LEAST = 40


@transaction.atomic
def ruling_issue(*, actor: Actor, case_id: UUID, reasons: Text, expected_version: int) -> Ruling:
    """Issue the ruling the votes allow and carry out its remedy in the same transaction.

    Raises NotAllowed off the panel, Invalid without reasons in both languages, Conflict while the votes
    do not settle it.
    """
    case = case_get(actor=actor, case_id=case_id)
    count = _settled(actor, case, reasons)
    case = apply(
        workflow=APPEAL,
        obj=case,
        action="rule",
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=expected_version,
        body={"outcome": count.outcome, "grant": count.grant, "dismiss": count.dismiss},
        changes={"stayed": False},
        organisation_id=case.organisation_id,
    )
    remedy = _carry_out(actor, case, count)
    ruling = Ruling.objects.create(
        case=case,
        outcome=count.outcome,
        reasons_en=reasons.en.strip(),
        reasons_fr=reasons.fr.strip(),
        votes_for=count.grant,
        votes_against=count.dismiss,
        remedy=remedy,
        issued_at=clock.now(),
    )
    _tell(actor, case, ruling)
    return ruling


def _settled(actor: Actor, case: Case, reasons: Text) -> Tally:
    if not PanelSeat.objects.filter(case=case, user_id=actor.person).exists():
        raise NotAllowed([ErrorItem("APL_NOT_SEATED", NOT_SEATED)])
    thin = [
        ErrorItem("APL_RULING_REASONS", THIN.format(n=REASONS_AT_LEAST), path=f"reasons_{language}", value=words)
        for language, words in (("en", reasons.en), ("fr", reasons.fr))
        if len(words.strip()) < REASONS_AT_LEAST
    ]
    if thin:
        raise Invalid(thin)
    count = case_tally(case)
    if not count.outcome:
        raise Conflict([ErrorItem("APL_NOT_SETTLED", NOT_SETTLED, path="votes", value=count.missing, fix=WAIT)])
    return count


def _carry_out(actor: Actor, case: Case, count: Tally) -> dict[str, Any]:
    if count.outcome != GRANT:
        decision_stay_end(actor=actor, decision_id=case.decision_id, upheld=True, docket=case.docket)
        return {"act": "none"}
    finding_set_aside(actor=actor, decision_id=case.decision_id, docket=case.docket)
    restored = membership_reinstate(actor=actor, decision_id=case.decision_id, docket=case.docket)
    return {"act": restored.act, "id": str(restored.id), "tier": restored.tier}


def _tell(actor: Actor, case: Case, ruling: Ruling) -> None:
    subject = Subject("appeal", case.id)
    word = OUTCOMES[ruling.outcome]
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        user_id=case.user_id,
        kind="ruling",
        title=Text(f"Ruling on appeal {case.docket}: {word.en}", f"Décision sur l'appel {case.docket} : {word.fr}"),
        body=Text(ruling.reasons_en, ruling.reasons_fr),
        subject=subject,
        link=f"/commission/case/{case.id}/",
    )
    if case.organisation_id:
        webhook_emit(
            organisation_ids=[case.organisation_id],
            event="appeal.decided",
            data={"docket": case.docket, "outcome": ruling.outcome, "remedy": ruling.remedy},
            subject=subject,
        )


OUTCOMES = {
    "grant": Text("granted", "accueilli"),
    "dismiss": Text("dismissed", "rejeté"),
}
NOT_SEATED = Text("You do not sit on this panel.", "Vous ne siégez pas dans cette formation.")
THIN = Text(
    "Give the reasons of the ruling in at least {n} characters, in both languages.",
    "Donnez les motifs de la décision en au moins {n} caractères, dans les deux langues.",
)
NOT_SETTLED = Text("The votes do not settle the case yet.", "Les votes ne tranchent pas encore le dossier.")
WAIT = Text(
    "A majority of the seats, with both countries heard, is needed.",
    "Il faut une majorité des sièges, les deux pays ayant voté.",
)
