"""Pages of the audit: both auditors' desk, the member's draft and answer, the supervisor's places."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.compliance.forms import report_initial
from audit.compliance.models import Answer, AuditCase, Finding
from audit.compliance.services import report_save
from enrollment.services import document_scan
from portal.accounts.selectors import user_get
from portal.core import clock
from portal.core.ids import uuid7
from portal.core.scanning import CLEAN
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
from tests.factories.audits import Movement, Team, a_draft
from tests.factories.documents import Says, a_pdf
from tests.factories.enrollment import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(monkeypatch: pytest.MonkeyPatch) -> Movement:
    return Movement(monkeypatch)


def auditor() -> Client:
    return sign_in(Client(), make_staff("auditor", "CBP"))


def desk(actor: Any) -> Client:
    return sign_in(Client(), user_get(actor.person))


def form_data(**changes: Any) -> dict[str, Any]:
    data = {name: value for name, value in report_initial(a_draft()).items() if value is not None}
    return {**data, "expected_version": 0, **changes}


def act(client: Client, case: AuditCase, action: str, **data: Any) -> Any:
    case.refresh_from_db()
    url = reverse("compliance:act", args=[case.id, action])
    return client.post(url, {"expected_version": case.row_version, **data})


def test_from_the_free_place_to_the_signed_finding_and_back_to_the_member(movement: Movement) -> None:
    """R-10, R-70, R-77: two desks, one report; the member reads, answers and sees how to appeal."""
    make_membership(organisation=movement.organisation, tier="T2")
    case = movement.opened()
    page, write = (reverse(f"compliance:{name}", args=[case.id]) for name in ("case", "report"))
    cbp, cbsa = auditor(), sign_in(Client(), make_staff("auditor", "CBSA"))
    assert cbp.get(write).status_code == 404
    for client in (cbp, cbsa):
        assert client.post(reverse("compliance:team", args=[case.id])).status_code == 302
    thin = cbp.post(write, form_data(facts_en="Bad.", send="1"))
    assert thin.status_code == 422
    assert "facts_en" in thin.context["form"].errors
    assert "Bad." in thin.content.decode()
    assert cbp.post(write, form_data(save="1")).status_code == 302
    assert "Tier" in cbsa.get(write).content.decode()
    assert cbsa.get(write).context["effect"]["preview"].tier_after == "T1"
    member = sign_in(Client(), make_member(movement.organisation))
    assert a_draft().sections["facts"].en not in member.get(page).content.decode()
    assert cbp.post(write, form_data(send="1", expected_version=1)).status_code == 302
    words = member.get(page).content.decode()
    assert a_draft().sections["facts"].en in words
    assert "What this finding would do" in words
    answer = reverse("compliance:answer", args=[case.id])
    short = member.post(answer, {"text": "No.", "expected_version": 9})
    assert short.status_code == 422
    case.refresh_from_db()
    data = {"text": "The certificate was on file; see the paper.", "expected_version": case.row_version}
    paper = SimpleUploadedFile("certificate.pdf", a_pdf(), "application/pdf")
    assert member.post(answer, {**data, "file": paper}).status_code == 302
    assert member.get(answer).status_code == 404
    shown = Answer.objects.get().documents[0]
    document = reverse("compliance:answer_document", args=[case.id, shown["id"]])
    assert cbp.get(document).status_code == 409
    document_scan(document_id=shown["id"], ask=Says(CLEAN, ""))
    assert cbp.get(document).content.startswith(b"%PDF")
    assert act(cbp, case, "sign").status_code == 302
    assert act(cbp, case, "sign").status_code == 409
    assert act(cbsa, case, "sign").status_code == 302
    words = member.get(page).content.decode()
    assert reverse("enrollment:decision", args=[Finding.objects.get().decision_id]) in words


def test_a_strangers_audit_and_a_missing_one_look_alike(movement: Movement) -> None:
    case = movement.opened()
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    answers = [stranger.get(reverse("compliance:case", args=[value])) for value in (case.id, uuid7())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_supervisor_gives_the_place_by_load(movement: Movement) -> None:
    boss = sign_in(Client(), make_staff("officer.supervisor", "CBP"))
    one = make_staff("auditor", "CBP")
    case = movement.opened()
    url = reverse("compliance:team", args=[case.id])
    assert one.name in boss.get(reverse("compliance:case", args=[case.id])).content.decode()
    assert boss.post(url, {"auditor": "nobody"}).status_code == 404
    assert boss.post(url, {"auditor": uuid7()}).status_code == 422
    assert boss.post(url, {"auditor": one.id}).status_code == 302
    assert case.team_ids == {one.id}


def test_closing_and_revising_need_the_version_that_was_seen(movement: Movement) -> None:
    team = Team(movement.opened())
    case, client = team.case, desk(team.cbp)
    url = reverse("compliance:act", args=[case.id, "close"])
    assert client.post(url, {"note": "All papers agree with the load."}).status_code == 404
    assert client.post(url, {"expected_version": 99, "note": "All papers agree with the load."}).status_code == 409
    assert act(client, case, "close", note="fine").status_code == 422
    assert act(client, case, "close", note="All papers agree with the load.").status_code == 302
    assert act(client, case, "revise").status_code == 302
    assert act(client, case, "bake").status_code == 404
    case.refresh_from_db()
    assert case.status == "in_audit"


def test_what_waits_for_whom(movement: Movement) -> None:
    """The desk shows free places, reports to write and keys to give; the member the drafts to answer."""
    waits = reverse("compliance:case_list") + "?show=mine"

    def seen(client: Client) -> int:
        return len(client.get(waits).context["rows"])

    other = auditor()
    member = sign_in(Client(), make_member(movement.organisation))
    team = Team(movement.opened(), seated=False)
    assert (seen(desk(team.cbp)), seen(other), seen(member)) == (1, 1, 0)
    team = Team(team.case)
    cbp, cbsa = desk(team.cbp), desk(team.cbsa)
    assert (seen(cbp), seen(cbsa), seen(other)) == (1, 1, 0)
    team.sent()
    assert (seen(cbp), seen(member)) == (0, 1)
    team.answered()
    act(cbp, team.case, "sign")
    assert (seen(cbp), seen(cbsa), seen(member)) == (0, 1, 0)


def queries(client: Client, name: str, *args: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"compliance:{name}", args=args)).status_code == 200
    return len(seen)


@pytest.mark.parametrize("count", [1, 5])
def test_lists_and_pages_cost_the_same_for_one_and_many(movement: Movement, count: int) -> None:
    """The list, a fresh case, one with its draft answered for the team and for the member, the forms, one found."""
    make_membership(organisation=movement.organisation, tier="T2")
    for _ in range(count):
        movement.trip_id = uuid7()
        case = movement.opened()
    client, member = auditor(), sign_in(Client(), make_member(movement.organisation))
    queries(client, "case_list"), queries(member, "case_list")
    fresh = [queries(client, "case_list"), queries(client, "case", case.id)]
    team = Team(case)
    report_save(actor=team.cbp, case_id=team.id, draft=a_draft(), expected_version=0)
    cbp = desk(team.cbp)
    queries(cbp, "case_list")
    written = queries(cbp, "report", case.id)
    team.sent()
    asked = queries(member, "answer", case.id)
    team.answered()
    heard = [queries(cbp, "case", case.id), queries(member, "case", case.id)]
    team.signed()
    found = queries(client, "case", case.id)
    assert (fresh, written, asked, heard, found) == ([5, 7], 15, 16, [15, 15], 8)


def test_the_home_of_the_member_says_by_when_to_answer(movement: Movement) -> None:
    team = Team(movement.opened()).sent()
    home = sign_in(Client(), make_member(movement.organisation)).get("/").content.decode()
    assert f"Draft report of audit {team.case.number}" in home


def test_an_answer_out_of_time_is_refused_with_its_words_kept(movement: Movement) -> None:
    team = Team(movement.opened()).sent()
    member = sign_in(Client(), make_member(movement.organisation))
    words = "We have found the paper at last and send it."
    with clock.frozen(clock.now() + timedelta(days=16)):
        late = member.post(
            reverse("compliance:answer", args=[team.id]), {"text": words, "expected_version": team.version}
        )
    assert late.status_code == 422
    assert words in late.content.decode()
