"""Programme reviews: opened by the registrar, heard in public, withdrawn with reasons (R-84)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.review_hearings import (
    CLOCKS,
    INTERPRETERS,
    LANGUAGES,
    LONGEST_MINUTES,
    HearingPlan,
    by_the_clock,
    may_be_held,
)
from appeals.domain.reviews import (
    FINAL,
    LONGEST_COMMENTS_DAYS,
    PROGRAMME_REVIEW,
    REASON_AT_LEAST,
    TERMS_AT_LEAST,
    TITLE_AT_LEAST,
    comments_open,
)
from appeals.models import ProgrammeReview, ReviewEvidence, ReviewHearing
from appeals.selectors import review_get
from appeals.services.refusals import COMMISSION_ONLY, in_both
from audit.trail.services import record
from enrollment.domain.programmes import PROGRAMMES
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.workflow.services import apply, refuse_stale


@transaction.atomic
def review_open(*, actor: Actor, title: Text, terms: Text, programme: str = "") -> ProgrammeReview:
    """Open a review as a draft with its number. Raises NotAllowed for anybody but the registrar, Invalid."""
    if not actor.has("commission.registrar"):
        raise NotAllowed([ErrorItem("APL_REVIEW_REGISTRAR", COMMISSION_ONLY)])
    items = [*in_both("title", title, TITLE_AT_LEAST), *in_both("terms", terms, TERMS_AT_LEAST)]
    if programme and programme not in PROGRAMMES:
        items.append(ErrorItem("APL_PROGRAMME", CHOOSE, path="programme", value=programme))
    if items:
        raise Invalid(items)
    now = clock.now()
    review = ProgrammeReview.objects.create(
        number=f"PR-{now.year}-{next_number('PR', now.year):04d}",
        programme=programme,
        title=title.as_dict(),
        terms=terms.as_dict(),
        opened_by_name=actor.name,
        opened_at=now,
    )
    review_recorded(actor, review, "opened", programme=programme)
    return review


@transaction.atomic
def review_terms_publish(*, actor: Actor, review_id: UUID, expected_version: int, why: str = "") -> ProgrammeReview:
    """Let everybody read the terms; from now on they stay as they are."""
    review = review_get(actor=actor, review_id=review_id)
    return review_move(actor, review, "publish_terms", expected_version, why, terms_published_at=clock.now())


@transaction.atomic
def review_comments_open(
    *, actor: Actor, review_id: UUID, until: date, expected_version: int, why: str = ""
) -> ProgrammeReview:
    """Take comments from everybody until the end of a day, by the clock of the westernmost crossings. Raises Invalid."""
    now = clock.now()
    closes = by_the_clock(datetime.combine(until, datetime.min.time()) + timedelta(days=1), "pacific")
    if not now < closes <= now + timedelta(days=LONGEST_COMMENTS_DAYS):
        fix = UNTIL_FIX.format(days=LONGEST_COMMENTS_DAYS)
        raise Invalid([ErrorItem("APL_UNTIL", UNTIL, path="until", value=until.isoformat(), fix=fix)])
    review = review_get(actor=actor, review_id=review_id)
    return review_move(actor, review, "open_comments", expected_version, why, comments_until=closes)


@transaction.atomic
def review_comments_close(*, actor: Actor, review_id: UUID, reasons: Text, expected_version: int) -> ProgrammeReview:
    """Close comments before their day, with reasons everybody reads. Raises Conflict when they are not open, Invalid."""
    review = _locked(actor, review_id, expected_version)
    if not comments_open(review.status, review.comments_until, clock.now()):
        raise Conflict([ErrorItem("APL_COMMENTS_CLOSED", NOT_OPEN, path="status", value=review.status)])
    _refuse(in_both("reasons", reasons, REASON_AT_LEAST))
    announced = review.comments_until.isoformat() if review.comments_until else ""
    _changed(review, comments_until=clock.now(), comments_closed_why=reasons.as_dict())
    review_recorded(actor, review, "comments_closed", announced=announced)
    return review


@transaction.atomic
def review_evidence_add(
    *,
    actor: Actor,
    review_id: UUID,
    title: str,
    source: str,
    language: str,
    dated: date | None = None,
    address: str = "",
) -> ReviewEvidence:
    """List a document by title, source, date and address. Raises NotAllowed, Conflict once the review is over, Invalid."""
    review = _locked(actor, review_id, None)
    if review.status in FINAL:
        raise Conflict([ErrorItem("APL_REVIEW_OVER", OVER, path="status", value=review.status)])
    if address and not address.startswith("https://"):
        raise Invalid([ErrorItem("APL_ADDRESS", ADDRESS, path="address", value=address)])
    made = ReviewEvidence.objects.create(
        review=review,
        title=title.strip(),
        source=source.strip(),
        dated=dated,
        address=address,
        language=language,
        added_by_name=actor.name,
    )
    review_recorded(actor, review, "evidence_added", title=made.title)
    return made


@transaction.atomic
def review_hearing_schedule(
    *, actor: Actor, review_id: UUID, plan: HearingPlan, expected_version: int, why: str = ""
) -> ReviewHearing:
    """Fix a hearing, the first or another one. Raises Conflict, NotAllowed, Invalid."""
    starts_at = _checked(plan)
    review = review_get(actor=actor, review_id=review_id)
    review = review_move(actor, review, "schedule", expected_version, why, starts=starts_at.isoformat())
    return ReviewHearing.objects.create(
        review=review,
        number=review.hearings.count() + 1,
        starts_at=starts_at,
        changed_at=clock.now(),
        **_plan_fields(plan),
    )


@transaction.atomic
def review_hearing_move(*, actor: Actor, review_id: UUID, plan: HearingPlan, expected_version: int) -> ReviewHearing:
    """Move the hearing that is to come to another time or place; calendars that hold it follow. Raises Conflict."""
    review = _locked(actor, review_id, expected_version)
    starts_at = _checked(plan)
    hearing = review.hearings.select_for_update().order_by("-number").first() if review.status == "hearing" else None
    if hearing is None:
        raise Conflict([ErrorItem("APL_NO_HEARING", NO_HEARING, path="status", value=review.status)])
    before = hearing.starts_at.isoformat()
    changes = {
        **_plan_fields(plan),
        "starts_at": starts_at,
        "sequence": hearing.sequence + 1,
        "changed_at": clock.now(),
        "row_version": hearing.row_version + 1,
    }
    for name, value in changes.items():
        setattr(hearing, name, value)
    hearing.save(update_fields=list(changes))
    _changed(review)
    review_recorded(actor, review, "hearing_moved", number=hearing.number, before=before, starts=starts_at.isoformat())
    return hearing


@transaction.atomic
def review_hearing_hold(*, actor: Actor, review_id: UUID, expected_version: int, why: str = "") -> ProgrammeReview:
    """Record that the hearing took place, on its day at the earliest. Raises Conflict."""
    review = review_get(actor=actor, review_id=review_id)
    hearing = review.hearings.order_by("-number").first()
    if hearing and not may_be_held(hearing.starts_at, clock.now(), hearing.clocks):
        raise Conflict([ErrorItem("APL_HEARING_EARLY", TOO_EARLY, path="status", fix=TOO_EARLY_FIX)])
    return review_move(actor, review, "hold", expected_version, why)


@transaction.atomic
def review_withdraw(*, actor: Actor, review_id: UUID, reasons: Text, expected_version: int) -> ProgrammeReview:
    """Withdraw a review with reasons in both languages, public where its terms are. Raises Invalid, Conflict."""
    _refuse(in_both("reasons", reasons, REASON_AT_LEAST))
    review = review_get(actor=actor, review_id=review_id)
    return review_move(actor, review, "withdraw", expected_version, reasons.en, withdrawn_why=reasons.as_dict())


def review_move(
    actor: Actor, review: ProgrammeReview, action: str, seen: int, why: str, starts: str = "", **changes: Any
) -> ProgrammeReview:
    """Take a review through one step of its table, with the reason that was given."""
    body = {"number": review.number, "why": why.strip()} | ({"starts": starts} if starts else {})
    return apply(
        workflow=PROGRAMME_REVIEW,
        obj=review,
        action=action,
        actor=actor,
        subject=Subject("programme_review", review.id),
        expected_version=seen,
        changes=changes,
        body=body,
    )


def review_recorded(actor: Actor, review: ProgrammeReview, what: str, **more: Any) -> None:
    """Put into the book what happened to a review without changing its status."""
    body = {"reference": review.number, **more}
    event = f"appeals.programme_review.{what}"
    record(actor=actor, event=event, subject=Subject("programme_review", review.id), body=body)


def _locked(actor: Actor, review_id: UUID, seen: int | None) -> ProgrammeReview:
    """Give the row, locked, to the registrar as they saw it. Raises NotFound, NotAllowed, Conflict."""
    review_get(actor=actor, review_id=review_id)
    if not actor.has("commission.registrar"):
        raise NotAllowed([ErrorItem("APL_REVIEW_REGISTRAR", COMMISSION_ONLY)])
    review = ProgrammeReview.objects.select_for_update().get(pk=review_id)
    refuse_stale(review.row_version, seen=seen)
    return review


def _changed(review: ProgrammeReview, **fields: Any) -> None:
    fields["row_version"] = review.row_version + 1
    for name, value in fields.items():
        setattr(review, name, value)
    review.save(update_fields=list(fields))


def _plan_fields(plan: HearingPlan) -> Mapping[str, Any]:
    return {
        "minutes": plan.minutes,
        "clocks": plan.clocks,
        "place": plan.place.strip(),
        "link": plan.link,
        "languages": plan.languages,
        "interpreter": plan.interpreter,
    }


def _checked(plan: HearingPlan) -> datetime:
    known = (("clocks", CLOCKS), ("languages", LANGUAGES), ("interpreter", INTERPRETERS))
    items = [
        ErrorItem("APL_CHOICE", CHOOSE, path=name, value=getattr(plan, name))
        for name, table in known
        if getattr(plan, name) not in table
    ]
    if not plan.place.strip() and not plan.link:
        items.append(ErrorItem("APL_NOWHERE", NOWHERE, path="place"))
    if plan.link and not plan.link.startswith("https://"):
        items.append(ErrorItem("APL_ADDRESS", ADDRESS, path="link", value=plan.link))
    if not 0 < plan.minutes <= LONGEST_MINUTES:
        items.append(ErrorItem("APL_MINUTES", MINUTES.format(most=LONGEST_MINUTES), path="minutes", value=plan.minutes))
    _refuse(items)
    starts_at = by_the_clock(plan.wall, plan.clocks)
    if starts_at <= clock.now():
        raise Invalid([ErrorItem("APL_HEARING_PAST", PAST, path="wall", value=plan.wall.isoformat())])
    return starts_at


def _refuse(items: list[ErrorItem]) -> None:
    if items:
        raise Invalid(items)


CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
UNTIL = Text("This is not a day comments can be open until.", "Les commentaires ne peuvent rester ouverts jusque-là.")
UNTIL_FIX = Text(
    "Give today or a day within the next {days} days.", "Donnez aujourd'hui ou un jour des {days} prochains jours."
)
NOT_OPEN = Text("Comments are not open.", "Les commentaires ne sont pas ouverts.")
OVER = Text("This review is over.", "Cet examen est terminé.")
ADDRESS = Text("Give an address that begins with https://.", "Donnez une adresse qui commence par https://.")
NOWHERE = Text("Give a place, a link to join from afar, or both.", "Donnez un lieu, un lien à distance, ou les deux.")
MINUTES = Text("Give a length of 1 to {most} minutes.", "Donnez une durée de 1 à {most} minutes.")
PAST = Text("This moment has passed.", "Ce moment est passé.")
NO_HEARING = Text("No hearing is to come.", "Aucune audience n'est à venir.")
TOO_EARLY = Text("The day of the hearing has not come.", "Le jour de l'audience n'est pas venu.")
TOO_EARLY_FIX = Text("Record it afterwards, or move the hearing.", "Consignez-la ensuite, ou déplacez l'audience.")
