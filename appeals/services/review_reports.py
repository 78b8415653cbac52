"""The report of a programme review: written by one member, confirmed by one of the other country, then published (R-84).

Publication starts the clock of every answer, in the same transaction.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from appeals.domain.recommendations import ADDRESSEES, WORDS_AT_LEAST, response_due
from appeals.domain.reviews import REASON_AT_LEAST, REPORT_AT_LEAST, comments_open
from appeals.models import ProgrammeReview, Recommendation, RecommendationResponse
from appeals.selectors import recommendation_get, review_get
from appeals.services.refusals import SAY, in_both
from appeals.services.reviews import review_move, review_recorded
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.text import Text
from portal.workflow.services import refuse_stale


@transaction.atomic
def report_begin(*, actor: Actor, review_id: UUID, expected_version: int, why: str = "") -> ProgrammeReview:
    """Begin the report once everybody has had their say. Raises Conflict while comments are open."""
    review = review_get(actor=actor, review_id=review_id)
    if comments_open(review.status, review.comments_until, clock.now()):
        raise Conflict([ErrorItem("APL_COMMENTS_OPEN", STILL_OPEN, path="status", fix=STILL_OPEN_FIX)])
    return review_move(actor, review, "begin_report", expected_version, why)


@transaction.atomic
def report_write(*, actor: Actor, review_id: UUID, report: Text, expected_version: int) -> ProgrammeReview:
    """Write the report, in both languages. It may be short while it is drafted. Raises Conflict, NotAllowed."""
    review = _drafted(actor, review_id, expected_version)
    review.report = {language: words.strip() for language, words in report.as_dict().items()}
    review.row_version += 1
    review.save(update_fields=["report", "row_version"])
    review_recorded(actor, review, "report_written")
    return review


@transaction.atomic
def recommendation_add(
    *, actor: Actor, review_id: UUID, addressee: str, text: Text, expected_version: int
) -> Recommendation:
    """Add the next recommendation to the report. Raises Conflict outside drafting, NotAllowed, Invalid."""
    items = in_both("text", text, WORDS_AT_LEAST)
    if addressee not in ADDRESSEES:
        items.append(ErrorItem("APL_ADDRESSEE", CHOOSE, path="addressee", value=addressee))
    if items:
        raise Invalid(items)
    review = _drafted(actor, review_id, expected_version)
    number = review.recommendations.count() + 1
    made = Recommendation.objects.create(
        review=review, number=number, addressee=addressee, text={k: v.strip() for k, v in text.as_dict().items()}
    )
    _touched(review)
    review_recorded(actor, review, "recommendation_added", number=number, addressee=addressee)
    return made


@transaction.atomic
def recommendation_remove(*, actor: Actor, recommendation_id: UUID, expected_version: int) -> ProgrammeReview:
    """Take a recommendation out of a draft; those after it move up. Raises Conflict, NotAllowed, NotFound."""
    found = recommendation_get(actor=actor, recommendation_id=recommendation_id)
    review = _drafted(actor, found.review_id, expected_version)
    found.delete()
    for number, row in enumerate(review.recommendations.order_by("number"), 1):
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])
    _touched(review)
    review_recorded(actor, review, "recommendation_removed", text=found.text["en"])
    return review


@transaction.atomic
def report_submit(*, actor: Actor, review_id: UUID, expected_version: int, why: str = "") -> ProgrammeReview:
    """Hand the report over to be confirmed; who does so stands as its author. Raises Invalid, Conflict, NotAllowed."""
    review = review_get(actor=actor, review_id=review_id)
    written = review.report or {"en": "", "fr": ""}
    items = in_both("report", Text.from_dict(written), REPORT_AT_LEAST) if review.status == "drafting" else []
    if not actor.country:
        items.append(ErrorItem("APL_NO_COUNTRY", NO_COUNTRY))
    if items:
        raise Invalid(items)
    return review_move(
        actor,
        review,
        "submit",
        expected_version,
        why,
        report_by_id=actor.person,
        report_by_name=actor.name,
        report_country=actor.country,
    )


@transaction.atomic
def report_send_back(*, actor: Actor, review_id: UUID, note: str, expected_version: int) -> ProgrammeReview:
    """Send a report back to be written again, saying why. Raises Invalid, Conflict for its author and own country."""
    if len(note.strip()) < REASON_AT_LEAST:
        raise Invalid([ErrorItem("APL_WORDS", SAY.format(n=REASON_AT_LEAST), path="note", value=note)])
    review = review_get(actor=actor, review_id=review_id)
    return review_move(actor, review, "send_back", expected_version, note, returned_note=note.strip())


@transaction.atomic
def report_confirm(*, actor: Actor, review_id: UUID, expected_version: int, why: str = "") -> ProgrammeReview:
    """Confirm a report for the other country than its author's. Raises Conflict for anybody else."""
    review = review_get(actor=actor, review_id=review_id)
    return review_move(
        actor,
        review,
        "confirm",
        expected_version,
        why,
        confirmed_by_id=actor.person,
        confirmed_by_name=actor.name,
        confirmed_country=actor.country,
        returned_note="",
    )


@transaction.atomic
def report_publish(*, actor: Actor, review_id: UUID, expected_version: int, why: str = "") -> ProgrammeReview:
    """Publish a confirmed report; every addressee has 90 days from this moment to answer for itself. Raises Conflict."""
    review = review_get(actor=actor, review_id=review_id)
    now = clock.now()
    review = review_move(actor, review, "publish", expected_version, why, published_at=now)
    RecommendationResponse.objects.bulk_create(
        RecommendationResponse(recommendation=row, party=party, due_at=response_due(now))
        for row in review.recommendations.all()
        for party in ADDRESSEES[row.addressee].parties
    )
    return review


def _drafted(actor: Actor, review_id: UUID, seen: int) -> ProgrammeReview:
    """Give the row, locked, to a member while the report is drafted. Raises NotFound, NotAllowed, Conflict."""
    review_get(actor=actor, review_id=review_id)
    if not actor.has("commission.member"):
        raise NotAllowed([ErrorItem("APL_REVIEW_MEMBER", MEMBERS_ONLY)])
    review = ProgrammeReview.objects.select_for_update().get(pk=review_id)
    refuse_stale(review.row_version, seen=seen)
    if review.status != "drafting":
        raise Conflict([ErrorItem("APL_NOT_DRAFTING", NOT_DRAFTING, path="status", value=review.status)])
    return review


def _touched(review: ProgrammeReview) -> None:
    review.row_version += 1
    review.save(update_fields=["row_version"])


CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
STILL_OPEN = Text("Comments are still open.", "Les commentaires sont encore ouverts.")
STILL_OPEN_FIX = Text(
    "Wait for their day, or let the registrar close them with reasons.",
    "Attendez leur échéance, ou laissez le greffe les clore avec motifs.",
)
MEMBERS_ONLY = Text("Members of the commission write the report.", "Les membres de la commission rédigent le rapport.")
NOT_DRAFTING = Text("The report is not being drafted.", "Le rapport n'est pas en rédaction.")
NO_COUNTRY = Text("Your role names no country.", "Votre rôle ne nomme aucun pays.")
