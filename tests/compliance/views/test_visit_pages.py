"""Pages of facility visits over HTTP, the checklist without scripts, and what each page costs (R-63)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.compliance.domain.facility_checklist import POINTS
from audit.compliance.models import FacilityVisit, PointMark, PointPhoto, VisitAnswer
from audit.compliance.services import audit_months_keep
from portal.accounts.models import Organisation
from portal.accounts.selectors import user_get
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.visits import FIX, SEEN, SUMMARY, Visitors, a_photo, drawn_visit

pytestmark = pytest.mark.django_db
POINT = "site_perimeter"


def desk(actor: Actor) -> Client:
    return sign_in(Client(), user_get(actor.person))


def act(client: Client, visitors: Visitors, action: str, **data: Any) -> Any:
    url = reverse("compliance:visit_act", args=[visitors.id, action])
    return client.post(url, {"expected_version": visitors.version, **data})


def member_of(visit: FacilityVisit) -> Client:
    return sign_in(Client(), make_member(Organisation.objects.get(pk=visit.organisation_id)))


def test_r63_from_the_draw_to_the_answer_over_http() -> None:
    visitors = Visitors(drawn_visit(), seated=False)
    cbp, cbsa = desk(visitors.cbp), desk(visitors.cbsa)
    team = reverse("compliance:visit_team", args=[visitors.id])
    assert [cbp.post(team).status_code, cbsa.post(team).status_code] == [302, 302]
    assert act(cbp, visitors, "plan", planned_on="yesterday").status_code == 422
    assert act(cbp, visitors, "plan", planned_on=clock.now().date().isoformat()).status_code == 302
    assert act(cbsa, visitors, "begin").status_code == 302
    visitors.marked(POINT)
    short = act(cbp, visitors, "finish", summary="Fine.")
    assert short.status_code == 422
    assert "Fine." in short.content.decode()
    data = {"summary": SUMMARY, f"fix_{POINT}": FIX, "fix_by": "2099-01-01"}
    assert act(cbp, visitors, "finish", **data).status_code == 302
    assert act(cbp, visitors, "sign").status_code == 302
    assert act(cbp, visitors, "sign").status_code == 409
    member = member_of(visitors.visit)
    page = reverse("compliance:visit", args=[visitors.id])
    assert member.get(page).status_code == 404
    assert act(cbsa, visitors, "sign").status_code == 302
    shown = member.get(page).content.decode()
    assert SEEN in shown and FIX in shown and visitors.cbp.name not in shown
    answer = reverse("compliance:visit_answer", args=[visitors.id])
    assert member.post(answer, {"text": "no", "expected_version": visitors.version}).status_code == 422
    words = "The fence was closed the same afternoon."
    assert member.post(answer, {"text": words, "expected_version": visitors.version}).status_code == 302
    assert VisitAnswer.objects.get().text == words
    assert words in cbp.get(page).content.decode()
    refused = act(cbsa, visitors, "put_right", text="Too short.")
    assert refused.status_code == 422 and "Too short." in refused.content.decode()
    assert act(cbsa, visitors, "put_right", text="The closed fence was seen.").status_code == 302
    assert act(cbsa, visitors, "put_right", text="The closed fence was seen.").status_code == 409
    shown = member.get(page).content.decode()
    assert "The closed fence was seen." in shown and visitors.cbsa.name not in shown
    opened = act(cbsa, visitors, "audit")
    assert opened.status_code == 302
    assert visitors.visit.number in cbp.get(opened["Location"]).content.decode()
    assert visitors.visit.number in member.get(opened["Location"]).content.decode()
    assert reverse("compliance:visit", args=[visitors.id]) in cbp.get(opened["Location"]).content.decode()


def test_r63_without_scripts_the_checklist_is_a_form_that_keeps_each_thing_once() -> None:
    visitors = Visitors().planned()
    client = desk(visitors.cbp)
    url = reverse("compliance:visit_phone", args=[visitors.id])
    first = client.get(url)
    lines = {line["point"].code: line for line in first.context["lines"]}

    def form(**changes: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for code, line in lines.items():
            data |= {f"client_{code}": line["client"], f"shot_{code}": line["shot"], f"seen_{code}": ""}
            data |= {f"mark_{code}": "conform", f"note_{code}": ""}
        return data | changes

    picture = {f"photo_{POINT}": SimpleUploadedFile("bay.jpg", a_photo(), "image/jpeg")}
    assert client.post(url, form(**picture)).status_code == 302
    picture = {f"photo_{POINT}": SimpleUploadedFile("bay.jpg", a_photo(), "image/jpeg")}
    assert client.post(url, form(**picture)).status_code == 302
    assert (PointMark.objects.count(), PointPhoto.objects.count()) == (len(POINTS), 1)
    bad = {f"photo_{POINT}": SimpleUploadedFile("bay.jpg", b"<svg/>", "image/jpeg")}
    refused = client.post(url, form(**bad, **{f"shot_{POINT}": uuid4()}))
    assert refused.status_code == 422
    assert f"#id_point_{POINT}" in refused.content.decode()
    shown = client.get(reverse("compliance:visit_photo", args=[PointPhoto.objects.get().id]))
    assert shown["Content-Type"] == "image/jpeg" and shown.content.startswith(b"\xff\xd8")


def test_r63_the_phone_sends_once_and_hears_the_same_again() -> None:
    visitors = Visitors().planned()
    client = desk(visitors.cbsa)
    url = reverse("compliance:visit_send", args=[visitors.id])
    data = {"id": uuid4(), "kind": "mark", "point": POINT, "mark": "not_conform", "note": SEEN, "seen": ""}
    for _ in range(3):
        assert client.post(url, {**data, "device_at": "2026-11-05T10:00:00Z"}).json() == {"outcome": "applied"}
    assert client.post(url, {**data, "id": uuid4()}).json() == {"outcome": "conflict"}
    assert client.post(url, {**data, "id": uuid4(), "mark": "x"}).json()["outcome"] == "refused"
    assert client.post(url, {**data, "id": "nonsense"}).status_code == 404
    assert PointMark.objects.count() == 2
    state = client.get(reverse("compliance:visit_state", args=[visitors.id])).json()
    assert state["points"][POINT]["client"] == str(data["id"])
    assert [row["note"] for row in state["points"][POINT]["conflicts"]] == [SEEN]
    outsider = sign_in(Client(), make_staff("auditor", "CBP"))
    assert outsider.post(url, data).status_code == 404


def test_r63_a_supervisor_gives_the_place_and_ends_a_visit_with_a_reason() -> None:
    visitors = Visitors(drawn_visit(), seated=False)
    boss = sign_in(Client(), make_staff("officer.supervisor", "CBP"))
    auditor = make_staff("auditor", "CBP")
    team = reverse("compliance:visit_team", args=[visitors.id])
    assert auditor.name in boss.get(reverse("compliance:visit", args=[visitors.id])).content.decode()
    assert boss.post(team, {"auditor": "nobody"}).status_code == 404
    assert boss.post(team, {"auditor": uuid4()}).status_code == 422
    assert boss.post(team, {"auditor": auditor.id}).status_code == 302
    assert act(boss, visitors, "miss", why="no").status_code == 422
    assert act(boss, visitors, "miss", why="The only road to it was under water.").status_code == 302
    assert act(boss, visitors, "bake").status_code == 404


def test_r63_the_draw_page_shows_numbers_and_no_names() -> None:
    visit = drawn_visit()
    audit_months_keep()
    page = Client().get(reverse("compliance:draws_month", args=[f"{clock.now():%Y-%m}"])).content.decode()
    assert "Facilities in the pool" in page
    for secret in (visit.site_name, visit.site_code, str(visit.site_id), visit.selection.entry.token):
        assert secret not in page


def test_r63_what_waits_for_whom() -> None:
    waits = reverse("compliance:visits") + "?show=mine"
    visitors = Visitors(drawn_visit(), seated=False)
    other = sign_in(Client(), make_staff("auditor", "CBP"))
    assert len(other.get(waits).context["rows"]) == 1
    visitors = Visitors(visitors.visit)
    cbp, cbsa, member = desk(visitors.cbp), desk(visitors.cbsa), member_of(visitors.visit)

    def seen() -> list[int]:
        return [len(client.get(waits).context["rows"]) for client in (other, cbp, cbsa, member)]

    assert seen() == [0, 1, 1, 0]
    visitors.finished()
    act(cbp, visitors, "sign")
    assert seen() == [0, 0, 1, 0]
    assert visitors.visit.number in cbsa.get("/").content.decode()
    act(cbsa, visitors, "sign")
    assert seen() == [0, 0, 0, 1]
    assert f"Report of facility visit {visitors.visit.number}" in member.get("/").content.decode()


def queries(client: Client, name: str, *args: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"compliance:{name}", args=args)).status_code == 200
    return len(seen)


@pytest.mark.parametrize("photos", [1, 5])
def test_r63_pages_cost_the_same_for_few_and_many(photos: int) -> None:
    visitors = Visitors().on_site()
    for _ in range(photos):
        visitors.photo(POINT)
    visitors.mark(POINT, "not_conform", SEEN)
    cbp = desk(visitors.cbp)
    queries(cbp, "visits")
    open_pages = [
        queries(cbp, "visits"),
        queries(cbp, "visit", visitors.id),
        queries(cbp, "visit_phone", visitors.id),
        queries(cbp, "visit_state", visitors.id),
    ]
    visitors.finished(POINT).signed()
    member = member_of(visitors.visit)
    queries(member, "visits")
    over = [
        queries(member, "visits"),
        queries(member, "visit", visitors.id),
        queries(member, "visit_answer", visitors.id),
    ]
    public = queries(Client(), "draws_month", f"{clock.now():%Y-%m}")
    assert (open_pages, over, public) == ([5, 9, 7, 7], [5, 11, 10], 1)
