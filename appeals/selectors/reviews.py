"""Programme reviews: the commission's docket of them, and what everybody may read (R-84)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Prefetch, Q, QuerySet

from appeals.domain.reviews import COMMENTING
from appeals.models import ProgrammeReview, Recommendation, ReviewComment, ReviewHearing
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

COMMISSION = ("commission.registrar", "commission.member")


def _visible(actor: Actor) -> QuerySet[ProgrammeReview]:
    return ProgrammeReview.objects.all() if actor.has(*COMMISSION) else ProgrammeReview.objects.none()


def review_list(*, actor: Actor) -> QuerySet[ProgrammeReview]:
    """Give the docket of reviews for the commission, with how many comments wait to be read."""
    waiting = Count("comments", filter=Q(comments__status="received"))
    return _visible(actor).annotate(unread=waiting).order_by("-opened_at", "-id")


def review_get(*, actor: Actor, review_id: UUID) -> ProgrammeReview:
    """Give one review; NotFound for strangers and missing ids alike."""
    found = _visible(actor).filter(pk=review_id).first()
    if found is None:
        raise NotFound
    return found


def reviews_to_confirm(*, actor: Actor) -> QuerySet[ProgrammeReview]:
    """Give a member the reports of the other country's members that wait for a confirmation."""
    rows = _visible(actor).filter(status="checking").exclude(report_by_id=actor.user_id)
    return rows.exclude(report_country=actor.country).order_by("opened_at")


def comment_get(*, actor: Actor, comment_id: UUID) -> ReviewComment:
    """Give one comment for the commission, whatever its state. Raises NotFound."""
    rows = ReviewComment.objects.filter(review__in=_visible(actor)).select_related("review")
    found = rows.filter(pk=comment_id).first()
    if found is None:
        raise NotFound
    return found


def comments_unread(*, actor: Actor) -> QuerySet[ReviewComment]:
    """Give the comments nobody of the commission has decided on, the oldest first."""
    rows = ReviewComment.objects.filter(review__in=_visible(actor), status="received")
    return rows.select_related("review").order_by("received_at", "id")


def comments_of(review: ProgrammeReview) -> QuerySet[ReviewComment]:
    """Give every comment of a review for the commission: the unread before the others."""
    return ReviewComment.objects.filter(review=review).order_by("status", "number")


def recommendations_of(review: ProgrammeReview) -> QuerySet[Recommendation]:
    """Give the recommendations of a review with their answers, in two queries."""
    return Recommendation.objects.filter(review=review).prefetch_related("responses").order_by("number")


def reviews_unpublished() -> QuerySet[ProgrammeReview]:
    """Give what the commission has not published yet: terms and reports in the making, with recommendations (R-87)."""
    rows = ProgrammeReview.objects.filter(status__in=("draft", "drafting", "checking", "confirmed"))
    return rows.prefetch_related(Prefetch("recommendations", Recommendation.objects.order_by("number"))).order_by(
        "number"
    )


def reviews_public() -> QuerySet[ProgrammeReview]:
    """Give what everybody may read of: open for comments first, then the newest."""
    rows = ProgrammeReview.objects.filter(terms_published_at__isnull=False)
    open_now = Q(status__in=COMMENTING, comments_until__gt=clock.now())
    return rows.annotate(open_now=ExpressionWrapper(open_now, BooleanField())).order_by(
        "-open_now", "-opened_at", "-id"
    )


def review_public(*, number: str) -> ProgrammeReview:
    """Give one review everybody may read. Raises NotFound, also for one that is not published."""
    found = ProgrammeReview.objects.filter(terms_published_at__isnull=False, number=number).first()
    if found is None:
        raise NotFound
    return found


def comments_released(review: ProgrammeReview) -> QuerySet[ReviewComment]:
    """Give what everybody may read of the comments. E-mail addresses stay behind."""
    rows = ReviewComment.objects.filter(review=review, status="released")
    return rows.defer("email").order_by("number")


def comments_refused(review: ProgrammeReview) -> dict[str, int]:
    """Give how many comments were not released, by class of reason."""
    rows = ReviewComment.objects.filter(review=review, status="refused").order_by("refusal")
    return dict(rows.values_list("refusal").annotate(count=Count("pk")))


def hearings_public() -> QuerySet[ReviewHearing]:
    """Give the hearings of published reviews that were not withdrawn: those to come first, the soonest before."""
    rows = ReviewHearing.objects.filter(review__terms_published_at__isnull=False).exclude(review__status="withdrawn")
    return rows.select_related("review").order_by("starts_at", "id")


def hearing_public(*, number: str, hearing: int) -> ReviewHearing:
    """Give one hearing of a review everybody may read, of a withdrawn one too: calendars must learn of it."""
    rows = ReviewHearing.objects.filter(review__terms_published_at__isnull=False, review__number=number, number=hearing)
    found = rows.select_related("review").first()
    if found is None:
        raise NotFound
    return found
