"""Who hears of a public comment and of an answer to a recommendation (R-84, R-88)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from appeals import services
from appeals.models import ReviewComment
from appeals.services.review_telling import comment_mail
from audit.trail.selectors import entries_for
from portal.accounts.models import User
from portal.core import clock
from portal.core.domain.errors import Conflict
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from tests.factories.appeals import Commission, make_commission
from tests.factories.enrollment import supervisor
from tests.factories.reviews import EVIDENCE, REASONS, WORDS, Docket, answer_given, make_comment, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def told(kind: str) -> set[User]:
    return {row.user for row in Notice.objects.filter(kind=kind).select_related("user")}


def commented(commission: Commission, **given: Any) -> ReviewComment:
    return make_comment(Docket(commission).commented(), **given)


def test_a_comment_is_told_to_the_registrar_without_its_words(commission: Commission, commit_checks: Any) -> None:
    made = commented(commission, name="Example Freight")
    assert told("review_comment") == {commission.users["registrar"]}
    notice = Notice.objects.get(kind="review_comment")
    assert notice.link == f"/commission/docket/reviews/{made.review_id}/"
    assert made.review.number in notice.title_fr
    said = f"{notice.title_en} {notice.body_en} {notice.title_fr} {notice.body_fr}"
    assert WORDS not in said and "Example Freight" not in said
    commit_checks()


@pytest.mark.parametrize(("language", "begins"), [("en", "Your comment on"), ("fr", "Votre commentaire sur")])
def test_the_author_gets_an_acknowledgement_in_the_comments_language(
    commission: Commission, language: str, begins: str
) -> None:
    docket = Docket(commission).commented()
    given = {"number": docket.row.number, "name": "Example Freight", "text": WORDS, "language": language}
    made = services.comment_take(**given, email="person@example.org")
    assert OutboxTask.objects.get(task="appeals.comment_mail").subject_id == made.id
    comment_mail(comment_id=made.id)
    sent = mail.outbox[-1]
    assert sent.to == ["person@example.org"] and sent.subject == f"{begins} {docket.row.number}" + (
        " was received" if language == "en" else " est reçu"
    )
    assert f"/commission/reviews/{docket.row.number}/" in sent.body
    assert WORDS not in sent.body and "Example Freight" not in sent.body


@pytest.mark.parametrize("email", ["", "person@example.org"])
def test_without_an_address_nothing_is_acknowledged_and_the_trail_says_so(commission: Commission, email: str) -> None:
    made = commented(commission, email=email)
    assert OutboxTask.objects.filter(task="appeals.comment_mail").exists() is bool(email)
    entries = entries_for(Subject("programme_review", made.review_id))
    received = next(row for row in entries if row.event == "appeals.review_comment.received")
    assert f'"acknowledged":{str(bool(email)).lower()}' in str(received.body)
    assert "person@example.org" not in str(received.body)


def test_a_refused_comment_tells_nobody(commission: Commission) -> None:
    docket = Docket(commission).commented()
    with clock.frozen(docket.row.comments_until + timedelta(days=1)), pytest.raises(Conflict):
        make_comment(docket, email="person@example.org")
    assert not told("review_comment") and not OutboxTask.objects.filter(task="appeals.comment_mail").exists()


def test_an_agencys_answer_is_told_to_the_whole_commission(commission: Commission, commit_checks: Any) -> None:
    docket = make_published("CBP", commission=commission)
    officer = supervisor()
    found = answer_given(docket, officer, "CBP")
    assert told("recommendation") == set(commission.users.values())
    notice = Notice.objects.filter(kind="recommendation", user=commission.users["ca1"]).get()
    assert notice.title_en == f"CBP on recommendation 1 of {docket.row.number}: accepted"
    assert notice.title_fr == f"CBP, recommandation 1 de {docket.row.number} : acceptée"
    assert (notice.body_en, notice.body_fr) == (REASONS.en, REASONS.fr)
    assert notice.link == f"/commission/docket/responses/{found.id}/" and notice.sender_agency == "CBP"
    services.response_finish(actor=officer, response_id=found.id, evidence=EVIDENCE, expected_version=2)
    done = Notice.objects.filter(kind="recommendation", user=commission.users["us2"]).order_by("-created_at", "-id")
    assert [row.body_fr for row in done] == [EVIDENCE.fr, REASONS.fr]
    assert "it is done" in done[0].title_en
    commit_checks()


def test_who_enters_a_governments_answer_is_not_told_of_it(commission: Commission) -> None:
    docket = make_published("GOVERNMENTS", commission=commission)
    services.response_answer(
        actor=commission.actor("registrar"),
        response_id=docket.response("CA").id,
        action="reject",
        reasons=REASONS,
        source="Letter of 4 March, tabled in the House",
        expected_version=1,
    )
    assert told("recommendation") == set(commission.users.values()) - {commission.users["registrar"]}
