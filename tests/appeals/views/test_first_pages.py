"""Explorer, complaints, the restricted record and the acts of stays: who reaches them, in how many queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appeals.models import Case, Complaint, Recusal, Stay
from clearance.models import Score
from enrollment.models import MembershipDecision
from portal.accounts.models import Organisation
from portal.core import clock
from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, sign_in
from tests.factories.appeals import (
    GROUNDS,
    LATE,
    REASONS,
    SAFETY,
    Commission,
    make_case,
    make_commission,
    make_complaint,
    make_dispute,
    make_excepted,
    seat,
)
from tests.factories.clearance import make_carrier
from tests.factories.officer import make_inspected, make_profile, make_scored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
PANEL = ("ca1", "us1", "us2")


@pytest.fixture
def commission() -> Commission:
    return make_commission()


def client_of(organisation: Any) -> Client:
    return sign_in(Client(), make_member(organisation))


def supervisor_client(agency: str = "CBP") -> Client:
    return sign_in(Client(), make_staff("officer.supervisor", agency))


def inspected(carrier: Any) -> Any:
    make_profile()
    return make_inspected(trip=make_scored(carrier=carrier))


def test_two_answers_show_the_way_and_one_click_files_it(django_assert_num_queries: Any) -> None:
    dispute = make_dispute()
    client = client_of(dispute.organisation)
    page = reverse("appeals:explore")
    answers = {"happened": "lower_tier", "wish": "changed"}
    client.get(page)
    with django_assert_num_queries(6):
        shown = client.get(page, answers)
    assert (shown.context["way"].kind, shown.context["way"].days) == ("demotion", 30)
    [row] = shown.context["rows"]
    assert row["url"] in shown.text
    assert client.get(row["url"]).status_code == 200
    complaint = client.get(page, {"happened": "conduct", "wish": "changed"})
    assert f"{reverse('appeals:complaint_new')}?category=conduct" in complaint.text
    assert client.get(page, {"happened": "weather", "wish": "changed"}).status_code == 422


def test_from_the_page_of_a_trip_its_inspection_and_the_profile_are_one_click_away() -> None:
    carrier = make_carrier()
    inspection = inspected(carrier)
    client = client_of(carrier)
    trip = reverse("clearance:trip_detail", args=[inspection.trip_id])
    link = f"{reverse('appeals:explore')}?trip={inspection.trip_id}"
    assert link in client.get(trip).text
    rows = client.get(link).context["rows"]
    assert [row["kind"] for row in rows] == ["inspection", "profile"]
    answer = client.post(rows[0]["url"], {"grounds": GROUNDS, "language": "en"})
    case = Case.objects.get(subject_id=inspection.id)
    assert answer["Location"] == reverse("appeals:case", args=[case.id])
    assert "Officers" in client.get(answer["Location"]).text
    stranger = client_of(make_organisation("carrier"))
    assert stranger.get(link).status_code == 404
    assert stranger.get(rows[1]["url"]).status_code == 404
    assert stranger.get(f"{reverse('appeals:explore')}?trip=junk").status_code == 404


def test_a_late_appeal_asks_why_on_the_page_and_keeps_what_was_typed() -> None:
    dispute = make_dispute()
    client = client_of(dispute.organisation)
    deadline = MembershipDecision.objects.get(pk=dispute.decision.pk).appeal_deadline
    url = f"{reverse('appeals:case_new')}?decision={dispute.decision.id}"
    assert "late_reasons" not in client.get(url).context["form"].fields
    with clock.frozen(deadline + timedelta(days=1)):
        refused = client.post(url, {"grounds": GROUNDS, "language": "en", "late_reasons": "mail"})
        assert (refused.status_code, GROUNDS in refused.text) == (422, True)
        client.post(url, {"grounds": GROUNDS, "language": "en", "late_reasons": LATE})
    assert Case.objects.get().status == "late"


def test_the_registrar_hears_a_late_appeal_on_its_page(commission: Commission) -> None:
    dispute = make_dispute()
    deadline = MembershipDecision.objects.get(pk=dispute.decision.pk).appeal_deadline
    with clock.frozen(deadline + timedelta(days=1)):
        case = make_case(dispute, late_reasons=LATE)
    client = sign_in(Client(), commission.users["registrar"])
    page = reverse("appeals:case", args=[case.id])
    assert [act.name for act in client.get(page).context["acts"]] == ["leave"]
    leave = reverse("appeals:leave", args=[case.id])
    assert client.post(leave, {"allow": "yes", "reasons": "", "expected_version": 2}).status_code == 422
    client.post(leave, {"allow": "yes", "reasons": LATE, "expected_version": 2})
    assert [act.name for act in client.get(page).context["acts"]] == ["panel", "file"]


def test_a_supervisor_signs_and_a_member_reviews_on_the_case_page(commission: Commission) -> None:
    dispute = make_dispute()
    case = make_case(dispute)
    page = reverse("appeals:case", args=[case.id])
    assert supervisor_client("CBSA").get(page).status_code == 404
    client = supervisor_client()
    assert [act.name for act in client.get(page).context["acts"]] == ["except", "file", "hearing_ask"]
    sign = reverse("appeals:except", args=[case.id])
    thin = client.post(sign, {"ground_en": SAFETY.en, "ground_fr": "non", "expected_version": 1})
    assert (thin.status_code, SAFETY.en in thin.text) == (422, True)
    client.post(sign, {"ground_en": SAFETY.en, "ground_fr": SAFETY.fr, "expected_version": 1})
    assert dispute.tier() == "T1"
    member = sign_in(Client(), commission.users["us1"])
    assert [act.name for act in member.get(page).context["acts"]] == ["review"]
    member.post(reverse("appeals:review", args=[case.id]), {"holds": "no", "reasons": REASONS, "expected_version": 2})
    assert (Stay.objects.get().status, dispute.tier()) == ("stayed", "T2")


def test_a_member_steps_aside_and_the_registrar_fills_the_seat(commission: Commission) -> None:
    case = seat(make_case(), commission, PANEL)
    member = sign_in(Client(), commission.users["us1"])
    member.post(reverse("appeals:recuse", args=[case.id]), {"why": "I audited this carrier in 2024."})
    assert Recusal.objects.get().name == "Commission us1"
    registrar = sign_in(Client(), commission.users["registrar"])
    shown = registrar.get(reverse("appeals:case", args=[case.id]))
    assert [act.name for act in shown.context["acts"]] == ["fill", "file", "hearing_set"]
    assert "I audited this carrier in 2024." in shown.text
    assert (
        "I audited this carrier in 2024."
        not in client_of_appellant(case).get(reverse("appeals:case", args=[case.id])).text
    )
    offered = [value for value, _ in shown.context["acts"][0].form.fields["members"].choices]
    assert offered == [str(commission.users["ca2"].id)]
    fill = reverse("appeals:fill", args=[case.id])
    nobody = {"members": [str(commission.users["us1"].id)], "expected_version": 2}
    assert registrar.post(fill, nobody).status_code == 422
    registrar.post(fill, {"members": offered, "expected_version": 2})
    assert registrar.get(reverse("appeals:case", args=[case.id])).context["acts"][0].name == "file"


def client_of_appellant(case: Case) -> Client:
    return client_of(Organisation.objects.get(pk=case.organisation_id))


def test_only_the_panel_opens_the_restricted_part_and_the_page_bears_its_reader(commission: Commission) -> None:
    carrier = make_carrier()
    inspection = inspected(carrier)
    client = client_of(carrier)
    score = Score.objects.get(trip=inspection.trip)
    client.post(f"{reverse('appeals:case_new')}?score={score.id}", {"grounds": GROUNDS, "language": "en"})
    case = seat(Case.objects.get(), commission, PANEL)
    url = reverse("appeals:camera", args=[case.id])
    assert client.post(url).status_code == 403
    assert sign_in(Client(), commission.users["registrar"]).post(url).status_code == 403
    assert sign_in(Client(), commission.users["ca2"]).post(url).status_code == 404
    member = sign_in(Client(), commission.users["ca1"])
    assert url in member.get(reverse("appeals:case", args=[case.id])).text
    shown = member.post(url)
    assert shown.text.count("Commission ca1") >= 1 + len(score.contributions)
    assert shown["Cache-Control"] == "no-store"


def test_a_complaint_goes_its_whole_way_through_the_pages(commission: Commission) -> None:
    organisation = make_organisation("carrier")
    owner = client_of(organisation)
    new = reverse("appeals:complaint_new")
    thin = owner.post(new, {"category": "delay", "words": "bad", "language": "en"})
    assert (thin.status_code, "bad" in thin.text) == (422, True)
    words = "Five weeks without an answer to our question."
    made = owner.post(new, {"category": "delay", "words": words, "language": "en", "happened_on": "2026-02-01"})
    complaint = Complaint.objects.get()
    page = reverse("appeals:complaint", args=[complaint.id])
    assert made["Location"] == page
    registrar = sign_in(Client(), commission.users["registrar"])
    assert [act["name"] for act in registrar.get(page).context["acts"]] == ["send", "answer"]
    registrar.post(page, {"action": "send", "agency": "CBP", "expected_version": 1})
    officer = supervisor_client()
    assert complaint.number in officer.get(reverse("appeals:complaint_list")).text
    assert [act["name"] for act in officer.get(page).context["acts"]] == ["answer"]
    assert officer.post(page, {"action": "answer", "answer": "no", "expected_version": 2}).status_code == 422
    answer = "Your question lay at the wrong desk; it is answered today with our apology."
    officer.post(page, {"action": "answer", "answer": answer, "expected_version": 2})
    shown = owner.get(page)
    assert answer in shown.text
    assert [act["name"] for act in shown.context["acts"]] == ["escalate", "accept"]
    owner.post(page, {"action": "escalate", "why": "It does not say why it took so long.", "expected_version": 3})
    registrar.post(page, {"action": "settle", "settlement": answer, "expected_version": 4})
    assert Complaint.objects.get().status == "closed"
    assert owner.post(page, {"action": "burn", "expected_version": 5}).status_code == 422


def test_a_strangers_complaint_is_not_there() -> None:
    made = make_complaint()
    page = reverse("appeals:complaint", args=[made.id])
    for client in (client_of(make_organisation("carrier")), sign_in(Client(), make_user()), supervisor_client()):
        assert client.get(page).status_code in (403, 404)


@pytest.mark.parametrize("count", [1, 6])
def test_the_queue_of_complaints_costs_the_same_for_one_and_for_six(
    commission: Commission, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        make_complaint()
    client = sign_in(Client(), commission.users["registrar"])
    client.get(reverse("appeals:complaint_list"))
    with django_assert_num_queries(5):
        assert client.get(reverse("appeals:complaint_list")).status_code == 200


def test_pages_have_a_known_number_of_queries(commission: Commission, django_assert_num_queries: Any) -> None:
    made = make_complaint()
    _, case = make_excepted()
    registrar = sign_in(Client(), commission.users["registrar"])
    registrar.get(reverse("appeals:complaint", args=[made.id]))
    with django_assert_num_queries(5):
        registrar.get(reverse("appeals:complaint", args=[made.id]))
    member = sign_in(Client(), commission.users["us1"])
    member.get(reverse("appeals:case", args=[case.id]))
    with django_assert_num_queries(12):
        member.get(reverse("appeals:case", args=[case.id]))


def test_everybody_reads_the_counts_and_takes_them_away_in_one_query(django_assert_num_queries: Any) -> None:
    with clock.frozen(clock.now() - timedelta(days=200)):
        for _ in range(6):
            make_complaint()
        make_complaint(category="conduct")
    with django_assert_num_queries(1):
        page = Client().get(reverse("appeals:complaints_published"))
    assert [(each["row"].category, each["row"].received) for each in page.context["rows"]] == [
        ("conduct", None),
        ("delay", 6),
    ]
    lines = Client().get(reverse("appeals:complaints_csv")).text.splitlines()
    assert lines[0] == "year,quarter,category,standard_days,received,in_time,escalated"
    assert [line.split(",", 2)[2] for line in lines[1:]] == ["conduct,30,,,", "delay,10,6,0,0"]


def test_what_waits_is_on_the_home_of_who_answers(commission: Commission) -> None:
    make_complaint()
    make_excepted()
    home = sign_in(Client(), commission.users["registrar"]).get(reverse("site:home")).text
    assert "Answer complaint C-" in home
    assert "Seat a panel for JC-" in home
    assert "Review the safety ground" in sign_in(Client(), commission.users["us1"]).get(reverse("site:home")).text
