"""A programme review from its terms to answers: heard in public, written by two countries, followed up (R-84, R-88)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection

from appeals import services
from appeals.models import (
    ProgrammeReview,
    Recommendation,
    RecommendationResponse,
    ReviewEvidence,
    ReviewHearing,
)
from appeals.selectors import (
    comments_released,
    hearing_public,
    hearings_public,
    response_get,
    response_list,
    responses_public,
    review_get,
    review_list,
    review_public,
    reviews_public,
    reviews_to_confirm,
)
from audit.trail.selectors import entries_for
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from tests.factories.accounts import staff_actor
from tests.factories.appeals import Commission, make_commission
from tests.factories.enrollment import supervisor
from tests.factories.reviews import (
    ASKED,
    CLOSED,
    EVIDENCE,
    REASONS,
    REPORT,
    TERMS,
    TITLE,
    Docket,
    answer_given,
    make_comment,
    make_published,
    plan,
)
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db
THIN = Text("Too short", "Trop court")


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def docket(commission: Commission) -> Docket:
    return Docket(commission)


def test_the_registrar_opens_with_a_number_and_nobody_else(commission: Commission, commit_checks: Any) -> None:
    """R-84."""
    first, second = Docket(commission), Docket(commission, programme="")
    assert [each.row.number[-5:] for each in (first, second)] == ["-0001", "-0002"]
    assert first.row.status == "draft"
    with pytest.raises(NotAllowed):
        services.review_open(actor=commission.actor("ca1"), title=TITLE, terms=TERMS)
    with pytest.raises(Invalid) as refusal:
        services.review_open(actor=commission.actor("registrar"), title=THIN, terms=THIN, programme="ESTA")
    assert [item.path for item in refusal.value.items] == ["title_en", "terms_en", "terms_fr", "programme"]
    commit_checks()


def test_every_step_is_in_the_book_with_its_reason(docket: Docket, commit_checks: Any) -> None:
    """R-84: role and reason of each step."""
    docket.act(services.review_terms_publish, why="Agreed by both sections on Monday")
    docket.act(services.review_comments_open, until=clock.now().date())
    entries = list(entries_for(Subject("programme_review", docket.id)))
    told = {entry.event: entry for entry in entries}
    assert set(told) == {
        "appeals.programme_review.opened",
        "appeals.programme_review.terms_published",
        "appeals.programme_review.comments_opened",
    }
    assert "Agreed by both sections" in str(told["appeals.programme_review.terms_published"].body)
    assert all("commission.registrar" in entry.actor_roles for entry in entries)
    commit_checks()


def test_published_terms_and_a_report_that_was_handed_over_stay_in_the_database_too(docket: Docket) -> None:
    """R-84."""
    docket.commented()
    for changes in ({"terms": {"en": "other", "fr": "autre"}}, {"report": {"en": "x", "fr": "y"}}, {"status": "draft"}):
        with pytest.raises(DatabaseError), in_the_book():
            ProgrammeReview.objects.filter(pk=docket.id).update(**changes)
    docket.drafting().recommended("CBP").published()
    for changes in ({"report": {"en": "x", "fr": "y"}}, {"published_at": clock.now() - timedelta(days=91)}):
        with pytest.raises(DatabaseError), in_the_book():
            ProgrammeReview.objects.filter(pk=docket.id).update(**changes)
    with pytest.raises(DatabaseError), in_the_book():
        Recommendation.objects.update(text={"en": "x", "fr": "y"})
    with pytest.raises(DatabaseError), in_the_book():
        RecommendationResponse.objects.update(due_at=clock.now())


@pytest.mark.parametrize(
    "table",
    ["programme_review", "hearing", "review_comment", "review_evidence", "recommendation", "recommendation_response"],
)
def test_no_row_of_a_review_commits_without_an_entry(table: str) -> None:
    """R-84: the book, held by the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = %s", [f"appeals_{table}_trail_required"])
        assert cursor.fetchone()[0] == 1


def test_listed_evidence_is_never_changed(docket: Docket, commit_checks: Any) -> None:
    """R-84: references only, and they stay."""
    given = {"title": "Waits of the winter", "source": "Example institute", "language": "en"}
    with pytest.raises(Invalid):
        evidence_listed(docket, address="http://example.org/waits", **given)
    made = evidence_listed(docket, address="https://example.org/waits", **given)
    assert list(docket.row.evidence.all()) == [made]
    with pytest.raises(DatabaseError), in_the_book():
        ReviewEvidence.objects.update(title="changed")
    commit_checks()


