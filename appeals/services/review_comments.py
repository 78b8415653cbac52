"""What the public says in a programme review: taken from anybody, read by everybody once released (R-84)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from appeals.domain.review_comments import COMMENT_AT_LEAST, REVIEW_COMMENT
from appeals.domain.reviews import comments_open
from appeals.models import ProgrammeReview, ReviewComment
from appeals.selectors import comment_get, review_public
from appeals.services.refusals import SAY
from appeals.services.review_telling import tell_comment
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.domain.public_comments import REFUSALS
from portal.workflow.services import apply

# Anybody may comment and nobody signs in: the book tells that a comment came in, never whose it was.
PUBLIC = system_actor("public comments")


@transaction.atomic
def comment_take(*, number: str, name: str, text: str, language: str, email: str = "") -> ReviewComment:
    """Take a comment without login; nobody but the commission reads it before it is released.

    The registrars are told, and the author by e-mail where an address was given.
    Raises NotFound for a review that is not public, Conflict when comments are closed, Invalid.
    """
    found = review_public(number=number)
    review = ProgrammeReview.objects.select_for_update().get(pk=found.pk)
    if not comments_open(review.status, review.comments_until, clock.now()):
        raise Conflict([ErrorItem("APL_COMMENTS_CLOSED", CLOSED, path="status", fix=CLOSED_FIX)])
    if len(text.strip()) < COMMENT_AT_LEAST:
        raise Invalid([ErrorItem("APL_WORDS", SAY.format(n=COMMENT_AT_LEAST), path="text", value=text)])
    made = ReviewComment.objects.create(
        review=review,
        number=review.comments.count() + 1,
        name=name.strip(),
        email=email,
        language=language,
        text=text.strip(),
        received_at=clock.now(),
    )
    event = "appeals.review_comment.received"
    body = {"number": made.number, "reference": review.number, "acknowledged": bool(email)}
    record(actor=PUBLIC, event=event, subject=Subject("programme_review", review.id), body=body)
    tell_comment(PUBLIC, made)
    return made


@transaction.atomic
def comment_release(*, actor: Actor, comment_id: UUID, expected_version: int) -> ReviewComment:
    """Let everybody read a comment. Raises Conflict, NotAllowed."""
    return _decide(actor, comment_id, "release", expected_version, "")


@transaction.atomic
def comment_refuse(*, actor: Actor, comment_id: UUID, refusal: str, expected_version: int) -> ReviewComment:
    """Keep a comment from the page, or take it down, for one class of reasons. Raises Invalid, Conflict, NotAllowed."""
    if refusal not in REFUSALS:
        raise Invalid([ErrorItem("APL_REFUSAL", CHOOSE, path="refusal", value=refusal)])
    return _decide(actor, comment_id, "refuse", expected_version, refusal)


def _decide(actor: Actor, comment_id: UUID, action: str, seen: int, refusal: str) -> ReviewComment:
    comment = comment_get(actor=actor, comment_id=comment_id)
    return apply(
        workflow=REVIEW_COMMENT,
        obj=comment,
        action=action,
        actor=actor,
        subject=Subject("programme_review", comment.review_id),
        expected_version=seen,
        changes={"refusal": refusal, "decided_by_name": actor.name, "decided_at": clock.now()},
        body={"number": comment.number, "why": refusal},
    )


CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
CLOSED = Text("Comments are closed.", "Les commentaires sont clos.")
CLOSED_FIX = Text("Your text is still here: copy it if you want.", "Votre texte est encore ici : copiez-le au besoin.")
