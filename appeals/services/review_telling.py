"""Who hears of a comment on a programme review and of an answer to its recommendations (R-84, R-88)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail

from appeals.domain.recommendations import ANSWERS, PARTIES
from appeals.models import RecommendationResponse, ReviewComment
from portal.accounts.selectors import users_with_staff_role
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.notices.services import notice_send

REGISTRAR, MEMBER = "commission.registrar", "commission.member"


def tell_comment(actor: Actor, comment: ReviewComment) -> None:
    """Tell the registrars that a comment waits to be read; acknowledge it to its author where an address was given.

    The notice says neither who commented nor what: nobody reads that before it is released.
    """
    words = {"comment": comment.number, "number": comment.review.number}
    for user_id in _holding(REGISTRAR):
        notice_send(
            actor=actor,
            user_id=user_id,
            kind="review_comment",
            title=WAITS.format(**words),
            body=WAITS_BODY.format(**words),
            subject=Subject("programme_review", comment.review_id),
            link=f"/commission/docket/reviews/{comment.review_id}/",
        )
    if comment.email:
        dispatch("appeals.comment_mail", subject_id=comment.id)


def comment_mail(*, comment_id: UUID) -> None:
    """Acknowledge a comment by e-mail in its own language, once.

    The words of the comment are left out: an address nobody has checked gets nothing that somebody else wrote.
    """
    comment = ReviewComment.objects.select_related("review").get(pk=comment_id)
    url = f"{settings.PUBLIC_URL}/commission/reviews/{comment.review.number}/"
    words = {"comment": comment.number, "number": comment.review.number, "url": url}
    title, text = MAIL_TITLE.format(**words), MAIL_TEXT.format(**words)
    send_mail(title.get(comment.language), text.get(comment.language), None, [comment.email])


def tell_answered(actor: Actor, response: RecommendationResponse) -> None:
    """Tell the commission what an addressee answered, or that what it promised is done; not whoever entered it."""
    title, body = (DONE, response.done) if response.status == "done" else (ANSWERED, response.reasons)
    recommendation, party = response.recommendation, PARTIES[response.party]
    answer = ANSWERS[response.answer]
    words = {"number": recommendation.number, "review": recommendation.review.number}
    heading = Text(
        title.en.format(party=party.en, answer=answer.en.lower(), **words),
        title.fr.format(party=party.fr, answer=answer.fr.lower(), **words),
    )
    for user_id in _holding(REGISTRAR, MEMBER):
        if user_id != actor.user_id:
            notice_send(
                actor=actor,
                user_id=user_id,
                kind="recommendation",
                title=heading,
                body=Text.from_dict(body or {}),
                subject=Subject("recommendation_response", response.id),
                link=f"/commission/docket/responses/{response.id}/",
            )


def _holding(*roles: str) -> list[UUID]:
    """Give everybody with one of the roles once, in an order of their own: notices are always written in it."""
    return sorted({user_id for role in roles for user_id in users_with_staff_role(role).values_list("id", flat=True)})


WAITS = Text("Comment {comment} on {number} waits", "Le commentaire {comment} sur {number} attend")
WAITS_BODY = Text(
    "Comment {comment} came in on programme review {number}. Read it, then release it or keep it from the page.",
    "Le commentaire {comment} est arrivé sur l'examen de programme {number}. Lisez-le, puis diffusez-le ou non.",
)
ANSWERED = Text(
    "{party} on recommendation {number} of {review}: {answer}",
    "{party}, recommandation {number} de {review} : {answer}",
)
DONE = Text(
    "{party} on recommendation {number} of {review}: it is done",
    "{party}, recommandation {number} de {review} : c'est réalisé",
)
MAIL_TITLE = Text("Your comment on {number} was received", "Votre commentaire sur {number} est reçu")
MAIL_TEXT = Text(
    "The joint commission received your comment as number {comment} on programme review {number}.\n\n"
    "It is shown once the registrar has released it:\n{url}\n\n"
    "If you sent no comment, somebody gave your address by mistake: there is nothing you have to do.\n",
    "La commission mixte a reçu votre commentaire sous le numéro {comment} sur l'examen de programme {number}.\n\n"
    "Il est affiché une fois que le greffe l'a diffusé :\n{url}\n\n"
    "Si vous n'avez envoyé aucun commentaire, on a donné votre adresse par erreur : vous n'avez rien à faire.\n",
)