def evidence_listed(docket: Docket, **given: Any) -> ReviewEvidence:
    return services.review_evidence_add(actor=docket.actor("registrar"), review_id=docket.id, **given)


@pytest.mark.parametrize("days", [-2, 182])
def test_comments_are_open_for_some_time_and_not_forever(docket: Docket, days: int) -> None:
    """R-84."""
    docket.act(services.review_terms_publish)
    with pytest.raises(Invalid) as refusal:
        docket.act(services.review_comments_open, until=clock.now().date() + timedelta(days=days))
    assert refusal.value.items[0].code == "APL_UNTIL"


def test_anybody_comments_while_open_and_everybody_reads_it_once_released(docket: Docket, commit_checks: Any) -> None:
    """R-84."""
    with pytest.raises(NotFound):
        make_comment(docket)
    docket.commented()
    made = make_comment(docket, email="person@example.org")
    second = make_comment(docket, name="Another")
    assert (made.number, second.number, made.status) == (1, 2, "received")
    assert list(comments_released(docket.row)) == []
    services.comment_release(actor=docket.actor("registrar"), comment_id=made.id, expected_version=1)
    assert list(comments_released(docket.row)) == [made]
    with pytest.raises(NotAllowed):
        services.comment_release(actor=docket.actor("ca1"), comment_id=second.id, expected_version=1)
    with pytest.raises(Invalid):
        services.comment_refuse(
            actor=docket.actor("registrar"), comment_id=second.id, refusal="dislike", expected_version=1
        )
    services.comment_refuse(actor=docket.actor("registrar"), comment_id=made.id, refusal="personal", expected_version=2)
    assert list(comments_released(docket.row)) == []
    bodies = str([entry.body for entry in entries_for(Subject("programme_review", docket.id))])
    assert "person@example.org" not in bodies
    assert "Example Freight" not in bodies
    with clock.frozen(docket.row.comments_until), pytest.raises(Conflict):
        make_comment(docket)
    with pytest.raises(Invalid):
        make_comment(docket, text="Too short")
    commit_checks()


def test_comments_are_closed_early_only_with_reasons_everybody_reads(docket: Docket) -> None:
    """R-84."""
    docket.commented()
    with pytest.raises(Conflict) as early:
        docket.act(services.report_begin, "ca1")
    assert early.value.items[0].code == "APL_COMMENTS_OPEN"
    with pytest.raises(Invalid):
        docket.act(services.review_comments_close, reasons=THIN)
    with pytest.raises(NotAllowed):
        docket.act(services.review_comments_close, "ca1", reasons=CLOSED)
    docket.act(services.review_comments_close, reasons=CLOSED)
    assert docket.row.comments_closed_why == CLOSED.as_dict()
    with pytest.raises(Conflict):
        docket.act(services.review_comments_close, reasons=CLOSED)
    docket.act(services.report_begin, "ca1")


def test_a_hearing_is_fixed_moved_and_held_on_its_day(docket: Docket, commit_checks: Any) -> None:
    """R-84."""
    docket.commented()
    with pytest.raises(Invalid) as refusal:
        docket.act(services.review_hearing_schedule, plan=plan(place="", link="", clocks="mars", minutes=0))
    assert [item.path for item in refusal.value.items] == ["clocks", "place", "minutes"]
    with pytest.raises(Invalid):
        docket.act(services.review_hearing_schedule, plan=plan(link="javascript:alert(1)"))
    with pytest.raises(Invalid):
        docket.act(services.review_hearing_schedule, plan=plan(plan().wall - timedelta(days=9)))
    made = docket.act(services.review_hearing_schedule, plan=plan())
    with pytest.raises(Conflict) as early:
        docket.act(services.review_hearing_hold)
    assert early.value.items[0].code == "APL_HEARING_EARLY"
    moved = docket.act(
        services.review_hearing_move, plan=plan(plan().wall + timedelta(days=1), place="Library, Detroit")
    )
    assert (moved.pk, moved.sequence, moved.number) == (made.pk, 1, 1)
    assert list(hearings_public()) == [moved]
    with clock.frozen(moved.starts_at):
        docket.act(services.review_hearing_hold)
        with pytest.raises(Conflict):
            docket.act(services.review_hearing_move, plan=plan())
    docket.act(services.review_hearing_schedule, plan=plan(plan().wall + timedelta(days=4)))
    assert [row.number for row in ReviewHearing.objects.order_by("number")] == [1, 2]
    commit_checks()


