"""A comment on a proposal: read by those who hold a key of the change before everybody reads it (R-51)."""

from __future__ import annotations

from typing import Any

from enrollment.domain.consultations import KEYS, holds_key
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain.public_comments import comment_workflow


def _decides(comment: Any, actor: Actor) -> ErrorItem | None:
    """Whoever holds a key of this kind of change decides, whichever of the two agencies asked."""
    return None if holds_key(comment.consultation.kind, actor) else NO_KEY


def undecided_fault(count: int) -> ErrorItem | None:
    """Say what keeps the answer from being published; None when every comment is released or kept from the page."""
    if not count:
        return None
    message = ONE if count == 1 else MANY.format(count=count)
    return ErrorItem("ENR_CONSULT_UNDECIDED", message, path="comments", value=count, fix=UNDECIDED_FIX)


ONE = Text(
    "1 comment is neither released nor kept from the page.", "1 commentaire n'est ni diffusé ni écarté de la page."
)
MANY = Text(
    "{count} comments are neither released nor kept from the page.",
    "{count} commentaires ne sont ni diffusés ni écartés de la page.",
)
UNDECIDED_FIX = Text(
    "Decide on each of them, then publish the answer.", "Statuez sur chacun d'eux, puis publiez la réponse."
)
NO_KEY = ErrorItem(
    "ENR_CONSULT_COMMENT_KEY",
    Text(
        "Only who holds a key of this change decides on its comments.",
        "Seul qui détient une clé de ce changement statue sur ses commentaires.",
    ),
    path="status",
    fix=Text("Ask somebody who may sign it.", "Adressez-vous à une personne qui peut le signer."),
)
CONSULTATION_COMMENT = comment_workflow(
    name="consultation_comment", event="enrollment.consultation_comment", keys=KEYS, guard=_decides
)
COMMENT_EVENTS = {
    "enrollment.consultation_comment.released": Text("Comment released", "Commentaire diffusé"),
    "enrollment.consultation_comment.refused": Text("Comment kept from the page", "Commentaire écarté de la page"),
}
