"""What members said on a proposal is released to everybody, or kept from the page for a class of reasons (R-51)."""

from __future__ import annotations

from django.db import transaction

from enrollment.domain.consultation_comments import CONSULTATION_COMMENT
from enrollment.models import ConsultationComment
from enrollment.selectors import consultation_comment_get
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.domain.public_comments import REFUSALS
from portal.workflow.services import apply


@transaction.atomic
def consultation_comment_release(
    *, actor: Actor, number: str, comment: int, expected_version: int
) -> ConsultationComment:
    """Let everybody read a comment. Raises NotFound, NotAllowed, Conflict."""
    return _decide(actor, number, comment, "release", expected_version, "")


@transaction.atomic
def consultation_comment_refuse(
    *, actor: Actor, number: str, comment: int, refusal: str, expected_version: int
) -> ConsultationComment:
    """Keep a comment from the page, or take it down, for one class of reasons, and tell its author which.

    Raises NotFound, Invalid, NotAllowed, Conflict.
    """
    if refusal not in REFUSALS:
        raise Invalid([ErrorItem("ENR_CONSULT_REFUSAL", CHOOSE, path="refusal", value=refusal)])
    row = _decide(actor, number, comment, "refuse", expected_version, refusal)
    _tell(actor, row)
    return row


def _decide(actor: Actor, number: str, comment: int, action: str, seen: int, refusal: str) -> ConsultationComment:
    found = consultation_comment_get(actor=actor, number=number, comment=comment)
    return apply(
        workflow=CONSULTATION_COMMENT,
        obj=found,
        action=action,
        actor=actor,
        subject=Subject("consultation", found.consultation_id),
        expected_version=seen,
        changes={"refusal": refusal, "decided_by_name": actor.name, "decided_at": clock.now()},
        body={"number": found.number, "reference": number, "why": refusal},
    )


def _tell(actor: Actor, row: ConsultationComment) -> None:
    label, why = Text.from_dict(row.consultation.label), REFUSALS[row.refusal]
    notice_send(
        actor=actor,
        user_id=row.user_id,
        kind="consultation_comment",
        title=Text(TITLE.en.format(label=label.en), TITLE.fr.format(label=label.fr)),
        body=Text(
            BODY.en.format(number=row.number, why=why.en),
            BODY.fr.format(number=row.number, why=why.fr),
        ),
        subject=Subject("consultation", row.consultation_id),
        link=f"/membership/proposals/{row.consultation.number}/",
    )


CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
TITLE = Text("Your comment on {label} is not shown", "Votre commentaire n'est pas affiché : {label}")
BODY = Text(
    "Comment {number} is kept from the page. Reason: {why}. It stays on record as you wrote it, and both agencies can "
    "read it. While comments are open you can send another one. If you disagree with the reason, make a complaint.",
    "Le commentaire {number} est écarté de la page. Motif : {why}. Il reste au dossier tel que vous l'avez écrit, et les "
    "deux organismes peuvent le lire. Tant que les commentaires sont ouverts, vous pouvez en envoyer un autre. Si vous "
    "contestez le motif, déposez une plainte.",
)