def test_two_members_of_two_countries_stand_behind_a_report(docket: Docket, commit_checks: Any) -> None:
    """R-80, R-84."""
    docket.commented().drafting().recommended("CBP", "BOTH")
    with pytest.raises(NotAllowed):
        docket.act(services.report_write, report=REPORT)
    docket.act(services.report_submit, "ca1")
    with pytest.raises(Conflict):
        docket.act(services.report_write, "ca1", report=THIN)
    assert list(reviews_to_confirm(actor=docket.actor("us1"))) == [docket.row]
    assert not reviews_to_confirm(actor=docket.actor("ca2")).exists()
    for key in ("ca1", "ca2"):
        with pytest.raises(Conflict):
            docket.act(services.report_confirm, key)
    with pytest.raises(NotAllowed):
        docket.act(services.report_confirm)
    with pytest.raises(Conflict):
        docket.act(services.report_publish)
    with pytest.raises(Invalid):
        docket.act(services.report_send_back, "us1", note="no")
    docket.act(services.report_send_back, "us1", note="The second hearing is not mentioned.")
    assert docket.row.status == "drafting"
    docket.act(services.report_submit, "ca1")
    with pytest.raises(DatabaseError), in_the_book():
        author = docket.row.report_by_id
        ProgrammeReview.objects.filter(pk=docket.id).update(status="confirmed", confirmed_by_id=author)
    docket.act(services.report_confirm, "us2")
    docket.act(services.report_publish)
    assert [row.party for row in RecommendationResponse.objects.order_by("recommendation__number", "party")] == [
        "CBP",
        "CBP",
        "CBSA",
    ]
    assert docket.response("CBSA").due_at - docket.row.published_at == timedelta(days=90)
    commit_checks()


def test_a_report_says_something_in_both_languages(docket: Docket) -> None:
    """R-84."""
    docket.commented().drafting()
    docket.act(services.report_write, "ca1", report=Text(REPORT.en, "Trop court"))
    with pytest.raises(Invalid) as refusal:
        docket.act(services.report_submit, "ca1")
    assert [item.path for item in refusal.value.items] == ["report_fr"]
    with pytest.raises(Invalid):
        docket.act(services.recommendation_add, "ca1", addressee="FDA", text=ASKED)


def test_recommendations_of_a_draft_are_taken_out_and_numbered_again(docket: Docket, commit_checks: Any) -> None:
    """R-84."""
    docket.commented().drafting().recommended("CBP", "CBSA", "GOVERNMENTS")
    first = docket.row.recommendations.get(number=1)
    with pytest.raises(NotAllowed):
        services.recommendation_remove(
            actor=docket.actor("registrar"), recommendation_id=first.id, expected_version=docket.row.row_version
        )
    services.recommendation_remove(
        actor=docket.actor("us1"), recommendation_id=first.id, expected_version=docket.row.row_version
    )
    rows = docket.row.recommendations.order_by("number").values_list("number", "addressee")
    assert list(rows) == [(1, "CBSA"), (2, "GOVERNMENTS")]
    commit_checks()


