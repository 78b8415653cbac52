"""Pages of programme reviews: the commission's, the agencies' and everybody's, in how many queries (R-84, R-88, R-101)."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from appeals import services
from appeals.models import ProgrammeReview, ReviewComment
from portal.core import clock
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
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
    WORDS,
    Docket,
    answer_given,
    make_comment,
    make_published,
    plan,
)

pytestmark = pytest.mark.django_db
COMMENT = {"name": "Example Freight", "email": "person@example.org", "language": "en", "text": WORDS, "website": ""}


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def of(commission: Commission, key: str) -> Client:
    return sign_in(Client(), commission.users[key])


def page_of(docket: Docket) -> str:
    return reverse("appeals:programme_review", args=[docket.row.number])


def desk_of(docket: Docket) -> str:
    return reverse("appeals:review_docket", args=[docket.id])


def comment_page(docket: Docket) -> str:
    return reverse("appeals:programme_review_comment", args=[docket.row.number])


def pressed(client: Client, docket: Docket, action: str, **given: Any) -> Any:
    return client.post(desk_of(docket), {"action": action, "expected_version": docket.row.row_version, **given})


def offered(client: Client, docket: Docket) -> list[str]:
    return [act["name"] for act in client.get(desk_of(docket)).context["acts"]]


def test_the_registrar_opens_a_review_and_what_was_typed_stays(commission: Commission) -> None:
    """R-84."""
    client, new = of(commission, "registrar"), reverse("appeals:review_open")
    given = {"programme": "NEXUS", "title_en": TITLE.en, "title_fr": TITLE.fr, "terms_en": TERMS.en, "terms_fr": "non"}
    refused = client.post(new, given)
    assert (refused.status_code, TERMS.en in refused.text) == (422, True)
    made = client.post(new, {**given, "terms_fr": TERMS.fr})
    review = ProgrammeReview.objects.get()
    assert made["Location"] == reverse("appeals:review_docket", args=[review.id])
    assert review.number in client.get(reverse("appeals:review_desk")).text
    for key in ("ca1", "us1"):
        assert of(commission, key).get(new).status_code == 403
    assert Client().get(reverse("appeals:programme_review", args=[review.number])).status_code == 404


def test_the_commission_works_a_review_to_its_report_on_one_page(commission: Commission) -> None:
    """R-84: who is offered what."""
    docket = Docket(commission)
    registrar, author, second = (of(commission, key) for key in ("registrar", "ca1", "us1"))
    assert offered(registrar, docket) == ["publish_terms", "add_evidence", "withdraw"]
    assert offered(author, docket) == []
    pressed(registrar, docket, "publish_terms", why="Agreed by both sections")
    assert pressed(registrar, docket, "open_comments", until="junk").status_code == 422
    pressed(registrar, docket, "open_comments", until=(clock.now().date() + timedelta(days=9)).isoformat())
    listed = {"title": "Waits of the winter", "source": "Example institute", "language": "en"}
    pressed(registrar, docket, "add_evidence", **listed, address="https://example.org/waits")
    wall = plan().wall.strftime("%Y-%m-%dT%H:%M")
    hearing = {"wall": wall, "minutes": "90", "clocks": "atlantic", "languages": "both", "interpreter": "none"}
    nowhere = pressed(registrar, docket, "schedule", **hearing, place="", link="")
    assert (nowhere.status_code, wall in nowhere.text) == (422, True)
    pressed(registrar, docket, "schedule", **hearing, place="Town hall, Moncton", link="")
    assert "move_hearing" in offered(registrar, docket)
    pressed(registrar, docket, "move_hearing", **hearing, place="Library, Moncton", link="")
    with clock.frozen(docket.row.hearings.get().starts_at):
        pressed(registrar, docket, "hold")
    assert pressed(author, docket, "begin_report").status_code == 422
    pressed(registrar, docket, "close_comments", reasons_en=CLOSED.en, reasons_fr=CLOSED.fr)
    pressed(author, docket, "begin_report")
    assert offered(author, docket) == ["submit", "write", "recommend"]
    pressed(author, docket, "write", report_en=REPORT.en, report_fr="")
    assert pressed(author, docket, "submit").status_code == 422
    pressed(author, docket, "write", report_en=REPORT.en, report_fr=REPORT.fr)
    for addressee in ("CBP", "CBSA"):
        pressed(author, docket, "recommend", addressee=addressee, text_en=ASKED.en, text_fr=ASKED.fr)
    last = docket.row.recommendations.get(number=2)
    remove = reverse("appeals:recommendation_remove", args=[last.id])
    author.post(remove, {"expected_version": docket.row.row_version})
    pressed(author, docket, "submit")
    assert offered(author, docket) == []
    assert "Confirm the report of" in second.get(reverse("site:home")).text
    assert offered(second, docket) == ["confirm", "send_back"]
    pressed(second, docket, "confirm")
    pressed(registrar, docket, "publish")
    assert docket.row.status == "published"
    assert offered(registrar, docket) == []
    assert pressed(registrar, docket, "burn").status_code == 422


def test_anybody_comments_without_login_and_nothing_is_lost(commission: Commission) -> None:
    """R-84."""
    docket, client = Docket(commission).commented(), Client()
    thin = client.post(comment_page(docket), {**COMMENT, "text": "Thin words"})
    assert (thin.status_code, "Thin words" in thin.text) == (422, True)
    bad = client.post(comment_page(docket), {**COMMENT, "email": "nonsense"})
    assert (bad.status_code, WORDS in bad.text) == (422, True)
    made = client.post(comment_page(docket), COMMENT)
    assert made["Location"] == page_of(docket)
    for reader in (client, of(commission, "registrar")):
        assert WORDS not in reader.get(page_of(docket)).text
    assert "Read comment 1" in of(commission, "registrar").get(reverse("site:home")).text
    comment = ReviewComment.objects.get()
    registrar = of(commission, "registrar")
    decide = reverse("appeals:review_comment_decide", args=[comment.id])
    assert registrar.post(decide, {"expected_version": 1}).status_code == 422
    assert registrar.post(decide, {"expected_version": 1, "verdict": "refuse"}).status_code == 422
    registrar.post(decide, {"expected_version": 1, "verdict": "release"})
    shown = client.get(page_of(docket)).text
    assert WORDS in shown
    assert "person@example.org" not in shown
    registrar.post(decide, {"expected_version": 2, "verdict": "refuse", "refusal": "personal"})
    shown = client.get(page_of(docket)).text
    assert WORDS not in shown
    assert "Tells personal data of somebody else" in shown


def test_a_comment_that_comes_too_late_is_given_back(commission: Commission) -> None:
    """R-84."""
    docket = Docket(commission).commented()
    with clock.frozen(docket.row.comments_until):
        late = Client().post(comment_page(docket), COMMENT)
        assert (late.status_code, WORDS in late.text) == (409, True)
        assert "<form" not in Client().get(comment_page(docket)).text.split("<main")[1]
    assert not ReviewComment.objects.exists()


def test_the_trap_and_the_limit_hold_programs_back_and_keep_the_words(commission: Commission, settings: Any) -> None:
    """R-84."""
    docket, address = Docket(commission).commented(), f"address-{uuid4()}"
    client = Client(REMOTE_ADDR=address)
    trapped = client.post(comment_page(docket), {**COMMENT, "website": "https://spam.example"})
    assert (trapped.status_code, WORDS in trapped.text, "spam.example" in trapped.text) == (422, True, False)
    settings.COMMENTS_PER_HOUR = 2
    answers = [client.post(comment_page(docket), COMMENT).status_code for _ in range(2)]
    busy = client.post(comment_page(docket), COMMENT)
    assert (answers, busy.status_code, WORDS in busy.text) == ([302, 302], 429, True)
    assert Client(REMOTE_ADDR=f"other-{address}").post(comment_page(docket), COMMENT).status_code == 302


def test_an_agency_answers_and_everybody_reads_it(commission: Commission) -> None:
    """R-84."""
    docket = make_published("BOTH", commission=commission)
    officer = sign_in(Client(), make_staff("officer.supervisor", "CBP"))
    page = reverse("appeals:response", args=[docket.response("CBP").id])
    assert "Answer recommendation 1" in officer.get(reverse("site:home")).text
    assert officer.get(reverse("appeals:response", args=[docket.response("CBSA").id])).status_code == 404
    given = {"action": "accept", "reasons_en": REASONS.en, "reasons_fr": REASONS.fr, "expected_version": 1}
    refused = officer.post(page, given)
    assert (refused.status_code, REASONS.en in refused.text) == (422, True)
    officer.post(page, {**given, "act_by": (clock.now().date() + timedelta(days=60)).isoformat()})
    assert REASONS.en in Client().get(page_of(docket)).text
    assert officer.post(page, {"evidence_en": "no", "evidence_fr": "no", "expected_version": 2}).status_code == 422
    officer.post(page, {"evidence_en": EVIDENCE.en, "evidence_fr": EVIDENCE.fr, "expected_version": 2})
    assert EVIDENCE.en in Client().get(page_of(docket)).text
    member = of(commission, "ca1").get(page)
    assert (member.status_code, member.context["form"]) == (200, None)


def test_overdue_is_on_top_of_the_public_pages_from_the_ninety_first_day(commission: Commission) -> None:
    """R-84: acceptance."""
    docket = make_published("CBP", "CBSA", commission=commission)
    answer_given(docket, supervisor(), "CBP")
    register = reverse("appeals:recommendation_list")
    due = docket.response("CBSA").due_at
    with clock.frozen(due):
        assert "No answer is overdue." in Client().get(register).text
        assert [entry["row"].number for entry in Client().get(page_of(docket)).context["recommendations"]] == [1, 2]
    with clock.frozen(due + timedelta(days=1)):
        shown = Client().get(register)
        assert [(row["row"].party, row["overdue"]) for row in shown.context["rows"]] == [("CBSA", 1), ("CBP", 0)]
        assert "1 day overdue" in shown.text
        found = Client().get(page_of(docket)).context["recommendations"]
        assert [entry["row"].number for entry in found] == [2, 1]
        assert "1 answer to a recommendation is overdue" in Client().get(reverse("appeals:programme_review_list")).text
    with clock.frozen(due + timedelta(days=12)):
        assert "12 days overdue" in Client().get(register).text
        filtered = Client().get(register, {"status": "overdue", "party": "CBP"})
        assert filtered.context["rows"] == []
        assert Client().get(register, {"status": "nonsense"}).status_code == 200


def test_an_answer_that_came_late_is_no_longer_overdue_and_says_how_late_it_was(commission: Commission) -> None:
    """R-84."""
    docket = make_published("CBP", commission=commission)
    with clock.frozen(docket.response("CBP").due_at + timedelta(days=7)):
        answer_given(docket, supervisor(), "CBP")
        shown = Client().get(reverse("appeals:recommendation_list"))
    assert [(row["overdue"], row["late"]) for row in shown.context["rows"]] == [(0, 7)]
    assert "7 days late" in shown.text


def test_the_register_is_taken_away_as_csv_with_its_definition(commission: Commission) -> None:
    """R-84, R-88, R-101."""
    make_published("CBP", "GOVERNMENTS", commission=commission, days_ago=100)
    answer = Client().get(reverse("appeals:recommendation_csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["kind"], row["addressee"], row["status"], row["days_overdue"]) for row in rows] == [
        ("recommendation", "CBP", "overdue", "10"),
        ("advice", "CA", "overdue", "10"),
        ("advice", "US", "overdue", "10"),
    ]
    assert all("90 days" in row["definition"] and row["text_fr"] == ASKED.fr for row in rows)
    only = Client().get(reverse("appeals:recommendation_csv"), {"party": "US"}).text.splitlines()
    assert len(only) == 2


def test_a_hearing_is_shown_by_both_clocks_and_goes_into_a_calendar(commission: Commission) -> None:
    """R-84."""
    docket = Docket(commission).commented()
    docket.act(services.review_hearing_schedule, plan=plan(clocks="atlantic"))
    shown = Client().get(reverse("appeals:hearing_list")).text
    assert "(Moncton)" in shown
    assert "(Bangor)" in shown
    address = reverse("appeals:review_hearing_ics", args=[docket.row.number, 1])
    assert address in shown
    file = Client().get(address)
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    starts = docket.row.hearings.get().starts_at
    assert f"DTSTART:{starts:%Y%m%dT%H%M%SZ}" in file.text
    assert "STATUS:CONFIRMED" in file.text
    docket.act(services.review_withdraw, reasons=CLOSED)
    assert "STATUS:CANCELLED" in Client().get(address).text
    assert address not in Client().get(reverse("appeals:hearing_list")).text
    assert CLOSED.en in Client().get(page_of(docket)).text
    assert Client().get(reverse("appeals:review_hearing_ics", args=[docket.row.number, 2])).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everybody_reads_the_pages_in_their_language(commission: Commission, language: str) -> None:
    """R-84, R-101."""
    docket = make_published("BOTH", commission=commission)
    client = Client()
    client.cookies["preclear_language"] = language
    shown = client.get(page_of(docket)).text
    for text in (TITLE, TERMS, REPORT, ASKED, CLOSED):
        assert text.get(language) in shown.replace("&#x27;", "'")
    translation.activate("en")


def test_strangers_reach_nothing_of_the_docket(commission: Commission) -> None:
    """R-84: deny by default."""
    docket = Docket(commission)
    trader = sign_in(Client(), make_member(make_organisation("carrier")))
    for client in (trader, sign_in(Client(), make_staff("auditor", "CBP"))):
        for url in (desk_of(docket), reverse("appeals:review_desk"), reverse("appeals:response_list")):
            assert client.get(url).status_code in (403, 404)
    assert Client().get(desk_of(docket)).status_code in (302, 404)


@pytest.mark.parametrize("count", [1, 4])
def test_public_pages_cost_the_same_for_one_and_for_four(
    commission: Commission, count: int, django_assert_num_queries: Any
) -> None:
    """R-84, R-101: bounded."""
    docket = None
    for _ in range(count):
        docket = Docket(commission).commented()
        for number in range(count):
            made = make_comment(docket, name=f"Commenter {number}")
            services.comment_release(actor=docket.actor("registrar"), comment_id=made.id, expected_version=1)
        docket.act(services.review_hearing_schedule, plan=plan())
        make_published(*["BOTH"] * count, commission=commission)
    assert docket is not None
    published = ProgrammeReview.objects.filter(status="published").first()
    assert published is not None
    for url, queries in (
        (reverse("appeals:programme_review_list"), 3),
        (page_of(docket), 6),
        (reverse("appeals:programme_review", args=[published.number]), 7),
        (comment_page(docket), 1),
        (reverse("appeals:hearing_list"), 2),
        (reverse("appeals:review_hearing_ics", args=[docket.row.number, 1]), 1),
        (reverse("appeals:recommendation_list"), 3),
        (reverse("appeals:recommendation_csv"), 1),
    ):
        with django_assert_num_queries(queries, info=url):
            assert Client().get(url).status_code == 200


@pytest.mark.parametrize("count", [1, 4])
def test_the_commissions_pages_cost_the_same_for_one_and_for_four(
    commission: Commission, count: int, django_assert_num_queries: Any
) -> None:
    """R-84: bounded."""
    docket = make_published(*["BOTH"] * count, commission=commission)
    for _ in range(count):
        last = Docket(commission).commented()
        for number in range(count):
            make_comment(last, name=f"Commenter {number}")
    client = of(commission, "registrar")
    officer = sign_in(Client(), make_staff("officer.supervisor", "CBP"))
    response = reverse("appeals:response", args=[docket.response("CBP").id]) if count == 1 else ""
    for reader, url, queries in (
        (client, reverse("appeals:review_desk"), 5),
        (client, desk_of(docket), 10),
        (client, desk_of(last), 9),
        (officer, reverse("appeals:response_list"), 5),
        *([(officer, response, 5)] if response else []),
    ):
        reader.get(url)
        with django_assert_num_queries(queries, info=url):
            assert reader.get(url).status_code == 200
