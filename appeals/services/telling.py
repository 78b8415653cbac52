"""Notices and webhooks of the commission to its parties."""

from __future__ import annotations

from uuid import UUID

from appeals.domain.votes import RULED
from appeals.models import Case, Complaint, Ruling
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send, webhook_emit

NO_WORDS = Text("", "")
STAYED = Text(
    " What you contest is on hold: your tier and membership stay as they were until the ruling.",
    " Ce que vous contestez est en suspens : votre niveau et votre adhésion demeurent jusqu'à la décision.",
)
EXCEPTED = Text(
    " It stays in effect on a signed safety ground, which a member of the commission reviews within 72 hours.",
    " Elle reste en vigueur pour un motif de sécurité signé, qu'un membre de la commission examine dans les 72 heures.",
)
LATE = Text(
    " It is late: the registrar decides first whether it is heard.",
    " Il est tardif : le greffe décide d'abord s'il est entendu.",
)


def tell_filed(actor: Actor, case: Case) -> None:
    """Acknowledge an appeal with its docket number and what happens meanwhile."""
    stay = getattr(case, "stay", None)
    more = {"stayed": STAYED, "excepted": EXCEPTED}.get(stay.status if stay else "", NO_WORDS)
    more = LATE if case.status == "late" else more
    tell_case(
        actor,
        case,
        kind="appeal_filed",
        title=Text(f"Appeal {case.docket} registered", f"Appel {case.docket} inscrit"),
        body=Text(
            f"The joint commission registered your appeal as {case.docket}.{more.en}",
            f"La commission mixte a inscrit votre appel sous le numéro {case.docket}.{more.fr}",
        ),
    )
    if case.organisation_id:
        webhook_emit(
            organisation_ids=[case.organisation_id],
            event="appeal.filed",
            data={"docket": case.docket, "kind": case.kind, "stayed": case.stayed},
            subject=Subject("appeal", case.id),
        )


def tell_case(actor: Actor, case: Case, *, kind: str, title: Text, body: Text) -> None:
    """Tell the appellant something about the case."""
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        user_id=case.user_id,
        kind=kind,
        title=title,
        body=body,
        subject=Subject("appeal", case.id),
        link=f"/commission/case/{case.id}/",
    )


def tell_complaint(actor: Actor, complaint: Complaint, *, title: Text, body: Text) -> None:
    """Tell the person who complained; a company's colleagues read it on the page."""
    user_id: UUID = complaint.user_id
    notice_send(
        actor=actor,
        user_id=user_id,
        kind="complaint",
        title=title,
        body=body,
        subject=Subject("complaint", complaint.id),
        link=f"/commission/complaints/{complaint.id}/",
    )


def tell_ruled(actor: Actor, case: Case, ruling: Ruling) -> None:
    """Tell the appellant the ruling with its reasons."""
    word = RULED[ruling.outcome]
    tell_case(
        actor,
        case,
        kind="ruling",
        title=Text(f"Ruling on appeal {case.docket}: {word.en}", f"Décision sur l'appel {case.docket} : {word.fr}"),
        body=Text(ruling.reasons_en, ruling.reasons_fr),
    )
    if case.organisation_id:
        webhook_emit(
            organisation_ids=[case.organisation_id],
            event="appeal.decided",
            data={
                "docket": case.docket,
                "outcome": ruling.outcome,
                "remedies": [{"act": row.act, **row.result} for row in ruling.acts.order_by("done_at", "id")],
            },
            subject=Subject("appeal", case.id),
        )