def test_each_addressee_answers_for_itself_and_says_when_it_is_done(commission: Commission, commit_checks: Any) -> None:
    """R-84, R-88."""
    docket = make_published("BOTH", commission=commission)
    cbp, cbsa = supervisor(), supervisor("CBSA")
    assert [row.party for row in response_list(actor=cbp, waiting=True)] == ["CBP"]
    with pytest.raises(NotFound):
        response_get(actor=cbp, response_id=docket.response("CBSA").id)
    with pytest.raises(NotFound):
        response_get(actor=staff_actor("officer.primary"), response_id=docket.response("CBP").id)
    with pytest.raises(NotAllowed):
        found = docket.response("CBP")
        services.response_answer(
            actor=commission.actor("ca1"), response_id=found.id, action="reject", reasons=REASONS, expected_version=1
        )
    with pytest.raises(Invalid) as refusal:
        services.response_answer(
            actor=cbp, response_id=docket.response("CBP").id, action="accept", reasons=THIN, expected_version=1
        )
    assert [item.path for item in refusal.value.items] == ["reasons_en", "reasons_fr", "act_by"]
    answer_given(docket, cbp, "CBP")
    assert [row.status for row in (docket.response("CBP"), docket.response("CBSA"))] == ["accepted", "open"]
    answer_given(docket, cbsa, "CBSA", "reject")
    assert docket.response("CBSA").act_by is None
    with pytest.raises(Invalid):
        services.response_finish(actor=cbp, response_id=docket.response("CBP").id, evidence=THIN, expected_version=2)
    done = services.response_finish(
        actor=cbp, response_id=docket.response("CBP").id, evidence=EVIDENCE, expected_version=2
    )
    assert (done.status, done.answer) == ("done", "accepted")
    with pytest.raises(DatabaseError), in_the_book():
        RecommendationResponse.objects.filter(pk=done.pk).update(status="open")
    commit_checks()


def test_the_registrar_enters_what_a_government_answered_and_where_it_said_it(commission: Commission) -> None:
    """R-88."""
    docket = make_published("GOVERNMENTS", commission=commission)
    registrar, found = commission.actor("registrar"), docket.response("CA")
    given = {"actor": registrar, "response_id": found.id, "action": "reject", "reasons": REASONS, "expected_version": 1}
    with pytest.raises(Invalid) as refusal:
        services.response_answer(**given)
    assert [item.path for item in refusal.value.items] == ["source"]
    assert services.response_answer(**given, source="Letter of 4 March, tabled in the House").status == "rejected"
    assert docket.response("US").status == "open"
    with pytest.raises(NotFound):
        services.response_answer(**{**given, "actor": supervisor(), "response_id": docket.response("US").id})


def test_the_public_register_has_the_longest_overdue_first(commission: Commission) -> None:
    """R-84: overdue is worked out, never stored."""
    old = make_published("CBP", commission=commission, days_ago=130)
    older = make_published("CBSA", commission=commission, days_ago=95)
    fresh = make_published("BOTH", commission=commission, days_ago=10)
    answered = answer_given(fresh, supervisor("CBSA"), "CBSA")
    order = list(responses_public())
    assert order == [old.response("CBP"), older.response("CBSA"), fresh.response("CBP"), answered]
    assert list(responses_public(status="overdue")) == order[:2]
    assert list(responses_public(status="open")) == order[2:3]
    assert list(responses_public(status="accepted", party="CBSA")) == [answered]
    moment = fresh.response("CBP").due_at
    for after, wanted in ((timedelta(0), 2), (timedelta(seconds=1), 3)):
        with clock.frozen(moment + after):
            assert responses_public(status="overdue").count() == wanted


def test_a_withdrawn_review_says_why_and_a_draft_is_nobodys_business(commission: Commission) -> None:
    """R-84."""
    draft, public = Docket(commission), Docket(commission).commented()
    with pytest.raises(Invalid):
        public.act(services.review_withdraw, reasons=THIN)
    public.act(services.review_hearing_schedule, plan=plan())
    for docket in (draft, public):
        docket.act(services.review_withdraw, reasons=CLOSED)
    assert list(reviews_public()) == [public.row]
    with pytest.raises(NotFound):
        review_public(number=draft.row.number)
    assert list(hearings_public()) == []
    assert hearing_public(number=public.row.number, hearing=1).review.status == "withdrawn"
    with pytest.raises(Conflict):
        evidence_listed(public, title="x", source="y", language="en")


def test_who_sees_the_docket(docket: Docket) -> None:
    """R-84: deny by default."""
    for key in ("registrar", "us1"):
        assert review_get(actor=docket.actor(key), review_id=docket.id) == docket.row
    for actor in (supervisor(), staff_actor("auditor"), staff_actor("officer.targeting")):
        assert not review_list(actor=actor).exists()
        with pytest.raises(NotFound):
            review_get(actor=actor, review_id=docket.id)


def test_a_step_on_a_page_that_is_out_of_date_is_refused(docket: Docket) -> None:
    """R-84."""
    docket.commented()
    with pytest.raises(Conflict) as stale:
        docket.act(services.review_comments_close, reasons=CLOSED, expected_version=1)
    assert stale.value.items[0].code == "WORKFLOW_STALE"
